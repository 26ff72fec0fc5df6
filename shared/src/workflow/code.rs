//! Why something was not possible, as codes; the words are `refusal.<code>`.

use crate::vocab::vocabulary;

vocabulary! {
    /// A reason. A code of a newer relay is read as [`Code::Unknown`].
    refusal: Code {
        // The rules.
        /// The role does not have this authority (§2).
        NotYourRole = "not_your_role",
        /// The person has no part in this document.
        NotYourCase = "not_your_case",
        /// The role does not write this section.
        NotYourSection = "not_your_section",
        /// The document is closed.
        CaseClosed = "case_closed",
        /// The section was handed in, or belongs to an earlier round.
        Frozen = "frozen",
        /// The person was no member of the group on that day (R-0-15).
        NotMemberThen = "not_member_then",
        /// Written after its person left the group: it waits with whoever leads (R-0-15).
        WithLead = "with_lead",
        /// A device whose session was ended from elsewhere handed it over; it stands in no document.
        OfRevoked = "of_revoked",
        /// Another act has to come first.
        ComesAfter = "comes_after",
        /// Something that the act must be told is missing or unreadable.
        Untold = "untold",
        /// The form is not complete.
        Incomplete = "incomplete",
        /// The day lies in the future.
        InFuture = "in_future",
        /// It was done already.
        AlreadyDone = "already_done",
        /// The reason is missing.
        NeedsReason = "needs_reason",
        /// There is no such row.
        NoSuchRow = "no_such_row",
        /// There is no such entry, or it does not count any more.
        NoSuchEntry = "no_such_entry",
        /// It is somebody else's (R-0-10, R-0-17).
        NotYours = "not_yours",
        /// G01: not an industrial product (3.1).
        ExcludedProduct = "excluded_product",
        /// Not before the results were served.
        NotServed = "not_served",
        /// There is no stop.
        NotStopped = "not_stopped",
        /// G03: the stop follows from a failing conclusion.
        StopFollowsConclusion = "stop_follows_conclusion",
        /// G02: after a spot check assistance must be started.
        MustStart = "must_start",
        /// The trigger is not true of this case.
        WrongTrigger = "wrong_trigger",
        /// Assistance has not been started (7.2.1.1).
        NotStarted = "not_started",
        /// No group has been formed yet (7.2.1.1).
        NotDesignated = "not_designated",
        /// Q04: the other path was taken.
        WrongPath = "wrong_path",
        /// G04: not qualified (7.2.1.3): `{who}`.
        NotQualified = "not_qualified",
        /// The product was not classified.
        NotClassified = "not_classified",
        /// R-0-15: the group would be empty.
        NoMember = "no_member",
        /// R-0-4: no other district and no other authority is named.
        NoGoal = "no_goal",
        /// R-0-4: nothing was sent to this district.
        NothingToAccept = "nothing_to_accept",
        /// It is not closed.
        NotClosed = "not_closed",
        /// G05: not every member acknowledged the briefing.
        NotBriefed = "not_briefed",
        /// G08: no plan names this case.
        NoPlanForCase = "no_plan_for_case",
        /// G15: the failure's cause is missing.
        FailureUnexplained = "failure_unexplained",
        /// G10: the quality head has not signed what stands there now.
        NotSignedByEnterprise = "not_signed_by_enterprise",
        /// G10: no expert of the group has signed what stands there now.
        NotSignedByExpert = "not_signed_by_expert",
        /// G10: a witness must be named.
        NeedsWitness = "needs_witness",
        /// G10: what was signed is not what stands in the form.
        SignedOther = "signed_other",
        /// Nothing was drawn on the glass, or it was only touched.
        NothingDrawn = "nothing_drawn",
        /// The drawing cannot be read, or is larger than any signature.
        BadStrokes = "bad_strokes",
        /// It was signed with another key than the one that this device has registered, or with none.
        KeyUnknown = "key_unknown",
        /// This browser keeps no key with which it could sign.
        NoKey = "no_key",
        /// G11: a measure without confirmed cause.
        MeasureWithoutCause = "measure_without_cause",
        /// G12: the work record lacks something.
        RecordIncomplete = "record_incomplete",
        /// G13: the recheck application lacks something.
        ApplicationIncomplete = "application_incomplete",
        /// R-0-12: a failed inspection is rechecked by inspection.
        NeedsInspection = "needs_inspection",
        /// The recheck has not been passed.
        NotPassed = "not_passed",
        /// G16: no pass notice has been issued.
        NoNotice = "no_notice",
        /// G16: the pass notice has not been received.
        NoticeNotReceived = "notice_not_received",
        /// G16: received before it was issued.
        BeforeNotice = "before_notice",
        /// G16: resumed before the notice was received.
        BeforeReceipt = "before_receipt",
        /// G16: `{count}` other cases of the same product are under stop.
        OtherStop = "other_stop",
        /// G17: the round's closing record is missing.
        NoRecord = "no_record",
        /// This version of the plan has not been filed.
        NotFiled = "not_filed",
        /// It has not been issued.
        NotIssued = "not_issued",
        /// It has not been published.
        NotPublished = "not_published",
        /// G19: the enterprise has not agreed and is named.
        NoConsent = "no_consent",
        // The guard.
        /// The bytes are no change.
        Malformed = "malformed",
        /// More than one change may carry.
        TooLarge = "too_large",
        /// The document has no room for more.
        DocumentFull = "document_full",
        /// Written in somebody else's name.
        NotYourName = "not_your_name",
        /// Carried for somebody whose device has registered no key, or was signed out.
        UnknownDevice = "unknown_device",
        /// The author's device did not sign this.
        WrongSignature = "wrong_signature",
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
        /// It names a version that was never accepted.
        UnknownVersion = "unknown_version",
        /// A newer release wrote in the document what this one does not know.
        Newer = "newer",
        /// There is no such document, or it is not for this person.
        NoSuchDocument = "no_such_document",
        /// The relay was restored from a backup that does not have it.
        GoneWithBackup = "gone_with_backup",
        /// A reason that this version does not know.
        Unknown = "unknown",
    } else Unknown
}
