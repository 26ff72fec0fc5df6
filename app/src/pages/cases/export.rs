//! The chosen cases as a file that spreadsheet programs open: the columns of the table, and the number of the report.

use shared::{importing::tables::csv, key};

use super::{Row, short};
use crate::{
    data::table,
    state::{Words, use_words},
};

/// Saves them in the order of the table.
pub(super) fn save<'a>(rows: impl Iterator<Item = &'a Row>) {
    let words = use_words();
    let heads = [
        key!("field.intake.report_no"),
        key!("table.who"),
        key!("field.intake.product"),
        key!("field.intake.model"),
        key!("case.failed"),
        key!("table.district"),
        key!("table.stage"),
        key!("cases.stop"),
        key!("table.due"),
        key!("table.moved"),
    ];
    let heads = heads.map(|head| words.t(head).to_owned());
    let lines: Vec<[String; 10]> = std::iter::once(heads).chain(rows.map(|row| cells(words, row))).collect();
    let text = csv::write(lines.iter().map(|line| line.iter().map(String::as_str).collect()));
    table::save(words.t(key!("together.export_file")), &text);
}

fn cells(words: Words, row: &Row) -> [String; 10] {
    let summary = &row.line.summary;
    let stage = if summary.closed { words.t(key!("cases.closed")) } else { words.t(short(summary.stage)) };
    let round = (summary.round > 1).then(|| words.count(key!("case.round"), summary.round));
    let cells = [
        summary.report_no.clone(),
        row.title.clone(),
        summary.product.clone(),
        summary.model.clone(),
        summary.failed.join(words.t(key!("app.comma"))),
        summary.district.map(|district| words.t(district.words()).to_owned()).unwrap_or_default(),
        [Some(stage.to_owned()), round].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        if summary.stop.forbids() { words.t(key!("cases.stopped")).to_owned() } else { String::new() },
        row.due.as_ref().map(|due| format!("{} {}", due.due, words.t(due.kind.words()))).unwrap_or_default(),
        summary.moved_at.minute(),
    ];
    cells.map(harmless)
}

/// What people wrote is no formula for the program that opens it.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell }
}
