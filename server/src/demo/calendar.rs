//! The days of the city, counted so that it always looks as if it had been at work until yesterday.

use shared::time::Timestamp;

use crate::clock::{DAY, MINUTE};

/// The days of one document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    now: i64,
    /// The document's day 0, as days from today.
    begin: i64,
}

impl Calendar {
    /// The calendar of a case whose last event is on its day `last`; cases end on different days of the last week.
    pub(super) fn ending(last: i64, case: i64, now: Timestamp) -> Self {
        Self { now: now.0, begin: -(last + 1 + case % 6) }
    }

    /// A calendar whose days are counted from today.
    pub(super) const fn of_today(now: Timestamp) -> Self {
        Self { now: now.0, begin: 0 }
    }

    /// The document's day that is so many days from today.
    pub(super) const fn day(self, from_today: i64) -> i64 {
        from_today - self.begin
    }

    /// How many days from today a day of the document is.
    pub(super) const fn seen_from_today(self, day: i64) -> i64 {
        self.begin + day
    }

    /// The `step`-th moment of a day.
    pub(super) const fn moment(self, day: i64, step: i64) -> Timestamp {
        Timestamp(self.now + self.seen_from_today(day) * DAY + step * 7 * MINUTE)
    }

    /// A text of the files: `@5` becomes the date of the fifth day.
    pub(super) fn text(self, text: &str) -> String {
        match text.strip_prefix('@').and_then(|day| day.parse().ok()) {
            Some(day) => self.moment(day, 0).day().to_string(),
            None => text.to_owned(),
        }
    }
}
