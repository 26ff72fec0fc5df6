//! The two files beside a case that not everybody reads: the regulators’ (Q24) and the working group’s.

use chrono::NaiveDate;

use crate::{
    forms::{
        Kind::{Day, Line, Number, Prose, Rows},
        Path, Rounds, Section,
        checks::days_not_in_future,
        fields,
        handed_in::Problem,
    },
    key,
    people::Role,
    records::read::Content,
};

pub(in crate::forms) static SUPERVISION: &[&Section] = &[&PENALTIES, &INTERNAL];
pub(in crate::forms) static GROUP: &[&Section] = &[&DRAFTS];

#[rustfmt::skip]
static PENALTIES: Section = Section {
    key: "penalties",
    title: key!("section.penalties"),
    writers: &[Role::MunicipalBureau, Role::DistrictBureau],
    rounds: Rounds::Once,
    checks: &[days],
    fields: fields! { "field.penalties":
        "rows" optional: Rows(fields! { "cell.penalties.rows":
            "number" required: Line;
            "date"   required: Day;
            "type"   required: Line;
            "amount" optional: Number;
            "text"   optional: Prose;
        });
    },
};

#[rustfmt::skip]
static INTERNAL: Section = Section {
    key: "internal",
    title: key!("section.internal"),
    writers: &[Role::MunicipalBureau, Role::DistrictBureau],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.internal":
        "notes" optional: Prose;
    },
};

#[rustfmt::skip]
static DRAFTS: Section = Section {
    key: "drafts",
    title: key!("section.drafts"),
    writers: &[Role::Expert],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.drafts":
        "rows" optional: Rows(fields! { "cell.drafts.rows":
            "title" required: Line;
            "text"  optional: Prose;
        });
    },
};

fn days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    days_not_in_future(content, &root.cell("rows"), "date", today, problems);
}
