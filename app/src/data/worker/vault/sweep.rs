//! Turns what is here into what is written now, a little at a time beside the work: every table of both databases once. What is
//! written meanwhile is written in the new way already.

use std::{collections::VecDeque, rc::Weak};

use super::super::{
    cipher::Cipher,
    store::{AT_ONCE, Store, StoreError},
};

/// A walk through all rows.
pub(in super::super) struct Sweep {
    stores: VecDeque<(Store, VecDeque<&'static str>)>,
    behind: Option<String>,
    seen: u32,
    total: Option<u32>,
    /// Who may still be writing in the way of before: nothing is looked at until they are done.
    others: Weak<Cipher>,
}

/// How far it is.
pub(in super::super) enum Step {
    /// Somebody is still writing in the way of before.
    Waits,
    /// So many hundredths are done.
    Goes(u32),
    /// All of it is.
    Done,
}

impl Sweep {
    pub(in super::super) fn through(stores: impl IntoIterator<Item = Store>, others: Weak<Cipher>) -> Self {
        let stores = stores.into_iter().map(|store| {
            let tables = store.tables().into();
            (store, tables)
        });
        Self { stores: stores.collect(), behind: None, seen: 0, total: None, others }
    }

    /// The next rows.
    pub(in super::super) async fn step(&mut self) -> Result<Step, StoreError> {
        if self.others.strong_count() > 0 {
            return Ok(Step::Waits);
        }
        let total = match self.total {
            Some(total) => total,
            None => self.count().await?,
        };
        let Some((store, tables)) = self.stores.front_mut() else { return Ok(Step::Done) };
        let Some(table) = tables.front() else {
            self.stores.pop_front();
            return Ok(Step::Goes(self.percent(total)));
        };
        let last = store.turn(table, self.behind.as_deref()).await?;
        if last.is_none() {
            tables.pop_front();
        } else {
            self.seen += AT_ONCE;
        }
        self.behind = last;
        Ok(Step::Goes(self.percent(total)))
    }

    fn percent(&self, total: u32) -> u32 {
        (self.seen.saturating_mul(100) / total.max(1)).min(99)
    }

    async fn count(&mut self) -> Result<u32, StoreError> {
        let mut total = 0;
        for (store, tables) in &mut self.stores {
            for table in tables.iter() {
                total += store.count(table).await?;
            }
        }
        self.total = Some(total);
        Ok(total)
    }
}
