//! What a device missed: from the store alone, no document is loaded for it.

use shared::{
    access::may_read,
    ids::DocumentId,
    people::{Directory, Person, Role},
    sync::wire::{FromRelay, MAX_ENTRIES, Trouble, to_frame},
    time::Timestamp,
};

use crate::{
    desk::MOST_BYTES,
    store::{Account, RelayStore, StoreError},
};

/// The most documents in one answer.
const PAGE: usize = 200;

/// The documents that this person may read and that moved after the cursor.
pub(crate) fn inventory(store: &dyn RelayStore, person: &Person, since: u64, now: Timestamp) -> Result<FromRelay, StoreError> {
    let (mut documents, mut cursor, mut bytes) = (Vec::new(), since, 0);
    loop {
        let moved = store.moved_since(cursor, PAGE)?;
        let is_last = moved.len() < PAGE;
        for kept in moved {
            if may_read(person, &kept.state) {
                bytes += to_frame(&kept.listed).len();
                if documents.len() == PAGE || (bytes > MOST_BYTES && !documents.is_empty()) {
                    return Ok(FromRelay::Inventory { documents, cursor, more: true, now });
                }
                documents.push(kept.listed);
            }
            cursor = kept.moved;
        }
        if is_last {
            return Ok(FromRelay::Inventory { documents, cursor, more: false, now });
        }
    }
}

/// The bodies and experts from whom this person may choose.
pub(crate) fn directory(store: &dyn RelayStore, person: &Person) -> Result<FromRelay, StoreError> {
    let mut directory = Directory::default();
    for Account { person, .. } in store.accounts()? {
        if person.role == Role::Expert {
            directory.experts.push((person.id, person.name));
        }
        if !directory.orgs.iter().any(|org| org.id == person.org.id) {
            directory.orgs.push(person.org);
        }
    }
    Ok(FromRelay::Directory(directory.seen_by(person)))
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

#[cfg(test)]
mod tests {
    use shared::people::District;

    use super::*;
    use crate::{
        store::{contract::write, memory::Memory},
        testing::person,
    };

    fn city(documents: u8) -> Memory {
        let store = Memory::default();
        for document in 1..=documents {
            let mut write = write(document, 0, 3);
            write.kept.state.parties.districts.insert(if document % 2 == 0 { District::Huli } else { District::Tongan });
            store.commit(&[write]).unwrap();
        }
        store
    }

    fn listed(answer: &FromRelay) -> (Vec<u8>, u64, bool) {
        let FromRelay::Inventory { documents, cursor, more, .. } = answer else { panic!("{answer:?}") };
        (documents.iter().map(|listed| listed.summary.id.0[0]).collect(), *cursor, *more)
    }

    #[test]
    fn the_inventory_comes_in_pages_and_each_goes_on_where_the_last_ended() {
        let store = city(250);
        let municipal = person(1, Role::MunicipalBureau, None);
        let ask = |since| listed(&inventory(&store, &municipal, since, Timestamp(5)).unwrap());
        let (first, cursor, more) = ask(0);
        assert_eq!((first.len(), cursor, more), (200, 200, true));
        let (rest, cursor, more) = ask(cursor);
        assert_eq!((rest, cursor, more), ((201..=250).collect(), 250, false));
        assert_eq!(ask(250), (vec![], 250, false));
    }

    #[test]
    fn another_districts_cases_are_neither_listed_nor_pulled() {
        let store = city(4);
        let huli = person(1, Role::DistrictBureau, Some(District::Huli));
        assert_eq!(listed(&inventory(&store, &huli, 0, Timestamp(5)).unwrap()), (vec![2, 4], 4, false));
        let pull = |document| pull(&store, &huli, DocumentId([document; 16]), 1).unwrap();
        assert!(matches!(pull(2), FromRelay::Entries { after: 1, entries, .. } if entries.len() == 2));
        for hidden in [1, 9] {
            assert!(matches!(pull(hidden), FromRelay::Trouble { code: Trouble::NoSuchDocument, .. }));
        }
    }
}
