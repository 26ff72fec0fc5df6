//! Annex A 质量技术帮扶策划方案 (7.2.2.2): one per working group and industry; the campaign’s together are the
//! 总体实施方案 (Q06).

use chrono::NaiveDate;

use crate::{
    documents::DocumentKind,
    forms::{
        Kind::{self, Day, Line, Pick, Picks, Prose, Rows, Ticks},
        Path, Register, Rounds, Section, Shown,
        checks::{in_order, is_given, not_in_future},
        fields,
        handed_in::Problem,
    },
    key,
    people::Role,
    records::read::Content,
    vocab::{Goal, Method},
};

pub(in crate::forms) static SECTIONS: &[&Section] = &[&PLAN];

#[rustfmt::skip]
static PLAN: Section = Section {
    key: "plan",
    title: key!("section.plan"),
    writers: &[Role::OrganisingUnit, Role::MunicipalBureau],
    rounds: Rounds::Once,
    checks: &[days],
    fields: fields! { "field.plan":
                           "campaign"     required:             Pick(Register::Documents(DocumentKind::Campaign));
        ["A.org_unit"]     "org_unit"     required:             Pick(Register::Units);
        ["A.group"]        "group"        required:             Picks(Register::Experts);
        ["A.industry"]     "industry"     required:             Line;
        ["A.goals"]        "goals"        required:             Prose;
                           "goal_tags"    optional:             Ticks(&Goal::VOCABULARY);
        ["A.requirements"] "requirements" required:             Prose;
        ["A.bases"]        "bases"        required:             Picks(Register::Documents(DocumentKind::Basis));
        ["A.methods"]      "methods"      required:             Ticks(&Method::VOCABULARY);
                           "methods_text" when is_other_method: Line;
        ["A.rows"]         "rows"         required:             Rows(fields! { "cell.plan.rows":
            ["A.row.no"]       "no"          optional:             Kind::Shown(Shown::Position);
                               "case"        optional:             Pick(Register::Documents(DocumentKind::Case));
            ["A.row.target"]   "target"      required:             Pick(Register::Enterprises);
            ["A.row.product"]  "product"     required:             Line;
            ["A.row.model"]    "model"       required:             Line;
            ["A.row.nonconf"]  "nonconf"     required:             Rows(fields! { "cell.plan.nonconf":
                "item"     required: Line;
                "measured" optional: Line;
                "limit"    optional: Line;
            });
            ["A.row.criteria"] "criteria"    required:             Line;
            ["A.row.cause"]    "cause"       optional:             Prose;
            ["A.row.period"]   "period_from" when has_no_duration: Day;
                               "period_to"   when has_no_duration: Day;
                               "period_text" optional:             Line;
            ["A.row.qhead"]    "qhead"       required:             Line;
            ["A.row.note"]     "note"        optional:             Line;
        });
                           "approved_on"  optional:             Day;
    },
};

fn is_other_method(content: &Content, map: &Path) -> bool {
    content.has_mark(&map.cell("methods"), Method::Other.code())
}

/// Q32: a range of days, or its length in words.
fn has_no_duration(content: &Content, row: &Path) -> bool {
    !is_given(content, &row.cell("period_text"))
}

fn days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    let rows = root.cell("rows");
    for row in content.live_rows(&rows).map(|row| rows.row(&row.id)) {
        in_order(content, &row.cell("period_from"), &row.cell("period_to"), problems);
    }
    not_in_future(content, &root.cell("approved_on"), today, problems);
}
