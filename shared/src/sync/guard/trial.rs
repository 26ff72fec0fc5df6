//! The last step: apply the change and ask for it back. Whatever panics, or comes back as other bytes, has damaged the
//! document, which is then made anew.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{Automerge, AutomergeError, Change, ReadDoc};

use crate::{records::opened::Opened, workflow::Code};

/// Applies changes of which each builds on the one before to the document, all of them or none; where that damages it, the document is
/// taken `again` with what was `accepted` so far. `None` when there is none to take.
pub(super) fn all(
    doc: &mut Automerge,
    accepted: &[Opened],
    again: &dyn Fn() -> Option<Automerge>,
    changes: &[Opened],
) -> Option<Result<(), Code>> {
    let tried = catch_unwind(AssertUnwindSafe(|| once(doc, changes))).unwrap_or(Err(Code::WouldCorrupt));
    match tried {
        // The library looks for another change of that number before it touches the document.
        Ok(()) | Err(Code::OutOfOrder) => {}
        Err(_) => {
            *doc = again()?;
            doc.apply_changes(accepted.iter().map(|change| Change::clone(change)))
                .expect("the same changes applied to the same document before");
        }
    }
    Some(tried)
}

fn once(doc: &mut Automerge, changes: &[Opened]) -> Result<(), Code> {
    let before = doc.get_heads();
    match doc.apply_changes(changes.iter().map(|change| Change::clone(change))) {
        Ok(()) => {}
        Err(AutomergeError::DuplicateSeqNumber(..)) => return Err(Code::OutOfOrder),
        Err(_) => return Err(Code::WouldCorrupt),
    }
    let back = match changes {
        [change] => doc.get_change_by_hash(&change.hash()).into_iter().collect(),
        // In one go; changes of one actor come back in their order.
        _ => doc.get_changes(&before),
    };
    if back.iter().map(Change::raw_bytes).eq(changes.iter().map(|change| change.raw_bytes())) { Ok(()) } else { Err(Code::WouldCorrupt) }
}
