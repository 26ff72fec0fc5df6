//! The desks: whoever wants to change a document sits down at its desk, one after the other. What is decided there is
//! durable before anybody hears of it, and everybody hears of it in the order of the log.

mod document;
mod follow;
mod live;
mod names;
mod opening;
mod pages;
mod seats;
mod world;

pub(crate) use live::{Line, LineId, Live, Outgoing};
pub(crate) use pages::{MOST_BYTES, pages};

use std::sync::Arc;

use axum::body::Bytes;
use serde_bytes::ByteBuf;
use shared::{
    access::{may_hand_in, may_read},
    ids::{Author, CommandId, DocumentId},
    people::Person,
    sync::{
        guard,
        wire::{FromRelay, Trouble, to_frame},
    },
    time::Timestamp,
    workflow::{Code, Command, Refusal},
};

use crate::store::{Committer, Decided, RelayStore, StoreError, Write};
use document::{Decision, Document, Judged, Next};
use follow::Follow;
use seats::{Seat, Seats};
use world::World;

/// All documents, as many of them loaded as are worked on.
pub(crate) struct Desks {
    store: Arc<dyn RelayStore>,
    committer: Committer,
    world: Arc<World>,
    seats: Seats,
    follow: Follow,
    live: Live,
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
    /// Desks over a store. What was still to be told to other documents when the relay ended is told by the next
    /// [`Desks::follow_up`]. Blocks.
    pub(crate) fn new(store: Arc<dyn RelayStore>) -> Result<Self, StoreError> {
        let world = Arc::new(World::new(store.clone())?);
        let follow = Follow::new(store.pending()?);
        let committer = Committer::start(store.clone());
        Ok(Self { committer, world, seats: Seats::new(store.clone()), follow, live: Live::default(), store })
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
        let seat = self.seats.take(document).await?;
        if !seat.as_ref().is_some_and(|standing| may_hand_in(&asker.person, &standing.kept.state)) {
            return Ok(no_such_document(number, document, &changes));
        }
        let (world, line, person) = (self.world.clone(), asker.line, asker.person.clone());
        let (judged, mut seat) = work(seat, move |standing| standing.judge(&asker, &changes, &world)).await?;
        let Judged { accepted: new, known, refused, blocked, retry, next } = judged;
        let mut accepted = Vec::new();
        if let Some(next) = next {
            let numbered = next.write.entries.iter().zip(next.write.after + 1..).map(|(entry, n)| (entry.hash, n));
            accepted.extend(numbered.filter(|(hash, _)| new.contains(hash)));
            self.keep(&mut seat, *next, line, 0).await?;
        }
        let listed = seat.as_ref().filter(|standing| may_read(&person, &standing.kept.state)).map(|standing| standing.kept.listed.clone());
        if !known.is_empty() {
            let store = self.store.clone();
            accepted.extend(blocking(move || store.numbers(document, &known)).await?);
        }
        Ok(FromRelay::Answer { batch: number, document, accepted, refused, blocked, retry, listed })
    }

    async fn decide(&self, asker: Asker, document: DocumentId, command: Command) -> Result<Option<Refusal>, StoreError> {
        let seat = self.seats.take(document).await?;
        let Some(standing) = seat.as_ref().filter(|standing| may_read(&asker.person, &standing.kept.state)) else {
            return Ok(Some(Code::NoSuchDocument.into()));
        };
        let (id, by, kept) = (command.id, asker.person.id, standing.kept.clone());
        if let Some(before) = self.decided_before(document, &asker, &command).await? {
            return Ok(before);
        }
        let world = self.world.clone();
        let (decision, mut seat) = work(seat, move |standing| standing.decide(&asker, command, &world)).await?;
        match decision {
            Decision::Counts(mut next) => {
                next.write.decided = Some(Decided { id, by, decision: None });
                self.keep(&mut seat, *next, None, 0).await?;
                Ok(None)
            }
            Decision::Refused(refusal) => {
                let decided = Some(Decided { id, by, decision: Some(refusal.clone()) });
                let after = kept.listed.n;
                let write = Write { document, after, entries: Vec::new(), kept, decided, pending: Vec::new() };
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

    /// Makes the next state durable, then the present one, then known to all but the one who knows already. `depth`: how many
    /// documents passed it on.
    async fn keep(&self, seat: &mut Seat, next: Next, except: Option<LineId>, depth: u8) -> Result<(), StoreError> {
        let Next { write, mut document } = next;
        let (after, entries): (u64, Vec<ByteBuf>) = (write.after, write.entries.iter().map(|entry| entry.bytes.clone()).collect());
        let pending = write.pending.clone();
        match self.committer.commit(write).await {
            Ok(moved) => document.kept.moved = moved,
            Err(error) => {
                if !matches!(error, StoreError::Full) {
                    // The store may know more than this desk: read it again.
                    **seat = None;
                }
                return Err(error);
            }
        }
        self.world.learn(&document.kept);
        self.follow.queue(pending, depth);
        let frames = pages(after, entries)
            .into_iter()
            .map(|(after, entries)| Bytes::from(to_frame(&FromRelay::Entries { listed: document.kept.listed.clone(), after, entries })));
        self.live.push(&document.kept.state, &frames.collect::<Vec<_>>(), except);
        **seat = Some(document);
        Ok(())
    }
}

/// Works on the document of a taken seat, on a thread that may be busy for a while. The seat stays taken.
async fn work<T, F>(seat: Seat, with: F) -> Result<(T, Seat), StoreError>
where
    T: Send + 'static,
    F: FnOnce(&Document) -> Result<T, StoreError> + Send + 'static,
{
    blocking(move || {
        let standing = seat.as_ref().ok_or_else(|| StoreError::Failed("nobody works on a document that is not loaded".into()))?;
        with(standing).map(|done| (done, seat))
    })
    .await
}

async fn blocking<T: Send + 'static>(ask: impl FnOnce() -> Result<T, StoreError> + Send + 'static) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(ask).await.map_err(|_| StoreError::Failed("the work panicked".into()))?
}

/// How a device is told that the store could not.
pub(crate) fn trouble(error: &StoreError) -> Trouble {
    match error {
        StoreError::Full => Trouble::StoreFull,
        StoreError::Taken | StoreError::Failed(_) => Trouble::StoreFailed,
    }
}

fn decided(id: CommandId, document: DocumentId, decided: Result<Option<Refusal>, StoreError>) -> FromRelay {
    match decided {
        Ok(refused) => FromRelay::Decided { id, document, refused },
        Err(error) => FromRelay::Trouble { code: trouble(&error), batch: None, document: Some(document) },
    }
}

/// Whoever may not read a document learns nothing of it, and hears what became of each change all the same.
fn no_such_document(batch: u64, document: DocumentId, changes: &[ByteBuf]) -> FromRelay {
    let refused = changes.iter().map(|change| (guard::named(change), Code::NoSuchDocument.into())).collect();
    FromRelay::Answer { batch, document, accepted: Vec::new(), refused, blocked: Vec::new(), retry: Vec::new(), listed: None }
}

#[cfg(test)]
mod tests;
