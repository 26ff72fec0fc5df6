//! Fields that are not typed: what stands elsewhere or follows from it.

use shared::{
    forms::{self, Kind, Path, Shown},
    key,
    stats::report,
    vocab::Figure,
};

use super::{register::in_round, words::standing};
use crate::state::Document;

/// What such a field shows.
pub(super) fn shown(document: Document, at: &Path, what: Shown) -> String {
    let of = |path: &Path| path.form_field().map(|field| standing(document, path, field)).unwrap_or_default();
    match what {
        Shown::Field(path) => of(&in_round(document, at, path)),
        Shown::Cells(table, cell) => {
            let table = in_round(document, at, table);
            let cells = rows(document, &table).into_iter().map(|row| of(&table.row(&row).cell(cell)));
            cells.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(document.words.t(key!("app.comma")))
        }
        Shown::Position => {
            let row = at.parent();
            let table = row.as_ref().and_then(Path::parent);
            let place = table.zip(row).and_then(|(table, row)| rows(document, &table).iter().position(|id| *id == row.last()));
            place.map(|place| (place + 1).to_string()).unwrap_or_default()
        }
        Shown::RecheckStatus => {
            let round = forms::round_of(at.section()).1;
            document.read(|view| document.words.t(view.state.recheck_status(round).words()).to_owned()).unwrap_or_default()
        }
        Shown::Contact => document.words.t(key!("shown.contact")).to_owned(),
        Shown::Figure(code) => Figure::of_code(code).map(|one| figure(document, one)).unwrap_or_default(),
    }
}

/// Whether a kind of field shows a figure of the statistics.
pub(super) const fn is_figure(kind: &Kind) -> bool {
    matches!(kind, Kind::Shown(Shown::Figure(_)))
}

/// A figure of a report, counted over the cases on this device; a correction shows what was counted beside it (G20).
fn figure(document: Document, figure: Figure) -> String {
    let cases = document.names.case_figures();
    let all = document.read(|view| report::figures(&view.content, &cases)).unwrap_or_default();
    let Some((_, counted)) = all.into_iter().find(|(one, _)| *one == figure) else { return String::new() };
    let calculated = report::printed(figure, counted.calculated().value);
    match counted.given() {
        None => calculated,
        Some(given) => {
            let value = report::printed(figure, given.value());
            document.words.fill(key!("shown.corrected"), &[("value", &value), ("calculated", &calculated), ("reason", given.reason())])
        }
    }
}

/// The figure of a code as a report prints it; nothing where it is no amount of money: zero is printed as a gap.
pub(in crate::pages::document) fn figure_alone(document: Document, code: &str) -> String {
    let Some(figure) = Figure::of_code(code) else { return String::new() };
    let cases = document.names.case_figures();
    let all = document.read(|view| report::figures(&view.content, &cases)).unwrap_or_default();
    let value = all.into_iter().find(|(one, _)| *one == figure).map(|(_, counted)| counted.value());
    value.filter(|value| *value > 0 || !report::is_money(figure)).map(|value| report::printed(figure, value)).unwrap_or_default()
}

fn rows(document: Document, table: &Path) -> Vec<String> {
    document.read(|view| view.content.live_rows(table).map(|row| row.id.clone()).collect()).unwrap_or_default()
}
