//! G-6, the enterprise’s application to start assistance (6.2 ¶2).

use crate::{
    forms::{
        Kind::{self, Files, Line, Prose},
        Rounds, Section, Shown, fields,
    },
    key,
    people::Role,
};

#[rustfmt::skip]
pub(super) static APPLICATION: Section = Section {
    key: "application",
    title: key!("section.application"),
    writers: &[Role::Enterprise],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.application":
        "enterprise" optional: Kind::Shown(Shown::Field("intake.enterprise"));
        "product"    optional: Kind::Shown(Shown::Field("intake.product"));
        "problem"    required: Prose;
        "self_check" required: Prose;
        "needs"      required: Prose;
        "contact"    required: Line;
        "files"      optional: Files;
    },
};
