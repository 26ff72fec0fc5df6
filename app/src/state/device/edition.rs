//! A new version of the app: taken over by itself at a good moment, else on the person's word.

use std::rc::Rc;

use leptos::prelude::*;

use crate::data::{
    Tab,
    edition::{self, Edition},
};
use crate::state::session::Session;
use crate::state::tell::Tell;

/// The new version, if there is one.
#[derive(Clone, Copy)]
pub(crate) struct Update {
    /// What there is of it.
    pub(crate) edition: RwSignal<Option<Edition>>,
    is_asked: RwSignal<bool>,
    session: Session,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell, session: Session) -> Update {
    let update = Update { edition: RwSignal::new(None), is_asked: RwSignal::new(false), session, tell };
    provide_context(update);
    edition::watch(Rc::new(move |edition| update.hear(edition)));
    let turns = window_event_listener_untyped("visibilitychange", move |_| update.look());
    on_cleanup(move || turns.remove());
    update
}

/// The new version, if there is one.
pub(crate) fn use_update() -> Update {
    expect_context()
}

impl Update {
    /// Takes it, on the person's word. What is typed is made durable first.
    pub(crate) fn take(self) {
        self.is_asked.set(true);
        match self.edition.get_untracked() {
            Some(Edition::Over) => self.tell.reload(),
            Some(Edition::WasReady | Edition::Ready) => edition::take_over(),
            None => {}
        }
    }

    fn hear(self, edition: Edition) {
        self.edition.set(Some(edition));
        if edition == Edition::Over && self.is_asked.get_untracked() {
            self.tell.reload();
        } else {
            self.look();
        }
    }

    /// Takes it at a good moment: in a working tab that has only begun, or at which nobody looks; in one that waits for another tab only
    /// once it has taken over anyhow. What stands in a dialog is on no disk yet.
    pub(in crate::state) fn look(self) {
        let works = self.session.tab.get_untracked() == Tab::Here && self.session.is_known_untracked();
        let has_dialog = matches!(document().query_selector("dialog[open]"), Ok(Some(_)));
        let is_unseen = document().hidden() && !has_dialog && self.session.person_id_untracked().is_some();
        let is_good = match self.edition.get_untracked() {
            None => false,
            Some(Edition::WasReady) => works,
            Some(Edition::Ready) => works && is_unseen,
            Some(Edition::Over) => !works || is_unseen,
        };
        if is_good {
            self.take();
        }
    }
}
