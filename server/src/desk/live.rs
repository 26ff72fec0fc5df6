//! The connections that are open, and who hears what on them.

mod line;
mod patience;

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
    people::Person,
    sync::wire::{FromRelay, to_frame},
    workflow::State,
};
use tokio::sync::mpsc;

use crate::{
    auth::Signed,
    store::{Kept, TokenHash},
};
use patience::Patience;

/// All connections.
#[derive(Default)]
pub(crate) struct Live {
    people: Mutex<HashMap<PersonId, Vec<Listener>>>,
    next: AtomicU64,
    /// How soon somebody is heard again.
    pub(crate) patience: Patience,
}

/// A person with their lines. Of each change is asked once who may read it, however many devices they have; a person of whom something
/// changed is another listener, until the lines of before are cut.
struct Listener {
    person: Person,
    lines: HashMap<LineId, Arc<Line>>,
}

/// Names a connection.
pub(crate) type LineId = u64;

impl Live {
    /// Opens a line for a person. Whoever does not follow the log hears what they ask for and nothing else.
    pub(crate) fn join(&self, signed: &Signed, follows_log: bool) -> (Arc<Line>, mpsc::Receiver<Outgoing>) {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (line, outgoing) = Line::new(id, signed, follows_log);
        let line = Arc::new(line);
        let mut people = self.people();
        let listeners = people.entry(signed.person.id).or_default();
        let known = listeners.iter_mut().find(|listener| listener.person == signed.person);
        match known {
            Some(listener) => drop(listener.lines.insert(id, line.clone())),
            None => listeners.push(Listener { person: signed.person.clone(), lines: HashMap::from([(id, line.clone())]) }),
        }
        (line, outgoing)
    }

    /// Forgets a line.
    pub(crate) fn leave(&self, line: &Line) {
        let (mut people, person) = (self.people(), line.person().id);
        let Some(listeners) = people.get_mut(&person) else { return };
        listeners.iter_mut().for_each(|listener| drop(listener.lines.remove(&line.id)));
        listeners.retain(|listener| !listener.lines.is_empty());
        if listeners.is_empty() {
            people.remove(&person);
        }
    }

    /// Sends frames about a document to everybody who may read it, and tells those who could `before` that it is lost to them.
    pub(crate) fn push(&self, before: Option<&State>, kept: &Kept, frames: &[Bytes], except: Option<LineId>) {
        let mut lost = None;
        for Listener { person, lines } in self.people().values().flatten() {
            let frames = if may_read(person, &kept.state) {
                frames
            } else if before.is_some_and(|before| may_read(person, before)) {
                let documents = || vec![kept.listed.summary.id];
                std::slice::from_ref(lost.get_or_insert_with(|| Bytes::from(to_frame(&FromRelay::Lost { documents: documents() }))))
            } else {
                continue;
            };
            lines.values().filter(|line| line.follows_log && Some(line.id) != except).for_each(|line| line.push(frames));
        }
    }

    /// Cuts the connections of a session.
    pub(crate) fn end_session(&self, token: TokenHash) {
        let is_of = |line: &&Arc<Line>| line.token == token;
        self.people().values().flatten().flat_map(|listener| listener.lines.values()).filter(is_of).for_each(|line| line.cut());
    }

    /// Cuts the connections of a person who is not who they were: their devices come back and are greeted with today's rights.
    pub(crate) fn end_person(&self, person: PersonId) {
        self.people().get(&person).into_iter().flatten().flat_map(|listener| listener.lines.values()).for_each(|line| line.cut());
    }

    /// Cuts all connections.
    pub(crate) fn end_all(&self) {
        self.people().values().flatten().flat_map(|listener| listener.lines.values()).for_each(|line| line.cut());
    }

    fn people(&self) -> MutexGuard<'_, HashMap<PersonId, Vec<Listener>>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
