//! How long a session lasts, and how its secret is drawn anew without a lost answer signing a device out.

use shared::{
    ids::{DeviceId, PersonId},
    time::Timestamp,
};

use crate::{
    clock::{DAY, MINUTE},
    store::{TokenHash, people::SessionRow},
};

/// The secret before is taken for so long after the device has first shown the new one: requests under way may hold it.
const OVERLAP: i64 = MINUTE;
/// When a session was last heard is kept to this.
const HEARD: i64 = 60 * MINUTE;

/// How long sessions last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lasts {
    /// So many days after they were last extended.
    pub(crate) days: u32,
    /// But no longer than so many days in all.
    pub(crate) longest_days: u32,
}

impl Lasts {
    fn end(self, began_at: Timestamp, now: Timestamp) -> Timestamp {
        let days = |days: u32| i64::from(days) * DAY;
        Timestamp((now.0 + days(self.days)).min(began_at.0 + days(self.longest_days)))
    }
}

impl SessionRow {
    /// A session that begins now.
    pub(super) fn begun(secret: TokenHash, person: PersonId, device: DeviceId, agent: String, lasts: Lasts, now: Timestamp) -> Self {
        let expires_at = lasts.end(now, now);
        Self { token: secret, secret, former: None, person, device, agent, began_at: now, used_at: now, expires_at }
    }

    /// Is this secret taken?
    pub(super) fn takes(&self, secret: TokenHash, now: Timestamp) -> bool {
        let is_former = || self.former.is_some_and(|(former, until)| former == secret && until.is_none_or(|until| now < until));
        now < self.expires_at && (secret == self.secret || is_former())
    }

    /// What is to be kept of being heard now, by this secret: nothing most of the time.
    pub(super) fn heard(&self, secret: Option<TokenHash>, now: Timestamp) -> Option<Self> {
        let has_new = secret == Some(self.secret);
        let former = self.former.map(|(former, until)| (former, until.or(has_new.then_some(Timestamp(now.0 + OVERLAP)))));
        let used_at = if now.0 - self.used_at.0 >= HEARD { now } else { self.used_at };
        let next = Self { former, used_at, ..self.clone() };
        (next != *self).then_some(next)
    }

    /// Extended, with a new secret; `None` while less than half is over or nothing can be gained. `shown` is what the device certainly has.
    pub(super) fn renewed(&self, shown: TokenHash, secret: TokenHash, lasts: Lasts, now: Timestamp) -> Option<Self> {
        let expires_at = lasts.end(self.began_at, now);
        let is_worth_it = expires_at.0 - self.expires_at.0 > i64::from(lasts.days) * DAY / 2;
        is_worth_it.then(|| Self { secret, former: Some((shown, None)), used_at: now, expires_at, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LASTS: Lasts = Lasts { days: 30, longest_days: 100 };

    fn day(day: i64) -> Timestamp {
        Timestamp(day * DAY)
    }

    fn begun() -> SessionRow {
        SessionRow::begun([1; 32], PersonId([9; 16]), DeviceId([3; 16]), String::new(), LASTS, day(0))
    }

    #[test]
    fn a_session_is_extended_in_its_second_half_only() {
        assert_eq!(begun().renewed([1; 32], [2; 32], LASTS, day(14)), None);
        let next = begun().renewed([1; 32], [2; 32], LASTS, day(16)).unwrap();
        assert_eq!((next.token, next.secret, next.expires_at), ([1; 32], [2; 32], day(46)));
    }

    #[test]
    fn however_often_it_is_used_a_session_ends_at_last() {
        let (mut session, mut today) = (begun(), 0);
        while session.takes(session.secret, day(today)) {
            session = session.renewed(session.secret, [2; 32], LASTS, day(today)).unwrap_or(session);
            today += 1;
        }
        assert!((86..=100).contains(&today), "{today}");
    }

    #[test]
    fn an_answer_that_is_lost_signs_no_device_out() {
        let next = begun().renewed([1; 32], [2; 32], LASTS, day(16)).unwrap();
        assert!(next.takes([1; 32], day(45)), "nobody has shown the new secret: the old one counts");
        assert_eq!(next.heard(Some([1; 32]), day(16)), None);
        let again = next.renewed([1; 32], [3; 32], LASTS, day(40)).unwrap();
        assert!(again.takes([1; 32], day(41)) && again.takes([3; 32], day(41)));
        assert!(!again.takes([2; 32], day(41)), "the secret that never arrived is forgotten");
    }

    #[test]
    fn once_the_new_secret_is_shown_the_old_one_ends_a_minute_later() {
        let next = begun().renewed([1; 32], [2; 32], LASTS, day(16)).unwrap();
        let shown = next.heard(Some([2; 32]), day(16)).unwrap();
        assert!(shown.takes([1; 32], Timestamp(day(16).0 + OVERLAP - 1)));
        assert!(!shown.takes([1; 32], Timestamp(day(16).0 + OVERLAP)));
        assert_eq!(shown.heard(Some([2; 32]), Timestamp(day(16).0 + 2)), None, "noted once");
    }

    #[test]
    fn when_it_was_last_heard_is_kept_to_the_hour() {
        assert_eq!(begun().heard(None, Timestamp(HEARD - 1)), None);
        assert_eq!(begun().heard(None, Timestamp(HEARD)).map(|next| next.used_at), Some(Timestamp(HEARD)));
    }
}
