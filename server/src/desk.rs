//! The desks: whoever wants to change a document sits down at its desk, one after the other. What is decided there is
//! durable before anybody hears of it, and everybody hears of it in the order of the log.

mod case;
mod live;
mod names;
mod pages;
mod seats;

pub(crate) use live::{Line, LineId, Live, Outgoing};
pub(crate) use pages::{MOST_BYTES, pages};

use std::sync::Arc;

use axum::body::Bytes;
use serde_bytes::ByteBuf;
use shared::{
    access::may_read,
    ids::{Author, DocumentId},
    people::Person,
    sync::{
        guard,
        wire::{FromRelay, Trouble, to_frame},
    },
    time::Timestamp,
    workflow::{Code, Command, Refusal},
};

use crate::{
    random,
    store::{Committer, Decided, RelayStore, StoreError},
};
use case::{Case, Decision, Next};
use names::Names;
use seats::{Seat, Seats};

/// All documents, as many of them loaded as are worked on.
pub(crate) struct Desks {
    store: Arc<dyn RelayStore>,
    committer: Committer,
    names: Arc<Names>,
    seats: Seats,
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
    /// Desks over a store.
    pub(crate) fn new(store: Arc<dyn RelayStore>) -> Self {
        let committer = Committer::start(store.clone());
        Self { committer, names: Arc::new(Names::new(store.clone())), seats: Seats::new(store.clone()), live: Live::default(), store }
    }

    /// Judges changes and keeps the good ones. `answer` is called once, before anybody else can sit down.
    pub(crate) async fn submit(&self, asker: Asker, batch: Batch, answer: impl FnOnce(FromRelay) + Send) {
        let Batch { number, document, changes } = batch;
        let trouble = |error: &StoreError| FromRelay::Trouble { code: trouble(error), batch: Some(number), document: Some(document) };
        let mut seat = match self.seats.take(document).await {
            Ok(seat) => seat,
            Err(error) => return answer(trouble(&error)),
        };
        if !seat.as_ref().is_some_and(|case| may_read(&asker.person, &case.kept.state)) {
            return answer(no_such_document(number, document, &changes));
        }
        let names = self.names.clone();
        let (person, author, now) = (asker.person, asker.author, asker.now);
        let judged = work(seat, move |case| case.judge(&person, author, &changes, &names, now)).await;
        let (case::Judged { verdict, next }, taken) = match judged {
            Ok(judged) => judged,
            Err(error) => return answer(trouble(&error)),
        };
        seat = taken;
        let mut accepted = Vec::new();
        if let Some(next) = next {
            accepted.extend(next.write.entries.iter().zip(next.write.after + 1..).map(|(entry, n)| (entry.hash, n)));
            if let Err(error) = self.keep(&mut seat, *next, asker.line).await {
                return answer(trouble(&error));
            }
        }
        let listed = seat.as_ref().map(|case| case.kept.listed.clone());
        if !verdict.known.is_empty() {
            let (store, known) = (self.store.clone(), verdict.known);
            match blocking(move || store.numbers(document, &known)).await {
                Ok(numbers) => accepted.extend(numbers),
                Err(error) => return answer(trouble(&error)),
            }
        }
        let case::Verdict { refused, blocked, retry, .. } = verdict;
        answer(FromRelay::Answer { batch: number, document, accepted, refused, blocked, retry, listed });
    }

    /// Decides about a command. `answer` is called once; everybody who may read the document, the asker
    /// too, has been sent its new entry by then.
    pub(crate) async fn command(&self, asker: Asker, document: DocumentId, command: Command, answer: impl FnOnce(FromRelay) + Send) {
        let id = command.id;
        answer(match self.decide(asker, document, command).await {
            Ok(refused) => FromRelay::Decided { id, document, refused },
            Err(error) => FromRelay::Trouble { code: trouble(&error), batch: None, document: Some(document) },
        });
    }

    /// Opens a case.
    pub(crate) async fn create(&self, asker: Asker, command: Command) -> Result<Result<DocumentId, Refusal>, StoreError> {
        let document = DocumentId(random::bytes());
        let mut seat = self.seats.fresh(document, Case::new(document)).await;
        let names = self.names.clone();
        let (decision, taken) = work(seat, move |case| case.decide(&asker.person, command, &names, asker.now)).await?;
        seat = taken;
        match decision {
            Decision::Counts(next) => self.keep(&mut seat, *next, None).await.map(|()| Ok(document)),
            Decision::Refused(refusal) => Ok(Err(refusal)),
        }
    }

    /// The connections.
    pub(crate) fn live(&self) -> &Live {
        &self.live
    }

    /// Takes no more and returns when everything taken is stored. Blocks.
    pub(crate) fn finish(&self) {
        self.committer.finish();
    }

    async fn decide(&self, asker: Asker, document: DocumentId, command: Command) -> Result<Option<Refusal>, StoreError> {
        let seat = self.seats.take(document).await?;
        let Some(case) = seat.as_ref().filter(|case| may_read(&asker.person, &case.kept.state)) else {
            return Ok(Some(Code::NoSuchDocument.into()));
        };
        let (id, by, kept) = (command.id, asker.person.id, case.kept.clone());
        let store = self.store.clone();
        if let Some(before) = blocking(move || store.decision(document, by, id)).await? {
            return Ok(before);
        }
        let names = self.names.clone();
        let (decision, mut seat) = work(seat, move |case| case.decide(&asker.person, command, &names, asker.now)).await?;
        match decision {
            Decision::Counts(mut next) => {
                next.write.decided = Some(Decided { id, by, decision: None });
                self.keep(&mut seat, *next, None).await?;
                Ok(None)
            }
            Decision::Refused(refusal) => {
                let decided = Some(Decided { id, by, decision: Some(refusal.clone()) });
                let write = crate::store::Write { document, after: kept.listed.n, entries: Vec::new(), kept, decided };
                self.committer.commit(write).await?;
                Ok(Some(refusal))
            }
        }
    }

    /// Makes the next state durable, then the present one, then known to all but the one who knows already.
    async fn keep(&self, seat: &mut Seat, next: Next, except: Option<LineId>) -> Result<(), StoreError> {
        let Next { write, mut case } = next;
        let (after, entries): (u64, Vec<ByteBuf>) = (write.after, write.entries.iter().map(|entry| entry.bytes.clone()).collect());
        match self.committer.commit(write).await {
            Ok(moved) => case.kept.moved = moved,
            Err(error) => {
                if !matches!(error, StoreError::Full) {
                    // The store may know more than this desk: read it again.
                    **seat = None;
                }
                return Err(error);
            }
        }
        let frames = pages(after, entries)
            .into_iter()
            .map(|(after, entries)| Bytes::from(to_frame(&FromRelay::Entries { listed: case.kept.listed.clone(), after, entries })));
        self.live.push(&case.kept.state, &frames.collect::<Vec<_>>(), except);
        **seat = Some(case);
        Ok(())
    }
}

/// Works on the document of a taken seat, on a thread that may be busy for a while. The seat stays taken.
async fn work<T, F>(seat: Seat, with: F) -> Result<(T, Seat), StoreError>
where
    T: Send + 'static,
    F: FnOnce(&Case) -> Result<T, StoreError> + Send + 'static,
{
    blocking(move || {
        let case = seat.as_ref().ok_or_else(|| StoreError::Failed("nobody works on a document that is not loaded".into()))?;
        with(case).map(|done| (done, seat))
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

/// Whoever may not read a document learns nothing of it, and hears what became of each change all the same.
fn no_such_document(batch: u64, document: DocumentId, changes: &[ByteBuf]) -> FromRelay {
    let refused = changes.iter().map(|change| (guard::named(change), Code::NoSuchDocument.into())).collect();
    FromRelay::Answer { batch, document, accepted: Vec::new(), refused, blocked: Vec::new(), retry: Vec::new(), listed: None }
}

#[cfg(test)]
mod tests;
