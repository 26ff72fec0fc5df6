//! Logs: on standard error, with ids and durations and never with contents, names or secrets.

use std::{
    io::{IsTerminal, stderr},
    panic,
};

use tracing_subscriber::EnvFilter;

use crate::settings::{LogFormat, Settings};

/// Begins to log as the settings say.
pub(crate) fn begin(settings: &Settings) {
    let filter = EnvFilter::new(&settings.log_level.0);
    let to_stderr = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).with_ansi(stderr().is_terminal());
    match settings.log_format {
        LogFormat::Text => to_stderr.init(),
        LogFormat::Json => to_stderr.json().flatten_event(true).init(),
    }
    panic::set_hook(Box::new(place_of_panic));
}

/// As text, for a command that a person waits for.
pub(crate) fn begin_plain() {
    tracing_subscriber::fmt().with_writer(stderr).with_ansi(stderr().is_terminal()).init();
}

/// A panic's own words may quote what somebody wrote (a slice out of bounds prints the text), so only its place is told.
fn place_of_panic(info: &panic::PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, thread = std::thread::current().name(), "a mistake in the program was caught");
}
