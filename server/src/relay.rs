//! What all requests share.

use std::sync::Arc;

use tokio::task::spawn_blocking;

use crate::{
    auth::Auth,
    desk::Desks,
    store::{RelayStore, StoreError},
};

/// The relay's parts.
pub(crate) struct Relay {
    store: Arc<dyn RelayStore>,
    /// Signing in.
    pub(crate) auth: Auth,
    /// The documents, each at its desk.
    pub(crate) desks: Desks,
}

impl Relay {
    /// A relay over a store. Blocks.
    pub(crate) fn new(store: Arc<dyn RelayStore>, session_days: u32) -> Result<Self, StoreError> {
        Ok(Self { auth: Auth::new(session_days), desks: Desks::new(store.clone())?, store })
    }

    /// Changes whenever somebody's account or session may have changed.
    pub(crate) fn people_version(&self) -> u64 {
        self.store.people_version()
    }

    /// Asks the store on a thread that may block.
    pub(crate) async fn read<T, F>(&self, ask: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn RelayStore) -> Result<T, StoreError> + Send + 'static,
    {
        let store = self.store.clone();
        spawn_blocking(move || ask(&*store)).await.map_err(|_| StoreError::Failed("asking the store panicked".into()))?
    }
}
