//! G-9, the site investigation (7.2.3.1), and what comes before it in a round after a failed recheck: 查明原因 (7.2.5.2).

use crate::{
    forms::{
        Kind::{Choice, Each, Files, Line, Prose, Rows},
        Path, Rounds, Section,
        checks::is,
        fields,
    },
    key,
    people::Role,
    records::read::Content,
    vocab::{Material, MaterialStatus},
};

#[rustfmt::skip]
pub(super) static FAILURE: Section = Section {
    key: "failure",
    title: key!("section.failure"),
    writers: &[Role::Expert],
    rounds: Rounds::FromSecond,
    checks: &[],
    fields: fields! { "field.failure":
        "cause" required: Prose;
    },
};

#[rustfmt::skip]
pub(super) static INVESTIGATION: Section = Section {
    key: "investigation",
    title: key!("section.investigation"),
    writers: &[Role::Expert],
    rounds: Rounds::Each,
    checks: &[],
    fields: fields! { "field.investigation":
        "materials"    required:            Each(&Material::VOCABULARY, fields! { "cell.investigation.materials":
            "status" required:              Choice(&MaterialStatus::VOCABULARY);
            "note"   when is_not_collected: Line;
            "files"  optional:              Files;
        });
        "more"         optional:            Rows(fields! { "cell.investigation.more":
            "what"  required: Line;
            "note"  optional: Line;
            "files" optional: Files;
        });
    },
};

/// G09: 不适用 and 未取得 need a reason.
fn is_not_collected(content: &Content, row: &Path) -> bool {
    is(content, row, "status", MaterialStatus::NotApplicable.code()) || is(content, row, "status", MaterialStatus::NotObtained.code())
}
