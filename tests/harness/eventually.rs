//! Waiting for a condition, with a deadline.

use std::time::{Duration, Instant};

/// How long a condition may take before the story has failed.
pub const DEADLINE: Duration = Duration::from_secs(20);
/// The pause between two looks.
const PAUSE: Duration = Duration::from_millis(10);

/// Looks until there is something to see.
///
/// # Panics
/// After the deadline, with `what` that was waited for.
pub fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begin = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begin.elapsed() < DEADLINE, "waited in vain: {what}");
        std::thread::sleep(PAUSE);
    }
}

/// As [`eventually`], for what is looked at asynchronously; `Err` says what was seen instead.
///
/// # Panics
/// After the deadline, with `what` that was waited for and what was seen last.
pub async fn soon<T>(what: &str, mut look: impl AsyncFnMut() -> Result<T, String>) -> T {
    let begin = Instant::now();
    loop {
        match look().await {
            Ok(seen) => return seen,
            Err(instead) => assert!(begin.elapsed() < DEADLINE, "waited in vain: {what}; last: {instead}"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
