//! The desks: whoever wants to change a document sits down at its desk, one after the other. What is decided there is
//! durable before anybody hears of it, and everybody hears of it in the order of the log.

mod carrying;
mod document;
mod follow;
mod live;
mod names;
mod opening;
mod pages;
mod reading;
mod sealing;
mod seats;
mod tidying;
mod turns;
mod world;

pub(crate) use carrying::Carried;
pub(crate) use live::{Line, LineId, Live, Outgoing};
pub(crate) use pages::{MOST_BYTES, pages};

use std::sync::Arc;

use axum::body::Bytes;
use serde_bytes::ByteBuf;
use shared::{
    access::{could_read, may_hand_in, may_read},
    ids::{Author, CommandId, DocumentId, PersonId},
    people::Person,
    sync::{
        guard,
        wire::{FromRelay, Trouble, to_frame},
    },
    time::Timestamp,
    workflow::{Code, Command, Deadlines, Refusal},
};
use tokio::sync::broadcast;

use crate::hearing::Groups;
use crate::store::{Accepted, Committer, Decided, RelayStore, StoreError, Write};
use document::{Decision, Document, Judged};
use follow::Follow;
use seats::{Seat, Seats};
use turns::Turns;
use world::World;

/// All documents, as many of them loaded as are worked on.
pub(crate) struct Desks {
    store: Arc<dyn RelayStore>,
    committer: Committer,
    world: Arc<World>,
    seats: Seats,
    turns: Turns,
    follow: Follow,
    live: Live,
    /// Tells which document has just moved.
    moves: broadcast::Sender<DocumentId>,
}

/// Who asks, and when.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    /// The person.
    pub(crate) person: Person,
    /// As whom they write.
    pub(crate) author: Author,
    /// Their connection, where they have one.
    pub(crate) line: Option<LineId>,
    /// The relay's clock.
    pub(crate) now: Timestamp,
}

/// Changes of a document that somebody submits together.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    /// Comes back in the answer.
    pub(crate) number: u64,
    /// The document.
    pub(crate) document: DocumentId,
    /// In causal order.
    pub(crate) changes: Vec<ByteBuf>,
}

impl Desks {
    /// Desks with the clocks of the standard's defaults.
    #[cfg(test)]
    pub(crate) fn new(store: Arc<dyn RelayStore>) -> Result<Self, StoreError> {
        Self::over(store, Deadlines::default())
    }

    /// Desks over a store. What was still to be told to other documents when the relay ended is told by the next
    /// [`Desks::follow_up`]. Blocks.
    pub(crate) fn over(store: Arc<dyn RelayStore>, deadlines: Deadlines) -> Result<Self, StoreError> {
        let world = Arc::new(World::new(store.clone(), deadlines)?);
        let follow = Follow::new(store.pending()?);
        let committer = Committer::start(store.clone());
        let moves = broadcast::Sender::new(reading::MOVES);
        Ok(Self { committer, world, seats: Seats::default(), turns: Turns::new(), follow, live: Live::default(), moves, store })
    }

    /// Judges changes and keeps the good ones. `answer` is called once, before anybody else can sit down.
    pub(crate) async fn submit(&self, asker: Asker, batch: Batch, answer: impl FnOnce(FromRelay) + Send) {
        let (number, document) = (batch.number, batch.document);
        answer(self.judge(asker, batch).await.unwrap_or_else(|error| FromRelay::Trouble {
            code: trouble(&error),
            batch: Some(number),
            document: Some(document),
        }));
        self.follow_up().await;
    }

    /// Decides about a command. `answer` is called once; everybody who may read the document, the asker
    /// too, has been sent its new entry by then. What it means for other documents follows before this returns.
    pub(crate) async fn command(&self, asker: Asker, document: DocumentId, command: Command, answer: impl FnOnce(FromRelay) + Send) {
        let id = command.id;
        answer(decided(id, document, self.decide(asker, document, command).await));
        self.follow_up().await;
    }

    /// How long everything takes.
    pub(crate) fn deadlines(&self) -> &Deadlines {
        &self.world.deadlines
    }

    /// Who is, or was, in the groups that this person leads.
    pub(crate) fn led_by(&self, person: &Person) -> Groups {
        self.world.led_by(person)
    }

    /// The connections.
    pub(crate) fn live(&self) -> &Live {
        &self.live
    }

    /// Takes no more and returns when everything taken is stored. Blocks.
    pub(crate) fn finish(&self) {
        self.committer.finish();
    }

    async fn judge(&self, asker: Asker, batch: Batch) -> Result<FromRelay, StoreError> {
        let Batch { number, document, changes } = batch;
        let seat = self.sit(asker.person.id, document).await?;
        match seat.as_ref().map(|standing| &standing.kept.state) {
            Some(state) if may_hand_in(&asker.person, state) => {}
            Some(state) if could_read(&asker.person, state) => return Ok(all_refused(number, document, &changes, Code::NotYourCase)),
            Some(_) | None => return Ok(all_refused(number, document, &changes, Code::NoSuchDocument)),
        }
        let (world, line, person, store) = (self.world.clone(), asker.line, asker.person.clone(), self.store.clone());
        let (judged, mut seat) =
            self.work(asker.person.id, seat, move |standing| standing.judge(&asker, &changes, &world, &*store)).await?;
        let Judged { accepted: new, known, refused, blocked, retry, write } = judged;
        let mut accepted = Vec::new();
        if let Some(write) = write {
            let numbered = write.entries.iter().zip(write.after + 1..).map(|(entry, n)| (entry.hash, n));
            accepted.extend(numbered.filter(|(hash, _)| new.contains(hash)));
            self.keep(&mut seat, *write, line, 0).await?;
        }
        let listed = seat.as_ref().filter(|standing| may_read(&person, &standing.kept.state)).map(|standing| standing.kept.listed.clone());
        if !known.is_empty() {
            let store = self.store.clone();
            accepted.extend(blocking(move || store.numbers(document, &known)).await?);
        }
        Ok(FromRelay::Answer { batch: number, document, accepted, refused, blocked, retry, listed })
    }

    async fn decide(&self, asker: Asker, document: DocumentId, command: Command) -> Result<Option<Refusal>, StoreError> {
        let seat = self.sit(asker.person.id, document).await?;
        let Some(standing) = seat.as_ref().filter(|standing| may_read(&asker.person, &standing.kept.state)) else {
            return Ok(Some(Code::NoSuchDocument.into()));
        };
        let (id, by, kept) = (command.id, asker.person.id, standing.kept.clone());
        let (author, at) = (asker.author, asker.now);
        if let Some(before) = self.decided_before(document, &asker, &command).await? {
            return Ok(before);
        }
        let (decision, mut seat) = match self.unsealed(&asker, document, kept.listed.summary.kind, &command).await? {
            Some(code) => (Decision::Refused(code.into()), seat),
            None => {
                let world = self.world.clone();
                self.work(by, seat, move |standing| standing.decide(&asker, command, &world)).await?
            }
        };
        match decision {
            Decision::Counts(mut write) => {
                write.decided = Some(Decided { id, by, decision: None });
                self.keep(&mut seat, *write, None, 0).await?;
                Ok(None)
            }
            Decision::Refused(refusal) => {
                let decided = Some(Decided { id, by, decision: Some(refusal.clone()) });
                let (after, accepted) = (kept.listed.n, Accepted { by: author, at });
                let write = Write { document, after, entries: Vec::new(), accepted, kept, decided, pending: Vec::new(), named: Vec::new() };
                self.committer.commit(write).await?;
                Ok(Some(refusal))
            }
        }
    }

    /// What this person's command was answered when it was asked before.
    async fn decided_before(
        &self,
        document: DocumentId,
        asker: &Asker,
        command: &Command,
    ) -> Result<Option<crate::store::Decision>, StoreError> {
        let (store, by, id) = (self.store.clone(), asker.person.id, command.id);
        blocking(move || store.decision(document, by, id)).await
    }

    /// Waits for the seat of a document and fetches it. `None` on the seat: there is no such document.
    async fn sit(&self, person: PersonId, document: DocumentId) -> Result<Seat, StoreError> {
        let mut seat = self.seats.take(document).await;
        if seat.is_none() {
            let store = self.store.clone();
            *seat = self.turns.work(person, move || Document::load(&*store, document)).await?;
        }
        Ok(seat)
    }

    /// Works on the document of a taken seat, when it is this person's turn. The seat stays taken; work that fails, or panics,
    /// leaves no document on it.
    async fn work<T, F>(&self, person: PersonId, mut seat: Seat, with: F) -> Result<(T, Seat), StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Document) -> Result<T, StoreError> + Send + 'static,
    {
        let work = move || {
            let mut standing = seat.take().ok_or_else(not_loaded)?;
            let done = with(&mut standing)?;
            *seat = Some(standing);
            Ok((done, seat))
        };
        self.turns.work(person, work).await
    }

    /// Makes durable what is in the document of this seat, then known to all but the one who knows already. Where that fails the
    /// document is put away: the store knows what is true. `depth`: how many documents passed it on.
    async fn keep(&self, seat: &mut Seat, write: Write, except: Option<LineId>, depth: u8) -> Result<(), StoreError> {
        let (after, entries): (u64, Vec<ByteBuf>) = (write.after, write.entries.iter().map(|entry| entry.bytes.clone()).collect());
        let pending = write.pending.clone();
        let standing = seat.take().ok_or_else(not_loaded)?;
        let moved = self.committer.commit(write).await?;
        let standing = seat.insert(standing);
        standing.kept.moved = moved;
        self.world.learn(&standing.kept);
        self.follow.queue(pending, depth);
        let frames = pages(after, entries)
            .into_iter()
            .map(|(after, entries)| Bytes::from(to_frame(&FromRelay::Entries { listed: standing.kept.listed.clone(), after, entries })));
        let before = standing.before.take();
        self.live.push(before.as_deref(), &standing.kept, &frames.collect::<Vec<_>>(), except);
        // Nobody need be listening.
        drop(self.moves.send(standing.kept.listed.summary.id));
        Ok(())
    }
}

fn not_loaded() -> StoreError {
    StoreError::Failed("nobody works on a document that is not loaded".into())
}

async fn blocking<T: Send + 'static>(ask: impl FnOnce() -> Result<T, StoreError> + Send + 'static) -> Result<T, StoreError> {
    let span = tracing::Span::current();
    tokio::task::spawn_blocking(move || span.in_scope(ask)).await.map_err(|_| StoreError::Failed("the work panicked".into()))?
}

/// How a device is told that the store could not.
pub(crate) fn trouble(error: &StoreError) -> Trouble {
    match error {
        StoreError::Full => Trouble::StoreFull,
        StoreError::Taken | StoreError::Gone | StoreError::Failed(_) => Trouble::StoreFailed,
    }
}

fn decided(id: CommandId, document: DocumentId, decided: Result<Option<Refusal>, StoreError>) -> FromRelay {
    match decided {
        Ok(refused) => FromRelay::Decided { id, document, refused },
        Err(error) => FromRelay::Trouble { code: trouble(&error), batch: None, document: Some(document) },
    }
}

/// Whoever never could read a document learns nothing of it, and hears what became of each change all the same.
fn all_refused(batch: u64, document: DocumentId, changes: &[ByteBuf], code: Code) -> FromRelay {
    let refused = changes.iter().map(|change| (guard::named(change), code.into())).collect();
    FromRelay::Answer { batch, document, accepted: Vec::new(), refused, blocked: Vec::new(), retry: Vec::new(), listed: None }
}

#[cfg(test)]
mod tests;
