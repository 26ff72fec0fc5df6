//! What every store promises: one suite, run over each.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_bytes::ByteBuf;
use shared::{
    documents::DocumentKind,
    files::FileKind,
    ids::{Author, CommandId, DeviceId, DocumentId, Hash, PersonId},
    people::{Audited, Role},
    records::read::Content,
    sync::wire::Listed,
    time::Timestamp,
    workflow::{Code, State},
};

use super::{
    Accepted, Account, Decided, DeviceKey, FileRow, Held, Kept, LogEntry, Naming, News, Pending, Receipt, RelayStore, Snapshot, Sqlite,
    StoreError, Write, memory::Memory,
};

use super::people::{Deed, Note};
use crate::testing::settle;

/// A folder for one test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(env::temp_dir().join(format!("liandong-{:032x}", u128::from_le_bytes(crate::random::bytes()))))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// `count` entries of document `document` after number `after`.
pub(crate) fn write(document: u8, after: u64, count: u64) -> Write {
    let id = DocumentId([document; 16]);
    let state = State::new(DocumentKind::Case);
    let entry = |n: u64| {
        let mut hash = [document; 32];
        hash[..8].copy_from_slice(&n.to_be_bytes());
        LogEntry { hash: Hash(hash), actor: vec![1], seq: n, bytes: ByteBuf::from(n.to_be_bytes().to_vec()) }
    };
    let entries = (after + 1..=after + count).map(entry).collect();
    let listed = Listed::of(id, &Content::default(), &state, Timestamp(0), Vec::new(), after + count);
    let kept = Kept { listed, state: Arc::new(state), moved: 0 };
    Write { document: id, after, entries, accepted: accepted(after), kept, decided: None, pending: Vec::new(), named: Vec::new() }
}

fn accepted(at: u64) -> Accepted {
    let by = Author { person: PersonId([9; 16]), device: DeviceId([4; 16]) };
    Accepted { by, at: Timestamp(i64::try_from(at).expect("a small number")) }
}

macro_rules! contract {
    ($($(#[$doc:meta])* fn $name:ident($store:ident: &dyn RelayStore) $body:block)+) => {
        $(fn $name($store: &dyn RelayStore) $body)+
        mod in_memory { $(#[test] fn $name() { super::$name(&super::Memory::default()); })+ }
        mod in_sqlite {
            $(#[test] fn $name() {
                let folder = super::Folder::new();
                super::$name(&super::Sqlite::open(folder.path(), None).expect("a new folder can hold a store"));
            })+
        }
    };
}

contract! {
    fn a_store_lives_one_life_until_a_backup_is_restored(store: &dyn RelayStore) {
        assert_eq!(store.era(), store.era());
        assert_ne!(store.era(), Memory::default().era(), "each store draws its own");
    }

    fn documents_are_listed_in_the_order_of_their_last_commit(store: &dyn RelayStore) {
        assert_eq!(store.commit(&[write(1, 0, 1), write(2, 0, 1)]), Ok(vec![1, 2]));
        assert_eq!(store.commit(&[write(1, 1, 1)]), Ok(vec![3]));
        let order = |cursor, limit| -> Vec<(u8, u64, u64)> {
            store.moved_since(cursor, limit).unwrap().iter().map(|kept| (kept.listed.summary.id.0[0], kept.listed.n, kept.moved)).collect()
        };
        assert_eq!(order(0, 9), [(2, 1, 2), (1, 2, 3)]);
        assert_eq!(order(0, 1), [(2, 1, 2)]);
        assert_eq!(order(2, 9), [(1, 2, 3)]);
        assert_eq!(order(3, 9), []);
        assert_eq!(store.document(DocumentId([1; 16])).unwrap().map(|kept| kept.moved), Some(3));
        assert_eq!(store.document(DocumentId([5; 16])), Ok(None));
        assert_eq!(store.documents(), Ok(vec![DocumentId([1; 16]), DocumentId([2; 16])]));
        assert_eq!(store.unsound(), Ok(vec![]));
    }

    fn a_log_has_no_gap_no_branch_and_no_change_twice(store: &dyn RelayStore) {
        store.commit(&[write(1, 0, 2)]).unwrap();
        let mut twice = write(1, 2, 1);
        twice.entries[0].hash = write(1, 0, 1).entries[0].hash;
        let mut branch = write(1, 2, 1);
        branch.entries[0].seq = 1;
        for wrong in [write(1, 0, 2), write(1, 1, 1), write(1, 3, 1), write(2, 1, 1), twice, branch] {
            assert!(matches!(store.commit(&[wrong]), Err(StoreError::Failed(_))));
        }
        assert_eq!(store.document(DocumentId([1; 16])).unwrap().map(|kept| kept.listed.n), Some(2));
    }

    fn a_group_is_stored_whole_or_not_at_all(store: &dyn RelayStore) {
        assert!(store.commit(&[write(1, 0, 1), write(2, 4, 1)]).is_err());
        assert_eq!(store.moved_since(0, 9), Ok(vec![]));
    }

    fn a_log_is_read_in_pages_of_entries_and_bytes(store: &dyn RelayStore) {
        store.commit(&[write(1, 0, 5)]).unwrap();
        let read = |after, limit, bytes| store.log(DocumentId([1; 16]), after, limit, bytes).unwrap().iter().map(|entry| entry[7]).collect::<Vec<_>>();
        assert_eq!(read(0, 9, 900), [1, 2, 3, 4, 5]);
        assert_eq!(read(3, 9, 900), [4, 5]);
        assert_eq!(read(0, 2, 900), [1, 2]);
        assert_eq!(read(0, 9, 17), [1, 2]);
        assert_eq!(read(0, 9, 1), [1], "one entry is always given");
        assert_eq!(read(5, 9, 900), Vec::<u8>::new());
    }

    fn changes_are_found_by_hash_in_their_document_only(store: &dyn RelayStore) {
        store.commit(&[write(1, 0, 3), write(2, 0, 1)]).unwrap();
        let known = write(1, 0, 3).entries[1].hash;
        assert_eq!(store.numbers(DocumentId([1; 16]), &[known, Hash([7; 32])]), Ok(vec![(known, 2)]));
        assert_eq!(store.numbers(DocumentId([2; 16]), &[known]), Ok(vec![]));
    }

    fn every_entry_has_a_receipt_of_who_handed_it_in_and_when(store: &dyn RelayStore) {
        store.commit(&[write(1, 0, 2)]).unwrap();
        store.commit(&[write(1, 2, 1), write(2, 0, 1)]).unwrap();
        let receipt = |n, at| Receipt { n, hash: write(1, 0, 3).entries[n as usize - 1].hash, accepted: Some(accepted(at)) };
        assert_eq!(store.receipts(DocumentId([1; 16]), 0, 9), Ok(vec![receipt(1, 0), receipt(2, 0), receipt(3, 2)]));
        assert_eq!(store.receipts(DocumentId([1; 16]), 1, 1), Ok(vec![receipt(2, 0)]));
        assert_eq!(store.receipts(DocumentId([7; 16]), 0, 9), Ok(vec![]));
    }

    fn the_latest_snapshot_of_a_document_is_kept(store: &dyn RelayStore) {
        let id = DocumentId([1; 16]);
        let snapshot = |n, byte| Snapshot { n, bytes: vec![byte; 1000] };
        assert!(store.put_snapshot(id, &snapshot(1, 1)).is_err(), "there is no such document");
        store.commit(&[write(1, 0, 3)]).unwrap();
        assert_eq!(store.snapshot(id), Ok(None));
        for (put, kept) in [(snapshot(2, 1), snapshot(2, 1)), (snapshot(3, 2), snapshot(3, 2)), (snapshot(2, 3), snapshot(3, 2))] {
            store.put_snapshot(id, &put).unwrap();
            assert_eq!(store.snapshot(id), Ok(Some(kept)));
        }
        store.drop_snapshot(id).unwrap();
        assert_eq!(store.snapshot(id), Ok(None));
    }

    fn the_beginning_of_a_log_is_told_by_its_hashes(store: &dyn RelayStore) {
        store.commit(&[write(1, 0, 3), write(2, 0, 1)]).unwrap();
        let hashes: Vec<Hash> = write(1, 0, 3).entries.iter().map(|entry| entry.hash).collect();
        assert_eq!(store.hashes(DocumentId([1; 16]), 2), Ok(hashes[..2].to_vec()));
        assert_eq!(store.hashes(DocumentId([1; 16]), u64::MAX), Ok(hashes));
        assert_eq!(store.hashes(DocumentId([5; 16]), 9), Ok(vec![]));
    }

    fn of_two_who_write_behind_the_same_entry_one_succeeds_and_no_commit_is_numbered_twice(store: &dyn RelayStore) {
        let writers = 4;
        let mut won: Vec<u64> = std::thread::scope(|scope| {
            let one = |own: u8| (0..25).filter_map(move |after| {
                let shared = store.commit(&[write(1, after, 1)]).ok();
                shared.into_iter().chain(store.commit(&[write(own, after, 1)]).ok()).flatten().collect::<Vec<_>>().into()
            }).flatten().collect::<Vec<u64>>();
            let running: Vec<_> = (0..writers).map(|writer| scope.spawn(move || one(10 + writer))).collect();
            running.into_iter().flat_map(|writer| writer.join().expect("no writer panics")).collect()
        });
        let count = won.len() as u64;
        won.sort_unstable();
        assert_eq!(won, (1..=count).collect::<Vec<u64>>(), "each commit has a number of its own, without gaps");
        let length = |document: u8| store.document(DocumentId([document; 16])).unwrap().map(|kept| kept.listed.n);
        assert_eq!((0..writers).map(|writer| length(10 + writer)).collect::<Vec<_>>(), vec![Some(25); usize::from(writers)]);
        assert_eq!(length(1), Some(count - 25 * u64::from(writers)), "what was not refused is there once");
        let hashes = store.hashes(DocumentId([1; 16]), u64::MAX).unwrap();
        assert_eq!(hashes, write(1, 0, hashes.len() as u64).entries.iter().map(|entry| entry.hash).collect::<Vec<_>>());
    }

    fn a_decision_is_remembered_for_the_one_who_asked(store: &dyn RelayStore) {
        store.commit(&[write(1, 0, 1)]).unwrap();
        let (id, other, by) = (CommandId([3; 16]), CommandId([4; 16]), PersonId([9; 16]));
        let mut yes = write(1, 1, 1);
        yes.decided = Some(Decided { id, by, decision: None });
        let mut no = write(1, 2, 0);
        no.decided = Some(Decided { id: other, by, decision: Some(Code::CaseClosed.into()) });
        assert_eq!(store.commit(&[yes, no.clone()]), Ok(vec![2, 2]));
        assert_eq!(store.decision(DocumentId([1; 16]), by, id), Ok(Some(None)));
        assert_eq!(store.decision(DocumentId([1; 16]), by, other), Ok(Some(Some(Code::CaseClosed.into()))));
        assert_eq!(store.decision(DocumentId([1; 16]), PersonId([1; 16]), id), Ok(None));
        assert!(store.commit(&[no]).is_err(), "a command is decided once");
    }

    fn what_others_are_to_be_told_waits_until_it_is_done_and_once_only(store: &dyn RelayStore) {
        let by = PersonId([9; 16]);
        let news = |document: u8, news, at| Pending { document: DocumentId([document; 16]), news, by, at: Timestamp(at) };
        let (entry, product, other) = (news(1, News::Entry(3), 1), news(1, News::Product, 2), news(2, News::Product, 3));
        let mut first = write(1, 0, 1);
        first.pending = vec![entry, product];
        let mut second = write(2, 0, 1);
        second.pending = vec![other];
        store.commit(&[first, second]).unwrap();
        assert_eq!(store.pending(), Ok(vec![entry, product, other]));
        let again = news(1, News::Product, 7);
        let mut third = write(1, 1, 1);
        third.pending = vec![again];
        store.commit(&[third]).unwrap();
        assert_eq!(store.pending(), Ok(vec![entry, other, again]), "news of one kind wait once, as they came up last");
        let mut wrong = write(2, 7, 1);
        wrong.pending = vec![news(2, News::Entry(0), 8)];
        assert!(store.commit(&[wrong]).is_err());
        store.done(&[entry, product]).unwrap();
        assert_eq!(store.pending(), Ok(vec![other, again]), "what came up since is still to be told");
        store.done(&[again]).unwrap();
        assert_eq!(store.pending(), Ok(vec![other]), "what was not stored is not told");
    }

    fn a_file_is_known_by_who_uploaded_it_and_where_it_is_named_and_both_may_come_first(store: &dyn RelayStore) {
        let (file, ann, bob) = (Hash([5; 32]), PersonId([1; 16]), PersonId([2; 16]));
        assert_eq!(store.file(file), Ok(FileRow::default()));
        let naming = |document: u8, by, was_readable| Naming { hash: file, document: DocumentId([document; 16]), by, was_readable };
        let mut first = write(1, 0, 1);
        first.named = vec![naming(1, bob, false), Naming { hash: Hash([6; 32]), ..naming(1, ann, false) }];
        store.commit(&[first, write(2, 0, 1)]).unwrap();
        assert_eq!(store.file(file), Ok(FileRow { named: vec![naming(1, bob, false)], ..FileRow::default() }));
        let held = Held { kind: FileKind::Pdf, size: 7 };
        for by in [bob, ann, bob] {
            store.put_file(file, held, by, Timestamp(3)).unwrap();
        }
        let (mut again, mut worse) = (write(1, 1, 1), write(1, 2, 1));
        again.named = vec![naming(1, bob, true)];
        worse.named = vec![naming(1, bob, false)];
        let mut other = write(2, 1, 1);
        other.named = vec![naming(2, ann, false)];
        store.commit(&[other, again, worse]).unwrap();
        let named = vec![naming(1, bob, true), naming(2, ann, false)];
        assert_eq!(store.file(file), Ok(FileRow { held: Some(held), uploaded_by: vec![ann, bob], named }), "who could read it once could");
    }

    fn a_refused_write_names_no_file(store: &dyn RelayStore) {
        let file = Hash([5; 32]);
        let mut gap = write(1, 4, 1);
        gap.named = vec![Naming { hash: file, document: DocumentId([1; 16]), by: PersonId([1; 16]), was_readable: false }];
        assert!(store.commit(&[gap]).is_err());
        assert_eq!(store.file(file), Ok(FileRow::default()));
    }

    fn files_that_nobody_names_are_let_go_when_they_are_old_and_come_again(store: &dyn RelayStore) {
        let ann = PersonId([1; 16]);
        let (named, old, young) = (Hash([1; 32]), Hash([2; 32]), Hash([3; 32]));
        let held = |size| Held { kind: FileKind::Jpeg, size };
        for (file, size, at) in [(named, 1, 10), (old, 20, 10), (young, 300, 11)] {
            store.put_file(file, held(size), ann, Timestamp(at)).unwrap();
        }
        let mut write = write(1, 0, 1);
        write.named = vec![Naming { hash: named, document: DocumentId([1; 16]), by: PersonId([2; 16]), was_readable: false }];
        store.commit(&[write]).unwrap();
        assert_eq!((store.unnamed_bytes(ann), store.unnamed_bytes(PersonId([2; 16]))), (Ok(320), Ok(0)));
        assert_eq!(store.let_go(Timestamp(11)), Ok(vec![old]));
        assert_eq!(store.file(old).unwrap().held, None);
        assert_eq!(store.files(), Ok(vec![(named, 1), (young, 300)]));
        assert!(store.file(named).unwrap().held.is_some() && store.file(young).unwrap().held.is_some());
        assert_eq!(store.let_go(Timestamp(0)), Ok(vec![old]), "until its bytes are deleted");
        store.gone(old).unwrap();
        assert_eq!(store.let_go(Timestamp(0)), Ok(vec![]));
        assert_eq!(store.file(old), Ok(FileRow::default()), "nobody is remembered as having uploaded it");
        assert_eq!(store.let_go(Timestamp(12)), Ok(vec![young]));
        store.put_file(young, held(300), ann, Timestamp(12)).unwrap();
        store.gone(young).unwrap();
        assert_eq!(store.file(young).unwrap().held, Some(held(300)), "what came again meanwhile stays");
    }

    fn a_device_keeps_the_first_key_of_a_session_until_a_new_session_brings_another(store: &dyn RelayStore) {
        let ann = crate::testing::person(9, Role::Enterprise, None);
        settle(store, &Account::new("ann", "", ann.clone()));
        let author = Author { person: ann.id, device: DeviceId([4; 16]) };
        let key = |point: u8, token: u8| DeviceKey { author, point: vec![point; 65], opens: vec![], token: [token; 32] };
        for (given, standing) in [((1, 1), (1, 1)), ((2, 1), (1, 1)), ((3, 2), (3, 2)), ((4, 2), (3, 2))] {
            store.put_key(&key(given.0, given.1)).unwrap();
            assert_eq!(store.key(author), Ok(Some(key(standing.0, standing.1))));
        }
        assert_eq!(store.key(Author { device: DeviceId([5; 16]), ..author }), Ok(None));
        for (token, opens) in [(1, 6), (2, 7), (2, 8)] {
            store.put_opening(author, [token; 32], &[opens; 65]).unwrap();
        }
        let both = DeviceKey { opens: vec![7; 65], ..key(3, 2) };
        assert_eq!(store.keys(), Ok(vec![both]), "the first of the session that stands");
        store.put_key(&key(9, 9)).unwrap();
        assert_eq!(store.key(author), Ok(Some(key(9, 9))), "another session, another pair of keys");
        let closed = Account { disabled_at: Some(Timestamp(1)), ..Account::new("ann", "", ann.clone()) };
        store.carry_out(&Deed::ChangeAccount(closed), &Note::of_operator(Timestamp(1), Audited::PersonChanged, ann.id)).unwrap();
        assert_eq!(store.key(author), Ok(None));
    }
}

mod aside;
mod people;
