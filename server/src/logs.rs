//! Logs: on standard error, with ids and durations and never with contents, names or secrets.

use std::{
    io::{IsTerminal, stderr},
    panic,
    time::Instant,
};

use tracing::{Level, Metadata};
use tracing_subscriber::{EnvFilter, Layer, Registry, filter::filter_fn, layer::SubscriberExt, util::SubscriberInitExt};

use crate::settings::{LogFormat, Settings};

/// What our own lines come from.
const OURS: &str = env!("CARGO_CRATE_NAME");

/// Begins to log as the settings say.
pub(crate) fn begin(settings: &Settings) {
    let lines = tracing_subscriber::fmt::layer().with_writer(stderr).with_ansi(stderr().is_terminal());
    let lines: Box<dyn Layer<Registry> + Send + Sync> = match settings.log_format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let asked = EnvFilter::new(&settings.log_level.0);
    tracing_subscriber::registry().with(lines).with(asked).with(filter_fn(tells_no_contents)).init();
    panic::set_hook(Box::new(place_of_panic));
}

/// As text, for a command that a person waits for.
pub(crate) fn begin_plain() {
    tracing_subscriber::fmt().with_writer(stderr).with_ansi(stderr().is_terminal()).init();
}

/// How long something took, in whole milliseconds.
pub(crate) fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Below `info` libraries tell what they carry: whole frames, headers. That stands in no log, whatever level was asked for. Nor do the
/// spans in which they work: the library of documents opens one for every column of a change.
fn tells_no_contents(line: &Metadata<'_>) -> bool {
    (*line.level() <= Level::INFO && line.is_event()) || line.target().split("::").next() == Some(OURS)
}

/// A panic's own words may quote what somebody wrote (a slice out of bounds prints the text), so only its place is told.
fn place_of_panic(info: &panic::PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, thread = std::thread::current().name(), "a mistake in the program was caught");
}
