//! Sessions as a relay over the store in memory sees them.

use super::*;
use crate::{
    store::{PeopleStore, memory::Memory},
    testing::{person, settle},
};
use shared::people::Role;

fn begun(store: &Memory) -> SessionRow {
    let account = Account::new("a", "", person(1, Role::Expert, None));
    settle(store, &account);
    let lasts = Lasts { days: 30, longest_days: 365 };
    let session = SessionRow::begun([1; 32], account.person.id, DeviceId([3; 16]), String::new(), lasts, Timestamp(0));
    let note = Note::of_operator(Timestamp(0), Audited::SignedIn, "");
    store.carry_out(&Deed::BeginSession(session.clone()), &note).unwrap();
    session
}

#[test]
fn a_session_ends_at_its_end_and_when_it_is_ended() {
    let store = Memory::default();
    let session = begun(&store);
    let who = |now| signed(&store, [1; 32], now).unwrap().map(|signed| signed.person.id);
    assert_eq!(who(Timestamp(session.expires_at.0 - 1)), Some(session.person));
    assert_eq!(who(session.expires_at), None);
    let end = Deed::EndSessions(session.person, None);
    store.carry_out(&end, &Note::of_operator(Timestamp(1), Audited::SessionRevoked, "")).unwrap();
    assert_eq!(who(Timestamp(1)), None);
}

#[test]
fn a_line_that_stays_open_is_known_by_its_session_while_the_secret_changes() {
    let store = Memory::default();
    let session = begun(&store);
    let turned = session.renewed([1; 32], [2; 32], Lasts { days: 30, longest_days: 365 }, Timestamp(20 * clock::DAY)).unwrap();
    assert_eq!(store.put_session(session.secret, &turned), Ok(true));
    assert_eq!(store.put_session(session.secret, &turned), Ok(false), "somebody else has drawn a secret meanwhile");
    let now = Timestamp(21 * clock::DAY);
    for secret in [1, 2] {
        assert!(shown(&store, [secret; 32], now).unwrap().is_some());
    }
    let later = Timestamp(22 * clock::DAY);
    assert!(shown(&store, [1; 32], later).unwrap().is_none(), "the new secret was shown long ago");
    assert!(signed(&store, [1; 32], later).unwrap().is_some(), "but it still names the session");
}
