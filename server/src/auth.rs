//! Signing in: who is asking, proved by a password once and by a cookie afterwards.
//!
//! The cookie holds 32 random bytes; the store knows only their SHA-256, with person, device and end. Now and then the bytes
//! are drawn anew; those before are taken until the device has shown that it got the new ones.

mod addresses;
mod caller;
mod cookie;
mod password;
mod revoked;
mod session;
mod trust;

pub(crate) use caller::Caller;
pub(crate) use cookie::NAME as COOKIE;
pub(crate) use password::{Passwords, hash, one_time};
pub(crate) use revoked::{Revoked, Sends};
pub(crate) use session::Lasts;
pub(crate) use trust::Trust;

use std::{
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, request::Parts},
};
use sha2::{Digest, Sha256};
use shared::{
    ids::{Author, DeviceId, PersonId},
    people::{Audited, Person, password as rule},
    sync::session::{ProblemCode, Session, SignIn},
    time::Timestamp,
};

use crate::{
    clock,
    http::problem::Problem,
    random,
    relay::Relay,
    settings::Settings,
    store::{
        Account, RelayStore, StoreError, TokenHash,
        people::{Charged, Deed, Note, SessionRow},
    },
};
use addresses::Addresses;

/// A request of somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    /// The person.
    pub(crate) person: Person,
    /// The device to which the session belongs.
    pub(crate) device: DeviceId,
    /// Names the session, also after its secret was drawn anew.
    pub(crate) token: TokenHash,
    /// Its end.
    pub(crate) expires_at: Timestamp,
}

impl Signed {
    /// As whom this person writes here.
    pub(crate) fn author(&self) -> Author {
        Author { person: self.person.id, device: self.device }
    }

    /// What the device is told.
    pub(crate) fn session(&self) -> Session {
        Session { person: self.person.clone(), device: self.device, expires_at: self.expires_at }
    }
}

impl FromRequestParts<Arc<Relay>> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, relay: &Arc<Relay>) -> Result<Self, Problem> {
        let secret = cookie::token(&parts.headers).ok_or(Problem(ProblemCode::SignedOut))?;
        let secret = secret_hash(&secret);
        let found = relay.read(move |store| shown(store, secret, clock::now())).await?;
        let Some(signed) = found else {
            let is_revoked = relay.read(move |store| store.revoked(secret)).await?.is_some();
            return Err(Problem(if is_revoked { ProblemCode::Revoked } else { ProblemCode::SignedOut }));
        };
        tracing::Span::current().record("person", signed.person.id.to_string());
        Ok(signed)
    }
}

/// Whose session this is, if it has not ended. Asked again at every frame of an open line, so that whatever changed about the person counts at once.
pub(crate) fn signed(store: &dyn RelayStore, token: TokenHash, now: Timestamp) -> Result<Option<Signed>, StoreError> {
    let session = store.session(token)?.filter(|session| session.expires_at > now);
    session.map_or(Ok(None), |session| heard(store, &session, None, now))
}

/// Whose secret a request shows.
fn shown(store: &dyn RelayStore, secret: TokenHash, now: Timestamp) -> Result<Option<Signed>, StoreError> {
    let session = store.session_of(secret)?.filter(|session| session.takes(secret, now));
    session.map_or(Ok(None), |session| heard(store, &session, Some(secret), now))
}

fn heard(store: &dyn RelayStore, session: &SessionRow, secret: Option<TokenHash>, now: Timestamp) -> Result<Option<Signed>, StoreError> {
    if let Some(next) = session.heard(secret, now) {
        store.put_session(session.secret, &next)?;
    }
    let account = store.account_of(session.person)?.filter(|account| account.disabled_at.is_none());
    let (device, token, expires_at) = (session.device, session.token, session.expires_at);
    Ok(account.map(|account| Signed { person: account.person, device, token, expires_at }))
}

/// What an operator decides about signing in.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// How long sessions last.
    pub(crate) lasts: Lasts,
    /// Proxies whose word about the caller's address is taken.
    pub(crate) proxies: Vec<IpAddr>,
}

impl Options {
    /// As they are set.
    pub(crate) fn of(settings: &Settings) -> Self {
        let lasts = Lasts { days: settings.session_days.get(), longest_days: settings.session_longest_days.get() };
        Self { lasts, proxies: settings.trusted_proxies.0.clone() }
    }
}

/// What signing in needs beside the store.
pub(crate) struct Auth {
    options: Options,
    passwords: Passwords,
    addresses: Mutex<Addresses>,
    /// Makes the hashes of short things hard to guess.
    secret: [u8; 32],
}

impl Auth {
    /// With the store's own secret.
    pub(crate) fn new(options: Options, secret: [u8; 32]) -> Self {
        Self { options, passwords: Passwords::default(), addresses: Mutex::default(), secret }
    }

    /// Signs in; answers the session with the cookie that carries it.
    pub(crate) async fn sign_in(
        &self,
        relay: &Relay,
        asked: SignIn,
        caller: &Caller,
        now: Timestamp,
    ) -> Result<(Signed, HeaderValue), Problem> {
        let account = self.prove(relay, &asked.name, asked.password, caller, now).await?;
        if account.must_change_password {
            return Err(Problem(ProblemCode::PasswordIsOver));
        }
        self.begin(relay, account, asked.device, caller, now).await
    }

    /// The account of this name and password. Every attempt is counted by name and by address before anything is compared.
    pub(crate) async fn prove(
        &self,
        relay: &Relay,
        name: &str,
        password: String,
        caller: &Caller,
        now: Timestamp,
    ) -> Result<Account, Problem> {
        if name.len() > rule::LONGEST || password.len() > rule::LONGEST {
            return Err(Problem(ProblemCode::WrongPassword));
        }
        self.charge(caller, now)?;
        let (wanted, key) = (name.to_owned(), secret_hash(name.as_bytes()));
        let (charged, account) = relay.read(move |store| Ok((store.attempt(key, now)?, store.account(&wanted)?))).await?;
        if charged == Charged::Wait {
            return Err(Problem(ProblemCode::TooManyAttempts));
        }
        let standing = account.as_ref().map(|account| account.password.clone()).filter(|password| !password.is_empty());
        let fits = self.passwords.fits(password, standing).await;
        match account {
            Some(account) if fits && account.disabled_at.is_none() => {
                relay.read(move |store| store.forgive(key)).await?;
                self.refund(caller);
                Ok(account)
            }
            account => {
                let act = if charged == Charged::Last { Audited::SignInLocked } else { Audited::SignInFailed };
                let about = account.map(|account| account.person.id.to_string()).unwrap_or_default();
                let note = self.note(now, "nobody".into(), act, about, caller);
                relay.read(move |store| store.carry_out(&Deed::Nothing, &note)).await?;
                Err(Problem(ProblemCode::WrongPassword))
            }
        }
    }

    /// Counts something that may be tried only so often from one address.
    pub(crate) fn charge(&self, caller: &Caller, now: Timestamp) -> Result<(), Problem> {
        if self.addresses().charge(caller.address, now) { Ok(()) } else { Err(Problem(ProblemCode::TooManyAttempts)) }
    }

    /// What was counted last succeeded.
    pub(crate) fn refund(&self, caller: &Caller) {
        self.addresses().refund(caller.address);
    }

    /// Begins a session of somebody who proved who they are.
    pub(crate) async fn begin(
        &self,
        relay: &Relay,
        account: Account,
        device: DeviceId,
        caller: &Caller,
        now: Timestamp,
    ) -> Result<(Signed, HeaderValue), Problem> {
        let person = account.person;
        let (session, cookie) = self.draw(person.id, device, caller, now);
        let signed = Signed { person, device, token: session.token, expires_at: session.expires_at };
        let note = self.note_of(now, &signed, Audited::SignedIn, signed.person.id, caller);
        relay.read(move |store| store.carry_out(&Deed::BeginSession(session), &note)).await?;
        tracing::info!(person = %signed.person.id, device = %signed.device, "signed in");
        Ok((signed, cookie))
    }

    /// A session that the store does not know yet, and the cookie for it.
    pub(crate) fn draw(&self, person: PersonId, device: DeviceId, caller: &Caller, now: Timestamp) -> (SessionRow, HeaderValue) {
        let secret: [u8; 32] = random::bytes();
        let row = SessionRow::begun(secret_hash(&secret), person, device, caller.agent.clone(), self.options.lasts, now);
        (row, cookie::set(&secret, self.options.lasts.days, &caller.headers))
    }

    /// Extends a session of which half is over, with a secret drawn anew; answers the cookie to be set then.
    pub(crate) async fn renew(
        &self,
        relay: &Relay,
        signed: &mut Signed,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<Option<HeaderValue>, Problem> {
        let Some(old) = cookie::token(headers) else { return Ok(None) };
        let (new, lasts, token): ([u8; 32], _, _) = (random::bytes(), self.options.lasts, signed.token);
        let kept = relay.read(move |store| {
            let Some(session) = store.session(token)? else { return Ok(None) };
            let Some(next) = session.renewed(secret_hash(&old), secret_hash(&new), lasts, now) else { return Ok(None) };
            // Of two requests at once one draws; the other goes on with the secret before.
            Ok(store.put_session(session.secret, &next)?.then_some(next.expires_at))
        });
        Ok(kept.await?.map(|expires_at| {
            signed.expires_at = expires_at;
            cookie::set(&new, lasts.days, headers)
        }))
    }

    /// The note of something that somebody did who is signed in.
    pub(crate) fn note_of(&self, now: Timestamp, signed: &Signed, act: Audited, about: impl ToString, caller: &Caller) -> Note {
        Note { device: signed.device.to_string(), ..self.note(now, signed.person.id.to_string(), act, about.to_string(), caller) }
    }

    /// The note of something that `by` did.
    pub(crate) fn note(&self, at: Timestamp, by: String, act: Audited, about: String, caller: &Caller) -> Note {
        let address = Sha256::digest([self.secret.as_slice(), caller.address.to_string().as_bytes()].concat());
        Note { at, by, act, about, address: address[..8].iter().map(|byte| format!("{byte:02x}")).collect(), device: String::new() }
    }

    /// The hash under which a short code is kept: slow, so that whoever reads the store cannot try all codes.
    pub(crate) async fn slow_hash(&self, code: String) -> TokenHash {
        self.passwords.slow_hash(code, self.secret).await
    }

    pub(crate) fn proxies(&self) -> &[IpAddr] {
        &self.options.proxies
    }

    /// A proxy that the operator named: what it says of whoever it speaks for is taken.
    pub(crate) fn is_proxy(&self, address: IpAddr) -> bool {
        self.options.proxies.contains(&address.to_canonical())
    }

    fn addresses(&self) -> MutexGuard<'_, Addresses> {
        self.addresses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The cookie that ends the one a browser holds.
pub(crate) fn no_cookie(headers: &HeaderMap) -> HeaderValue {
    cookie::clear(headers)
}

/// What this browser is known by when it comes back within so many seconds, and the cookie that gives it that.
pub(crate) fn browser(headers: &HeaderMap, seconds: u64) -> ([u8; 32], HeaderValue) {
    let secret = cookie::browser(headers).unwrap_or_else(random::bytes);
    (secret, cookie::set_browser(&secret, seconds, headers))
}

/// How the store knows a secret.
pub(crate) fn secret_hash(secret: &[u8]) -> TokenHash {
    Sha256::digest(secret).into()
}

#[cfg(test)]
mod tests;
