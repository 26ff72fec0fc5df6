//! What all requests share.

use std::sync::Arc;

use tokio::{sync::Semaphore, task::spawn_blocking};
use tracing::Span;

use crate::{
    auth::{Auth, Options},
    blobs::Blobs,
    desk::Desks,
    hearing::Hearing,
    http::door::closing::Closing,
    later::Claims,
    readiness::Readiness,
    settings::Settings,
    sign_on::SignOn,
    store::{RelayStore, StoreError},
    vouching::Vouching,
};

/// So many threads ask for files at once: a place of files that does not answer must not hold those that read documents.
const FILES_AT_ONCE: usize = 64;

/// The relay's parts.
pub(crate) struct Relay {
    store: Arc<dyn RelayStore>,
    /// Signing in.
    pub(crate) auth: Auth,
    /// The documents, each at its desk.
    pub(crate) desks: Desks,
    /// The end of all connections.
    pub(crate) closing: Closing,
    /// Whether the store takes anything now.
    pub(crate) readiness: Readiness,
    /// The way to sign in through a provider, where the operator has named one.
    pub(crate) sign_on: Option<SignOn>,
    /// The relay's word for logs.
    pub(crate) vouching: Arc<Vouching>,
    /// When each device was last heard.
    pub(crate) hearing: Arc<Hearing>,
    /// Who is about to take over what former members wrote.
    pub(crate) claims: Claims,
    blobs: Arc<Blobs>,
    at_once: Semaphore,
}

impl Relay {
    /// A relay over a store. Blocks.
    pub(crate) fn new(store: Arc<dyn RelayStore>, blobs: Blobs, settings: &Settings) -> Result<Self, StoreError> {
        let (desks, blobs) = (Desks::over(store.clone(), settings.deadlines())?, Arc::new(blobs));
        let readiness = Readiness::new(store.clone(), blobs.clone());
        let (auth, vouching) = (Auth::new(Options::of(settings), store.secret()?), Arc::new(Vouching::of(store.secret()?)));
        let at_once = Semaphore::new(FILES_AT_ONCE);
        Ok(Self {
            auth,
            desks,
            closing: Closing::new(),
            blobs,
            at_once,
            readiness,
            sign_on: None,
            vouching,
            hearing: Arc::default(),
            claims: Claims::default(),
            store,
        })
    }

    /// The same, where people can sign in through a provider.
    pub(crate) fn with_sign_on(self, sign_on: Option<SignOn>) -> Self {
        Self { sign_on, ..self }
    }

    /// Changes whenever somebody's account or session may have changed.
    pub(crate) fn people_version(&self) -> u64 {
        self.store.people_version()
    }

    /// Asks for files on a thread that may block.
    pub(crate) async fn files<T, E, F>(&self, ask: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Blobs) -> Result<T, E> + Send + 'static,
    {
        let (blobs, span) = (self.blobs.clone(), Span::current());
        let _turn = self.at_once.acquire().await.expect("it is never closed");
        spawn_blocking(move || span.in_scope(|| ask(&blobs))).await.map_err(|_| StoreError::Failed("asking for files panicked".into()))?
    }

    /// Asks the store on a thread that may block.
    pub(crate) async fn read<T, F>(&self, ask: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn RelayStore) -> Result<T, StoreError> + Send + 'static,
    {
        let (store, span) = (self.store.clone(), Span::current());
        spawn_blocking(move || span.in_scope(|| ask(&*store))).await.map_err(|_| StoreError::Failed("asking the store panicked".into()))?
    }
}
