//! The names of those who wrote in a document or acted on it.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use shared::{ids::PersonId, records::summary::Named};

use crate::store::{RelayStore, StoreError};

/// Asks the store once for each person.
pub(super) struct Names {
    store: Arc<dyn RelayStore>,
    known: Mutex<HashMap<PersonId, Named>>,
}

impl Names {
    pub(super) fn new(store: Arc<dyn RelayStore>) -> Self {
        Self { store, known: Mutex::default() }
    }

    /// Each person once, in the order of ids. Blocks.
    pub(super) fn of(&self, people: impl Iterator<Item = PersonId>) -> Result<Vec<Named>, StoreError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut named = Vec::new();
        for id in people.collect::<BTreeSet<_>>() {
            if !known.contains_key(&id)
                && let Some(person) = self.store.person(id)?
            {
                known.insert(id, Named { id, name: person.name, role: person.role });
            }
            named.extend(known.get(&id).cloned());
        }
        Ok(named)
    }
}
