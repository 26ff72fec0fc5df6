//! When a lock closes by itself.

use super::After;
use crate::time::Timestamp;

/// What is seen of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// They touched the page or pressed a key.
    Touch,
    /// The app went out of sight.
    Hidden,
    /// It came back.
    Shown,
    /// They opened the camera or a chooser of files. The app is out of sight for as long as that is open, and hears what was
    /// picked before anything else: until then nothing closes, or the picture would be lost.
    Picking,
    /// They picked something, or nothing.
    Picked,
}

/// So long, in milliseconds, being out of sight behind the camera counts as being here.
const PICTURE: i64 = 5 * 60_000;

/// Whoever sits before an open lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idle {
    after: After,
    touched: Timestamp,
    is_hidden: bool,
    is_picking: bool,
}

impl Idle {
    /// They have just opened it.
    #[must_use]
    pub const fn new(after: After, now: Timestamp) -> Self {
        Self { after, touched: now, is_hidden: false, is_picking: false }
    }

    /// The same person, from now on with another choice.
    #[must_use]
    pub const fn with(self, after: After) -> Self {
        Self { after, ..self }
    }

    /// Something is seen of them. What comes too late is no sign of life: whoever comes back after the time is asked first.
    #[must_use]
    pub fn sees(self, what: Seen, now: Timestamp) -> Self {
        let is_over = self.due().is_some_and(|due| due <= now);
        let touched = if is_over { self.touched } else { now };
        match what {
            Seen::Touch => Self { touched, is_picking: false, ..self },
            Seen::Hidden => Self { is_hidden: true, ..self },
            Seen::Shown => Self { is_hidden: false, ..self },
            Seen::Picking => Self { touched, is_picking: true, ..self },
            Seen::Picked => Self { is_picking: false, is_hidden: self.is_hidden && now.0 - self.touched.0 > PICTURE, ..self },
        }
    }

    /// When it closes, as things stand.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        let minutes = |minutes: i64| Some(Timestamp(self.touched.0 + minutes * 60_000));
        match self.after {
            _ if self.is_picking => None,
            After::Hidden => self.is_hidden.then_some(self.touched),
            After::One => minutes(1),
            After::Five => minutes(5),
            After::Fifteen => minutes(15),
            After::Never => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn at(minutes: i64) -> Timestamp {
        Timestamp(minutes * MINUTE)
    }

    #[test]
    fn it_closes_so_long_after_the_last_touch() {
        let idle = Idle::new(After::Five, at(0)).sees(Seen::Touch, at(3));
        assert_eq!(idle.due(), Some(at(8)));
        assert_eq!(idle.sees(Seen::Hidden, at(4)).due(), Some(at(8)), "out of sight or not");
        assert_eq!(Idle::new(After::Never, at(0)).sees(Seen::Hidden, at(4)).due(), None);
    }

    #[test]
    fn a_touch_that_comes_too_late_is_not_let_in() {
        let idle = Idle::new(After::One, at(0)).sees(Seen::Hidden, at(0)).sees(Seen::Shown, at(30)).sees(Seen::Touch, at(30));
        assert_eq!(idle.due(), Some(at(1)));
    }

    #[test]
    fn out_of_sight_it_closes_at_once_where_that_was_chosen() {
        let idle = Idle::new(After::Hidden, at(0));
        assert_eq!(idle.due(), None);
        assert!(idle.sees(Seen::Hidden, at(9)).due() <= Some(at(9)) && idle.sees(Seen::Hidden, at(9)).due().is_some());
        assert_eq!(idle.sees(Seen::Hidden, at(9)).sees(Seen::Shown, at(10)).due(), None);
    }

    #[test]
    fn behind_the_camera_nothing_closes_and_afterwards_it_does() {
        for after in [After::Hidden, After::One] {
            let away = Idle::new(after, at(0)).sees(Seen::Picking, at(0)).sees(Seen::Hidden, at(0));
            assert_eq!(away.due(), None);
            let back = away.sees(Seen::Picked, at(20));
            assert!(back.due().is_some_and(|due| due <= at(20)), "{after:?}");
        }
    }

    #[test]
    fn whoever_takes_one_picture_after_the_other_is_not_asked_after_each() {
        let idle = Idle::new(After::Hidden, at(0)).sees(Seen::Picking, at(0)).sees(Seen::Hidden, at(0)).sees(Seen::Picked, at(1));
        assert_eq!(idle.due(), None);
        assert_eq!(idle.sees(Seen::Shown, at(1)).due(), None);
    }

    #[test]
    fn a_touch_says_that_the_camera_is_closed() {
        let idle = Idle::new(After::One, at(0)).sees(Seen::Picking, at(0)).sees(Seen::Touch, at(3));
        assert_eq!(idle.due(), Some(at(4)));
    }
}
