//! What is learnt and kept: handbook, key-product catalogue, research (7.4), and the bases of assistance (7.2.1.5).

use chrono::NaiveDate;

use crate::{
    documents::DocumentKind,
    forms::{
        Kind::{Choice, Day, Files, Line, Picks, Prose},
        Path, Register, Rounds, Section,
        checks::in_order,
        fields,
        handed_in::Problem,
    },
    key,
    people::Role,
    records::read::Content,
    vocab::{BasisKind, CatalogueLevel, HandbookChapter, ProductClass, SupervisionMode, YesNo},
};

pub(in crate::forms) static HANDBOOK: &[&Section] = &[&HANDBOOK_ENTRY];
pub(in crate::forms) static CATALOGUE: &[&Section] = &[&CATALOGUE_ENTRY];
pub(in crate::forms) static TOPIC: &[&Section] = &[&TOPIC_ENTRY];
pub(in crate::forms) static BASIS: &[&Section] = &[&BASIS_ENTRY];

#[rustfmt::skip]
static HANDBOOK_ENTRY: Section = Section {
    key: "handbook",
    title: key!("section.handbook"),
    writers: &[Role::MunicipalBureau, Role::OrganisingUnit],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.handbook":
        "industry" required: Line;
        "chapter"  required: Choice(&HandbookChapter::VOCABULARY);
        "problem"  required: Prose;
        "solution" required: Prose;
        "cases"    optional: Picks(Register::Documents(DocumentKind::Case));
        "source"   optional: Line;
    },
};

#[rustfmt::skip]
static CATALOGUE_ENTRY: Section = Section {
    key: "catalogue",
    title: key!("section.catalogue"),
    writers: &[Role::MunicipalBureau],
    rounds: Rounds::Once,
    checks: &[catalogue_period],
    fields: fields! { "field.catalogue":
        "product_class" required: Choice(&ProductClass::VOCABULARY);
        "product"       optional: Line;
        "level"         required: Choice(&CatalogueLevel::VOCABULARY);
        "mode"          required: Choice(&SupervisionMode::VOCABULARY);
        "reason"        required: Prose;
        "from"          required: Day;
        "to"            optional: Day;
    },
};

#[rustfmt::skip]
static TOPIC_ENTRY: Section = Section {
    key: "topic",
    title: key!("section.topic"),
    writers: &[Role::MunicipalBureau],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.topic":
        "product_class" required: Choice(&ProductClass::VOCABULARY);
        "question"      required: Prose;
        "cases"         optional: Picks(Register::Documents(DocumentKind::Case));
        "finding"       optional: Prose;
    },
};

#[rustfmt::skip]
static BASIS_ENTRY: Section = Section {
    key: "basis",
    title: key!("section.basis"),
    writers: &[Role::MunicipalBureau, Role::OrganisingUnit],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.basis":
        "title"         required: Line;
        "number"        optional: Line;
        "kind"          required: Choice(&BasisKind::VOCABULARY);
        "product_class" optional: Choice(&ProductClass::VOCABULARY);
        "dated"         optional: Choice(&YesNo::VOCABULARY);
        "text"          optional: Prose;
        "files"         optional: Files;
        "offline"       optional: Choice(&YesNo::VOCABULARY);
    },
};

fn catalogue_period(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    in_order(content, &root.cell("from"), &root.cell("to"), problems);
}
