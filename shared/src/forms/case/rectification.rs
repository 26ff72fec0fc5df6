//! G-4, the enterprise's rectification plan and corrective actions (7.1.2.2).

use crate::forms::{
    Kind::{Day, Line, Prose, Rows},
    Section, fields,
};
use crate::{key, people::Role};

#[rustfmt::skip]
pub(super) static RECTIFICATION: Section = Section {
    key: "rectification",
    title: key!("section.rectification"),
    writers: &[Role::Enterprise],
    per_round: false,
    checks: &[],
    fields: fields! { "field.rectification":
        "plan"    required: Prose;
        "actions" required: Rows(fields! { "cell.rectification.actions":
            "what"    required: Prose;
            "owner"   required: Line;
            "due"     required: Day;
            "done_on" optional: Day;
        });
    },
};
