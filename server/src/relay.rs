//! What all requests share.

use std::sync::Arc;

use tokio::task::spawn_blocking;

use crate::{
    auth::Auth,
    desk::Desks,
    readiness::Readiness,
    settings::Settings,
    store::{RelayStore, StoreError},
};

/// The relay's parts.
pub(crate) struct Relay {
    store: Arc<dyn RelayStore>,
    /// Signing in.
    pub(crate) auth: Auth,
    /// The documents, each at its desk.
    pub(crate) desks: Desks,
    /// Whether the store takes anything now.
    pub(crate) readiness: Readiness,
}

impl Relay {
    /// A relay over a store. Blocks.
    pub(crate) fn new(store: Arc<dyn RelayStore>, settings: &Settings) -> Result<Self, StoreError> {
        let desks = Desks::over(store.clone(), settings.deadlines())?;
        Ok(Self { auth: Auth::new(settings.session_days.get()), desks, readiness: Readiness::new(store.clone()), store })
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
