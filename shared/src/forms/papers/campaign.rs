//! 行动: the overall deployment (5.1) and what the organising unit works by (7.2.1.4, 7.2.2.1, 5.3), the summary meeting
//! (7.2.4.2).

use chrono::NaiveDate;

use crate::{
    documents::DocumentKind,
    forms::{
        Kind::{Choice, Day, Files, Line, Number, Pick, Picks, Prose, Rows},
        Path, Register, Rounds, Section,
        checks::{in_order, is_given, is_year, not_in_future},
        fields,
        handed_in::Problem,
    },
    key,
    people::Role,
    records::read::Content,
    vocab::{ProductClass, StepStatus},
};

#[rustfmt::skip]
pub(in crate::forms) static SECTIONS: &[&Section] = &[&CAMPAIGN, &BRIEFING, &TECHNICAL_PACK, &PROGRESS, &APPRAISAL, &SUMMARY_MEETING];

#[rustfmt::skip]
static CAMPAIGN: Section = Section {
    key: "campaign",
    title: key!("section.campaign"),
    writers: &[Role::MunicipalBureau],
    rounds: Rounds::Once,
    checks: &[period],
    fields: fields! { "field.campaign":
        "name"       required: Line;
        "year"       hard:     Number;
        "starts_on"  required: Day;
        "ends_on"    required: Day;
        "scope"      required: Prose;
        "industries" required: Prose;
        "notice"     optional: Line;
        "files"      optional: Files;
    },
};

#[rustfmt::skip]
static BRIEFING: Section = Section {
    key: "briefing",
    title: key!("section.briefing"),
    writers: &[Role::MunicipalBureau, Role::OrganisingUnit],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.briefing":
        "version"   required: Line;
        "documents" required: Picks(Register::Documents(DocumentKind::Basis));
        "purpose"   required: Prose;
        "process"   required: Prose;
        "points"    required: Prose;
    },
};

#[rustfmt::skip]
static TECHNICAL_PACK: Section = Section {
    key: "technical_pack",
    title: key!("section.technical_pack"),
    writers: &[Role::OrganisingUnit],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.technical_pack":
        "rows" required: Rows(fields! { "cell.technical_pack.rows":
            "product_class" required:          Choice(&ProductClass::VOCABULARY);
            "basis"         optional:          Pick(Register::Documents(DocumentKind::Basis));
            "note"          optional:          Line;
            "files"         when has_no_basis: Files;
        });
    },
};

#[rustfmt::skip]
static PROGRESS: Section = Section {
    key: "progress",
    title: key!("section.progress"),
    writers: &[Role::OrganisingUnit],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.progress":
        "rows" optional: Rows(fields! { "cell.progress.rows":
            "task"   required: Line;
            "owner"  required: Line;
            "due"    required: Day;
            "status" required: Choice(&StepStatus::VOCABULARY);
        });
    },
};

#[rustfmt::skip]
static APPRAISAL: Section = Section {
    key: "appraisal",
    title: key!("section.appraisal"),
    writers: &[Role::OrganisingUnit],
    rounds: Rounds::Once,
    checks: &[],
    fields: fields! { "field.appraisal":
        "text" required: Prose;
    },
};

#[rustfmt::skip]
static SUMMARY_MEETING: Section = Section {
    key: "summary_meeting",
    title: key!("section.summary_meeting"),
    writers: &[Role::MunicipalBureau],
    rounds: Rounds::Once,
    checks: &[meeting_day],
    fields: fields! { "field.summary_meeting":
        "date"         required: Day;
        "participants" required: Line;
        "minutes"      required: Prose;
    },
};

fn period(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    is_year(content, &root.cell("year"), problems);
    in_order(content, &root.cell("starts_on"), &root.cell("ends_on"), problems);
}

fn has_no_basis(content: &Content, row: &Path) -> bool {
    !is_given(content, &row.cell("basis"))
}

fn meeting_day(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    not_in_future(content, &root.cell("date"), today, problems);
}
