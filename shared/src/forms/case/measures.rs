//! G-2, the log of supervision measures (7.1.2.1, 7.1.2.3).

use chrono::NaiveDate;

use crate::{
    forms::{
        Kind::{Choice, Day, Files, Line, Prose, Rows},
        Path, Rounds, Section,
        checks::{days_not_in_future, is},
        fields,
        handed_in::Problem,
    },
    key,
    people::Role,
    records::read::Content,
    vocab::{Source, SupervisionMeasure},
};

#[rustfmt::skip]
pub(super) static MEASURES: Section = Section {
    key: "measures",
    title: key!("section.measures"),
    writers: &[Role::MunicipalBureau, Role::DistrictBureau],
    rounds: Rounds::Once,
    checks: &[days],
    fields: fields! { "field.measures":
        "log" optional: Rows(fields! { "cell.measures.log":
            "kind"        required:              Choice(&SupervisionMeasure::VOCABULARY);
            "kind_text"   when is_other:         Line;
            "doer"        required:              Line;
            "date"        required:              Day;
            "number"      optional:              Line;
            "legal_basis" when is_no_spot_check: Line;
            "result"      optional:              Prose;
            "files"       optional:              Files;
        });
    },
};

fn is_other(content: &Content, row: &Path) -> bool {
    is(content, row, "kind", SupervisionMeasure::Other.code())
}

/// 7.1.2.3: other sources are handled under law, which must be named.
fn is_no_spot_check(content: &Content, _row: &Path) -> bool {
    content.field("intake", "source") != Source::SpotCheck.code()
}

fn days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    days_not_in_future(content, &root.cell("log"), "date", today, problems);
}
