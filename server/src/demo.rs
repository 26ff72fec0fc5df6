//! The demo city: Xiamen's six districts with invented enterprises and people, a case for each published
//! failure, and what belongs to them: a campaign, plans, the expert register.
//!
//! Everything goes the way that a device's words go: changes through the guard, commands through the rules.

mod calendar;
mod files;
mod names;
mod pen;
mod people;
mod story;

use std::{fmt, sync::Arc};

use futures_util::future::try_join_all;
use shared::{key, words::Locale, workflow::Refusal};

use crate::{cli::print, clock, relay::Relay, store::StoreError};
use files::Files;
use names::Names;
use people::City;
use story::Story;

/// With this password everybody in the demo city signs in.
pub(crate) const PASSWORD: &str = "liandong-demo";

/// Lays out the city in an empty store.
pub(crate) async fn lay_out(relay: &Arc<Relay>) -> Result<(), DemoError> {
    let (city, files, now) = (people::settle(relay).await?, Files::read()?, clock::now());
    let names = Names::new(&city);
    let stories = files.documents().into_iter().map(|document| Story::of(relay, &names, &files, document, now));
    let mut stories = stories.collect::<Result<Vec<_>, _>>()?;
    let first = stories.iter().map(Story::begins).min().unwrap_or(0);
    // What happens on one day in different documents happens at once.
    for day in first..0 {
        try_join_all(stories.iter_mut().map(|story| story.live_through(day))).await?;
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
            DemoError::Refused(what, refusal) => write!(f, "{what}: {} at {:?} {:?}", refusal.code.code(), refusal.place, refusal.lacks),
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
