//! What counts: the ledger's entries, what they add up to, and who may add which entry when. [`check`] alone makes a
//! [`Permit`]; a permit alone becomes an entry.

mod act;
mod check;
pub mod gates;
mod policy;
mod state;

pub use act::{Act, ActKind, Entry};
pub use check::{Command, Permit, Refusal, allowed, check};
pub use policy::{POLICY, Rule};
pub use state::{CaseState, Phase, Stage, Stop};

use crate::vocab::vocabulary;

vocabulary! {
    /// Why something was not possible; the words are `refusal.<code>`.
    refusal: Code {
        // The rules.
        /// The role does not have this authority (§2).
        NotYourRole = "not_your_role",
        /// The person has no part in this case.
        NotYourCase = "not_your_case",
        /// The role does not write this section.
        NotYourSection = "not_your_section",
        /// The case is closed.
        CaseClosed = "case_closed",
        /// Not before the results were served.
        NotServed = "not_served",
        /// Assistance has not been started (7.2.1.1).
        NotStarted = "not_started",
        /// No group has been designated yet (7.2.1.1).
        NotDesignated = "not_designated",
        /// It was done already.
        AlreadyDone = "already_done",
        /// The reason is missing.
        NeedsReason = "needs_reason",
        /// The document's number is missing.
        NeedsNumber = "needs_number",
        /// G12: the work record lacks one of its four contents.
        RecordIncomplete = "record_incomplete",
        /// The recheck has not been passed.
        NotPassed = "not_passed",
        /// G16: no pass notice has been issued.
        NoNotice = "no_notice",
        /// G16: the pass notice has not been received.
        NoticeNotReceived = "notice_not_received",
        /// G17: the last round's record is missing.
        NoRecord = "no_record",
        // The guard.
        /// The bytes are no change.
        Malformed = "malformed",
        /// More than one change may carry.
        TooLarge = "too_large",
        /// Written in somebody else's name.
        NotYourName = "not_your_name",
        /// The sequence of the writer's changes has a gap or a branch.
        OutOfOrder = "out_of_order",
        /// It touches a place that no form has.
        UnknownPlace = "unknown_place",
        /// The value does not fit the field.
        WrongKind = "wrong_kind",
        /// It claims to replace what was not there.
        WrongPredecessor = "wrong_predecessor",
        /// Applying it would damage the document.
        WouldCorrupt = "would_corrupt",
        /// It builds on something that was refused.
        FollowsRefused = "follows_refused",
        /// There is no such document, or it is not for this person.
        NoSuchDocument = "no_such_document",
    }
}
