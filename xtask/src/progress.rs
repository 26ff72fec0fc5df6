//! One line a step with the seconds since the start, on stderr, so that a long first build never looks stuck.

use std::sync::LazyLock;
use std::time::Instant;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Says what begins now.
pub(crate) fn step(what: &str) {
    eprintln!("[{:6.1} s] {what}", START.elapsed().as_secs_f64());
}

/// Says what went missing without stopping the work.
pub(crate) fn warn(what: &str) {
    step(&format!("warning: {what}"));
}
