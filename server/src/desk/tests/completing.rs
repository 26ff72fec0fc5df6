//! Documents that began with an earlier release.

use shared::{access::may_write, records::read, time::Timestamp, workflow::Stage};

use super::*;
use crate::store::contract::Folder;

/// The first line of the pins.
const FIRST: &[u8] = include_bytes!("../../../../shared/tests/fixtures/case-genesis-1.change");
const DOCUMENT: DocumentId = DocumentId([33; 16]);

/// A relay over a case that began with the first release's genesis, as a device of that release might have begun it.
async fn older() -> Relay {
    let store: Arc<dyn RelayStore> = Arc::new(Memory::default());
    let desks = Desks::new(store.clone()).unwrap();
    let (change, kind) = guard::genesis(FIRST).unwrap();
    let mut without = Document::new(DOCUMENT, kind, change).unwrap().without_completions();
    let Decision::Counts(write) = without.decide(&asker(bureau()), command(1, Act::Open, of_tongan()), &desks.world).unwrap() else {
        panic!("the bureau opens cases")
    };
    store.commit(&[*write]).unwrap();
    Relay { desks: Desks::new(store.clone()).unwrap(), store, document: DOCUMENT }
}

fn log(store: &dyn RelayStore) -> Vec<automerge::Change> {
    let log = store.log(DOCUMENT, 0, 999, usize::MAX).unwrap();
    log.into_iter().map(|entry| automerge::Change::from_bytes(entry.into_vec()).unwrap()).collect()
}

/// What today's forms need is in the log before anything that builds on it, and once only.
#[tokio::test]
async fn a_document_of_an_earlier_release_is_completed_in_front_of_the_next_write() {
    let relay = older().await;
    assert_eq!(log(&*relay.store).len(), 2, "genesis and opening");
    let mut seen = Automerge::new();
    seen.apply_changes(log(&*relay.store)).unwrap();
    let completions = shared::records::genesis::completions(&mut seen);
    assert!(completions.len() > 5, "the forms have grown");

    assert_eq!(relay.command(asker(bureau()), remind(2)).await, None);
    let hashes = |changes: &[automerge::Change]| changes.iter().map(automerge::Change::hash).collect::<Vec<_>>();
    let written = log(&*relay.store);
    assert_eq!(hashes(&written[2..written.len() - 1]), hashes(&completions));
    assert_eq!(relay.command(asker(bureau()), remind(3)).await, None);
    assert_eq!(log(&*relay.store).len(), written.len() + 1, "completed once");
}

/// A device makes the same completions by itself: what it wrote into them is taken, with what it builds on.
#[tokio::test]
async fn words_that_build_on_a_completion_are_taken_with_it() {
    let relay = older().await;
    let mut device = Automerge::new().with_author(Some(asker(bureau()).author.to_bytes().into()));
    device.apply_changes(log(&*relay.store)).unwrap();
    let completions = shared::records::genesis::completions(&mut device);
    let edit = Edit::Write { path: Path::field("intake", "problem"), text: "绝缘层开裂".into() };
    let change = edit::apply(&mut device, &edit, NOW).unwrap().unwrap();
    let changes = completions.iter().chain([&change]).map(|change| ByteBuf::from(change.raw_bytes().to_vec())).collect();
    let n = 2 + completions.len() as u64 + 1;
    match relay.submit(asker(bureau()), changes).await {
        FromRelay::Answer { accepted, refused, retry, listed: Some(listed), .. } => {
            assert_eq!((refused, retry, listed.n), (vec![], vec![], n));
            assert_eq!(accepted.len(), completions.len() + 1, "every change is told its number");
            assert!(accepted.contains(&(change.hash().into(), n)));
        }
        other => panic!("{other:?}"),
    }
    let mut read_back = Automerge::new();
    read_back.apply_changes(log(&*relay.store)).unwrap();
    assert_eq!(read::content(&read_back).field("intake", "problem"), "绝缘层开裂");
}

/// [R-0-10] A store of the first layout: its cases are there, with stages, groups and stops as their ledgers say, and what
/// cannot be read any more keeps nobody out.
#[tokio::test]
async fn a_store_of_the_first_layout_is_read_on() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path()).unwrap();
    std::fs::write(folder.path().join("liandong.db"), include_bytes!("../../store/sqlite/fixtures/layout-1.db")).unwrap();
    let store: Arc<dyn RelayStore> = Arc::new(Sqlite::open(folder.path(), None).unwrap());
    let kept = store.moved_since(0, 9).unwrap();
    let mut seen: Vec<_> = kept.iter().map(|kept| (kept.state.stage, kept.state.closed, kept.state.stop.forbids())).collect();
    seen.sort_unstable();
    assert_eq!(seen, [(Stage::Handling, false, true), (Stage::Assistance, false, true), (Stage::Use, true, false)]);
    assert!(kept.iter().all(|kept| !kept.listed.summary.people.is_empty() && kept.listed.summary.moved_at > Timestamp(0)));
    let assisted = kept.iter().find(|kept| kept.state.stage == Stage::Assistance).unwrap();
    assert_eq!((assisted.state.parties.group.len(), assisted.state.parties.units.len()), (2, 1));

    let expert = assisted.state.parties.group.first().copied().unwrap();
    let expert = store.person(expert).unwrap().unwrap();
    let day = NOW.day();
    assert_eq!(may_write(&expert, &assisted.state, &Path::field("causes", "problem"), day, day), Ok(()));
    let document = assisted.listed.summary.id;
    let relay = Relay { desks: Desks::new(store.clone()).unwrap(), store, document };
    let bureau = relay.store.account("shiju").unwrap().unwrap().person;
    assert_eq!(relay.command(asker(bureau), remind(2)).await, None, "and goes on");
    let strange = relay.store.moved_since(0, 9).unwrap().iter().any(|kept| {
        let of =
            |account: crate::store::Account| relay.store.decision(kept.listed.summary.id, account.person.id, CommandId([9; 16])).is_err();
        relay.store.accounts().unwrap().into_iter().any(of)
    });
    assert!(!strange, "an answer of the former form is forgotten");
}
