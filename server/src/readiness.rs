//! Whether the relay can do its work now: found out by a small real write, at most once a second however often it is asked.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{sync::Mutex, task::spawn_blocking};

use crate::store::{RelayStore, StoreError};

/// So long an answer holds: whoever asks without end makes no more writes than this.
const FRESH: Duration = Duration::from_secs(1);

/// The last answer, and the way to the next.
pub(crate) struct Readiness {
    store: Arc<dyn RelayStore>,
    last: Mutex<Option<(Instant, Result<(), StoreError>)>>,
}

impl Readiness {
    /// Nothing is known yet.
    pub(crate) fn new(store: Arc<dyn RelayStore>) -> Self {
        Self { store, last: Mutex::default() }
    }

    /// Can the store take something now? Who asks while another asks waits for that answer.
    pub(crate) async fn look(&self) -> Result<(), StoreError> {
        let mut last = self.last.lock().await;
        if let Some((at, found)) = &*last
            && at.elapsed() < FRESH
        {
            return found.clone();
        }
        let store = self.store.clone();
        let found = spawn_blocking(move || store.probe()).await.unwrap_or_else(|_| Err(StoreError::Failed("the probe panicked".into())));
        if let Err(error) = &found {
            tracing::warn!(%error, "not ready");
        }
        *last = Some((Instant::now(), found.clone()));
        found
    }
}
