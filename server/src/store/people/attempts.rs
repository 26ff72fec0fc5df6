//! Guessing is slowed down: after ten failures a name has to wait, twice as long after each further one. Names that
//! nobody has are counted alike, so that waiting tells nothing.

use shared::time::Timestamp;

use crate::clock::{DAY, MINUTE};

/// So many attempts are free.
const FREE: u32 = 10;
/// The longest wait.
const LONGEST: i64 = 60 * MINUTE;
/// With this many names in the store, the oldest are forgotten.
pub(crate) const NAMES: u32 = 10_000;

/// Attempts with a name since it last fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Attempts {
    /// How many.
    pub(crate) count: u32,
    /// The last.
    pub(crate) at: Timestamp,
}

/// The answer to an attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Charged {
    /// It may be made.
    May,
    /// It may be made, and is the last before a wait.
    Last,
    /// It has to wait.
    Wait,
}

impl Attempts {
    /// Counts an attempt before it is known whether it fits, so that a hundred at once are no way around.
    pub(crate) fn charge(before: Option<Self>, now: Timestamp) -> (Self, Charged) {
        let before = before.filter(|before| now.0 - before.at.0 < DAY).unwrap_or(Self { count: 0, at: now });
        if now.0 < before.at.0 + wait(before.count) {
            return (before, Charged::Wait);
        }
        let after = Self { count: before.count.saturating_add(1), at: now };
        (after, if after.count >= FREE { Charged::Last } else { Charged::May })
    }
}

/// How long after this many attempts the next one waits, in milliseconds.
fn wait(count: u32) -> i64 {
    match count.checked_sub(FREE) {
        None => 0,
        Some(over) => MINUTE.saturating_mul(1 << over.min(10)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_guess_waits_a_minute_and_each_further_one_twice_as_long() {
        let mut attempts = None;
        let mut try_at = |minute: i64| {
            let (after, charged) = Attempts::charge(attempts, Timestamp(minute * MINUTE));
            attempts = Some(after);
            charged
        };
        assert_eq!([0; 9].map(&mut try_at), [Charged::May; 9]);
        assert_eq!(try_at(0), Charged::Last);
        assert_eq!(try_at(0), Charged::Wait);
        assert_eq!(try_at(1), Charged::Last, "the eleventh after a minute");
        assert_eq!(try_at(2), Charged::Wait);
        assert_eq!(try_at(3), Charged::Last, "the twelfth after two more");
        assert_eq!(try_at(6), Charged::Wait);
        assert_eq!(try_at(7), Charged::Last);
        assert_eq!(try_at(7 + 24 * 60), Charged::May, "a day later all is forgotten");
    }

    #[test]
    fn nobody_waits_longer_than_an_hour() {
        for count in [FREE + 6, FREE + 60, u32::MAX] {
            assert_eq!(wait(count), LONGEST);
        }
    }
}
