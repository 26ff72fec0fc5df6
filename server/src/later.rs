//! Work of people who had left a group when they wrote it (R-0-15): the relay takes it for whoever leads, who decides about it.

mod claims;

use std::collections::{BTreeMap, btree_map::Entry};

use shared::{
    access::{Lead, waits_for_lead},
    ids::{Author, DocumentId, PersonId, PieceId},
    people::Person,
    sync::{
        handover::Piece,
        later::{AllLater, Later, Settle, Settled, Settling},
        wire::FromRelay,
    },
    time::Timestamp,
};

pub(crate) use claims::Claims;

use crate::store::{LaterRow, RelayStore, StoreError};

/// Keeps what its author may hand in no more as a member. Of everybody else's nothing is taken: it stays where it is. Blocks.
pub(crate) fn take(
    store: &dyn RelayStore,
    person: &Person,
    author: Author,
    document: DocumentId,
    pieces: Vec<Piece>,
    at: Timestamp,
) -> Result<FromRelay, StoreError> {
    let is_theirs = store.document(document)?.is_some_and(|kept| waits_for_lead(person, &kept.state));
    let pieces: Vec<Piece> = pieces.into_iter().filter(|piece| is_theirs && piece.document == document).collect();
    let names = pieces.iter().map(|piece| piece.name.clone()).collect();
    let rows: Vec<LaterRow> = pieces.into_iter().map(|piece| LaterRow { author, piece, at, settled: None }).collect();
    store.put_later(&rows)?;
    Ok(FromRelay::WithLead { document, names })
}

/// What waits for this person as whoever leads, and what became of their own. Blocks.
pub(crate) fn all(store: &dyn RelayStore, person: &Person) -> Result<AllLater, StoreError> {
    let mut names = Names { store, known: BTreeMap::new() };
    let mut all = AllLater::default();
    let mut leads = BTreeMap::new();
    let waiting = if Lead::is_of(person.role) { store.later_waiting()? } else { Vec::new() };
    for row in waiting {
        let document = row.document();
        let is_theirs = match leads.entry(document) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(unknown) => *unknown.insert(leads_in(store, person, document)?),
        };
        if is_theirs {
            all.to_decide.push(names.told(row)?);
        }
    }
    for row in store.later_of(person.id)? {
        all.own.push(names.told(row)?);
    }
    Ok(all)
}

/// Decides about a piece, as whoever leads; who is only about to is told whether they may. [`StoreError::Gone`] where there is none for them,
/// or it was decided before. Blocks.
pub(crate) fn settle(store: &dyn RelayStore, person: &Person, id: PieceId, settle: Settle, at: Timestamp) -> Result<(), StoreError> {
    let row = store.later(id)?.filter(|row| row.settled.is_none()).ok_or(StoreError::Gone)?;
    let is_done = leads_in(store, person, row.document())?
        && match settle.how {
            Settling::Taking => true,
            Settling::Taken | Settling::Aside => store.settle_later(id, &Settled { settle, by: person.id, at })?,
        };
    if is_done { Ok(()) } else { Err(StoreError::Gone) }
}

fn leads_in(store: &dyn RelayStore, person: &Person, document: DocumentId) -> Result<bool, StoreError> {
    Ok(store.document(document)?.is_some_and(|kept| Lead::of(&kept.state).is(person)))
}

/// Names of people, each looked up once.
struct Names<'a> {
    store: &'a dyn RelayStore,
    known: BTreeMap<PersonId, String>,
}

impl Names<'_> {
    fn of(&mut self, person: PersonId) -> Result<String, StoreError> {
        if let Some(name) = self.known.get(&person) {
            return Ok(name.clone());
        }
        let name = self.store.person(person)?.map(|person| person.name).unwrap_or_default();
        self.known.insert(person, name.clone());
        Ok(name)
    }

    fn told(&mut self, row: LaterRow) -> Result<Later, StoreError> {
        let (id, author, name) = (row.id(), row.author.person, self.of(row.author.person)?);
        let LaterRow { piece, at, settled, .. } = row;
        let settled = match settled {
            Some(settled) => Some((settled.clone(), self.of(settled.by)?)),
            None => None,
        };
        Ok(Later { id, author, name, piece, at, settled })
    }
}
