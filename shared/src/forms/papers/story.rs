//! Annex F 质量技术帮扶典型案例 (7.3 ¶2). What G19 asks before publication is asked when the section is handed in.

use crate::{
    documents::DocumentKind,
    forms::{
        Kind::{Choice, Files, Line, Picks, Prose, ProseWithin},
        Register, Rounds, Section, fields,
    },
    key,
    people::Role,
    vocab::ProductClass,
};

pub(in crate::forms) static SECTIONS: &[&Section] = &[&STORY];

#[rustfmt::skip]
static STORY: Section = Section {
    key: "story",
    title: key!("section.story"),
    writers: &[Role::MunicipalBureau, Role::DistrictBureau, Role::Expert],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.story":
        ["F.enterprise"] "enterprise"     hard:     Line;
                         "public_name"    optional: Line;
                         "product_class"  optional: Choice(&ProductClass::VOCABULARY);
                         "cases"          optional: Picks(Register::Documents(DocumentKind::Case));
        ["F.profile"]    "profile"        hard:     ProseWithin(300);
        ["F.2.1"]        "diagnosis"      hard:     Prose;
        ["F.2.2"]        "improvement"    hard:     Prose;
        ["F.2.3"]        "follow_up"      required: Prose;
        ["F.3.1"]        "result_advice"  hard:     Prose;
        ["F.3.2"]        "result_action"  hard:     Prose;
        ["F.3.3"]        "result_benefit" hard:     Prose;
        ["F.4"]          "points"         hard:     Prose;
                         "files"          optional: Files;
    },
};
