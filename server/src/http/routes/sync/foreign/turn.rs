//! One turn of the sync protocol: what the client said is taken in, what it lacks is answered.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{
    Automerge,
    sync::{Message, State, SyncDoc},
};

/// What is known of a client that has just asked for a document. Read-only: a relay that merely left out what the client sends
/// would be sent it again without end.
pub(super) fn begin() -> State {
    State::new_read_only()
}

/// Answers the state after it, and the sync message to be sent if there is anything to say. `None`: the library could not,
/// and nothing of the state is of use any more.
pub(super) fn take(mut doc: Automerge, mut state: State, message: Option<Message>) -> Option<(State, Option<Vec<u8>>)> {
    let turn = || {
        if let Some(mut message) = message {
            forget_strange_heads(&doc, &mut message);
            doc.receive_sync_message(&mut state, message).ok()?;
        }
        let answer = doc.generate_sync_message(&mut state).map(Message::encode);
        Some((state, answer))
    };
    catch_unwind(AssertUnwindSafe(turn)).ok().flatten()
}

/// Beside heads that we know, those of changes that the client alone has are of no meaning to a reader; kept, they would make
/// the library remember every head there ever was. Without any that we know, an empty list would say that it has nothing.
fn forget_strange_heads(doc: &Automerge, message: &mut Message) {
    let is_known = |head: &automerge::ChangeHash| doc.get_change_meta_by_hash(head).is_some();
    if message.heads.iter().any(is_known) {
        message.heads.retain(is_known);
    }
}

#[cfg(test)]
mod tests;
