//! What stands beside documents and people, in memory.

use std::{cmp::Reverse, collections::BTreeMap};

use shared::{
    ids::{Author, PersonId, PieceId},
    sync::later::{MOST, Settled},
};

use super::Memory;
use crate::store::{
    StoreError,
    aside::{AsideStore, Heard, LaterRow},
};

#[derive(Clone, Default)]
pub(super) struct Aside {
    heard: BTreeMap<Author, Heard>,
    later: BTreeMap<PieceId, LaterRow>,
}

impl AsideStore for Memory {
    fn put_heard(&self, rows: &[Heard]) -> Result<(), StoreError> {
        let mut aside = self.aside();
        for row in rows {
            let standing = aside.heard.entry(row.author).or_insert_with(|| row.clone());
            standing.at = standing.at.max(row.at);
            standing.report = row.report.clone().or(standing.report.take());
        }
        Ok(())
    }

    fn heard(&self, person: PersonId) -> Result<Vec<Heard>, StoreError> {
        let mut found: Vec<Heard> = self.aside().heard.values().filter(|heard| heard.author.person == person).cloned().collect();
        found.sort_by_key(|heard| (Reverse(heard.at), heard.author.device));
        Ok(found)
    }

    fn put_later(&self, pieces: &[LaterRow]) -> Result<(), StoreError> {
        let mut aside = self.aside();
        let mut trial = aside.later.clone();
        for row in pieces {
            trial.entry(row.id()).or_insert_with(|| row.clone());
            let is_beside = |other: &&LaterRow| (other.author.person, other.document()) == (row.author.person, row.document());
            if trial.values().filter(is_beside).count() > MOST {
                return Err(StoreError::Full);
            }
        }
        aside.later = trial;
        Ok(())
    }

    fn later_waiting(&self) -> Result<Vec<LaterRow>, StoreError> {
        let mut found: Vec<LaterRow> = self.aside().later.values().filter(|row| row.settled.is_none()).cloned().collect();
        found.sort_by_key(|row| (row.at, row.id()));
        Ok(found)
    }

    fn later_of(&self, person: PersonId) -> Result<Vec<LaterRow>, StoreError> {
        let mut found: Vec<LaterRow> = self.aside().later.values().filter(|row| row.author.person == person).cloned().collect();
        found.sort_by_key(|row| (Reverse(row.at), row.id()));
        Ok(found)
    }

    fn later(&self, id: PieceId) -> Result<Option<LaterRow>, StoreError> {
        Ok(self.aside().later.get(&id).cloned())
    }

    fn settle_later(&self, id: PieceId, settled: &Settled) -> Result<bool, StoreError> {
        let mut aside = self.aside();
        let Some(row) = aside.later.get_mut(&id).filter(|row| row.settled.is_none()) else { return Ok(false) };
        row.settled = Some(settled.clone());
        Ok(true)
    }
}
