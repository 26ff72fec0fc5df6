//! The last step: apply the change to a copy and ask for it back. Whatever panics, or comes back as other bytes, would
//! have damaged the document.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{Automerge, AutomergeError, Change, ReadDoc};

use super::Judgement;
use crate::workflow::Code;

/// Applies `change` to the judgement's copy; on failure the copy is made anew from `base`.
pub(super) fn apply(judgement: &mut Judgement, base: &Automerge, change: &Change) -> Result<(), Code> {
    let tried = catch_unwind(AssertUnwindSafe(|| once(&mut judgement.doc, change))).unwrap_or(Err(Code::WouldCorrupt));
    if tried.is_err() {
        judgement.doc = base.clone();
        judgement.doc.apply_changes(judgement.accepted.iter().cloned()).expect("the same changes applied to the same document before");
    }
    tried
}

fn once(doc: &mut Automerge, change: &Change) -> Result<(), Code> {
    match doc.apply_changes([change.clone()]) {
        Ok(()) => {}
        Err(AutomergeError::DuplicateSeqNumber(..)) => return Err(Code::OutOfOrder),
        Err(_) => return Err(Code::WouldCorrupt),
    }
    let back = doc.get_change_by_hash(&change.hash()).ok_or(Code::WouldCorrupt)?;
    if back.raw_bytes() == change.raw_bytes() { Ok(()) } else { Err(Code::WouldCorrupt) }
}
