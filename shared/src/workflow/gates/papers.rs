//! Plans, work plans, surveys, reports, stories and the library.

use super::{Facts, Gate, complete, unless};
use crate::{
    forms::Path,
    people::Role,
    vocab::YesNo,
    workflow::{Act, Code, Refusal},
};

macro_rules! complete_gates {
    ($($(#[$doc:meta])* $name:ident: $id:literal of $section:literal;)+) => {
        $($(#[$doc])* pub(crate) const $name: Gate = Gate { id: $id, ask: |facts| complete(facts, $section) };)+
    };
}

complete_gates! {
    /// The briefing has its documents, purpose, process and points (7.2.1.4).
    BRIEFING_COMPLETE: "briefing complete" of "briefing";
    /// G06: 对象、要求、依据、方法、周期 (7.2.2.2), with every field of Annex A.
    G06_PLAN_COMPLETE: "G06 plan complete" of "plan";
    /// The work plan has its steps (7.2.3.3.1).
    WORK_PLAN_COMPLETE: "work plan complete" of "work_plan";
    /// Annex E is answered (Q27).
    SURVEY_COMPLETE: "survey complete" of "survey";
    /// G20: Annex D is complete and each manual correction says why.
    G20_REPORT: "G20 report" of "report";
    /// Four dimensions, the methods combined (7.3).
    EVALUATION_COMPLETE: "evaluation complete" of "evaluation";
    /// G19: 企业简介 within 300 字, all four parts filled.
    G19_STORY: "G19 story" of "story";
    /// The handbook entry names chapter, problem and solution.
    HANDBOOK_COMPLETE: "handbook complete" of "handbook";
    /// The catalogue entry names class, level, mode and reason.
    CATALOGUE_COMPLETE: "catalogue complete" of "catalogue";
    /// The basis has title and kind.
    BASIS_COMPLETE: "basis complete" of "basis";
    /// The unit wrote its appraisal (5.3).
    APPRAISED: "appraised" of "appraisal";
    /// The summary meeting has date, participants, minutes (7.2.4.2).
    SUMMARY_HELD: "summary held" of "summary_meeting";
}

/// Q04: the unit files its plan, the bureau its own in the direct path.
pub(crate) const OWN_PLAN: Gate = Gate {
    id: "Q04 own plan",
    ask: |facts| {
        let unit = facts.state.parties.unit();
        let is_own = match facts.person.role {
            Role::OrganisingUnit => unit == Some(facts.person.org.id),
            Role::MunicipalBureau => unit.is_none(),
            Role::DistrictBureau | Role::Expert | Role::Enterprise | Role::SectorAuthority => false,
        };
        unless(is_own, Code::WrongPath)
    },
};

/// G07: this version waits to be filed.
pub(crate) const NOT_FILED: Gate = Gate { id: "G07 not filed", ask: |facts| unless(filing(facts) != Filing::Filed, Code::AlreadyDone) };
/// G07: this version was filed.
pub(crate) const IS_FILED: Gate = Gate { id: "G07 is filed", ask: |facts| unless(filing(facts) == Filing::Filed, Code::NotFiled) };

/// Only what was filed is received or returned, and each version once.
pub(crate) const AWAITS_RECEIPT: Gate = Gate {
    id: "G07 awaits receipt",
    ask: |facts| {
        let last = facts.state.last(Act::FilePlan);
        let is_answered = last.is_some_and(|filed| {
            let later = |act| facts.state.last(act).is_some_and(|entry| entry.number > filed.number);
            later(Act::ReceiptPlan) || later(Act::ReturnPlan) || !filed.args.text("receipt").is_empty()
        });
        unless(last.is_some() && !is_answered, Code::NotFiled)
    },
};

/// G11: each measure of the work plan points to a confirmed cause of its case (7.2.3.3.1).
pub(crate) const G11_MEASURES_HAVE_CAUSES: Gate = Gate {
    id: "G11 measures have causes",
    ask: |facts| {
        let steps = Path::field("work_plan", "steps");
        let has_cause = |case: &str| {
            facts.state.all(Act::CausesNoted).any(|entry| entry.args.text("case") == case && !entry.args.text("rows").is_empty())
        };
        let lacking =
            facts.content.live_rows(&steps).map(|row| steps.row(&row.id)).find(|step| {
                facts.content.text(&step.cell("cause")).trim().is_empty() || !has_cause(facts.content.text(&step.cell("case")))
            });
        lacking.map_or(Ok(()), |step| Err(Refusal { place: Some(step.cell("cause")), ..Code::MeasureWithoutCause.into() }))
    },
};

/// This version was not issued yet.
pub(crate) const NOT_ISSUED: Gate = Gate { id: "not issued", ask: |facts| unless(!is_issued(facts), Code::AlreadyDone) };
/// This version was issued.
pub(crate) const IS_ISSUED: Gate = Gate { id: "is issued", ask: |facts| unless(is_issued(facts), Code::NotIssued) };
/// Everybody may read it already.
pub(crate) const NOT_PUBLISHED: Gate = Gate { id: "not published", ask: |facts| unless(!facts.state.published, Code::AlreadyDone) };
/// There is something to take down.
pub(crate) const IS_PUBLISHED: Gate = Gate { id: "is published", ask: |facts| unless(facts.state.published, Code::NotPublished) };

/// G19: the enterprise agreed to be named, or the title does not name it (Q29).
pub(crate) const G19_CONSENT: Gate = Gate {
    id: "G19 consent",
    ask: |facts| {
        let consent = facts.state.last(Act::Consent).map(|entry| entry.args.text("named") == YesNo::Yes.code());
        let is_anonymous = !facts.content.field("story", "public_name").trim().is_empty();
        unless(consent == Some(true) || is_anonymous, Code::NoConsent)
    },
};

/// Where the filing of a plan's present version stands (G07).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filing {
    Open,
    Filed,
}

fn filing(facts: &Facts<'_>) -> Filing {
    let last = |act| facts.state.last(act).map(|entry| entry.number);
    let undone = last(Act::AdjustPlan).max(last(Act::ReturnPlan));
    if last(Act::FilePlan) > undone { Filing::Filed } else { Filing::Open }
}

fn is_issued(facts: &Facts<'_>) -> bool {
    let last = |act| facts.state.last(act).map(|entry| entry.number);
    last(Act::Issue).max(last(Act::AnswerSurvey)) > last(Act::Revise)
}
