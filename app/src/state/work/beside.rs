//! What the relay keeps beside the documents for whoever works here. It is asked whenever a connection begins, and nothing of it is kept
//! on the device.

use std::collections::BTreeSet;

use leptos::prelude::*;
use shared::{
    ids::{DocumentId, PieceId},
    sync::{
        device::{Ask, Link, RefusedWork},
        handover::HandedOver,
        later::{AllLater, Later, Settle, Settling},
        standing::Member,
    },
    workflow::Code,
};

use crate::data::beside;
use crate::state::session::SignInFailure;
use crate::state::tell::Tell;

/// It.
#[derive(Clone, Copy)]
pub(crate) struct Beside {
    later: RwSignal<AllLater>,
    handed: RwSignal<Vec<HandedOver>>,
    /// What was taken to this device and is not durable yet, or not told to the relay.
    taking: StoredValue<Vec<PieceId>>,
    link: StoredValue<Link>,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell) -> Beside {
    let (later, handed, taking) = (RwSignal::new(AllLater::default()), RwSignal::new(Vec::new()), StoredValue::default());
    let beside = Beside { later, handed, taking, link: StoredValue::new(Link::Offline), tell };
    provide_context(beside);
    beside
}

/// What the relay keeps beside the documents.
pub(crate) fn use_beside() -> Beside {
    expect_context()
}

impl Beside {
    /// A connection that begins is a good moment to ask.
    pub(in crate::state) fn hears(self, link: Link) {
        let before = self.link.get_value();
        self.link.set_value(link);
        if link == Link::Online && before != Link::Online {
            self.look();
        }
    }

    /// What was taken is durable once it is shown: now the relay is told.
    pub(in crate::state) fn hears_refused(self, work: &[RefusedWork]) {
        let taking = self.taking.get_value();
        let here: BTreeSet<&str> = work.iter().map(|piece| piece.id.as_str()).collect();
        let is_here =
            |id: &PieceId| self.handed.with_untracked(|all| all.iter().any(|one| one.id == *id && here.contains(name(one).as_str())));
        if taking.is_empty() || !taking.iter().all(is_here) {
            return;
        }
        self.taking.set_value(Vec::new());
        leptos::task::spawn_local(async move {
            if beside::taken(&taking).await.is_ok() {
                self.look();
            }
        });
    }

    /// Asks again. A relay of before, or none, has nothing to tell.
    pub(crate) fn look(self) {
        leptos::task::spawn_local(async move {
            let (later, handed) = (beside::later().await, beside::handed_over().await);
            self.later.try_set(later.unwrap_or_default());
            self.handed.try_set(handed.unwrap_or_default());
        });
    }

    /// What waits for this person as whoever leads.
    pub(crate) fn to_decide(self) -> Vec<Later> {
        self.later.with(|later| later.to_decide.clone())
    }

    /// What waits for them in a document.
    pub(crate) fn to_decide_in(self, document: DocumentId) -> Vec<Later> {
        self.later.with(|later| later.to_decide.iter().filter(|one| one.piece.document == document).cloned().collect())
    }

    /// What became of what they wrote after they had left.
    pub(crate) fn own(self) -> Vec<Later> {
        self.later.with(|later| later.own.clone())
    }

    /// A piece is about to be taken over, by nobody else.
    pub(crate) async fn claim(self, piece: PieceId) -> Result<(), SignInFailure> {
        Ok(beside::settle(piece, &Settle { how: Settling::Taking, reason: String::new() }).await?)
    }

    /// Decides about a piece.
    pub(crate) async fn settle(self, piece: PieceId, how: Settle) -> Result<(), SignInFailure> {
        beside::settle(piece, &how).await?;
        self.look();
        Ok(())
    }

    /// What their revoked devices handed over and they have not taken yet.
    pub(crate) fn handed(self) -> Vec<HandedOver> {
        self.handed.with(|all| all.iter().filter(|one| one.taken_at.is_none()).cloned().collect())
    }

    /// Takes it to this device, where it waits for a decision like what was refused here.
    pub(crate) fn take(self) {
        let pieces = self.handed();
        self.taking.set_value(pieces.iter().map(|one| one.id).collect());
        self.tell.ask(Ask::TakeBack { pieces: pieces.iter().map(work).collect() });
    }

    /// The people of the groups that they lead.
    pub(crate) async fn members(self) -> Result<Vec<Member>, SignInFailure> {
        Ok(beside::members().await?)
    }

    pub(in crate::state) fn forget(self) {
        self.later.set(AllLater::default());
        self.handed.set(Vec::new());
        self.taking.set_value(Vec::new());
        self.link.set_value(Link::Offline);
    }
}

/// Under which a piece lies on this device.
fn name(HandedOver { id, piece, .. }: &HandedOver) -> String {
    format!("{:013}-{id}", piece.written_at.0)
}

/// A piece as what was refused is shown.
pub(crate) fn work(handed: &HandedOver) -> RefusedWork {
    let HandedOver { piece, at, .. } = handed;
    RefusedWork {
        id: name(handed),
        document: piece.document,
        work: piece.work.clone(),
        refusal: Code::OfRevoked.into(),
        written_at: piece.written_at,
        refused_at: *at,
    }
}

/// A former member's piece, likewise.
pub(crate) fn work_of_later(Later { id, piece, at, .. }: &Later) -> RefusedWork {
    RefusedWork {
        id: id.to_string(),
        document: piece.document,
        work: piece.work.clone(),
        refusal: Code::WithLead.into(),
        written_at: piece.written_at,
        refused_at: *at,
    }
}
