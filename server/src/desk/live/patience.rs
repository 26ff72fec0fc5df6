//! How soon somebody is heard again. Work that is refused costs what good work costs and serves nobody. Mistakes are free; whoever
//! sends more that is refused than mistakes explain is answered like everybody, and then waits before their next frame is read, on
//! all of their connections together, but for those from which good work came and no other. Nothing is dropped: what is not read
//! waits on its way.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use shared::ids::PersonId;

/// What a refused change takes of somebody's credit, and so do each so many bytes of it: ten times what judging them costs.
const A_PIECE: Duration = Duration::from_millis(20);
/// See [`A_PIECE`].
const PIECE_BYTES: usize = 4 << 10;
/// Credit that everybody has, and has again after so long: a thousand refused changes.
const CREDIT: Duration = Duration::from_secs(20);
/// The next frame of a person whose credit is used up comes so long after the one before, whichever connection it is on.
const APART: Duration = Duration::from_millis(500);
/// Nobody waits longer than this for one frame.
const LONGEST: Duration = Duration::from_secs(10);

/// Whose credit is not whole.
#[derive(Default)]
pub(crate) struct Patience {
    people: Mutex<HashMap<PersonId, Strain>>,
}

struct Strain {
    /// When the credit is whole again.
    whole: Instant,
    /// When their next frame may be read.
    next: Instant,
}

impl Patience {
    /// So many changes of this person, of so many bytes together, were refused.
    pub(crate) fn refused(&self, person: PersonId, changes: usize, bytes: usize, now: Instant) {
        let pieces = u32::try_from(changes + bytes / PIECE_BYTES).unwrap_or(u32::MAX);
        if pieces == 0 {
            return;
        }
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        if !people.contains_key(&person) {
            people.retain(|_, strain| strain.whole > now);
        }
        let strain = people.entry(person).or_insert(Strain { whole: now, next: now });
        strain.whole = (strain.whole.max(now) + A_PIECE.saturating_mul(pieces)).min(now + CREDIT + LONGEST);
    }

    /// When a frame of this person may be read; `None`: at once. Each time it is asked is another frame's time.
    pub(crate) fn next(&self, person: PersonId, now: Instant) -> Option<Instant> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let strain = people.get_mut(&person).filter(|strain| strain.whole > now + CREDIT)?;
        let at = (strain.whole - CREDIT).max(strain.next).min(now + LONGEST);
        strain.next = at + APART;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LI: PersonId = PersonId([1; 16]);
    const WANG: PersonId = PersonId([2; 16]);

    #[test]
    fn mistakes_are_free() {
        let (patience, now) = (Patience::default(), Instant::now());
        patience.refused(LI, 50, 200_000, now);
        patience.refused(LI, 800, 0, now);
        assert_eq!(patience.next(LI, now), None);
    }

    #[test]
    fn whoever_is_refused_again_and_again_waits_on_all_connections_and_nobody_else_does() {
        let (patience, now) = (Patience::default(), Instant::now());
        patience.refused(LI, 1_100, 0, now);
        let first = patience.next(LI, now).expect("more than the credit was refused");
        assert_eq!(first, now + Duration::from_secs(2));
        assert_eq!(patience.next(LI, now), Some(first + APART), "the other connection's turn comes after");
        assert_eq!(patience.next(WANG, now), None);
        assert_eq!(patience.next(LI, first), None, "credit comes back with time");
    }

    #[test]
    fn nobody_waits_for_ever() {
        let (patience, now) = (Patience::default(), Instant::now());
        (0..9).for_each(|_| patience.refused(LI, usize::MAX / PIECE_BYTES, usize::MAX, now));
        assert!((0..99).all(|_| patience.next(LI, now).is_some_and(|at| at <= now + LONGEST)));
        assert_eq!(patience.next(LI, now + LONGEST), None);
        patience.refused(WANG, 1, 0, now + LONGEST + CREDIT);
        assert_eq!(patience.people.lock().expect("nobody panicked").len(), 1, "whose credit is whole is forgotten");
    }
}
