//! Attempts in a row: each wrong one is kept before it is answered, and after some of them the next has to wait, longer and longer up
//! to an hour. Nothing is ever deleted for them. This slows down whoever holds the device in their hands; whoever can write in its
//! storage can make it forget.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// So many are free: fingers slip.
const FREE: u32 = 4;
/// The first wait, in milliseconds; each further one is twice as long.
const FIRST: i64 = 15_000;
/// The longest.
const LONGEST: i64 = 3_600_000;

/// How often in a row something else was tried, and when last, by this device's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    /// How often.
    pub failed: u32,
    /// When last.
    pub at: Timestamp,
}

impl Tries {
    /// With one more, now: kept before it is looked at, so that ending the app does not undo it.
    #[must_use]
    pub fn once_more(self, now: Timestamp) -> Self {
        Self { failed: self.failed.saturating_add(1), at: now }
    }

    /// As they count from now on. A clock that was set back since begins the wait anew, and does not make it last for years.
    #[must_use]
    pub fn by(self, now: Timestamp) -> Self {
        Self { at: self.at.min(now), ..self }
    }

    /// When the next may be made, if not now.
    #[must_use]
    pub fn wait(self, now: Timestamp) -> Option<Timestamp> {
        let beyond = self.failed.checked_sub(FREE + 1)?;
        let pause = FIRST.checked_shl(beyond).filter(|pause| *pause > 0 && beyond < 32).map_or(LONGEST, |pause| pause.min(LONGEST));
        let until = Timestamp(self.at.0 + pause);
        (now < until).then_some(until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(failed: u32) -> i64 {
        let at = Timestamp(1_000);
        Tries { failed, at }.wait(at).map_or(0, |until| until.0 - at.0)
    }

    #[test]
    fn slips_are_free_and_then_each_wait_is_twice_the_one_before_up_to_an_hour() {
        assert_eq!((0..=4).map(after).collect::<Vec<_>>(), [0; 5]);
        assert_eq!((5..=9).map(after).collect::<Vec<_>>(), [15_000, 30_000, 60_000, 120_000, 240_000]);
        assert_eq!([13, 40, 200, u32::MAX].map(after), [LONGEST; 4]);
    }

    #[test]
    fn a_wait_is_over_when_its_time_is() {
        let tries = Tries { failed: 5, at: Timestamp(1_000) };
        assert_eq!(tries.wait(Timestamp(15_999)), Some(Timestamp(16_000)));
        assert_eq!(tries.wait(Timestamp(16_000)), None);
        assert_eq!(tries.once_more(Timestamp(16_000)).wait(Timestamp(16_000)), Some(Timestamp(46_000)));
    }

    #[test]
    fn a_clock_that_was_wrong_locks_nobody_out_for_years() {
        let in_2030 = Tries { failed: 5, at: Timestamp(1_900_000_000_000) };
        let now = Timestamp(1_800_000_000_000);
        assert_eq!(in_2030.by(now).wait(now), Some(Timestamp(now.0 + FIRST)));
    }
}
