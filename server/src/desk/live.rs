//! The connections that are open, and what waits to go out on each.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use axum::body::Bytes;
use shared::{access::may_read, people::Person, workflow::State};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};

use crate::{auth::Signed, metrics, store::TokenHash};

/// Frames that may wait on one connection. Whoever reads more slowly is cut off and catches up by inventory.
const WAITING: usize = 256;
/// Answers among them: further questions are not read before these are written.
const ANSWERS: usize = 8;

/// All connections.
#[derive(Default)]
pub(crate) struct Live {
    lines: Mutex<HashMap<LineId, Arc<Line>>>,
    next: AtomicU64,
}

/// Names a connection.
pub(crate) type LineId = u64;

/// One connection.
pub(crate) struct Line {
    /// Its name.
    pub(crate) id: LineId,
    person: Person,
    token: TokenHash,
    queue: mpsc::Sender<Outgoing>,
    answers: Arc<Semaphore>,
    follows_log: AtomicBool,
    cut: watch::Sender<bool>,
}

/// What goes out.
#[derive(Debug)]
pub(crate) enum Outgoing {
    /// A frame; an answer gives its room back once it is written.
    Frame(Bytes, Option<OwnedSemaphorePermit>),
    /// The end, with its WebSocket code.
    Close(u16),
}

impl Live {
    /// Opens a line for a person.
    pub(crate) fn join(&self, signed: &Signed) -> (Arc<Line>, mpsc::Receiver<Outgoing>) {
        let (queue, outgoing) = mpsc::channel(WAITING);
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (person, token) = (signed.person.clone(), signed.token);
        let (answers, follows_log, cut) = (Arc::new(Semaphore::new(ANSWERS)), AtomicBool::new(false), watch::Sender::new(false));
        let line = Arc::new(Line { id, person, token, queue, answers, follows_log, cut });
        self.lines().insert(id, line.clone());
        (line, outgoing)
    }

    /// Forgets a line.
    pub(crate) fn leave(&self, id: LineId) {
        self.lines().remove(&id);
    }

    /// A device of ours is at the other end: from now on it is sent what is accepted. Others do not understand it.
    pub(crate) fn follow_log(&self, line: &Line) {
        // Under the lock under which is pushed: what was pushed before is found by whoever asks from now on.
        let _lines = self.lines();
        line.follows_log.store(true, Ordering::Relaxed);
    }

    /// Sends frames about a document to everybody who follows the log and may read it.
    pub(crate) fn push(&self, state: &State, frames: &[Bytes], except: Option<LineId>) {
        let hears = |line: &Line| line.follows_log.load(Ordering::Relaxed) && Some(line.id) != except && may_read(&line.person, state);
        for line in self.lines().values().filter(|line| hears(line)) {
            for frame in frames {
                line.say(frame.clone(), None);
            }
        }
    }

    /// Cuts the connections of a session.
    pub(crate) fn end_session(&self, token: TokenHash) {
        self.lines().values().filter(|line| line.token == token).for_each(|line| line.cut());
    }

    /// Cuts all connections.
    pub(crate) fn end_all(&self) {
        self.lines().values().for_each(|line| line.cut());
    }

    fn lines(&self) -> MutexGuard<'_, HashMap<LineId, Arc<Line>>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line {
    /// Queues a frame; a queue without room ends the connection.
    pub(crate) fn say(&self, frame: Bytes, room: Option<OwnedSemaphorePermit>) {
        if self.queue.try_send(Outgoing::Frame(frame, room)).is_err() {
            metrics::cut();
            self.cut();
        }
    }

    /// Ends the connection after everything that waits.
    pub(crate) fn close(&self, code: u16) {
        if self.queue.try_send(Outgoing::Close(code)).is_err() {
            self.cut();
        }
    }

    /// Room for one more answer.
    pub(crate) async fn room(&self) -> OwnedSemaphorePermit {
        self.answers.clone().acquire_owned().await.expect("the semaphore is never closed")
    }

    /// Resolves when the connection is to end at once.
    pub(crate) async fn is_cut(&self) {
        // The line holds the sender, so waiting cannot fail.
        drop(self.cut.subscribe().wait_for(|cut| *cut).await);
    }

    fn cut(&self) {
        self.cut.send_replace(true);
    }
}

#[cfg(test)]
mod tests {
    use shared::{
        documents::DocumentKind,
        ids::DeviceId,
        people::{District, Role},
        time::Timestamp,
    };

    use super::*;
    use crate::testing::person;

    fn signed(number: u8, role: Role, district: Option<District>) -> Signed {
        Signed { person: person(number, role, district), device: DeviceId([number; 16]), token: [number; 32], expires_at: Timestamp(1) }
    }

    #[tokio::test]
    async fn another_district_does_not_hear_of_a_case() {
        let live = Live::default();
        let (first, mut tongan) = live.join(&signed(1, Role::DistrictBureau, Some(District::Tongan)));
        let (second, mut huli) = live.join(&signed(2, Role::DistrictBureau, Some(District::Huli)));
        let (writer, mut city) = live.join(&signed(3, Role::MunicipalBureau, None));
        let (_, mut foreign) = live.join(&signed(3, Role::MunicipalBureau, None));
        [&first, &second, &writer].into_iter().for_each(|line| live.follow_log(line));
        let mut state = State::new(DocumentKind::Case);
        state.parties.districts.insert(District::Tongan);
        live.push(&state, &[Bytes::from_static(b"x")], Some(writer.id));
        assert!(tongan.try_recv().is_ok());
        assert!(huli.try_recv().is_err());
        assert!(city.try_recv().is_err(), "who wrote it knows it");
        assert!(foreign.try_recv().is_err(), "who speaks another protocol would not understand it");
    }

    #[tokio::test]
    async fn a_slow_reader_is_cut_off_and_costs_nobody_else() {
        let live = Live::default();
        let (slow, _queue) = live.join(&signed(1, Role::MunicipalBureau, None));
        live.follow_log(&slow);
        for _ in 0..=WAITING {
            live.push(&State::new(DocumentKind::Case), &[Bytes::from_static(b"x")], None);
        }
        slow.is_cut().await;
    }

    #[tokio::test]
    async fn signing_out_ends_the_connections_of_that_session() {
        let live = Live::default();
        let (line, _queue) = live.join(&signed(1, Role::MunicipalBureau, None));
        live.end_session([1; 32]);
        line.is_cut().await;
    }
}
