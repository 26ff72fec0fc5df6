//! Who is about to take which piece over. Kept in memory: what a restart forgets is asked for again, and the pieces themselves wait in the store.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use shared::{
    ids::{Author, PieceId},
    time::Timestamp,
};

/// So long a piece is somebody's alone, in milliseconds: time enough to write a few words down, and to hear that they are durable.
const HOLDS: i64 = 60_000;

/// Each piece with the device that is about to take it, and since when.
#[derive(Debug, Default)]
pub(crate) struct Claims(Mutex<BTreeMap<PieceId, (Author, Timestamp)>>);

impl Claims {
    /// It is theirs for a moment; whether it is nobody else's.
    pub(crate) fn claim(&self, piece: PieceId, by: Author, at: Timestamp) -> bool {
        let mut claims = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        claims.retain(|_, (_, since)| at.0 < since.0.saturating_add(HOLDS));
        let (whose, since) = claims.entry(piece).or_insert((by, at));
        let is_theirs = *whose == by;
        if is_theirs {
            *since = at;
        }
        is_theirs
    }

    /// They are done with it, or had no right to it.
    pub(crate) fn release(&self, piece: PieceId, by: Author) {
        let mut claims = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if claims.get(&piece).is_some_and(|(whose, _)| *whose == by) {
            claims.remove(&piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::ids::{DeviceId, PersonId};

    use super::*;

    /// [R-0-15]
    #[test]
    fn a_piece_is_one_persons_until_they_are_done_or_do_not_come_back() {
        let by = |n| Author { person: PersonId([7; 16]), device: DeviceId([n; 16]) };
        let (claims, piece) = (Claims::default(), PieceId([1; 16]));
        assert!(claims.claim(piece, by(1), Timestamp(0)) && claims.claim(piece, by(1), Timestamp(10)));
        assert!(!claims.claim(piece, by(2), Timestamp(HOLDS + 9)));
        assert!(claims.claim(piece, by(2), Timestamp(HOLDS + 10)), "the first did not come back");
        claims.release(piece, by(1));
        assert!(!claims.claim(piece, by(1), Timestamp(HOLDS + 11)), "nobody gives back what is another's");
        claims.release(piece, by(2));
        assert!(claims.claim(piece, by(1), Timestamp(HOLDS + 12)));
    }
}
