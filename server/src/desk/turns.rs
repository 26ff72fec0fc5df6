//! Whose work the processors do next. Judging, deciding and loading cost time; they are done on threads of their own, a few
//! at once, so that the reactor never waits, and of one person one at a time, so that nobody waits behind all that
//! somebody else has asked for.

use std::{
    collections::{HashMap, VecDeque},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
};

use shared::ids::PersonId;
use tokio::sync::{Semaphore, oneshot};
use tracing::Span;

use crate::store::StoreError;

/// Pieces of work at once for each processor: a short one need not wait until a long one has ended.
const A_PROCESSOR: usize = 4;

type Piece = Box<dyn FnOnce() + Send>;

/// The queue before the processors.
pub(super) struct Turns {
    queue: Arc<Queue>,
    people: Mutex<HashMap<PersonId, Arc<Semaphore>>>,
}

impl Turns {
    /// Starts the threads; they end when this is dropped.
    pub(super) fn new() -> Self {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let queue = Arc::<Queue>::default();
        for _ in 0..processors * A_PROCESSOR {
            let queue = queue.clone();
            let worker = thread::Builder::new().name("desk".into()).spawn(move || queue.work());
            worker.expect("threads can be started at the start of the program");
        }
        Self { queue, people: Mutex::default() }
    }

    /// Does a person's work when it is their turn. Whoever works waits for nobody: a seat is taken before, not meanwhile.
    pub(super) async fn work<T, F>(&self, person: PersonId, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, StoreError> + Send + 'static,
    {
        // First one's own, then everybody's queue: there everybody stands once. Both are first come, first served.
        let own = self.own(person).acquire_owned().await.expect("the semaphore is never closed");
        let ((done, answer), span) = (oneshot::channel(), Span::current());
        self.queue.put(Box::new(move || {
            let result = span.in_scope(work);
            drop(own);
            // Whoever asked may be gone.
            drop(done.send(result));
        }));
        answer.await.map_err(|_| StoreError::Failed("the work panicked".into()))?
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

impl Drop for Turns {
    fn drop(&mut self) {
        self.queue.pieces.lock().unwrap_or_else(PoisonError::into_inner).is_over = true;
        self.queue.more.notify_all();
    }
}

/// Pieces in the order in which they came. Whoever has done one takes the next: nobody has to be told in between.
#[derive(Default)]
struct Queue {
    pieces: Mutex<Pieces>,
    more: Condvar,
}

#[derive(Default)]
struct Pieces {
    waiting: VecDeque<Piece>,
    is_over: bool,
}

impl Queue {
    fn put(&self, piece: Piece) {
        self.pieces.lock().unwrap_or_else(PoisonError::into_inner).waiting.push_back(piece);
        self.more.notify_one();
    }

    /// Does one piece after the other. One that panics ends itself only: whoever waits for it is told.
    fn work(&self) {
        while let Some(piece) = self.next() {
            drop(catch_unwind(AssertUnwindSafe(piece)));
        }
    }

    fn next(&self) -> Option<Piece> {
        let mut pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(piece) = pieces.waiting.pop_front() {
                return Some(piece);
            }
            if pieces.is_over {
                return None;
            }
            pieces = self.more.wait(pieces).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn work_that_panics_is_told_and_the_next_is_done() {
        let turns = Turns::new();
        for _ in 0..100 {
            let told: Result<(), _> = turns.work(PersonId([1; 16]), || panic!("as a library might")).await;
            assert_eq!(told, Err(StoreError::Failed("the work panicked".into())));
        }
        assert_eq!(turns.work(PersonId([1; 16]), || Ok(7)).await, Ok(7));
    }

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
