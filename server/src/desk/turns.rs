//! Whose work the processors do next. Judging, deciding and loading cost time; they are done on threads of their own, a few
//! at once, so that the reactor never waits, and of one person one at a time, so that nobody waits behind all that
//! somebody else has asked for.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use shared::ids::PersonId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::store::StoreError;

/// Pieces of work at once for each processor: a short one need not wait until a long one has ended.
const A_PROCESSOR: usize = 4;

/// The queue before the processors.
pub(super) struct Turns {
    all: Arc<Semaphore>,
    people: Mutex<HashMap<PersonId, Arc<Semaphore>>>,
}

impl Turns {
    pub(super) fn new() -> Self {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        Self { all: Arc::new(Semaphore::new(processors * A_PROCESSOR)), people: Mutex::default() }
    }

    /// Does a person's work when it is their turn. Whoever works waits for nobody: a seat is taken before, not meanwhile.
    pub(super) async fn work<T, F>(&self, person: PersonId, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, StoreError> + Send + 'static,
    {
        // First one's own, then everybody's queue: there everybody stands once. Both are first come, first served.
        let own = taken(self.own(person)).await;
        let one_of_all = taken(self.all.clone()).await;
        super::blocking(move || {
            let done = work();
            drop((own, one_of_all));
            done
        })
        .await
    }

    fn own(&self, person: PersonId) -> Arc<Semaphore> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        if !people.contains_key(&person) {
            // Whoever neither works nor waits is forgotten when somebody new comes.
            people.retain(|_, own| Arc::strong_count(own) > 1);
        }
        people.entry(person).or_insert_with(|| Arc::new(Semaphore::new(1))).clone()
    }
}

async fn taken(semaphore: Arc<Semaphore>) -> OwnedSemaphorePermit {
    semaphore.acquire_owned().await.expect("the semaphore is never closed")
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// One person's work fills the hall; everybody else's is done all the same.
    #[tokio::test(flavor = "multi_thread")]
    async fn nobody_waits_behind_all_that_somebody_else_has_asked_for() {
        let turns = Arc::new(Turns::new());
        let (go_on, held) = mpsc::channel::<()>();
        let held = Arc::new(Mutex::new(held));
        let greedy: Vec<_> = (0..1000)
            .map(|_| {
                let (turns, held) = (turns.clone(), held.clone());
                // Each is at work until it is let go.
                let work = move || held.lock().map(|held| held.recv().unwrap_or_default()).map_err(|_| StoreError::Full);
                tokio::spawn(async move { turns.work(PersonId([1; 16]), work).await })
            })
            .collect();
        for other in 2..50 {
            assert_eq!(turns.work(PersonId([other; 16]), move || Ok(other)).await, Ok(other));
        }
        drop(go_on);
        for work in greedy {
            assert_eq!(work.await.unwrap(), Ok(()));
        }
        turns.work(PersonId([99; 16]), || Ok(())).await.unwrap();
        assert_eq!(turns.people.lock().unwrap().len(), 1, "who is gone is forgotten");
    }
}
