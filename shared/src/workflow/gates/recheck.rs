//! S7 and the end: recheck, notice, resumption, closing.

use super::{Facts, Gate, Term, lacking, supervision::has_failing_conclusion, unless};
use crate::{
    forms::{self, handed_in},
    vocab::{RecheckMethod, RecheckStatus, YesNo},
    workflow::{Act, Code, Refusal},
};

/// G13: rectification plan and corrective actions are there, or said why not (sellers), and so are the causes.
pub(crate) const G13_APPLICATION: Gate = Gate {
    id: "G13 application",
    ask: |facts| {
        unless(!facts.state.is_recheck_over(), Code::AlreadyDone)?;
        let section =
            forms::section("rectification").map(|section| handed_in::problems(section, facts.state.round, facts.content, facts.today));
        let mut lacks = section.unwrap_or_default();
        let is_applicable = facts.text("rectification", "not_applicable").trim().is_empty();
        let causes = facts.section("causes");
        let is_said = ["undetermined", "problem"].iter().any(|key| !facts.content.text(&causes.cell(key)).trim().is_empty());
        if is_applicable && !is_said && facts.content.live_rows(&causes.cell("list")).next().is_none() {
            lacks.push(handed_in::Problem { place: causes.cell("list"), lack: handed_in::Lack::NoRow });
        }
        lacking(Code::ApplicationIncomplete, lacks)
    },
};

/// The recheck of this round has no result yet.
pub(crate) const RECHECK_OPEN: Gate = Gate { id: "recheck open", ask: |facts| unless(!facts.state.is_recheck_over(), Code::AlreadyDone) };

/// R-0-12: what an inspection failed is rechecked by inspection (7.1.2.2 复查检验).
pub(crate) const INSPECTION_WHERE_FAILING: Term = Term {
    id: "R-0-12 inspection where failing",
    ask: |facts, command| {
        let is_inspection = command.args.text("method") == RecheckMethod::Inspection.code();
        unless(is_inspection || !has_failing_conclusion(facts), Code::NeedsInspection)
    },
};

/// G16, first half: a pass notice exists, of this case or shared by another of the same product (R-0-14).
pub(crate) const G16_NOTICE: Gate = Gate { id: "G16 notice", ask: |facts| unless(notice_day(facts).is_some(), Code::NoNotice) };

/// G16, second half: it was received.
pub(crate) const G16_RECEIVED: Gate =
    Gate { id: "G16 received", ask: |facts| unless(facts.state.did_this_round(Act::ReceiveNotice), Code::NoticeNotReceived) };

/// G16: no other case of the same product is still under stop (Q10).
pub(crate) const G16_NO_OTHER_STOP: Gate = Gate {
    id: "G16 no other stop",
    ask: |facts| {
        let others = facts.state.others_stopped.len();
        if others == 0 { Ok(()) } else { Err(Refusal::from(Code::OtherStop).with("count", &others.to_string())) }
    },
};

/// G16: received on or after the day of the notice.
pub(crate) const NOT_BEFORE_NOTICE: Term = Term {
    id: "G16 not before the notice",
    ask: |facts, command| unless(notice_day(facts).is_none_or(|notice| notice <= command.on), Code::BeforeNotice),
};

/// G16: resumed on or after the day of receipt.
pub(crate) const NOT_BEFORE_RECEIPT: Term = Term {
    id: "G16 not before the receipt",
    ask: |facts, command| {
        let receipt = facts.state.of_this_round(Act::ReceiveNotice).next_back().map(|entry| entry.on);
        unless(receipt.is_none_or(|receipt| receipt <= command.on), Code::BeforeReceipt)
    },
};

/// G17: passed, or 无需复查 with the bureau's reason, or a problem without failing conclusion whose measures are done.
pub(crate) const G17_RECHECKED: Gate = Gate {
    id: "G17 rechecked",
    ask: |facts| match facts.state.recheck_status(facts.state.round) {
        RecheckStatus::Passed | RecheckStatus::NotNeeded => Ok(()),
        RecheckStatus::Pending | RecheckStatus::Failed => {
            let has_measures = facts.content.live_rows(&forms::Path::field("measures", "log")).next().is_some();
            let is_other = !has_failing_conclusion(facts) && !facts.state.did(Act::OrderRecheck);
            unless(is_other && has_measures, Code::NotPassed)
        }
    },
};

/// G17 (a): where assistance was started, the round's closing record was submitted, or it was not possible.
pub(crate) const G17_RECORD: Gate = Gate {
    id: "G17 record",
    ask: |facts| {
        let is_recorded = facts.state.of_this_round(Act::SubmitRecord).any(|entry| entry.args.text("closing") == YesNo::Yes.code());
        let is_impossible = facts.state.did_this_round(Act::ConfirmImpossible);
        unless(!facts.state.did(Act::Start) || is_recorded || is_impossible, Code::NoRecord)
    },
};

fn notice_day(facts: &Facts<'_>) -> Option<chrono::NaiveDate> {
    let own = facts.state.of_this_round(Act::IssueNotice).next_back();
    let shared = facts.state.all(Act::NoticeShared).next_back();
    own.or(shared).map(|entry| entry.on)
}
