//! Two people, one case, over the store in memory.

mod carrying;
mod completing;
mod following;
mod opening;
mod snapshots;
mod spoiling;

use std::sync::{Arc, Mutex};

use automerge::Automerge;
use shared::{
    documents::DocumentKind,
    forms::Path,
    ids::{CommandId, DeviceId},
    people::{District, Role},
    records::edit::{self, Edit},
    sync::wire::of_frame,
    workflow::{Act, Args, RULES},
};

use super::*;
use crate::{
    auth::Signed,
    store::{Limit, Sqlite, contract::Folder, memory::Memory},
    testing::person,
};

const NOW: Timestamp = Timestamp(1_795_363_200_000);

struct Relay {
    store: Arc<dyn RelayStore>,
    desks: Desks,
    document: DocumentId,
}

fn bureau() -> Person {
    person(1, Role::DistrictBureau, Some(District::Tongan))
}

fn asker(person: Person) -> Asker {
    let author = Author { person: person.id, device: DeviceId([9; 16]) };
    Asker { person, author, line: None, now: NOW }
}

fn command(id: u8, act: Act, args: Args) -> Command {
    Command { id: CommandId([id; 16]), act, on: NOW.day(), args, heads: Vec::new(), rules: RULES }
}

/// What a case begins with.
fn of_tongan() -> Args {
    let enterprise = person(7, Role::Enterprise, None).org.id;
    Args::default().with("enterprise", enterprise).with("district", "tongan").with("category", "industrial")
}

fn remind(id: u8) -> Command {
    command(id, Act::Remind, Args::default().with("text", "请尽快整改"))
}

fn start(id: u8) -> Command {
    command(id, Act::Start, Args::default().with("trigger", "regulator"))
}

async fn relay() -> Relay {
    relay_over(Arc::new(Memory::default())).await
}

async fn relay_over(store: Arc<dyn RelayStore>) -> Relay {
    let desks = Desks::new(store.clone()).unwrap();
    let document = desks.create(asker(bureau()), DocumentKind::Case, command(1, Act::Open, of_tongan())).await.unwrap().unwrap();
    Relay { store, desks, document }
}

impl Relay {
    /// Changes that a device of the bureau would make, one a value.
    fn changes(&self, values: &[&str]) -> Vec<ByteBuf> {
        let case = Document::load(&*self.store, self.document).unwrap().unwrap();
        let log = self.store.log(self.document, 0, 999, usize::MAX).unwrap();
        assert_eq!(log.len() as u64, case.kept.listed.n);
        let mut doc = Automerge::new().with_author(Some(asker(bureau()).author.to_bytes().into()));
        doc.apply_changes(log.into_iter().map(|entry| automerge::Change::from_bytes(entry.into_vec()).unwrap()).collect::<Vec<_>>())
            .unwrap();
        let write = |value: &&str| {
            let edit = Edit::Write { path: Path::field("intake", "product"), text: (*value).to_owned() };
            ByteBuf::from(edit::apply(&mut doc, &edit, NOW).unwrap().unwrap().raw_bytes().to_vec())
        };
        values.iter().map(write).collect()
    }

    async fn submit(&self, asker: Asker, changes: Vec<ByteBuf>) -> FromRelay {
        let said = Mutex::new(None);
        self.desks
            .submit(asker, Batch { number: 5, document: self.document, changes }, |answer| *said.lock().unwrap() = Some(answer))
            .await;
        said.into_inner().unwrap().expect("every submit is answered")
    }

    async fn command(&self, asker: Asker, command: Command) -> Option<Refusal> {
        let said = Mutex::new(None);
        self.desks.command(asker, self.document, command, |answer| *said.lock().unwrap() = Some(answer)).await;
        match said.into_inner().unwrap() {
            Some(FromRelay::Decided { refused, .. }) => refused,
            other => panic!("{other:?}"),
        }
    }

    fn entries(&self) -> u64 {
        self.store.document(self.document).unwrap().unwrap().listed.n
    }
}

#[tokio::test]
async fn a_submit_is_numbered_kept_and_answered_the_same_when_it_comes_again() {
    let relay = relay().await;
    let changes = relay.changes(&["电线电缆", "电缆"]);
    let numbers = |answer: FromRelay| match answer {
        FromRelay::Answer { batch: 5, accepted, refused, listed: Some(listed), .. } if refused.is_empty() => {
            (accepted.into_iter().map(|(_, n)| n).collect::<Vec<_>>(), listed.n, listed.summary.product)
        }
        other => panic!("{other:?}"),
    };
    let first = numbers(relay.submit(asker(bureau()), changes.clone()).await);
    assert_eq!(first, (vec![3, 4], 4, "电缆".to_owned()));
    assert_eq!(numbers(relay.submit(asker(bureau()), changes).await), first);
    assert_eq!(relay.entries(), 4);
}

#[tokio::test]
async fn another_district_hears_that_there_is_no_such_document_and_nothing_else() {
    let relay = relay().await;
    let changes = relay.changes(&["电线电缆"]);
    let hash = automerge::Change::from_bytes(changes[0].to_vec()).unwrap().hash();
    let huli = person(2, Role::DistrictBureau, Some(District::Huli));
    match relay.submit(asker(huli.clone()), changes).await {
        FromRelay::Answer { accepted, refused, listed: None, .. } => {
            assert!(accepted.is_empty());
            assert_eq!(refused, [(hash.into(), Code::NoSuchDocument.into())]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(relay.command(asker(huli), remind(2)).await, Some(Code::NoSuchDocument.into()));
    assert_eq!(relay.entries(), 2);
}

#[tokio::test]
async fn a_command_asked_twice_is_done_once_and_answered_the_same() {
    let relay = relay().await;
    let ann = || asker(bureau());
    let reopen = || command(2, Act::Reopen, Args::default().with("reason", "重新调查"));
    assert_eq!(relay.command(ann(), reopen()).await, Some(Code::NotClosed.into()));
    assert_eq!(relay.command(ann(), start(3)).await, None);
    assert_eq!(relay.command(ann(), start(3)).await, None);
    assert_eq!(relay.command(ann(), reopen()).await, Some(Code::NotClosed.into()), "as it was answered then");
    assert_eq!(relay.command(ann(), start(4)).await, Some(Code::AlreadyDone.into()));
    assert_eq!(relay.entries(), 3);
}

#[tokio::test]
async fn everybody_who_may_read_hears_of_new_entries_in_order_but_not_who_sent_them() {
    let relay = relay().await;
    let signed = |person: Person| Signed { person, device: DeviceId([9; 16]), token: [0; 32], expires_at: NOW };
    let (own, mut own_queue) = relay.desks.live().join(&signed(bureau()), true);
    let (city, mut city_queue) = relay.desks.live().join(&signed(person(3, Role::MunicipalBureau, None)), true);
    [&own, &city].into_iter().for_each(|line| line.answer([], None, None)); // They were greeted.
    let ann = || Asker { line: Some(own.id), ..asker(bureau()) };
    relay.submit(ann(), relay.changes(&["电线电缆"])).await;
    relay.command(ann(), remind(3)).await;

    let heard = |queue: &mut tokio::sync::mpsc::Receiver<Outgoing>| {
        let mut heard = Vec::new();
        while let Ok(Outgoing::Frame(frame, _)) = queue.try_recv() {
            let FromRelay::Entries { after, listed, .. } = of_frame(&frame).unwrap() else { panic!("only entries are pushed") };
            heard.push((after, listed.n));
        }
        heard
    };
    assert_eq!(heard(&mut city_queue), [(2, 3), (3, 4)]);
    assert_eq!(heard(&mut own_queue), [(3, 4)]);
}

#[tokio::test]
async fn a_full_store_is_told_and_nothing_that_was_confirmed_is_missing() {
    let folder = Folder::new();
    let relay = relay_over(Arc::new(Sqlite::open(folder.path(), Some(Limit { mib: 1 })).unwrap())).await;
    let words: Vec<String> = (0..400).map(|n| format!("{n:04}").repeat(900)).collect();
    let mut confirmed = 2;
    for (change, n) in relay.changes(&words.iter().map(String::as_str).collect::<Vec<_>>()).into_iter().zip(3..) {
        match relay.submit(asker(bureau()), vec![change.clone()]).await {
            FromRelay::Answer { accepted, .. } => {
                assert_eq!(accepted.len(), 1);
                confirmed = n;
            }
            FromRelay::Trouble { code: Trouble::StoreFull, batch: Some(5), .. } => {
                assert!(matches!(relay.submit(asker(bureau()), vec![change]).await, FromRelay::Trouble { code: Trouble::StoreFull, .. }));
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(confirmed > 10);
    assert_eq!(Document::load(&*relay.store, relay.document).unwrap().unwrap().kept.listed.n, confirmed);
    assert_eq!(relay.entries(), confirmed);
}
