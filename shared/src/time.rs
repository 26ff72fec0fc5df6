//! Time as the rules see it: always a parameter. Instants are UTC milliseconds; days are Xiamen's (UTC+8, no summer time).

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};
use serde::{Deserialize, Serialize};

/// The day of `2026-11-22`; `None` when it is none.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Days as numbers in frames and rows: `#[serde(with = "time::days")]`.
pub mod days {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    /// The day's number, 1 being the first of January of the year 1.
    ///
    /// # Errors
    /// The format's own.
    pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        day.num_days_from_ce().serialize(serializer)
    }

    /// The day of a number.
    ///
    /// # Errors
    /// A number that is no day, or the format's own.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        NaiveDate::from_num_days_from_ce_opt(i32::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("no day"))
    }
}

/// Days that may be missing: `#[serde(with = "time::maybe_days")]`.
pub mod maybe_days {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// The day's number, or 0.
    ///
    /// # Errors
    /// The format's own.
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map_or(0, |day| day.num_days_from_ce()).serialize(serializer)
    }

    /// The day of a number; none for 0 and for what is no day.
    ///
    /// # Errors
    /// The format's own.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Some(i32::deserialize(deserializer)?).filter(|number| *number != 0).and_then(NaiveDate::from_num_days_from_ce_opt))
    }
}

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
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
        self.local().map_or_else(String::new, |local| format!("{} {:02}:{:02}", local.date_naive(), local.hour(), local.minute()))
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
    fn a_day_is_read_as_it_is_written() {
        let written = NaiveDate::from_ymd_opt(2026, 2, 3).expect("a day");
        assert_eq!(day(&written.to_string()), Some(written));
        for no_day in ["", "2026", "2026-02", "2026-02-30", "x-y-z", "2026-02-03T00:00"] {
            assert_eq!(day(no_day), None, "{no_day}");
        }
    }

    #[test]
    fn days_are_xiamens() {
        let late = Timestamp(1_795_363_200_000); // 2026-11-22T16:00:00Z
        assert_eq!(late.minute(), "2026-11-23 00:00");
        assert_eq!(late.day().to_string(), "2026-11-23");
    }
}
