//! Snapshots, and putting away.

use std::time::Instant;

use super::*;
use crate::{desk::tidying::IDLE, store::Snapshot};

/// A relay whose case has many entries; nobody has worked there for long, and it was tidied.
async fn tidied() -> Relay {
    let relay = relay().await;
    let words: Vec<String> = (0..60).map(|n| format!("电缆{n}")).collect();
    for changes in relay.changes(&words.iter().map(String::as_str).collect::<Vec<_>>()).chunks(50) {
        relay.submit(asker(bureau()), changes.to_vec()).await;
    }
    relay.desks.tidy(Instant::now() + IDLE).await;
    relay
}

impl Relay {
    fn loaded(&self) -> usize {
        self.desks.seats.taken(Instant::now()).len()
    }

    fn snapshot(&self) -> Option<Snapshot> {
        self.store.snapshot(self.document).unwrap()
    }
}

fn heads(document: &Document) -> (Vec<automerge::ChangeHash>, crate::store::Kept) {
    (document.heads(), document.kept.clone())
}

#[tokio::test]
async fn a_document_that_nobody_works_on_leaves_the_memory_and_a_snapshot_behind() {
    let relay = tidied().await;
    assert_eq!(relay.loaded(), 0);
    assert_eq!(relay.snapshot().map(|snapshot| snapshot.n), Some(62));
    relay.submit(asker(bureau()), relay.changes(&["电线电缆"])).await;
    let from_snapshot = Document::load(&*relay.store, relay.document).unwrap().unwrap();
    relay.store.drop_snapshot(relay.document).unwrap();
    let from_log = Document::load(&*relay.store, relay.document).unwrap().unwrap();
    assert_eq!(heads(&from_snapshot), heads(&from_log));
    assert_eq!((from_snapshot.tail(), from_log.tail()), (1, 63));
}

#[tokio::test]
async fn a_document_on_which_somebody_works_stays_and_gets_no_snapshot_for_a_few_entries() {
    let relay = relay().await;
    relay.submit(asker(bureau()), relay.changes(&["电线电缆"])).await;
    relay.desks.tidy(Instant::now()).await;
    assert_eq!((relay.loaded(), relay.snapshot()), (1, None));
}

/// Invariant 6: damage costs time, never a document.
#[tokio::test]
async fn a_damaged_snapshot_is_left_aside_and_the_log_read_instead() {
    let whole = tidied().await.snapshot().expect("was made");
    let length = whole.bytes.len();
    let damages: [fn(&mut Vec<u8>, usize); 5] = [
        |bytes, length| bytes.truncate(length / 2),
        |bytes, length| bytes[length / 2] ^= 0x10,
        |bytes, length| bytes[length - 1] ^= 1,
        |bytes, _| bytes.clear(),
        |bytes, _| *bytes = b"not a document at all".to_vec(),
    ];
    for damage in damages {
        let relay = tidied().await;
        let mut snapshot = relay.snapshot().expect("was made");
        damage(&mut snapshot.bytes, length);
        relay.store.drop_snapshot(relay.document).unwrap();
        relay.store.put_snapshot(relay.document, &snapshot).unwrap();
        let changes = relay.changes(&["电线电缆"]);
        assert!(matches!(relay.submit(asker(bureau()), changes).await, FromRelay::Answer { accepted, .. } if accepted.len() == 1));
        assert_eq!((relay.entries(), relay.snapshot()), (63, None));
    }
}

/// A snapshot that reads, of another document.
#[tokio::test]
async fn a_snapshot_that_does_not_fit_the_log_is_left_aside() {
    let relay = tidied().await;
    let mut other = Automerge::new();
    let change = |n: i64| {
        let mut tx = other.transaction();
        automerge::transaction::Transactable::put(&mut tx, automerge::ROOT, "n", n).unwrap();
        tx.commit();
    };
    (0..62).for_each(change);
    relay.store.drop_snapshot(relay.document).unwrap();
    relay.store.put_snapshot(relay.document, &Snapshot { n: 62, bytes: other.save() }).unwrap();
    let changes = relay.changes(&["电线电缆"]);
    assert!(matches!(relay.submit(asker(bureau()), changes).await, FromRelay::Answer { accepted, .. } if accepted.len() == 1));
}

#[tokio::test]
async fn who_handed_in_what_and_when_is_known_of_every_entry() {
    let relay = relay().await;
    relay.submit(Asker { now: Timestamp(NOW.0 + 5), ..asker(bureau()) }, relay.changes(&["电线电缆"])).await;
    let city = Asker { now: Timestamp(NOW.0 + 9), ..asker(person(3, Role::MunicipalBureau, None)) };
    assert_eq!(relay.command(city.clone(), remind(3)).await, None);
    let receipts = relay.store.receipts(relay.document, 2, 9).unwrap();
    let told: Vec<_> = receipts.iter().map(|receipt| receipt.accepted.map(|accepted| (receipt.n, accepted.by, accepted.at))).collect();
    assert_eq!(told, [Some((3, asker(bureau()).author, Timestamp(NOW.0 + 5))), Some((4, city.author, city.now))]);
}
