//! What must be true before an act: small functions, the standard's gates under their numbers.

use super::{CaseState, Code};
use crate::{forms::Path, records::read::Content};

/// What gates look at.
#[derive(Debug)]
pub struct Facts<'a> {
    /// What the ledger says.
    pub state: &'a CaseState,
    /// What people wrote.
    pub content: &'a Content,
}

/// A question to the facts; the reason where the answer is no.
pub type Gate = fn(&Facts<'_>) -> Result<(), Code>;

fn unless(fine: bool, code: Code) -> Result<(), Code> {
    if fine { Ok(()) } else { Err(code) }
}

pub(super) fn opened(facts: &Facts<'_>) -> Result<(), Code> {
    unless(facts.state.enterprise.is_some(), Code::NoSuchDocument)
}

pub(super) fn not_open(facts: &Facts<'_>) -> Result<(), Code> {
    unless(facts.state.enterprise.is_none(), Code::AlreadyDone)
}

pub(super) fn served(facts: &Facts<'_>) -> Result<(), Code> {
    unless(facts.state.served, Code::NotServed)
}

pub(super) fn not_served_yet(facts: &Facts<'_>) -> Result<(), Code> {
    opened(facts)?;
    unless(!facts.state.served, Code::AlreadyDone)
}

pub(super) fn started(facts: &Facts<'_>) -> Result<(), Code> {
    unless(facts.state.started, Code::NotStarted)
}

pub(super) fn not_started_yet(facts: &Facts<'_>) -> Result<(), Code> {
    unless(!facts.state.started, Code::AlreadyDone)
}

pub(super) fn designated(facts: &Facts<'_>) -> Result<(), Code> {
    unless(!facts.state.group.is_empty(), Code::NotDesignated)
}

/// G12: the record of the last visit carries the four contents of 7.2.4.1: causes, assistance, advice, improvement.
pub(super) fn record_complete(facts: &Facts<'_>) -> Result<(), Code> {
    let records = Path::field("visits", "records");
    let last = facts.content.rows(&records).iter().rfind(|row| !row.removed).ok_or(Code::RecordIncomplete)?;
    let has = |key| !facts.content.text(&records.row(&last.id).cell(key)).trim().is_empty();
    unless(["causes_status", "content", "advice", "improvement"].into_iter().all(has), Code::RecordIncomplete)
}

pub(super) fn not_passed_yet(facts: &Facts<'_>) -> Result<(), Code> {
    unless(!facts.state.passed, Code::AlreadyDone)
}

pub(super) fn passed(facts: &Facts<'_>) -> Result<(), Code> {
    unless(facts.state.passed, Code::NotPassed)
}

pub(super) fn no_notice_yet(facts: &Facts<'_>) -> Result<(), Code> {
    unless(!facts.state.notice_issued, Code::AlreadyDone)
}

/// G16, first half: a pass notice exists.
pub(super) fn notice_issued(facts: &Facts<'_>) -> Result<(), Code> {
    unless(facts.state.notice_issued, Code::NoNotice)
}

pub(super) fn not_received_yet(facts: &Facts<'_>) -> Result<(), Code> {
    unless(!facts.state.notice_received, Code::AlreadyDone)
}

/// G16, second half: it was received before anything is resumed.
pub(super) fn notice_received(facts: &Facts<'_>) -> Result<(), Code> {
    unless(facts.state.notice_received, Code::NoticeNotReceived)
}

pub(super) fn not_resumed_yet(facts: &Facts<'_>) -> Result<(), Code> {
    unless(!facts.state.resumed, Code::AlreadyDone)
}

/// G17 (a): where assistance was started, the last round's record is there.
pub(super) fn record_where_started(facts: &Facts<'_>) -> Result<(), Code> {
    unless(!facts.state.started || facts.state.record_submitted, Code::NoRecord)
}
