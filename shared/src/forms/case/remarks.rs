//! What is said beside the forms: the regulators’ and the unit’s comments (5.2), supplements to what was handed in.

use crate::{
    forms::{
        Kind::{Line, Prose, Rows},
        Rounds, Section, fields,
    },
    key,
    people::Role,
};

#[rustfmt::skip]
pub(super) static COMMENTS: Section = Section {
    key: "comments",
    title: key!("section.comments"),
    writers: &[Role::MunicipalBureau, Role::DistrictBureau, Role::OrganisingUnit],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.comments":
        "rows" optional: Rows(fields! { "cell.comments.rows":
            "text" required: Prose;
        });
    },
};

#[rustfmt::skip]
pub(super) static SUPPLEMENTS: Section = Section {
    key: "supplements",
    title: key!("section.supplements"),
    writers: &[Role::MunicipalBureau, Role::DistrictBureau, Role::OrganisingUnit, Role::Expert, Role::Enterprise],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.supplements":
        "rows" optional: Rows(fields! { "cell.supplements.rows":
            "about" required: Line;
            "text"  required: Prose;
        });
    },
};
