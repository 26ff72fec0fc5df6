//! Signing in through a provider that the operator names (OpenID Connect: authorization code with PKCE, state and nonce).
//! The provider says who somebody is; whether that is anybody here, the store of people says. Nobody is registered by it.

mod begun;
mod binding;
mod provider;
mod web;

pub(crate) use begun::LASTS;
pub(crate) use binding::whose;
pub(crate) use web::is_secure;

use std::{
    io,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use openidconnect::url::Url;
use shared::{
    people::admin::Identity,
    sync::session::{BeginSignOn, ProblemCode, SignOn as Offer},
    time::Timestamp,
};
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::{auth::secret_hash, settings::Settings};
use begun::{Begun, Waiting};
use provider::{Asked, Provider};

/// So many people are asked for at the provider at once: a provider that does not answer must not hold the threads that
/// read the store.
const AT_ONCE: usize = 16;

/// The way through the provider.
pub(crate) struct SignOn {
    /// What the sign-in page says of it.
    pub(crate) offer: Offer,
    provider: Arc<Provider>,
    waiting: Mutex<Waiting>,
    at_once: Arc<Semaphore>,
}

/// Whom the provider has proved somebody to be.
#[derive(Clone, Debug)]
pub(crate) struct Proved {
    /// The provider's own name of them.
    pub(crate) identity: Identity,
    /// What stands in the claim that the operator has named, if any was and it is there.
    pub(crate) named: Option<String>,
}

/// Who comes back, and what with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Return<'a> {
    /// The browser's own secret.
    pub(crate) browser: &'a [u8],
    /// What the provider was told to give back.
    pub(crate) state: &'a str,
    /// Who says that it answers, where it says so.
    pub(crate) issuer: Option<&'a str>,
}

/// Who came back.
#[derive(Clone, Debug)]
pub(crate) struct Returned {
    /// What they wanted when they began.
    pub(crate) wish: BeginSignOn,
    asked: Arc<Asked>,
}

impl SignOn {
    /// As it is set; `None` where it is not. Reads the files that are named.
    pub(crate) fn of(settings: &Settings) -> Result<Option<Self>, (PathBuf, io::Error)> {
        let offer = Offer { zh: settings.oidc_label_zh.clone(), en: settings.oidc_label_en.clone() };
        let Some(provider) = Provider::of(settings)? else { return Ok(None) };
        let (waiting, at_once) = (Mutex::default(), Arc::new(Semaphore::new(AT_ONCE)));
        Ok(Some(Self { offer, provider: Arc::new(provider), waiting, at_once }))
    }

    /// Begins: where the person has to go. `returns_to` is our own address to which the provider sends them back.
    pub(crate) async fn begin(&self, browser: &[u8], returns_to: String, wish: BeginSignOn, now: Timestamp) -> Result<Url, ProblemCode> {
        let (address, state, asked) = self.ask(move |provider| provider.begin(returns_to)).await?;
        let begun = Begun { browser: secret_hash(browser), wish, asked, at: now };
        self.waiting().put(secret_hash(state.as_bytes()), begun);
        Ok(address)
    }

    /// Somebody comes back. Each beginning ends once, in the browser in which it began.
    pub(crate) fn take(&self, came: Return<'_>, now: Timestamp) -> Result<Returned, ProblemCode> {
        let begun = self.waiting().take(secret_hash(came.state.as_bytes()), secret_hash(came.browser), now);
        let begun = begun.ok_or(ProblemCode::SignOnOver)?;
        if came.issuer.is_some_and(|issuer| issuer != self.provider.issuer()) {
            tracing::warn!(reason = "issuer", "another one answers in the place of the sign-on provider");
            return Err(ProblemCode::SignOnUntrusted);
        }
        Ok(Returned { wish: begun.wish, asked: Arc::new(begun.asked) })
    }

    /// Asks the provider who the person is, for the code with which they came back.
    pub(crate) async fn prove(&self, returned: &Returned, code: String) -> Result<Proved, ProblemCode> {
        let asked = returned.asked.clone();
        self.ask(move |provider| provider.prove(&asked, code)).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Provider) -> Result<T, ProblemCode> + Send + 'static,
    ) -> Result<T, ProblemCode> {
        let permit = self.at_once.clone().try_acquire_owned().map_err(|_| ProblemCode::SignOnUnavailable)?;
        let provider = self.provider.clone();
        let asking = spawn_blocking(move || {
            let answer = ask(&provider);
            drop(permit);
            answer
        });
        asking.await.map_err(|_| ProblemCode::SignOnUnavailable)?
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
