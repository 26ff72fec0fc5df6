//! What a device missed: from the store alone, no document is loaded for it.

use shared::{
    access::{could_read, may_read, rights},
    codec,
    ids::{DocumentId, Hash},
    people::{Directory, Person, Role},
    sync::wire::{self, FromRelay, Listed, MAX_ENTRIES, Trouble},
    time::Timestamp,
};

use crate::{
    desk::MOST_BYTES,
    store::{RelayStore, StoreError},
};

/// The most documents in one answer.
const PAGE: usize = 200;
/// The most documents that are looked at for one answer: whoever may read few of many asks again.
const LOOKED_AT: usize = 10 * PAGE;

/// What the relay says first on a connection.
pub(crate) fn welcome(store: &dyn RelayStore, person: &Person) -> Result<FromRelay, StoreError> {
    Ok(FromRelay::Welcome { era: store.era()?, rights: rights(person) })
}

/// What moved after a cursor, as far as one answer tells it.
#[derive(Debug, Default)]
pub(crate) struct Moved {
    /// The documents that this person could read and may not read any more.
    pub(crate) lost: Vec<DocumentId>,
    /// Those that they may read.
    pub(crate) documents: Vec<Listed>,
    /// Where this answer ends.
    pub(crate) cursor: u64,
    /// There is more after it.
    pub(crate) more: bool,
}

/// The documents that moved after the cursor. It costs what moved, not what there is.
pub(crate) fn inventory(store: &dyn RelayStore, person: &Person, since: u64) -> Result<Moved, StoreError> {
    let mut answer = Moved { cursor: since, more: true, ..Moved::default() };
    let (mut bytes, mut looked_at) = (0, 0);
    while answer.more && looked_at < LOOKED_AT {
        let moved = store.moved_since(answer.cursor, PAGE)?;
        answer.more = moved.len() == PAGE;
        looked_at += PAGE;
        for kept in moved {
            if may_read(person, &kept.state) {
                bytes += codec::encode_as(codec::THIRD, &kept.listed).len();
                if answer.documents.len() == PAGE || (bytes > MOST_BYTES && !answer.documents.is_empty()) {
                    return Ok(Moved { more: true, ..answer });
                }
                answer.documents.push(kept.listed);
            } else if since > 0 && could_read(person, &kept.state) {
                // Who asks from the beginning has nothing to lose, or drops by itself what is not listed.
                answer.lost.push(kept.listed.summary.id);
            }
            answer.cursor = kept.moved;
        }
    }
    Ok(answer)
}

impl Moved {
    /// In the words of the wire. What is lost comes first: once the cursor is kept, it is not told again.
    pub(crate) fn told(self, now: Timestamp) -> impl Iterator<Item = FromRelay> {
        let Self { lost, documents, cursor, more } = self;
        let lost = (!lost.is_empty()).then_some(FromRelay::Lost { documents: lost });
        lost.into_iter().chain([FromRelay::Inventory { documents: documents.into(), cursor, more, now }])
    }
}

/// The bodies and experts from whom this person may choose.
pub(crate) fn directory(store: &dyn RelayStore, person: &Person) -> Result<Directory, StoreError> {
    let people = store.accounts()?.into_iter().filter(|account| account.disabled_at.is_none()).map(|account| account.person);
    let experts = people.filter(|person| person.role == Role::Expert).map(|person| (person.id, person.name)).collect();
    let directory = Directory { orgs: store.orgs()?, experts };
    Ok(directory.seen_by(person))
}

/// The next entries of a document's log.
pub(crate) fn pull(store: &dyn RelayStore, person: &Person, document: DocumentId, after: u64) -> Result<FromRelay, StoreError> {
    let Some(kept) = store.document(document)?.filter(|kept| may_read(person, &kept.state)) else {
        return Ok(FromRelay::Trouble { code: Trouble::NoSuchDocument, batch: None, document: Some(document) });
    };
    let missing = usize::try_from(kept.listed.n.saturating_sub(after)).unwrap_or(usize::MAX);
    let entries = store.log(document, after, missing.min(MAX_ENTRIES), MOST_BYTES)?;
    Ok(FromRelay::Entries { listed: kept.listed, after, entries })
}

/// Whether a document's log begins with these entries. Whoever asks held the document once, so that it is told apart whether it
/// is gone or only not, or no longer, for them.
pub(crate) fn compare(
    store: &dyn RelayStore,
    person: &Person,
    document: DocumentId,
    held: u64,
    digest: Hash,
) -> Result<FromRelay, StoreError> {
    let Some(kept) = store.document(document)? else {
        return Ok(FromRelay::Compared { document, listed: None, agrees: false });
    };
    if !may_read(person, &kept.state) {
        return Ok(FromRelay::Trouble { code: Trouble::NoSuchDocument, batch: None, document: Some(document) });
    }
    let agrees = held <= kept.listed.n && wire::digest(store.hashes(document, held)?) == digest;
    Ok(FromRelay::Compared { document, listed: Some(kept.listed), agrees })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use shared::{
        ids::PersonId,
        people::District,
        workflow::{Act, Args, Entry, State},
    };

    use super::*;
    use crate::{
        store::{contract::write, memory::Memory},
        testing::person,
    };

    fn city(documents: u8) -> Memory {
        let store = Memory::default();
        for document in 1..=documents {
            let mut write = write(document, 0, 3);
            Arc::make_mut(&mut write.kept.state).parties.districts.insert(if document % 2 == 0 {
                District::Huli
            } else {
                District::Tongan
            });
            store.commit(&[write]).unwrap();
        }
        store
    }

    fn ask(store: &Memory, person: &Person, since: u64) -> (Vec<u8>, u64, bool) {
        let Moved { documents, cursor, more, .. } = inventory(store, person, since).unwrap();
        (documents.iter().map(|listed| listed.summary.id.0[0]).collect(), cursor, more)
    }

    #[test]
    fn the_inventory_comes_in_pages_and_each_goes_on_where_the_last_ended() {
        let store = city(250);
        let municipal = person(1, Role::MunicipalBureau, None);
        let (first, cursor, more) = ask(&store, &municipal, 0);
        assert_eq!((first.len(), cursor, more), (200, 200, true));
        let (rest, cursor, more) = ask(&store, &municipal, cursor);
        assert_eq!((rest, cursor, more), ((201..=250).collect(), 250, false));
        assert_eq!(ask(&store, &municipal, 250), (vec![], 250, false));
    }

    #[test]
    fn another_districts_cases_are_neither_listed_nor_pulled() {
        let store = city(4);
        let huli = person(1, Role::DistrictBureau, Some(District::Huli));
        assert_eq!(ask(&store, &huli, 0), (vec![2, 4], 4, false));
        let pull = |document| pull(&store, &huli, DocumentId([document; 16]), 1).unwrap();
        assert!(matches!(pull(2), FromRelay::Entries { after: 1, entries, .. } if entries.len() == 2));
        for hidden in [1, 9] {
            assert!(matches!(pull(hidden), FromRelay::Trouble { code: Trouble::NoSuchDocument, .. }));
        }
    }

    #[test]
    fn a_log_is_compared_by_all_that_the_device_holds_of_it() {
        let store = city(2);
        let huli = person(1, Role::DistrictBureau, Some(District::Huli));
        let hashes: Vec<Hash> = write(2, 0, 4).entries.iter().map(|entry| entry.hash).collect();
        let compare = |document: u8, hashes: &[Hash]| {
            let (id, held) = (DocumentId([document; 16]), hashes.len() as u64);
            compare(&store, &huli, id, held, wire::digest(hashes.iter().copied())).unwrap()
        };
        let agrees = |answer: FromRelay| match answer {
            FromRelay::Compared { listed, agrees, .. } => Some((listed.map(|listed| listed.n), agrees)),
            _ => None,
        };
        assert_eq!(agrees(compare(2, &hashes[..3])), Some((Some(3), true)));
        assert_eq!(agrees(compare(2, &hashes[..2])), Some((Some(3), true)));
        assert_eq!(agrees(compare(2, &hashes)), Some((Some(3), false)), "longer than the relay's");
        assert_eq!(agrees(compare(2, &[hashes[1], hashes[1], hashes[2]])), Some((Some(3), false)), "with the same end");
        assert_eq!(agrees(compare(9, &hashes)), Some((None, false)), "gone");
        assert!(matches!(compare(1, &hashes), FromRelay::Trouble { code: Trouble::NoSuchDocument, .. }), "not for this person");
    }

    #[test]
    fn whoever_may_read_little_of_much_is_answered_before_everything_was_looked_at() {
        let (store, expert) = (Memory::default(), person(1, Role::Expert, None));
        let writes: Vec<_> = (0..2_100_u64)
            .map(|number| {
                let mut write = write(0, 0, 1);
                write.document.0[8..].copy_from_slice(&number.to_be_bytes());
                write.kept.listed.summary.id = write.document;
                if number == 2_050 {
                    Arc::make_mut(&mut write.kept.state).parties.group.insert(expert.id);
                }
                write
            })
            .collect();
        store.commit(&writes).unwrap();
        assert_eq!(ask(&store, &expert, 0), (vec![], 2_000, true));
        assert_eq!(ask(&store, &expert, 2_000), (vec![0], 2_100, false));
    }

    /// A document that was transferred to Huli, then elsewhere before anybody there accepted it: R-0-4.
    #[test]
    fn only_who_once_could_read_a_document_is_told_that_it_is_lost() {
        let store = Memory::default();
        let to = |number: u32, act, district: District| Entry {
            number,
            act,
            args: Args::default().with("district", district.code()),
            by: PersonId([9; 16]),
            on: Timestamp(0).day(),
            at: Timestamp(0),
            heads: Vec::new(),
        };
        let ledger = [(Act::Open, District::Tongan), (Act::Transfer, District::Huli), (Act::Transfer, District::Jimei)];
        let mut write = write(1, 0, 3);
        let entries = ledger.iter().zip(0..).map(|((act, district), number)| to(number, *act, *district)).collect();
        write.kept.state = Arc::new(State::of(write.kept.state.kind, entries));
        store.commit(&[crate::store::contract::write(2, 0, 1), write]).unwrap();
        let lost = |district, since| inventory(&store, &person(1, Role::DistrictBureau, Some(district)), since).unwrap().lost;
        assert_eq!(lost(District::Huli, 1), [DocumentId([1; 16])]);
        assert_eq!(lost(District::Huli, 0), [], "a device that has nothing has lost nothing");
        for other in [District::Tongan, District::Jimei, District::Siming] {
            assert_eq!(lost(other, 1), []);
        }
    }
}
