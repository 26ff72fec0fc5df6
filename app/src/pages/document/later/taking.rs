//! The order in which a piece is taken over, so that no words are lost and none stand there twice: the relay says that it is nobody else's, the
//! words are written, and once they are durable here the relay hears that they were. Whatever ends in between, the piece waits on.

use leptos::prelude::*;
use shared::{
    forms::Path,
    ids::PieceId,
    key,
    sync::{
        device::Link,
        later::{Settle, Settling},
        session::ProblemCode,
    },
};

use super::super::super::account::sign_in;
use crate::{
    memo::Memo,
    state::{Beside, Document, SignInFailure, Words, use_beside, use_truth},
};

/// A piece on its way.
#[derive(Clone, Copy)]
pub(super) struct Taking {
    beside: Beside,
    id: PieceId,
    is_begun: RwSignal<bool>,
    /// Where its words were written, and which.
    written: RwSignal<Option<(Path, String)>>,
    failed: RwSignal<Option<SignInFailure>>,
}

impl Taking {
    /// Of a piece; to be asked for where its card is drawn.
    pub(super) fn of(document: Document, id: PieceId, failed: RwSignal<Option<SignInFailure>>) -> Self {
        let taking = Self { beside: use_beside(), id, is_begun: RwSignal::new(false), written: RwSignal::new(None), failed };
        // What a view shows is durable.
        let is_durable = Memo::new(move |_| {
            let written = taking.written.get();
            written.is_some_and(|(place, text)| document.text(&place) == text)
        });
        let truth = use_truth();
        let is_online = Memo::new(move |_| truth.with(|truth| truth.link == Link::Online));
        Effect::new(move || {
            if is_durable.get() && is_online.get() {
                taking.tell();
            }
        });
        taking
    }

    /// The relay hears that the words are written; while it is away it is told as soon as it is back.
    fn tell(self) {
        leptos::task::spawn_local(async move {
            match self.beside.settle(self.id, Settle { how: Settling::Taken, reason: String::new() }).await {
                Ok(()) | Err(SignInFailure::Offline) => {}
                Err(failure) => drop(self.failed.try_set(Some(failure))),
            }
        });
    }

    /// The words are written here, and the relay has not said yet that it knows.
    pub(super) fn is_written(self) -> bool {
        self.written.with(Option::is_some) && self.failed.with(Option::is_none)
    }

    /// It is under way, and is not begun twice.
    pub(super) fn is_begun(self) -> bool {
        self.is_begun.get()
    }

    /// Asks the relay, and writes if it agrees; `write` tells where which words stand then.
    pub(super) fn begin(self, write: impl FnOnce() -> (Path, String) + 'static) {
        if self.is_begun.get_untracked() {
            return;
        }
        self.is_begun.set(true);
        self.failed.set(None);
        leptos::task::spawn_local(async move {
            match self.beside.claim(self.id).await {
                // Whoever has left the page meanwhile has written nothing: the piece waits on.
                Ok(()) if self.written.is_disposed() => {}
                Ok(()) => drop(self.written.try_set(Some(write()))),
                Err(failure) => {
                    self.failed.try_set(Some(failure));
                    self.is_begun.try_set(false);
                }
            }
        });
    }
}

/// Decides about a piece.
pub(super) fn settle(beside: Beside, id: PieceId, how: Settle, failed: RwSignal<Option<SignInFailure>>) {
    leptos::task::spawn_local(async move {
        if let Err(failure) = beside.settle(id, how).await {
            failed.try_set(Some(failure));
        }
    });
}

/// Why nothing was decided.
pub(super) fn in_words(words: Words, failure: &SignInFailure) -> String {
    match failure {
        SignInFailure::Offline => words.t(key!("later.offline")).to_owned(),
        SignInFailure::Refused(ProblemCode::Busy) => words.t(key!("later.busy")).to_owned(),
        SignInFailure::Refused(ProblemCode::NotFound) => words.t(key!("later.decided")).to_owned(),
        SignInFailure::Refused(_) | SignInFailure::Weak(_) => sign_in::in_words(words, failure),
    }
}
