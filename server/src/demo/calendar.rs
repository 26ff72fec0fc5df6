//! The days of a case, counted from its opening, so that the city always looks as if it had been at work until yesterday.

use shared::time::Timestamp;

use crate::clock::{DAY, MINUTE};

/// When a case was opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    opened: i64,
}

impl Calendar {
    /// The calendar of a case whose last event is on its day `last`; cases end on different days of the last week.
    pub(super) fn ending(last: i64, case: u32, now: Timestamp) -> Self {
        Self { opened: now.0 - (last + 1 + i64::from(case % 6)) * DAY }
    }

    /// The `step`-th moment of a day.
    pub(super) fn moment(self, day: i64, step: i64) -> Timestamp {
        Timestamp(self.opened + day * DAY + step * 7 * MINUTE)
    }

    /// A text of the files: `@5` becomes the date of the fifth day.
    pub(super) fn text(self, text: &str) -> String {
        match text.strip_prefix('@').and_then(|day| day.parse().ok()) {
            Some(day) => self.moment(day, 0).day().to_string(),
            None => text.to_owned(),
        }
    }
}
