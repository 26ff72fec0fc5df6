//! One connection's way out. Answers are few and asked for; pushes come as they come, so they are bounded: a reader who falls
//! behind is told nothing more until everything that waits was written, and then to ask what moved.

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use axum::body::Bytes;
use shared::{
    people::Person,
    sync::wire::{FromRelay, to_frame},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};

use super::LineId;
use crate::{auth::Signed, clock, metrics, store::TokenHash};

/// Answers that may wait: further questions are not read before these are written.
const ANSWERS: usize = 8;
/// Frames that may wait before further pushes are left out, and their bytes.
const FRAMES: usize = 128;
const BYTES: usize = 4 << 20;
/// The queue's end, which nothing reaches: an answer is two frames at most.
const ROOM: usize = FRAMES + 4 * ANSWERS;

/// One connection.
pub(crate) struct Line {
    /// Its name.
    pub(crate) id: LineId,
    /// The session to which it belongs.
    pub(super) token: TokenHash,
    /// A device of ours is at the other end: it understands the log's entries.
    pub(super) follows_log: bool,
    person: Person,
    queue: mpsc::Sender<Outgoing>,
    flow: Mutex<Flow>,
    answers: std::sync::Arc<Semaphore>,
    cut: watch::Sender<bool>,
    /// Something that was handed in here was taken.
    was_taken: AtomicBool,
    /// Something that was handed in here was not.
    was_refused: AtomicBool,
}

/// What goes out.
#[derive(Debug)]
pub(crate) enum Outgoing {
    /// A frame; an answer gives its room back once it is written.
    Frame(Bytes, Option<OwnedSemaphorePermit>),
    /// A question whether they are there.
    Ping,
    /// The end, with its WebSocket code.
    Close(u16),
}

/// What waits.
#[derive(Default)]
struct Flow {
    frames: usize,
    bytes: usize,
    /// While an answer is being read from the store: the pushes that come after it. Otherwise an old page could follow newer news.
    held: Option<Vec<Bytes>>,
    /// Pushes were left out.
    is_behind: bool,
    /// Where the last inventory that was answered here ended.
    cursor: Option<u64>,
}

impl Line {
    /// A line on which pushes wait behind the greeting.
    pub(super) fn new(id: LineId, signed: &Signed, follows_log: bool) -> (Self, mpsc::Receiver<Outgoing>) {
        let (queue, outgoing) = mpsc::channel(ROOM);
        let (person, token) = (signed.person.clone(), signed.token);
        let (flow, answers, cut) = (
            Mutex::new(Flow { held: Some(Vec::new()), ..Flow::default() }),
            std::sync::Arc::new(Semaphore::new(ANSWERS)),
            watch::Sender::new(false),
        );
        let (was_taken, was_refused) = (AtomicBool::new(false), AtomicBool::new(false));
        (Self { id, token, follows_log, person, queue, flow, answers, cut, was_taken, was_refused }, outgoing)
    }

    /// The person as they were when the line was opened.
    pub(crate) const fn person(&self) -> &Person {
        &self.person
    }

    /// Something that was handed in on this line was taken, or was not.
    pub(crate) fn handed_in(&self, is_taken: bool) {
        if is_taken { &self.was_taken } else { &self.was_refused }.store(true, Ordering::Relaxed);
    }

    /// Good work came from here, and no other.
    pub(crate) fn is_good(&self) -> bool {
        self.was_taken.load(Ordering::Relaxed) && !self.was_refused.load(Ordering::Relaxed)
    }

    /// Queues a frame that answers something without reading the store.
    pub(crate) fn say(&self, frame: Bytes, room: Option<OwnedSemaphorePermit>) {
        self.queue_up(&mut self.flow(), frame, room);
    }

    /// From now on pushes wait behind the answer that is being read.
    pub(crate) fn hold(&self) {
        self.flow().held.get_or_insert_default();
    }

    /// Queues the greeting or the answer that was read, then what was pushed meanwhile. `cursor`: where an inventory ended.
    pub(crate) fn answer(&self, frames: impl IntoIterator<Item = Bytes>, mut room: Option<OwnedSemaphorePermit>, cursor: Option<u64>) {
        let mut flow = self.flow();
        flow.cursor = cursor.or(flow.cursor);
        let mut frames = frames.into_iter().peekable();
        while let Some(frame) = frames.next() {
            let room = if frames.peek().is_none() { room.take() } else { None };
            self.queue_up(&mut flow, frame, room);
        }
        for push in flow.held.take().unwrap_or_default() {
            self.send(Outgoing::Frame(push, None));
        }
    }

    /// Queues news that nobody asked for; leaves them out where too much waits.
    pub(super) fn push(&self, frames: &[Bytes]) {
        let mut flow = self.flow();
        let bytes: usize = frames.iter().map(Bytes::len).sum();
        if flow.is_behind || flow.frames + frames.len() > FRAMES || flow.bytes + bytes > BYTES {
            flow.fall_behind();
            self.catch_up(&mut flow);
            return;
        }
        for frame in frames {
            match &mut flow.held {
                Some(held) => {
                    held.push(frame.clone());
                    flow.frames += 1;
                    flow.bytes += frame.len();
                }
                None => self.queue_up(&mut flow, frame.clone(), None),
            }
        }
    }

    /// A frame of so many bytes is on its way to the reader.
    pub(crate) fn written(&self, bytes: usize) {
        let mut flow = self.flow();
        flow.frames -= 1;
        flow.bytes -= bytes;
        self.catch_up(&mut flow);
    }

    /// Ends the connection after everything that waits.
    pub(crate) fn close(&self, code: u16) {
        self.send(Outgoing::Close(code));
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

    pub(super) fn cut(&self) {
        self.cut.send_replace(true);
    }

    /// Once nothing waits, a reader who fell behind is told to ask on from the last inventory, which lists all that was left out.
    fn catch_up(&self, flow: &mut Flow) {
        if let (true, 0, None, Some(cursor)) = (flow.is_behind, flow.frames, &flow.held, flow.cursor) {
            flow.is_behind = false;
            let more = FromRelay::Inventory { documents: Vec::new().into(), cursor, more: true, now: clock::now() };
            self.queue_up(flow, to_frame(&more).into(), None);
        }
    }

    fn queue_up(&self, flow: &mut Flow, frame: Bytes, room: Option<OwnedSemaphorePermit>) {
        flow.frames += 1;
        flow.bytes += frame.len();
        self.send(Outgoing::Frame(frame, room));
    }

    fn send(&self, outgoing: Outgoing) {
        if self.queue.try_send(outgoing).is_err() {
            metrics::cut();
            self.cut();
        }
    }

    fn flow(&self) -> MutexGuard<'_, Flow> {
        self.flow.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Flow {
    /// What is held is left out with the rest: it is newer than the answer behind which it waits, so a later inventory lists it.
    fn fall_behind(&mut self) {
        self.is_behind = true;
        if let Some(held) = &mut self.held {
            self.frames -= held.len();
            self.bytes -= held.drain(..).map(|frame| frame.len()).sum::<usize>();
        }
    }
}

#[cfg(test)]
impl Line {
    /// Frames and bytes that wait.
    pub(super) fn waiting(&self) -> (usize, usize) {
        let flow = self.flow();
        (flow.frames, flow.bytes)
    }
}
