//! Group commit: one thread takes whatever waits, writes it in one transaction and answers everybody once that is durable.

use std::{
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread::{self, JoinHandle},
    time::Instant,
};

use tokio::sync::oneshot;

use super::{RelayStore, StoreError, Write};
use crate::metrics;

/// The most writes in one transaction.
const GROUP: usize = 256;

type Waiting = (Write, oneshot::Sender<Result<u64, StoreError>>);

/// The queue before the store. Dropping or [`finish`](Committer::finish)ing it lets the waiting writes finish.
pub(crate) struct Committer {
    running: Mutex<Option<(mpsc::Sender<Waiting>, JoinHandle<()>)>>,
}

impl Committer {
    /// Starts the thread.
    pub(crate) fn start(store: Arc<dyn RelayStore>) -> Self {
        let (sender, receiver) = mpsc::channel();
        let thread = thread::Builder::new().name("committer".into()).spawn(move || run(&*store, &receiver));
        Self { running: Mutex::new(Some((sender, thread.expect("a thread can be started at the start of the program")))) }
    }

    /// Stores a write; answers its commit number once it is durable.
    pub(crate) async fn commit(&self, write: Write) -> Result<u64, StoreError> {
        let stopping = || StoreError::Failed("the relay is shutting down".into());
        let (answer, answered) = oneshot::channel();
        {
            let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
            let (sender, _) = running.as_ref().ok_or_else(stopping)?;
            sender.send((write, answer)).map_err(|_| stopping())?;
        }
        answered.await.map_err(|_| stopping())?
    }

    /// Takes no more, and returns when everything taken is stored. Blocks.
    pub(crate) fn finish(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((sender, thread)) = running {
            drop(sender);
            if thread.join().is_err() {
                tracing::error!("the committer thread panicked");
            }
        }
    }
}

impl Drop for Committer {
    fn drop(&mut self) {
        self.finish();
    }
}

fn run(store: &dyn RelayStore, receiver: &mpsc::Receiver<Waiting>) {
    while let Ok(first) = receiver.recv() {
        let (writes, answers): (Vec<Write>, Vec<_>) = std::iter::once(first).chain(receiver.try_iter()).take(GROUP).unzip();
        for (answer, result) in answers.into_iter().zip(commit(store, &writes)) {
            // Whoever asked may be gone; what was asked is done all the same.
            drop(answer.send(result));
        }
    }
}

/// One transaction for all; when that fails, one for each, so that nobody fails for another's sake.
fn commit(store: &dyn RelayStore, writes: &[Write]) -> Vec<Result<u64, StoreError>> {
    let began = Instant::now();
    let committed = store.commit(writes);
    metrics::committed(writes.len(), began.elapsed(), if committed.is_ok() { "stored" } else { "failed" });
    match committed {
        Ok(moved) => moved.into_iter().map(Ok).collect(),
        Err(error) if writes.len() == 1 => {
            tracing::error!(document = %writes[0].document, %error, "commit failed");
            vec![Err(error)]
        }
        Err(_) => writes.iter().flat_map(|write| commit(store, std::slice::from_ref(write))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{contract::write, memory::Memory};

    #[test]
    fn a_write_that_fails_takes_no_other_of_its_group_with_it() {
        let store = Memory::default();
        let results = commit(&store, &[write(1, 0, 2), write(2, 7, 1), write(3, 0, 1), write(1, 2, 1)]);
        assert!(matches!(results.as_slice(), [Ok(1), Err(StoreError::Failed(_)), Ok(2), Ok(3)]), "{results:?}");
    }

    #[tokio::test]
    async fn what_was_taken_is_stored_before_the_committer_ends_and_nothing_after() {
        let store = Arc::new(Memory::default());
        let committer = Committer::start(store.clone());
        let taken = committer.commit(write(1, 0, 1)).await;
        committer.finish();
        assert_eq!(taken, Ok(1));
        assert!(matches!(committer.commit(write(2, 0, 1)).await, Err(StoreError::Failed(_))));
        assert_eq!(store.moved_since(0, 9).map(|moved| moved.len()), Ok(1));
    }
}
