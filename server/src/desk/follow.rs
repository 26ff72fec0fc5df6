//! What an entry in one document means for others: their desks are visited after the entry's own seat is free again, one
//! after the other. What is still to be told is kept with what it is about and survives the end of the program; a document
//! that was told already says so.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use shared::{
    ids::{Author, DeviceId, DocumentId},
    time::Timestamp,
    workflow::{
        Act, Code, State,
        reactions::{Reaction, SameProduct, Target, of_same_product, reactions},
    },
};
use tokio::sync::Mutex as AsyncMutex;

use super::{
    Asker, Desks, blocking,
    document::{Decision, Fact},
};
use crate::store::{Kept, News, Pending, StoreError};

/// One fact leads to another, and that to a third at most; a chain of this length is our own mistake.
const DEEPEST: u8 = 8;

/// What waits to be told.
pub(super) struct Follow {
    waiting: Mutex<VecDeque<(Pending, u8)>>,
    /// Who tells, tells alone: two at once could leave behind what is not true any more.
    turn: AsyncMutex<()>,
}

impl Follow {
    pub(super) fn new(pending: Vec<Pending>) -> Self {
        let waiting = pending.into_iter().map(|pending| (pending, 0)).collect();
        Self { waiting: Mutex::new(waiting), turn: AsyncMutex::default() }
    }

    pub(super) fn queue(&self, pending: Vec<Pending>, depth: u8) {
        self.waiting().extend(pending.into_iter().map(|pending| (pending, depth)));
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<(Pending, u8)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desks {
    /// Tells other documents what they are still to be told. Nobody who calls this holds a seat.
    pub(crate) async fn follow_up(&self) {
        if self.follow.waiting().is_empty() {
            return;
        }
        let _turn = self.follow.turn.lock().await;
        let (mut told, mut failed) = (Vec::new(), Vec::new());
        loop {
            let next = self.follow.waiting().pop_front();
            let Some((pending, depth)) = next else { break };
            if depth > DEEPEST {
                tracing::error!(document = %pending.document, "one fact leads to another without end");
            } else if let Err(error) = self.tell(pending, depth).await {
                tracing::error!(document = %pending.document, %error, "other documents could not be told; they are at the next occasion");
                failed.push((pending, depth));
                continue; // One document that cannot be told keeps no other from it.
            }
            told.push(pending);
        }
        self.follow.waiting().extend(failed);
        if !told.is_empty() {
            let store = self.store.clone();
            if let Err(error) = blocking(move || store.done(&told)).await {
                tracing::error!(%error, "what was told will be told again");
            }
        }
    }

    async fn tell(&self, pending: Pending, depth: u8) -> Result<(), StoreError> {
        let (store, by) = (self.store.clone(), pending.by);
        let (kept, person) = blocking(move || Ok((store.document(pending.document)?, store.person(by)?))).await?;
        let (Some(kept), Some(person)) = (kept, person) else { return Ok(()) };
        let author = Author { person: by, device: DeviceId([0; 16]) };
        let asker = Asker { person, author, line: None, now: pending.at };
        let facts = match pending.news {
            News::Entry(number) => self.facts_of_entry(&kept, number),
            News::Product => self.facts_of_product(kept, pending.at).await?,
        };
        for (document, fact) in facts {
            self.enter(document, fact, asker.clone(), depth).await?;
        }
        Ok(())
    }

    /// As it was when the entry was made, so that telling twice says the same.
    fn facts_of_entry(&self, kept: &Kept, number: u32) -> Vec<(DocumentId, Fact)> {
        let document = kept.listed.summary.id;
        let entries = kept.state.entries.iter().filter(|entry| entry.number <= number).cloned().collect();
        let state = State::of(kept.state.kind, entries);
        let Some(entry) = state.entry(number) else { return Vec::new() };
        // R-0-14: a notice that names several cases is one of their one product.
        let product = entry.args.text("product");
        let is_for = |to: DocumentId, act| act != Act::NoticeShared || self.world.product(to).is_some_and(|theirs| theirs == product);
        let told = reactions(document, &state, entry).into_iter().flat_map(|Reaction { to, act, args, on }| {
            let to = match to {
                Target::Document(to) => vec![to],
                Target::Naming(kind, named) => self.world.naming(kind, named),
            };
            to.into_iter().filter(move |to| *to != document).map(move |to| (to, Fact { act, args: args.clone(), on }))
        });
        told.filter(|(to, fact)| is_for(*to, fact.act)).collect()
    }

    async fn facts_of_product(&self, case: Kept, at: Timestamp) -> Result<Vec<(DocumentId, Fact)>, StoreError> {
        let (store, others) = (self.store.clone(), self.world.of_same_product(case.listed.summary.id));
        let read = move || others.into_iter().filter_map(|other| store.document(other).transpose()).collect::<Result<Vec<_>, _>>();
        let others = blocking(read).await?;
        let others: Vec<SameProduct<'_>> = others.iter().map(same_product).collect();
        let told = of_same_product(same_product(&case), &others, at.day()).into_iter();
        let told = told.filter_map(|Reaction { to, act, args, on }| match to {
            Target::Document(to) => Some((to, Fact { act, args, on })),
            Target::Naming(..) => None,
        });
        Ok(told.collect())
    }

    async fn enter(&self, document: DocumentId, fact: Fact, asker: Asker, depth: u8) -> Result<(), StoreError> {
        let (by, world) = (asker.person.id, self.world.clone());
        let seat = self.sit(by, document).await?;
        if seat.is_none() {
            tracing::debug!(%document, act = fact.act.code(), "a document is named that is not here");
            return Ok(());
        }
        let act = fact.act;
        let (decision, mut seat) = self.work(by, seat, move |standing| standing.note(&asker, fact, &world)).await?;
        match decision {
            Decision::Counts(write) => self.keep(&mut seat, *write, None, depth + 1).await,
            Decision::Refused(refusal) => {
                if refusal.code != Code::AlreadyDone {
                    tracing::error!(%document, act = act.code(), code = refusal.code.code(), "a fact does not fit its document");
                }
                Ok(())
            }
        }
    }
}

fn same_product(kept: &Kept) -> SameProduct<'_> {
    let summary = &kept.listed.summary;
    SameProduct { id: summary.id, state: &kept.state, product: summary.same_product.as_deref() }
}
