//! Putting away: now and then a document that has grown gets a snapshot, and one on which nobody works leaves the memory.

use std::time::{Duration, Instant};

use shared::ids::DocumentId;
use tokio::time;

use super::{Desks, blocking, seats::Seat};
use crate::store::StoreError;

/// How often is looked.
const EVERY: Duration = Duration::from_secs(60);
/// A document that nobody has worked on for this long is put away.
pub(super) const IDLE: Duration = Duration::from_secs(600);
/// So many entries after the last snapshot are worth another one: while people work on, and when the document is put away.
const GROWN: u64 = 500;
const GROWN_AND_IDLE: u64 = 50;

impl Desks {
    /// Tidies for as long as the relay runs.
    pub(crate) async fn keep_tidy(&self) {
        loop {
            time::sleep(EVERY).await;
            self.tidy(Instant::now()).await;
        }
    }

    /// Looks at every loaded document once.
    pub(super) async fn tidy(&self, now: Instant) {
        for (document, is_idle) in self.seats.taken(now) {
            let seat = self.seats.look(document).await;
            let worth = if is_idle { GROWN_AND_IDLE } else { GROWN };
            if let Some(seat) = seat
                && let Err(error) = self.shorten(document, seat, worth).await
            {
                tracing::error!(%document, %error, "no snapshot was made");
            }
            if is_idle {
                self.seats.put_away(document, now);
            }
        }
    }

    /// Makes a snapshot if the log has grown by so much. The seat is free as soon as there is a still to work on.
    async fn shorten(&self, document: DocumentId, mut seat: Seat, worth: u64) -> Result<(), StoreError> {
        let Some(still) = seat.as_mut().filter(|standing| standing.tail() >= worth).and_then(|standing| standing.still()) else {
            return Ok(());
        };
        drop(seat);
        let store = self.store.clone();
        blocking(move || match still.proved() {
            Some(snapshot) => store.put_snapshot(document, &snapshot),
            None => Err(StoreError::Failed("what was saved does not read as the same document".into())),
        })
        .await
    }
}
