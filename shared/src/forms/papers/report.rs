//! Annex D 工作总结 (7.2.4.2). Its counters are calculated; a correction keeps the calculated value and says why (G20).

use chrono::NaiveDate;

use crate::{
    documents::DocumentKind,
    forms::{
        Kind::{self, Choice, Day, Line, Number, Pick, Prose, Rows},
        Path, Register, Rounds, Section, Shown,
        checks::{in_order, is_given, is_year, lacks},
        fields,
        handed_in::{Lack, Problem},
    },
    key,
    people::Role,
    records::read::Content,
    vocab::Figure,
};

pub(in crate::forms) static SECTIONS: &[&Section] = &[&REPORT];

#[rustfmt::skip]
static REPORT: Section = Section {
    key: "report",
    title: key!("section.report"),
    writers: &[Role::MunicipalBureau, Role::OrganisingUnit],
    rounds: Rounds::Once,
    checks: &[period, insight],
    fields: fields! { "field.report":
                          "campaign"           required: Pick(Register::Documents(DocumentKind::Campaign));
        ["D.year"]        "year"               hard:     Number;
                          "period_from"        optional: Day;
                          "period_to"          optional: Day;
        ["D.batches"]     "batches"            optional: Kind::Shown(Shown::Figure("batches"));
        ["D.visited"]     "visited"            optional: Kind::Shown(Shown::Figure("visited"));
                          "visited_online"     optional: Kind::Shown(Shown::Figure("visited_online"));
        ["D.advice"]      "advice"             optional: Kind::Shown(Shown::Figure("advice"));
        ["D.solved"]      "solved"             optional: Kind::Shown(Shown::Figure("solved"));
        ["D.benefit"]     "benefit"            optional: Kind::Shown(Shown::Figure("benefit"));
        ["D.saved"]       "saved"              optional: Kind::Shown(Shown::Figure("saved"));
        ["D.loss_cut"]    "loss_cut"           optional: Kind::Shown(Shown::Figure("loss_cut"));
                          "corrections"        optional: Rows(fields! { "cell.report.corrections":
            "figure" required: Choice(&Figure::VOCABULARY);
            "value"  hard:     Number;
            "reason" hard:     Line;
        });
        ["D.work"]        "work"               required: Rows(fields! { "cell.report.work":
            "title" required: Line;
            "text"  required: Prose;
        });
        ["D.insight.ent"] "insight_enterprise" optional: Prose;
        ["D.insight.ind"] "insight_industry"   optional: Prose;
        ["D.insight.gov"] "insight_government" optional: Prose;
                          "practices"          optional: Rows(fields! { "cell.report.practices":
            "title" required: Line;
            "text"  required: Prose;
        });
    },
};

fn period(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    is_year(content, &root.cell("year"), problems);
    in_order(content, &root.cell("period_from"), &root.cell("period_to"), problems);
}

/// D part 三: one of the three insights.
fn insight(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    let insights = ["insight_enterprise", "insight_industry", "insight_government"].map(|key| root.cell(key));
    if !insights.iter().any(|place| is_given(content, place)) {
        let [first, ..] = insights;
        lacks(problems, first, Lack::Missing);
    }
}
