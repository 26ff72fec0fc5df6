//! The kinds of values, each read from a short text: the same text in a flag, in the environment and in the file.

use std::{
    collections::BTreeSet,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use chrono::NaiveDate;
use openidconnect::url::Url;
use tracing_subscriber::EnvFilter;

use crate::sign_on::is_secure;

/// A value of a setting.
pub(crate) trait Value: Sized {
    /// What its text looks like, in signs that need no translation.
    const SHAPE: &'static str;
    /// The flag alone says yes.
    const IS_SWITCH: bool = false;
    /// In the file it stands without quotation marks.
    const IS_BARE: bool = false;

    /// The value of a text.
    fn read(text: &str) -> Option<Self>;
}

/// A whole number within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Whole<const LEAST: u64, const MOST: u64>(u64);

impl<const LEAST: u64, const MOST: u64> Whole<LEAST, MOST> {
    /// The number, as any type that holds all of them.
    pub(crate) fn get<T: TryFrom<u64>>(self) -> T {
        T::try_from(self.0).ok().expect("the bounds of this setting are within its type")
    }
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for programs that collect logs.
    Json,
}

/// What is logged, as [`EnvFilter`] reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LogLevel(pub(crate) String);

/// Days of the calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days(pub(crate) BTreeSet<NaiveDate>);

/// Addresses of the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Addresses(pub(crate) Vec<IpAddr>);

/// An address over TLS, or on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SecureUrl(pub(crate) String);

impl<const LEAST: u64, const MOST: u64> Value for Whole<LEAST, MOST> {
    const SHAPE: &'static str = "0, 1, 2, …";
    const IS_BARE: bool = true;

    fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|number| (LEAST..=MOST).contains(number)).map(Self)
    }
}

impl Value for bool {
    const SHAPE: &'static str = "true | false";
    const IS_SWITCH: bool = true;
    const IS_BARE: bool = true;

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Value for LogLevel {
    const SHAPE: &'static str = "info | info,module=debug";

    fn read(text: &str) -> Option<Self> {
        EnvFilter::try_new(text).ok().map(|_| Self(text.to_owned()))
    }
}

impl Value for PathBuf {
    const SHAPE: &'static str = "…/…";

    fn read(text: &str) -> Option<Self> {
        Some(text.into()).filter(|_| !text.is_empty())
    }
}

impl Value for String {
    const SHAPE: &'static str = "…";

    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Value for SecureUrl {
    const SHAPE: &'static str = "https://…";

    fn read(text: &str) -> Option<Self> {
        Url::parse(text).is_ok_and(|url| is_secure(&url)).then(|| Self(text.to_owned()))
    }
}

impl Value for SocketAddr {
    const SHAPE: &'static str = "127.0.0.1:8080, [::1]:8080";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Value for LogFormat {
    const SHAPE: &'static str = "text | json";

    fn read(text: &str) -> Option<Self> {
        match text {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

impl Value for Days {
    const SHAPE: &'static str = "2026-10-01, 2026-10-02, …";

    fn read(text: &str) -> Option<Self> {
        let days = text.split(',').map(str::trim).filter(|day| !day.is_empty());
        days.map(|day| day.parse().ok()).collect::<Option<_>>().map(Self)
    }
}

impl Value for Addresses {
    const SHAPE: &'static str = "127.0.0.1, ::1, …";

    fn read(text: &str) -> Option<Self> {
        let addresses = text.split(',').map(str::trim).filter(|address| !address.is_empty());
        addresses.map(|address| address.parse().ok()).collect::<Option<_>>().map(Self)
    }
}

/// The empty text sets nothing.
impl<T: Value> Value for Option<T> {
    const SHAPE: &'static str = T::SHAPE;
    const IS_BARE: bool = T::IS_BARE;

    fn read(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { T::read(text).map(Some) }
    }
}
