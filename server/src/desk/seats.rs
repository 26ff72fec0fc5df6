//! Which documents are loaded. One seat a document: two people at two desks would write two histories.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use shared::ids::DocumentId;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use super::document::Document;
use crate::store::{RelayStore, StoreError};

/// The most documents that stay loaded when nobody works on them.
const LOADED: usize = 256;
/// A document that nobody has worked on for this long is put away when another is fetched.
const IDLE: Duration = Duration::from_secs(600);

/// A taken seat; `None` where the document is not loaded or does not exist.
pub(super) type Seat = OwnedMutexGuard<Option<Document>>;

/// All seats.
pub(super) struct Seats {
    store: Arc<dyn RelayStore>,
    desks: Mutex<HashMap<DocumentId, Desk>>,
}

struct Desk {
    seat: Arc<AsyncMutex<Option<Document>>>,
    used: Instant,
}

impl Seats {
    pub(super) fn new(store: Arc<dyn RelayStore>) -> Self {
        Self { store, desks: Mutex::default() }
    }

    /// Waits for the seat and fetches the document. `None` in the seat: there is no such document.
    pub(super) async fn take(&self, document: DocumentId) -> Result<Seat, StoreError> {
        let mut seat = self.seat(document).lock_owned().await;
        if seat.is_none() {
            let store = self.store.clone();
            *seat = super::blocking(move || Document::load(&*store, document)).await?;
        }
        Ok(seat)
    }

    fn seat(&self, document: DocumentId) -> Arc<AsyncMutex<Option<Document>>> {
        let mut desks = self.desks.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if !desks.contains_key(&document) {
            put_away(&mut desks, now);
        }
        let desk = desks.entry(document).or_insert_with(|| Desk { seat: Arc::default(), used: now });
        desk.used = now;
        desk.seat.clone()
    }
}

/// Makes room: first what has been idle, then what was used longest ago; never what somebody holds or waits for.
fn put_away(desks: &mut HashMap<DocumentId, Desk>, now: Instant) {
    let is_free = |desk: &Desk| Arc::strong_count(&desk.seat) == 1;
    desks.retain(|_, desk| !is_free(desk) || now.duration_since(desk.used) < IDLE);
    if desks.len() >= LOADED {
        let oldest = desks.iter().filter(|(_, desk)| is_free(desk)).min_by_key(|(_, desk)| desk.used).map(|(id, _)| *id);
        oldest.map(|id| desks.remove(&id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(now: Instant, age: u64) -> Desk {
        Desk { seat: Arc::default(), used: now - Duration::from_secs(age) }
    }

    #[test]
    fn idle_documents_are_put_away_and_those_in_use_stay() {
        let now = Instant::now() + IDLE;
        let (idle, busy, fresh) = (DocumentId([1; 16]), DocumentId([2; 16]), DocumentId([3; 16]));
        let mut desks = HashMap::from([(idle, desk(now, 600)), (busy, desk(now, 600)), (fresh, desk(now, 10))]);
        let _held = desks[&busy].seat.clone();
        put_away(&mut desks, now);
        assert!(!desks.contains_key(&idle) && desks.contains_key(&busy) && desks.contains_key(&fresh));
    }

    #[test]
    fn when_all_seats_are_taken_the_one_used_longest_ago_is_put_away() {
        let now = Instant::now() + IDLE;
        let id = |number: u16| DocumentId([number.to_be_bytes()[0], number.to_be_bytes()[1], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let mut desks: HashMap<_, _> = (0..256).map(|number| (id(number), desk(now, u64::from(number)))).collect();
        put_away(&mut desks, now);
        assert_eq!(desks.len(), 255);
        assert!(!desks.contains_key(&id(255)));
    }
}
