//! The relay's clock: read at the edge, passed in as `now` everywhere else.

use shared::time::Timestamp;

/// A minute in milliseconds.
pub(crate) const MINUTE: i64 = 60_000;
/// A day in milliseconds.
pub(crate) const DAY: i64 = 24 * 60 * MINUTE;

/// The time now.
pub(crate) fn now() -> Timestamp {
    Timestamp(chrono::Utc::now().timestamp_millis())
}
