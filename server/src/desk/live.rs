//! The connections that are open, and who hears what on them.

mod line;

pub(crate) use line::{Line, Outgoing};

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::body::Bytes;
use shared::{
    access::may_read,
    ids::PersonId,
    sync::wire::{FromRelay, to_frame},
    workflow::State,
};
use tokio::sync::mpsc;

use crate::{
    auth::Signed,
    store::{Kept, TokenHash},
};

/// All connections.
#[derive(Default)]
pub(crate) struct Live {
    lines: Mutex<HashMap<LineId, Arc<Line>>>,
    next: AtomicU64,
}

/// Names a connection.
pub(crate) type LineId = u64;

impl Live {
    /// Opens a line for a person. Whoever does not follow the log hears what they ask for and nothing else.
    pub(crate) fn join(&self, signed: &Signed, follows_log: bool) -> (Arc<Line>, mpsc::Receiver<Outgoing>) {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (line, outgoing) = Line::new(id, signed, follows_log);
        let line = Arc::new(line);
        self.lines().insert(id, line.clone());
        (line, outgoing)
    }

    /// Forgets a line.
    pub(crate) fn leave(&self, id: LineId) {
        self.lines().remove(&id);
    }

    /// Sends frames about a document to everybody who may read it, and tells those who could `before` that it is lost to them.
    pub(crate) fn push(&self, before: Option<&State>, kept: &Kept, frames: &[Bytes], except: Option<LineId>) {
        let mut lost = None;
        for line in self.lines().values().filter(|line| line.follows_log && Some(line.id) != except) {
            if may_read(line.person(), &kept.state) {
                line.push(frames);
            } else if before.is_some_and(|before| may_read(line.person(), before)) {
                let documents = || vec![kept.listed.summary.id];
                let frame = lost.get_or_insert_with(|| Bytes::from(to_frame(&FromRelay::Lost { documents: documents() })));
                line.push(std::slice::from_ref(frame));
            }
        }
    }

    /// Cuts the connections of a session.
    pub(crate) fn end_session(&self, token: TokenHash) {
        self.lines().values().filter(|line| line.token == token).for_each(|line| line.cut());
    }

    /// Cuts the connections of a person who is not who they were: their devices come back and are greeted with today's rights.
    pub(crate) fn end_person(&self, person: PersonId) {
        self.lines().values().filter(|line| line.person().id == person).for_each(|line| line.cut());
    }

    /// Cuts all connections.
    pub(crate) fn end_all(&self) {
        self.lines().values().for_each(|line| line.cut());
    }

    fn lines(&self) -> MutexGuard<'_, HashMap<LineId, Arc<Line>>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
