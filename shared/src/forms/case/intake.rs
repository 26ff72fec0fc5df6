//! G-1, the intake of a problem (7.1.1, 7.2.2.1): who, which product, what failed. Entered once, shown everywhere.

use chrono::NaiveDate;

use crate::{
    forms::{
        Kind::{Choice, Day, Files, Line, Prose, Rows, Ticks},
        Path, Rounds, Section,
        checks::{is, not_in_future},
        fields,
        handed_in::Problem,
    },
    key,
    people::{District, Role},
    records::read::Content,
    vocab::{Concern, Conclusion, EnterpriseKind, InspectionLevel, ProductCategory, ProductClass, Source},
};

#[rustfmt::skip]
pub(super) static INTAKE: Section = Section {
    key: "intake",
    title: key!("section.intake"),
    writers: &[Role::MunicipalBureau, Role::DistrictBureau, Role::SectorAuthority],
    rounds: Rounds::Once,
    checks: &[days],
    fields: fields! { "field.intake":
        "source"           required:             Choice(&Source::VOCABULARY);
        "source_text"      when is_other_source: Line;
        "level"            when is_spot_check:   Choice(&InspectionLevel::VOCABULARY);
        "found_by"         required:             Line;
        "found_on"         required:             Day;
        "enterprise"       required:             Line;
        "enterprise_kind"  required:             Ticks(&EnterpriseKind::VOCABULARY);
        "credit_code"      required:             Line;
        "address"          required:             Line;
        "district"         required:             Choice(&District::VOCABULARY);
        "sampled_unit"     when is_spot_check:   Line;
        "nominal_producer" optional:             Line;
        "category"         required:             Choice(&ProductCategory::VOCABULARY);
        "category_reason"  when is_borderline:   Line;
        "product_class"    optional:             Choice(&ProductClass::VOCABULARY);
        "product"          required:             Line;
        "trademark"        optional:             Line;
        "model"            required:             Line;
        "standard"         required:             Line;
        "made"             optional:             Line;
        "report_no"        when is_spot_check:   Line;
        "inspection_body"  when is_spot_check:   Line;
        "sampled_on"       when is_spot_check:   Day;
        "conclusion"       required:             Choice(&Conclusion::VOCABULARY);
        "failed_items"     when has_failed:      Rows(fields! { "cell.intake.failed_items":
            "item"     required: Line;
            "measured" optional: Line;
            "limit"    optional: Line;
            "basis"    optional: Line;
        });
        "problem"          when has_not_failed:  Prose;
        "concern"          optional:             Ticks(&Concern::VOCABULARY);
        "note"             optional:             Prose;
        "files"            optional:             Files;
    },
};

fn is_spot_check(content: &Content, map: &Path) -> bool {
    is(content, map, "source", Source::SpotCheck.code())
}

fn is_other_source(content: &Content, map: &Path) -> bool {
    is(content, map, "source", Source::Other.code())
}

fn is_borderline(content: &Content, map: &Path) -> bool {
    is(content, map, "category", ProductCategory::Borderline.code())
}

/// Problems without a failed inspection conclusion have no failed items but words.
fn has_not_failed(content: &Content, map: &Path) -> bool {
    is(content, map, "conclusion", Conclusion::Other.code())
}

fn has_failed(content: &Content, map: &Path) -> bool {
    !has_not_failed(content, map)
}

fn days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    not_in_future(content, &root.cell("found_on"), today, problems);
    not_in_future(content, &root.cell("sampled_on"), today, problems);
}
