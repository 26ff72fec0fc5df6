//! What every store promises about what stands beside documents and people.

use shared::{
    forms::Path,
    ids::{Author, DeviceId, DocumentId, PersonId},
    records::edit::Edit,
    sync::{
        device::Work,
        handover::Piece,
        later::{MOST, Settle, Settled, Settling},
        standing::{Holding, Report},
    },
    time::Timestamp,
};

use crate::store::{Heard, LaterRow, RelayStore, Sqlite, StoreError, contract::Folder, memory::Memory};

fn author(device: u8) -> Author {
    Author { person: PersonId([9; 16]), device: DeviceId([device; 16]) }
}

fn heard(device: u8, at: i64, unsent: Option<u32>) -> Heard {
    let held = |unsent| vec![Holding { document: DocumentId([1; 16]), unsent, refused: 0 }];
    Heard { author: author(device), at: Timestamp(at), report: unsent.map(|unsent| Report { held: held(unsent) }) }
}

fn later(name: &str, at: i64) -> LaterRow {
    let work = Work::Edit(Edit::Write { path: Path::of_text("causes.problem"), text: "离组后写的".into() });
    let piece = Piece { name: name.into(), document: DocumentId([3; 16]), written_at: Timestamp(1), work };
    LaterRow { author: author(1), piece, at: Timestamp(at), settled: None }
}

contract! {
    fn a_device_that_is_heard_without_a_word_leaves_its_last_word_standing(store: &dyn RelayStore) {
        store.put_heard(&[heard(1, 5, Some(12)), heard(2, 6, None)]).unwrap();
        store.put_heard(&[heard(1, 8, None)]).unwrap();
        assert_eq!(store.heard(author(1).person), Ok(vec![heard(1, 8, Some(12)), heard(2, 6, None)]));
        store.put_heard(&[heard(1, 7, Some(0))]).unwrap();
        assert_eq!(store.heard(author(1).person).unwrap()[0], heard(1, 8, Some(0)), "time does not go back");
        assert_eq!(store.heard(PersonId([1; 16])), Ok(Vec::new()));
    }

    fn later_work_waits_until_somebody_has_decided_once(store: &dyn RelayStore) {
        let (first, second) = (later("a", 4), later("b", 5));
        store.put_later(&[second.clone(), first.clone()]).unwrap();
        store.put_later(&[LaterRow { at: Timestamp(9), ..first.clone() }]).unwrap();
        assert_eq!(store.later_waiting(), Ok(vec![first.clone(), second.clone()]), "twice is once");
        assert_eq!(store.later(first.id()), Ok(Some(first.clone())));
        let settled = Settled { settle: Settle { how: Settling::Aside, reason: "重复".into() }, by: PersonId([7; 16]), at: Timestamp(6) };
        assert_eq!((store.settle_later(first.id(), &settled), store.settle_later(first.id(), &settled)), (Ok(true), Ok(false)));
        assert_eq!(store.later_waiting(), Ok(vec![second.clone()]));
        let decided = LaterRow { settled: Some(settled), ..first };
        assert_eq!(store.later_of(author(1).person), Ok(vec![second, decided]));
        assert_eq!(store.later_of(PersonId([7; 16])), Ok(Vec::new()));
    }

    fn later_work_has_an_end(store: &dyn RelayStore) {
        let pieces: Vec<LaterRow> = (0..MOST).map(|n| later(&n.to_string(), 1)).collect();
        store.put_later(&pieces).unwrap();
        assert_eq!(store.put_later(&[later("one more", 2)]), Err(StoreError::Full));
        assert_eq!(store.later_waiting().map(|all| all.len()), Ok(MOST));
    }
}
