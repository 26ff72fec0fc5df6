//! What every desk must know besides its own document: names, qualified experts, deadlines, and which documents there are.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use shared::{
    access::Lead,
    documents::DocumentKind,
    ids::{DocumentId, PersonId},
    people::{Expert, Person},
    records::{naming::named_files, opened::Opened, summary::Summary},
    workflow::Deadlines,
};

use super::names::Names;
use crate::{
    blobs,
    hearing::Groups,
    store::{Kept, Naming, RelayStore, StoreError},
};

/// The expert register (7.2.1.3).
pub(super) type Experts = BTreeMap<PersonId, Expert>;

/// How many documents are read at a time when the relay starts.
const PAGE: usize = 500;

/// What the desks share.
pub(super) struct World {
    store: Arc<dyn RelayStore>,
    pub(super) names: Names,
    /// How long everything takes.
    pub(super) deadlines: Deadlines,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    documents: BTreeMap<DocumentId, Card>,
    /// Which entry of the register is whose; replaced as a whole, so that a question holds what it began with.
    experts: Arc<Experts>,
}

/// What is known of a document without opening it.
#[derive(Clone, Debug)]
struct Card {
    kind: DocumentKind,
    names: Vec<DocumentId>,
    same_product: Option<String>,
    others_stopped: Vec<DocumentId>,
    lead: Lead,
    /// Of its group, past ones too; `true`: today's.
    members: Vec<(PersonId, bool)>,
}

impl World {
    /// Reads what the store has. Blocks.
    pub(super) fn new(store: Arc<dyn RelayStore>, deadlines: Deadlines) -> Result<Self, StoreError> {
        let world = Self { store: store.clone(), names: Names::new(store.clone()), deadlines, known: Mutex::default() };
        let mut cursor = 0;
        loop {
            let page = store.moved_since(cursor, PAGE)?;
            let Some(last) = page.last() else { return Ok(world) };
            cursor = last.moved;
            page.iter().for_each(|kept| world.learn(kept));
        }
    }

    /// A document is now as the store has it.
    pub(super) fn learn(&self, kept: &Kept) {
        let Summary { id, kind, names, same_product, expert, .. } = &kept.listed.summary;
        let others_stopped = kept.state.others_stopped.iter().copied().collect();
        let parties = &kept.state.parties;
        let members = parties.members.keys().map(|member| (*member, parties.group.contains(member))).collect();
        let lead = Lead::of(&kept.state);
        let card = Card { kind: *kind, names: names.clone(), same_product: same_product.clone(), others_stopped, lead, members };
        let mut known = self.known();
        known.documents.insert(*id, card);
        if let Some(expert) = expert {
            Arc::make_mut(&mut known.experts).insert(expert.person, expert.clone());
        }
    }

    /// The files that a person's accepted changes name in a document, and whether that person could read each. Blocks.
    pub(super) fn named(&self, document: DocumentId, person: &Person, changes: &[Opened]) -> Result<Vec<Naming>, StoreError> {
        let naming = |hash| {
            let was_readable = blobs::may_read(&*self.store, person, &self.store.file(hash)?)?;
            Ok(Naming { hash, document, by: person.id, was_readable })
        };
        named_files(changes).into_iter().map(naming).collect()
    }

    /// Who is, or was, in the groups that this person leads.
    pub(super) fn led_by(&self, person: &Person) -> Groups {
        let mut groups = Groups::new();
        let known = self.known();
        for (id, card) in known.documents.iter().filter(|(_, card)| card.lead.is(person)) {
            for (member, is_todays) in &card.members {
                let (documents, left) = groups.entry(*member).or_default();
                if *is_todays { documents } else { left }.push(*id);
            }
        }
        groups
    }

    /// The expert register as it stands.
    pub(super) fn experts(&self) -> Arc<Experts> {
        self.known().experts.clone()
    }

    /// The documents of a kind that name this one.
    pub(super) fn naming(&self, kind: DocumentKind, document: DocumentId) -> Vec<DocumentId> {
        let known = self.known();
        known.documents.iter().filter(|(_, card)| card.kind == kind && card.names.contains(&document)).map(|(id, _)| *id).collect()
    }

    /// The product of a case, where it is fully known.
    pub(super) fn product(&self, document: DocumentId) -> Option<String> {
        self.known().documents.get(&document).and_then(|card| card.same_product.clone())
    }

    /// The cases that have, or had, to do with the stop of this one: of the same product, or told of each other.
    pub(super) fn of_same_product(&self, document: DocumentId) -> Vec<DocumentId> {
        let known = self.known();
        let Some(own) = known.documents.get(&document) else { return Vec::new() };
        let is_same = |card: &Card| card.same_product.is_some() && card.same_product == own.same_product;
        let others = known.documents.iter().filter(|(id, card)| {
            **id != document && (is_same(card) || own.others_stopped.contains(id) || card.others_stopped.contains(&document))
        });
        others.map(|(id, _)| *id).collect()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
