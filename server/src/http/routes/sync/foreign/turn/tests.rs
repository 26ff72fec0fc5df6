//! How much is said until both are quiet, whatever the client does.

use automerge::{ROOT, transaction::Transactable};
use shared::sync::guard;

use super::*;

/// A few words each; one filter in a hundred takes a new change for a known one, which costs a question and an answer.
const MOST_SAID: usize = 6;

fn write(doc: &mut Automerge, key: &str, value: i64) {
    let mut tx = doc.transaction();
    tx.put(ROOT, key, value).unwrap();
    tx.commit();
}

/// The relay's document and a client, which may be one that knows nothing of read-only peers.
struct Talk {
    relay: Automerge,
    client: Automerge,
    state: State,
    theirs: State,
    is_old: bool,
}

impl Talk {
    fn about(changes: i64, is_old: bool) -> Self {
        let mut relay = Automerge::new();
        (0..changes).for_each(|number| write(&mut relay, "relay", number));
        Self { relay, client: Automerge::new(), state: begin(), theirs: State::new(), is_old }
    }

    /// The relay takes a turn by itself when its document moved, the client begins otherwise; the number of messages until
    /// nobody has anything to say.
    fn until_quiet(&mut self, relay_begins: bool) -> usize {
        let mut said = 0;
        let mut to_client = if relay_begins { self.turn(None) } else { None };
        loop {
            if let Some(message) = to_client.take() {
                said += 1;
                let mut message = Message::decode(&message).expect("the relay's own message");
                if self.is_old {
                    message.flags = message.flags.map(|_| automerge::sync::MessageFlags::new());
                }
                self.client.receive_sync_message(&mut self.theirs, message).unwrap();
            }
            let Some(message) = self.client.generate_sync_message(&mut self.theirs) else { return said };
            said += 1;
            assert!(said < 100, "a loop");
            to_client = self.turn(Some(&message.encode()));
            if to_client.is_none() {
                return said;
            }
        }
    }

    fn turn(&mut self, message: Option<&[u8]>) -> Option<Vec<u8>> {
        let message = message.map(|message| guard::message(message).expect("an honest message"));
        let (state, answer) = take(self.relay.clone(), std::mem::take(&mut self.state), message).expect("a turn");
        self.state = state;
        answer
    }

    fn has_everything(&self) -> bool {
        self.relay.get_heads().iter().all(|head| self.client.get_change_meta_by_hash(head).is_some())
    }
}

#[test]
fn a_reader_has_everything_after_three_messages_and_each_move_after_two_more() {
    let mut talk = Talk::about(50, false);
    assert_eq!(talk.until_quiet(false), 3);
    assert!(talk.has_everything());
    for number in 0..20 {
        write(&mut talk.relay, "relay", number);
        assert!(talk.until_quiet(true) <= 2, "move {number}");
        assert!(talk.has_everything());
    }
}

#[test]
fn a_client_that_writes_is_not_heard_and_goes_on_reading_and_nobody_talks_without_end() {
    for is_old in [false, true] {
        let mut talk = Talk::about(50, is_old);
        talk.until_quiet(false);
        for number in 0..20 {
            let before = talk.relay.get_heads();
            write(&mut talk.client, "client", number);
            assert!(talk.until_quiet(false) <= MOST_SAID, "write {number}");
            assert_eq!(talk.relay.get_heads(), before);
            write(&mut talk.relay, "relay", number);
            assert!(talk.until_quiet(true) <= MOST_SAID, "move {number}");
            assert!(talk.has_everything(), "move {number}");
        }
        assert!(talk.state.shared_heads.len() <= 2, "what the relay remembers does not grow: {}", talk.state.shared_heads.len());
        assert!(talk.state.sent_hashes.len() <= 2, "nor what it has sent: {}", talk.state.sent_hashes.len());
    }
}

#[test]
fn a_client_that_comes_back_gets_what_it_missed_only() {
    let mut talk = Talk::about(500, false);
    talk.until_quiet(false);
    write(&mut talk.relay, "relay", 7);
    talk.state = begin();
    talk.theirs = State::decode(&talk.theirs.encode()).unwrap();
    let message = talk.client.generate_sync_message(&mut talk.theirs).expect("a first word").encode();
    let answer = talk.turn(Some(&message)).expect("an answer");
    assert!(answer.len() < 1_500, "{} bytes", answer.len());
    let answer = Message::decode(&answer).unwrap();
    talk.client.receive_sync_message(&mut talk.theirs, answer).unwrap();
    assert!(talk.has_everything());
}
