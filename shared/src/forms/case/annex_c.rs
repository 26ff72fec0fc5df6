//! Annex C 质量技术帮扶工作记录表 (7.2.4.1): one row per visit and case; the last of a round closes it (Q19).

use chrono::NaiveDate;

use crate::{
    documents::DocumentKind,
    forms::{
        Kind::{self, Choice, Day, Line, Picks, Prose, Rows, Ticks},
        Path, Register, Rounds, Section, Shown, Takes, answer,
        checks::{days_not_in_future, is, is_given, lacks},
        fields,
        handed_in::{Lack, Problem},
    },
    key,
    people::Role,
    records::read::Content,
    vocab::{Channel, Method, Mode, Progress, VisitKind, YesNo},
};

#[rustfmt::skip]
pub(in crate::forms) static VISITS: Section = Section {
    key: "visits",
    title: key!("section.visits"),
    writers: &[Role::Expert],
    rounds: Rounds::Each,
    checks: &[days, closed_with_improvement],
    fields: fields! { "field.visits":
        "records" required: Rows(fields! { "cell.visits.records":
            ["C.enterprise"] "enterprise"         optional:                       Kind::Shown(Shown::Field("intake.enterprise"));
            ["C.address"]    "address"            optional:                       Kind::Shown(Shown::Field("intake.address"));
            ["C.contact"]    "contact"            required:                       Line;
            ["C.phone"]      "phone"              optional:                       Kind::Shown(Shown::Contact);
            ["C.report_no"]  "report_no"          optional:                       Kind::Shown(Shown::Field("intake.report_no"));
            ["C.product"]    "product"            optional:                       Kind::Shown(Shown::Field("intake.product"));
            ["C.nonconf"]    "failed_items"       optional:                       Kind::Shown(Shown::Cells("intake.failed_items", "item"));
            ["C.experts"]    "present"            when names_nobody:              Picks(Register::Experts);
                             "guests"             optional:                       Line;
                             "experts"            retired:                        Line;
            ["C.visit_time"] "visited_on"         required:                       Day;
                             "hours"              optional:                       Line;
                             "kind"               required:                       Choice(&VisitKind::VOCABULARY);
                             "channel"            required:                       Choice(&Channel::VOCABULARY);
                             "place"              required:                       Line;
                             "cases"              optional:                       Picks(Register::Documents(DocumentKind::Case));
                             "plan_note"          optional:                       Line;
                             "accompanying"       optional:                       Line;
                             "enterprise_persons" optional:                       Line;
                             "modes"              required:                       Ticks(&Mode::VOCABULARY);
                             "methods"            optional:                       Ticks(&Method::VOCABULARY);
            ["C.content"]    "content"            required:                       Prose;
            ["C.1.status"]   "causes_status"      required:                       Choice(&Progress::VOCABULARY);
            ["C.1.text"]     "causes_text"        when has_causes_to_improve:     Prose;
            ["C.2.status"]   "disposal_status"    required:                       Choice(&Progress::VOCABULARY);
            ["C.2.text"]     "disposal_text"      when has_disposal_to_improve:   Prose;
            ["C.3.status"]   "measures_status"    required:                       Choice(&Progress::VOCABULARY);
            ["C.3.text"]     "measures_text"      when has_measures_to_improve:   Prose;
            ["C.4.status"]   "management_status"  required:                       Choice(&Progress::VOCABULARY);
            ["C.4.text"]     "management_text"    when has_management_to_improve: Prose;
            ["C.5.status"]   "recheck"            optional:                       Kind::Shown(Shown::RecheckStatus);
            ["C.5.text"]     "recheck_text"       optional:                       Prose;
            ["C.6.items"]    "advice_items"       when has_no_old_advice:         Rows(fields! { "cell.visits.advice_items":
                "text" required: Prose;
            });
                             "advice"             retired:                        Prose;
            ["C.7.text"]     "improvement"        required:                       Prose;
                             "closing"            required:                       Choice(&YesNo::VOCABULARY);
        });
    },
};

/// One visit to several cases is entered once (R-0-13); the next record of a case carries forward what the last one left standing.
pub(in crate::forms) static OF_VISITS: Takes = Takes {
    next: &[
        "contact",
        "kind",
        "channel",
        "place",
        "present",
        "guests",
        "cases",
        "accompanying",
        "enterprise_persons",
        "modes",
        "methods",
        "causes_status",
        "causes_text",
        "disposal_status",
        "disposal_text",
        "measures_status",
        "measures_text",
        "management_status",
        "management_text",
        "advice_items",
    ],
    shared: &[
        "contact",
        "visited_on",
        "hours",
        "kind",
        "channel",
        "place",
        "present",
        "guests",
        "cases",
        "accompanying",
        "enterprise_persons",
        "modes",
        "methods",
    ],
};

/// Members of the group, or guests named as such (R-0-15); records of old name experts in words.
fn names_nobody(content: &Content, row: &Path) -> bool {
    !is_given(content, &row.cell("guests")) && !is_given(content, &row.cell("experts"))
}

fn has_no_old_advice(content: &Content, row: &Path) -> bool {
    !is_given(content, &row.cell("advice"))
}

fn has_causes_to_improve(content: &Content, row: &Path) -> bool {
    is(content, row, "causes_status", Progress::ToImprove.code())
}

fn has_disposal_to_improve(content: &Content, row: &Path) -> bool {
    is(content, row, "disposal_status", Progress::ToImprove.code())
}

fn has_measures_to_improve(content: &Content, row: &Path) -> bool {
    is(content, row, "measures_status", Progress::ToImprove.code())
}

fn has_management_to_improve(content: &Content, row: &Path) -> bool {
    is(content, row, "management_status", Progress::ToImprove.code())
}

/// C.7: the closing record says what was achieved.
fn closed_with_improvement(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    let records = root.cell("records");
    for row in content.live_rows(&records).map(|row| records.row(&row.id)) {
        let improvement = row.cell("improvement");
        if is(content, &row, "closing", YesNo::Yes.code()) && answer::says(content.text(&improvement), answer::NOTHING_YET) {
            lacks(problems, improvement, Lack::Missing);
        }
    }
}

fn days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    days_not_in_future(content, &root.cell("records"), "visited_on", today, problems);
}
