//! The last step: apply the change and ask for it back. Whatever panics, or comes back as other bytes, has damaged the
//! document, which is then made anew.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{Automerge, AutomergeError, Change, ReadDoc};

use super::Judgement;
use crate::workflow::Code;

/// Applies `change` to the judgement's document; where that damages it, the document is taken `again` with what was accepted
/// so far. `None` when there is none to take.
pub(super) fn apply(judgement: &mut Judgement, again: &dyn Fn() -> Option<Automerge>, change: &Change) -> Option<Result<(), Code>> {
    let tried = catch_unwind(AssertUnwindSafe(|| once(&mut judgement.doc, change))).unwrap_or(Err(Code::WouldCorrupt));
    match tried {
        // The library looks for another change of that number before it touches the document.
        Ok(()) | Err(Code::OutOfOrder) => {}
        Err(_) => {
            judgement.doc = again()?;
            judgement.doc.apply_changes(judgement.accepted.iter().cloned()).expect("the same changes applied to the same document before");
        }
    }
    Some(tried)
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
