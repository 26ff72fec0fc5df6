//! Which documents are loaded. One seat a document: two people at two desks would write two histories.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use shared::ids::DocumentId;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use super::{document::Document, tidying::IDLE};
use crate::metrics;

/// The most documents that stay loaded when nobody works on them.
const LOADED: usize = 256;

/// A taken seat; `None` where the document is not loaded or does not exist.
pub(super) type Seat = OwnedMutexGuard<Option<Document>>;

/// All seats.
#[derive(Default)]
pub(super) struct Seats {
    desks: Mutex<HashMap<DocumentId, Desk>>,
}

struct Desk {
    seat: Arc<AsyncMutex<Option<Document>>>,
    used: Instant,
}

impl Seats {
    /// Waits for the seat.
    pub(super) async fn take(&self, document: DocumentId) -> Seat {
        self.seat(document).lock_owned().await
    }

    /// Every seat that somebody has taken since the start or the last tidying, and whether nobody has worked there for long.
    pub(super) fn taken(&self, now: Instant) -> Vec<(DocumentId, bool)> {
        self.desks().iter().map(|(id, desk)| (*id, desk.is_idle(now))).collect()
    }

    /// Waits for the seat without being somebody who works there.
    pub(super) async fn look(&self, document: DocumentId) -> Option<Seat> {
        let seat = self.desks().get(&document).map(|desk| desk.seat.clone());
        match seat {
            Some(seat) => Some(seat.lock_owned().await),
            None => None,
        }
    }

    /// Puts a document away, unless somebody has come meanwhile.
    pub(super) fn put_away(&self, document: DocumentId, now: Instant) {
        let mut desks = self.desks();
        if desks.get(&document).is_some_and(|desk| desk.is_free() && desk.is_idle(now)) {
            desks.remove(&document);
        }
    }

    fn seat(&self, document: DocumentId) -> Arc<AsyncMutex<Option<Document>>> {
        let mut desks = self.desks();
        if !desks.contains_key(&document) {
            make_room(&mut desks);
        }
        let now = Instant::now();
        let desk = desks.entry(document).or_insert_with(|| Desk { seat: Arc::default(), used: now });
        desk.used = now;
        let seat = desk.seat.clone();
        metrics::loaded(desks.len());
        seat
    }

    fn desks(&self) -> MutexGuard<'_, HashMap<DocumentId, Desk>> {
        self.desks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Nobody holds the seat or waits for it.
    fn is_free(&self) -> bool {
        Arc::strong_count(&self.seat) == 1
    }

    fn is_idle(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.used) >= IDLE
    }
}

/// Makes room for one more: what was used longest ago goes; never what somebody holds or waits for.
fn make_room(desks: &mut HashMap<DocumentId, Desk>) {
    if desks.len() >= LOADED {
        let oldest = desks.iter().filter(|(_, desk)| desk.is_free()).min_by_key(|(_, desk)| desk.used).map(|(id, _)| *id);
        oldest.map(|id| desks.remove(&id));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn desk(now: Instant, age: u64) -> Desk {
        Desk { seat: Arc::default(), used: now - Duration::from_secs(age) }
    }

    #[test]
    fn idle_documents_are_put_away_and_those_in_use_stay() {
        let now = Instant::now() + IDLE;
        let ids = [DocumentId([1; 16]), DocumentId([2; 16]), DocumentId([3; 16])];
        let [idle, busy, fresh] = ids;
        let seats = Seats { desks: Mutex::new(HashMap::from([(idle, desk(now, 600)), (busy, desk(now, 600)), (fresh, desk(now, 10))])) };
        let _held = seats.desks()[&busy].seat.clone();
        ids.iter().for_each(|id| seats.put_away(*id, now));
        let mut left = seats.taken(now);
        left.sort_unstable();
        assert_eq!(left, [(busy, true), (fresh, false)]);
    }

    #[test]
    fn when_all_seats_are_taken_the_one_used_longest_ago_is_put_away() {
        let now = Instant::now() + IDLE;
        let id = |number: u16| DocumentId([number.to_be_bytes()[0], number.to_be_bytes()[1], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let mut desks: HashMap<_, _> = (0..256).map(|number| (id(number), desk(now, u64::from(number)))).collect();
        make_room(&mut desks);
        assert_eq!(desks.len(), 255);
        assert!(!desks.contains_key(&id(255)));
    }
}
