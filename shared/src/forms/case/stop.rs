//! G-3, the stop of production and sale (7.1.2.2). Notice, receipt and resumption are entries of the ledger.

use chrono::NaiveDate;

use crate::{
    forms::{
        Kind::{Day, Files, Line, Ticks},
        Path, Rounds, Section,
        checks::not_in_future,
        fields,
        handed_in::Problem,
    },
    key,
    people::Role,
    records::read::Content,
    vocab::StopScope,
};

#[rustfmt::skip]
pub(super) static STOP: Section = Section {
    key: "stop",
    title: key!("section.stop"),
    writers: &[Role::Enterprise, Role::DistrictBureau],
    rounds: Rounds::Once,
    checks: &[day],
    fields: fields! { "field.stop":
        "stopped_on" required: Day;
        "scope"      required: Ticks(&StopScope::VOCABULARY);
        "stock"      required: Line;
        "files"      optional: Files;
    },
};

fn day(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    not_in_future(content, &root.cell("stopped_on"), today, problems);
}
