//! G-1, the intake of a problem (7.1.1, 7.2.2.1): who, which product, what failed. Entered once, shown everywhere.

use crate::forms::{
    Kind::{Choice, Day, Line, Prose, Rows},
    Section, fields,
};
use crate::{
    key,
    people::{District, Role},
    vocab::{InspectionLevel, Source},
};

#[rustfmt::skip]
pub(super) static INTAKE: Section = Section {
    key: "intake",
    title: key!("section.intake"),
    writers: &[Role::MunicipalBureau, Role::DistrictBureau],
    per_round: false,
    checks: &[],
    fields: fields! { "field.intake":
        "source"          required: Choice(&Source::VOCABULARY);
        "level"           optional: Choice(&InspectionLevel::VOCABULARY);
        "enterprise"      required: Line;
        "district"        required: Choice(&District::VOCABULARY);
        "product"         required: Line;
        "trademark"       optional: Line;
        "model"           required: Line;
        "made"            optional: Line;
        "report_no"       required: Line;
        "inspection_body" optional: Line;
        "found_on"        optional: Day;
        "failed_items"    required: Rows(fields! { "cell.intake.failed_items":
            "item"     required: Line;
            "measured" optional: Line;
            "limit"    optional: Line;
            "basis"    optional: Line;
        });
        "note"            optional: Prose;
    },
};
