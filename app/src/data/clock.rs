//! The device's clock: it dates words, it decides nothing.

use shared::time::Timestamp;

/// Now.
pub(crate) fn now() -> Timestamp {
    Timestamp(chrono::Utc::now().timestamp_millis())
}
