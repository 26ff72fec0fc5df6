//! Whether the relay can do its work now: found out by a small real write, at most once a second however often it is asked. Where files
//! are out of reach, documents go on: that is told beside, and whoever asks does not wait for it.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    sync::Mutex,
    task::{JoinHandle, spawn_blocking},
    time,
};

use crate::{
    blobs::Blobs,
    store::{RelayStore, StoreError},
};

/// So long an answer holds: whoever asks without end makes no more writes than this.
const FRESH: Duration = Duration::from_secs(1);
/// So long an answer about files is waited for.
const BRIEF: Duration = Duration::from_millis(500);

/// What was found.
#[derive(Clone)]
pub(crate) struct Found {
    /// Whether the store takes something.
    pub(crate) documents: Result<(), StoreError>,
    /// Whether files can be kept and read.
    pub(crate) files: Result<(), StoreError>,
}

/// The last answer, and the way to the next.
pub(crate) struct Readiness {
    store: Arc<dyn RelayStore>,
    blobs: Arc<Blobs>,
    last: Mutex<Last>,
}

#[derive(Default)]
struct Last {
    found: Option<(Instant, Found)>,
    /// A question about files that is not answered yet.
    asking: Option<JoinHandle<Result<(), StoreError>>>,
}

impl Readiness {
    /// Nothing is known yet.
    pub(crate) fn new(store: Arc<dyn RelayStore>, blobs: Arc<Blobs>) -> Self {
        Self { store, blobs, last: Mutex::default() }
    }

    /// Can the store take something now, and files be reached? Who asks while another asks waits for that answer.
    pub(crate) async fn look(&self) -> Found {
        let mut last = self.last.lock().await;
        if let Some((at, found)) = &last.found
            && at.elapsed() < FRESH
        {
            return found.clone();
        }
        let store = self.store.clone();
        let documents = spawn_blocking(move || store.probe()).await.unwrap_or_else(|_| Err(failed("the probe panicked")));
        if let Err(error) = &documents {
            tracing::warn!(%error, "not ready");
        }
        let files = self.files(&mut last).await;
        if let Err(error) = &files {
            tracing::warn!(%error, "files are out of reach");
        }
        let found = Found { documents, files };
        last.found = Some((Instant::now(), found.clone()));
        found
    }

    /// One question at a time: a place that answers nobody holds one thread and no more.
    async fn files(&self, last: &mut Last) -> Result<(), StoreError> {
        let blobs = self.blobs.clone();
        let asking = last.asking.get_or_insert_with(|| spawn_blocking(move || blobs.probe()));
        let Ok(answered) = time::timeout(BRIEF, asking).await else { return Err(failed("files: no answer yet")) };
        last.asking = None;
        answered.unwrap_or_else(|_| Err(failed("the probe panicked")))
    }
}

fn failed(why: &str) -> StoreError {
    StoreError::Failed(why.to_owned())
}
