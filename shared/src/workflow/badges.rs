//! What lists and heads show beside a document: what is wrong or waits, derived and never typed.

use std::collections::BTreeMap;

use super::{Act, Entry, gates::Facts};
use crate::{documents::DocumentKind, signing, vocab::vocabulary};

vocabulary! {
    /// A mark; words are `badge.<code>`.
    badge: Badge {
        /// Something is overdue.
        Overdue = "overdue",
        /// The adjusted plan was not filed (G07): 调整未备案.
        NotFiled = "not_filed",
        /// The plan came back for correction (Q15).
        Returned = "returned",
        /// Not every member acknowledged the briefing (G05).
        NotBriefed = "not_briefed",
        /// The group has one member (Q11).
        OneMember = "one_member",
        /// The form was changed after somebody signed it.
        ChangedAfterSigning = "changed_after_signing",
        /// The report was corrected after forms were signed or filed (R-0-2).
        ReportCorrected = "report_corrected",
        /// Production was resumed without notice (R-0-9).
        ResumedEarly = "resumed_early",
        /// An objection waits to be decided.
        ObjectionOpen = "objection_open",
        /// A transfer waits to be accepted (R-0-4).
        TransferOpen = "transfer_open",
        /// An application to start waits for an answer (6.2).
        ApplicationOpen = "application_open",
        /// Entered from paper by somebody else and not yet confirmed (R-0-17).
        PaperUnconfirmed = "paper_unconfirmed",
        /// Another case of the same product is under stop (G16).
        OtherStop = "other_stop",
        /// Several people wrote a field at once.
        Disputed = "disputed",
    }
}

/// The marks of a document.
#[must_use]
pub fn badges(facts: &Facts<'_>) -> Vec<Badge> {
    Badge::ALL.iter().copied().filter(|badge| badge.shows(facts)).collect()
}

/// Those that hold whatever day it is, for lists, which count for themselves what is disputed.
#[must_use]
pub fn lasting(facts: &Facts<'_>) -> Vec<Badge> {
    let lasts = |badge: &&Badge| !matches!(badge, Badge::Overdue | Badge::Disputed);
    Badge::ALL.iter().filter(lasts).copied().filter(|badge| badge.shows(facts)).collect()
}

impl Badge {
    pub(super) fn shows(self, facts: &Facts<'_>) -> bool {
        let state = facts.state;
        let last = |act| state.last(act).map(|entry| entry.number);
        let is_case = state.kind == DocumentKind::Case;
        match self {
            Badge::Overdue => facts.deadlines.of(facts).iter().any(|deadline| deadline.is_overdue(facts.today)),
            Badge::NotFiled => last(Act::AdjustPlan).is_some() && last(Act::AdjustPlan) > last(Act::FilePlan),
            Badge::Returned => last(Act::ReturnPlan).is_some() && last(Act::ReturnPlan) > last(Act::FilePlan),
            Badge::NotBriefed => is_case && !state.closed && (super::gates::G05_BRIEFED.ask)(facts).is_err(),
            Badge::OneMember => is_case && !state.closed && state.parties.group.len() == 1,
            Badge::ChangedAfterSigning => {
                let signer = |entry: &Entry| [entry.args.text("as").to_owned(), entry.args.text("name").to_owned()];
                let last: BTreeMap<_, _> = state.of_this_round(Act::SignCauses).map(|entry| (signer(entry), entry)).collect();
                last.values().any(|entry| !signing::is_of_now(facts, "causes", entry))
            }
            Badge::ReportCorrected => {
                let forms = [Act::SignCauses, Act::PlanNoted, Act::SubmitRecord];
                last(Act::CorrectReport)
                    .is_some_and(|corrected| forms.iter().any(|act| state.all(*act).any(|entry| entry.number < corrected)))
            }
            Badge::ResumedEarly => state.stop.forbids() && state.did(Act::FindResumed),
            Badge::ObjectionOpen => last(Act::Object) > last(Act::DecideObjection),
            Badge::TransferOpen => last(Act::Transfer) > last(Act::AcceptTransfer) && !state.closed,
            Badge::ApplicationOpen => last(Act::ApplyStart) > last(Act::Start).max(last(Act::DeclineStart)),
            Badge::PaperUnconfirmed => state.entries.iter().any(|entry| {
                let confirmed = |paper: u32| state.all(Act::ConfirmPaper).any(|entry| entry.args.value("entry") == Some(paper));
                !entry.args.text("signer").is_empty() && !state.is_revoked(entry.number) && !confirmed(entry.number)
            }),
            Badge::OtherStop => !state.others_stopped.is_empty(),
            Badge::Disputed => !facts.content.in_review().is_empty(),
        }
    }
}
