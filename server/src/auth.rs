//! Signing in: who is asking, proved by a password once and by a cookie afterwards.
//!
//! The cookie holds 32 random bytes; the store knows only their SHA-256, with person, device and end.

mod attempts;
mod cookie;
mod password;
mod trust;

pub(crate) use password::{Passwords, hash};
pub(crate) use trust::Trust;

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, request::Parts},
};
use sha2::{Digest, Sha256};
use shared::{
    ids::{Author, DeviceId},
    people::Person,
    sync::session::{ProblemCode, Session, SignIn},
    time::Timestamp,
};

use crate::{
    clock::{self, DAY},
    http::problem::Problem,
    random,
    relay::Relay,
    store::{RelayStore, SessionRow, StoreError, TokenHash},
};
use attempts::Attempts;

/// The longest name or password that is looked at, in bytes.
const LONGEST: usize = 200;

/// A request of somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    /// The person.
    pub(crate) person: Person,
    /// The device to which the session belongs.
    pub(crate) device: DeviceId,
    /// The session.
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
        let token = cookie::token(&parts.headers).ok_or(Problem(ProblemCode::SignedOut))?;
        let found = relay.read(move |store| signed(store, token_hash(&token), clock::now())).await?;
        found.ok_or(Problem(ProblemCode::SignedOut))
    }
}

/// Whose session this is, if it has not ended.
pub(crate) fn signed(store: &dyn RelayStore, token: TokenHash, now: Timestamp) -> Result<Option<Signed>, StoreError> {
    let Some(session) = store.session(token)?.filter(|session| session.expires_at > now) else { return Ok(None) };
    let person = store.person(session.person)?;
    Ok(person.map(|person| Signed { person, device: session.device, token, expires_at: session.expires_at }))
}

/// What signing in needs beside the store.
pub(crate) struct Auth {
    passwords: Passwords,
    attempts: Mutex<Attempts>,
    session_days: u32,
}

impl Auth {
    /// Sessions last this many days after they were last extended.
    pub(crate) fn new(session_days: u32) -> Self {
        Self { passwords: Passwords::default(), attempts: Mutex::default(), session_days }
    }

    /// Signs in; answers the session with the cookie that carries it.
    pub(crate) async fn sign_in(
        &self,
        relay: &Relay,
        asked: SignIn,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<(Signed, HeaderValue), Problem> {
        if asked.name.len() > LONGEST || asked.password.len() > LONGEST {
            return Err(Problem(ProblemCode::WrongPassword));
        }
        if !self.attempts().may_try(&asked.name, now) {
            return Err(Problem(ProblemCode::TooManyAttempts));
        }
        let name = asked.name.clone();
        let account = relay.read(move |store| store.account(&name)).await?;
        let standing = account.as_ref().map(|account| account.password.clone());
        if !self.passwords.fits(asked.password, standing).await {
            self.attempts().failed(&asked.name, now);
            return Err(Problem(ProblemCode::WrongPassword));
        }
        let account = account.ok_or(Problem(ProblemCode::WrongPassword))?;
        self.attempts().succeeded(&asked.name);

        let token: [u8; 32] = random::bytes();
        let signed = Signed { person: account.person, device: asked.device, token: token_hash(&token), expires_at: self.end(now) };
        self.keep(relay, &signed, now).await?;
        tracing::info!(person = %signed.person.id, device = %signed.device, "signed in");
        Ok((signed, cookie::set(&token, self.session_days, headers)))
    }

    /// Extends a session of which half is over; answers the cookie to be set then.
    pub(crate) async fn renew(
        &self,
        relay: &Relay,
        signed: &mut Signed,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<Option<HeaderValue>, Problem> {
        let Some(token) = cookie::token(headers).filter(|_| is_half_over(signed.expires_at, self.session_days, now)) else {
            return Ok(None);
        };
        signed.expires_at = self.end(now);
        self.keep(relay, signed, now).await?;
        Ok(Some(cookie::set(&token, self.session_days, headers)))
    }

    async fn keep(&self, relay: &Relay, signed: &Signed, now: Timestamp) -> Result<(), StoreError> {
        let row = SessionRow { token: signed.token, person: signed.person.id, device: signed.device, expires_at: signed.expires_at };
        relay.read(move |store| store.put_session(&row, now)).await
    }

    fn end(&self, now: Timestamp) -> Timestamp {
        Timestamp(now.0 + i64::from(self.session_days) * DAY)
    }

    fn attempts(&self) -> std::sync::MutexGuard<'_, Attempts> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The cookie that ends the one a browser holds.
pub(crate) fn no_cookie(headers: &HeaderMap) -> HeaderValue {
    cookie::clear(headers)
}

fn token_hash(token: &[u8; 32]) -> TokenHash {
    Sha256::digest(token).into()
}

fn is_half_over(expires_at: Timestamp, session_days: u32, now: Timestamp) -> bool {
    expires_at.0 - now.0 < i64::from(session_days) * DAY / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        store::{Account, memory::Memory},
        testing::person,
    };
    use shared::people::Role;

    #[test]
    fn a_session_ends_at_its_end_and_when_it_is_dropped() {
        let store = Memory::default();
        let person = person(1, Role::Expert, None);
        store.put_account(&Account { name: "a".into(), password: String::new(), person: person.clone() }).unwrap();
        let row = |token| SessionRow { token: [token; 32], person: person.id, device: DeviceId([3; 16]), expires_at: Timestamp(100) };
        store.put_session(&row(1), Timestamp(0)).unwrap();
        store.put_session(&row(2), Timestamp(0)).unwrap();
        let who = |token: u8, now| signed(&store, [token; 32], Timestamp(now)).unwrap().map(|signed| signed.person.id);
        assert_eq!(who(1, 99), Some(person.id));
        assert_eq!(who(1, 100), None);
        store.drop_session([2; 32]).unwrap();
        assert_eq!(who(2, 50), None);
    }

    #[test]
    fn a_session_is_extended_in_its_second_half_only() {
        assert!(!is_half_over(Timestamp(30 * DAY), 30, Timestamp(14 * DAY)));
        assert!(is_half_over(Timestamp(30 * DAY), 30, Timestamp(16 * DAY)));
    }
}
