//! The demo city: Xiamen's six districts with invented enterprises and people, and a case for each published failure.
//!
//! Everything goes the way that a device's words go: changes through the guard, commands through the rules.

mod calendar;
mod case;
mod files;
mod pen;
mod people;

use std::{fmt, sync::Arc};

use shared::{key, words::Locale, workflow::Refusal};
use tokio::task::JoinSet;

use crate::{cli::print, clock, relay::Relay, store::StoreError};
use people::City;

/// With this password everybody in the demo city signs in.
pub(crate) const PASSWORD: &str = "liandong-demo";

/// Lays out the city in an empty store.
pub(crate) async fn lay_out(relay: &Arc<Relay>) -> Result<(), DemoError> {
    let city = Arc::new(people::settle(relay).await?);
    let now = clock::now();
    let mut cases = JoinSet::new();
    for failure in files::failures()? {
        let (relay, city) = (relay.clone(), city.clone());
        cases.spawn(async move { case::lay_out(&relay, &city, failure, now).await });
    }
    while let Some(done) = cases.join_next().await {
        done.map_err(|error| DemoError::Data(error.to_string()))??;
    }
    Ok(())
}

/// Says who can sign in, where this is the demo city.
pub(crate) async fn introduce(relay: &Relay) -> Result<(), StoreError> {
    let accounts = relay.read(|store| store.accounts()).await?;
    let (enterprises, others): (Vec<_>, Vec<_>) =
        accounts.iter().filter(|account| City::knows(account)).partition(|account| account.name.starts_with("qiye"));
    let (Some(first), Some(last)) = (enterprises.first(), enterprises.last()) else { return Ok(()) };
    print::say(key!("relay.demo"), &[("password", PASSWORD)]);
    for account in others {
        let role = Locale::ALL.map(|locale| account.person.role.words().text(locale)).join(" · ");
        print::line(format_args!("  {:<10} {}  {role}  {}", account.name, account.person.name, account.person.org.name));
    }
    for locale in Locale::ALL {
        print::line(format_args!("  {}", key!("relay.demo_enterprises").fill(locale, &[("first", &first.name), ("last", &last.name)])));
    }
    Ok(())
}

/// The city could not be laid out.
#[derive(Debug)]
pub(crate) enum DemoError {
    /// The store could not.
    Store(StoreError),
    /// The rules said no: a row of the demo's files is wrong.
    Refused(String, Refusal),
    /// A row of the demo's files cannot be read.
    Data(String),
}

impl fmt::Display for DemoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DemoError::Store(error) => error.fmt(f),
            DemoError::Refused(what, refusal) => write!(f, "{what}: {} at {:?}", refusal.code.code(), refusal.place),
            DemoError::Data(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for DemoError {}

impl From<StoreError> for DemoError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

#[cfg(test)]
mod tests;
