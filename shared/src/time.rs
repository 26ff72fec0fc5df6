//! Time as the rules see it: always a parameter. Instants are UTC milliseconds; days are Xiamen's (UTC+8, no summer time).

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The day in Xiamen.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.local().map_or(NaiveDate::MIN, |local| local.date_naive())
    }

    /// Date and time in Xiamen as `2026-11-22 09:12`; empty when outside the calendar.
    #[must_use]
    pub fn minute(self) -> String {
        self.local().map_or_else(String::new, |local| local.format("%Y-%m-%d %H:%M").to_string())
    }

    fn local(self) -> Option<DateTime<FixedOffset>> {
        let xiamen = FixedOffset::east_opt(8 * 3600).expect("eight hours are a valid offset");
        DateTime::from_timestamp_millis(self.0).map(|utc| utc.with_timezone(&xiamen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_xiamens() {
        let late = Timestamp(1_795_363_200_000); // 2026-11-22T16:00:00Z
        assert_eq!(late.minute(), "2026-11-23 00:00");
        assert_eq!(late.day().to_string(), "2026-11-23");
    }
}
