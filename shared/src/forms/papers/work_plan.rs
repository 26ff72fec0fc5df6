//! G-10, 帮扶工作计划 (一企一策, 7.2.3.3.1): one per enterprise and campaign, measures step by step (Q17).

use chrono::NaiveDate;

use crate::{
    documents::DocumentKind,
    forms::{
        Kind::{Choice, Day, Line, Number, Pick, Picks, Prose, Rows, Ticks},
        Path, Register, Rounds, Section,
        checks::{days_not_in_future, is},
        fields,
        handed_in::Problem,
    },
    key,
    people::Role,
    records::read::Content,
    vocab::{Goal, StepStatus},
};

pub(in crate::forms) static SECTIONS: &[&Section] = &[&WORK_PLAN];

#[rustfmt::skip]
static WORK_PLAN: Section = Section {
    key: "work_plan",
    title: key!("section.work_plan"),
    writers: &[Role::Expert, Role::OrganisingUnit],
    rounds: Rounds::Once,
    checks: &[days],
    fields: fields! { "field.work_plan":
        "campaign"   optional: Pick(Register::Documents(DocumentKind::Campaign));
        "enterprise" required: Pick(Register::Enterprises);
        "cases"      required: Picks(Register::Documents(DocumentKind::Case));
        "goals"      optional: Ticks(&Goal::VOCABULARY);
        "steps"      required: Rows(fields! { "cell.work_plan.steps":
            "step"    required:     Line;
            "measure" required:     Prose;
            "cause"   optional:     Line;
            "case"    required:     Pick(Register::Documents(DocumentKind::Case));
            "round"   required:     Number;
            "owner"   required:     Line;
            "due"     required:     Day;
            "status"  required:     Choice(&StepStatus::VOCABULARY);
            "done_on" when is_done: Day;
        });
    },
};

fn is_done(content: &Content, row: &Path) -> bool {
    is(content, row, "status", StepStatus::Done.code())
}

fn days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    days_not_in_future(content, &root.cell("steps"), "done_on", today, problems);
}
