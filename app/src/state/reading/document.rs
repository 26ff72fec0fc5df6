//! The document on the screen and what a hand does to it.

mod open;
mod places;
mod rested;

use std::sync::Arc;

use leptos::{ev, prelude::*};
use shared::{
    forms::Path,
    ids::{DeviceId, DocumentId, Hash},
    key,
    records::{
        edit::Edit,
        read::{Content, Mark, Said},
        review::Question,
        spoken::Spoken,
    },
    sync::device::{Ask, DocumentView, Look, Seen},
    workflow::{Deadlines, gates::Facts, hoped},
};

pub(in crate::state) use open::provide;

use self::{open::Open, places::Places};
use crate::data::{clock, draw};
use crate::state::device::lock::use_lock;
use crate::state::reading::names::{Names, use_names};
use crate::state::reading::words::{Words, use_words};
use crate::state::session::{Session, use_session};
use crate::state::work::acts::{Acts, Asked, use_acts};
use crate::state::work::deadlines::use_deadlines;

/// An open document, with what it takes to read it.
#[derive(Clone, Copy)]
pub(crate) struct Document {
    /// Its id.
    pub(crate) id: DocumentId,
    /// Words.
    pub(crate) words: Words,
    /// Names.
    pub(crate) names: Names,
    /// Where the person is being led: whatever is folded around it opens.
    pub(crate) goal: RwSignal<Option<Path>>,
    /// What is asked for.
    pub(crate) acts: Acts,
    session: Session,
    deadlines: RwSignal<Deadlines>,
    view: RwSignal<Option<Arc<DocumentView>>>,
    /// Where single places can be followed.
    places: Option<Places>,
    open: Open,
}

/// Opens a document for as long as the asking component lives. When the page hides, what is typed becomes a change at once; what
/// is being composed stays a draft.
pub(crate) fn use_document(id: DocumentId) -> Document {
    let open: Open = expect_context();
    let places = Places::new(id);
    let document = Document {
        id,
        words: use_words(),
        names: use_names(),
        goal: open.goal,
        acts: use_acts(),
        session: use_session(),
        deadlines: use_deadlines(),
        view: open.view,
        places: Some(places),
        open,
    };
    open.places.update_value(|all| all.push(places));
    document.open.tell.ask(Ask::Open { document: id });
    document.asks_again();
    let hides = window_event_listener(ev::pagehide, move |_| document.hides());
    let turns = window_event_listener_untyped("visibilitychange", move |_| document.hides());
    on_cleanup(move || {
        document.open.places.update_value(|all| all.retain(|living| *living != places));
        hides.remove();
        turns.remove();
        document.goal.set(None);
        document.open.look.set_value(None);
        document.open.seen.set(None);
        document.open.then.set(None);
        document.open.tell.ask(Ask::Close { document: id });
    });
    document
}

impl Document {
    /// Each time the lock was opened the work began anew, and knows nothing of this screen.
    fn asks_again(self) {
        let (lock, open) = (use_lock(), self.open);
        let openings = lock.openings.get_untracked();
        Effect::new(move || {
            if lock.openings.get() > openings {
                open.tell.ask(Ask::Open { document: self.id });
                // Whatever was left was left before: the next view is behind nothing.
                open.tell.ask(Ask::Leave { document: self.id, turn: open.turns.get_value() });
                if let Some(look) = open.look.get_value() {
                    open.tell.ask(Ask::Look { document: self.id, look: Some(look) });
                }
            }
        });
    }

    /// Reads the view, and again whenever it changes; `None` while there is none.
    pub(crate) fn read<T>(self, read: impl FnOnce(&DocumentView) -> T) -> Option<T> {
        self.view.with(|view| view.as_deref().filter(|view| view.line.summary.id == self.id).map(read))
    }

    /// Reads the view, and again when something changes at a place or, of a row or a section, anywhere in it.
    pub(crate) fn at<T>(self, place: &Path, read: impl FnOnce(&DocumentView) -> T) -> Option<T> {
        let Some(places) = self.places else { return self.read(read) };
        places.track(place);
        let view = self.view.get_untracked().filter(|view| view.line.summary.id == self.id)?;
        Some(read(&view))
    }

    /// As it was when nobody typed. What asks the rules about the whole document follows this one: it would keep the next key waiting.
    pub(crate) fn at_rest(self) -> Self {
        Self { view: self.open.rested.view, places: None, ..self }
    }

    /// Reads it out in the person's language, with the names that are known here.
    pub(crate) fn spoken<T>(self, ask: impl FnOnce(&Spoken<'_>) -> T) -> Option<T> {
        self.read(|view| self.speaks(view, ask))
    }

    /// Likewise, [of a place](Self::at).
    pub(crate) fn spoken_at<T>(self, place: &Path, ask: impl FnOnce(&Spoken<'_>) -> T) -> Option<T> {
        self.at(place, |view| self.speaks(view, ask))
    }

    fn speaks<T>(self, DocumentView { content, state, .. }: &DocumentView, ask: impl FnOnce(&Spoken<'_>) -> T) -> T {
        let (names, cases) = (|id: &str| self.names.name(id), || self.names.case_figures());
        ask(&Spoken { content, state, locale: self.words.language(), names: &names, cases: &cases })
    }

    /// Puts a question to the rules, as this person, today.
    pub(crate) fn rules<T>(self, ask: impl FnOnce(&Facts<'_>) -> T) -> Option<T> {
        let person = self.session.person()?;
        let (experts, today) = (self.names.experts(), clock::now().day());
        self.deadlines.with(|deadlines| {
            self.read(|view| {
                let (state, content) = (&view.state, &view.content);
                ask(&Facts { person: &person, state, content, experts: &experts, deadlines, today })
            })
        })
    }

    /// Puts a question to the rules as if what waits here were granted: so one act is asked for behind another.
    pub(crate) fn ahead<T>(self, ask: impl FnOnce(&Facts<'_>) -> T) -> Option<T> {
        let waiting = self.read(|view| view.waiting.clone())?;
        self.rules(|facts| {
            let state = hoped(facts, &waiting, clock::now());
            ask(&Facts { state: &state, ..*facts })
        })
    }

    /// What was asked for: what still waits from before this page was opened, then what was asked here.
    pub(crate) fn asked(self) -> Vec<Asked> {
        let here = self.acts.of(self.id);
        let waiting = self.read(|view| view.waiting.clone()).unwrap_or_default().into_iter();
        let earlier = waiting.filter(|command| here.iter().all(|asked| asked.id != command.id));
        let earlier: Vec<Asked> =
            earlier.map(|command| Asked { id: command.id, document: self.id, act: command.act, decision: None }).collect();
        earlier.into_iter().chain(here).collect()
    }

    /// This version knows all that is in it, and so may write in it.
    pub(crate) fn is_written(self) -> bool {
        self.read(|view| !view.is_newer) == Some(true)
    }

    /// Asks what it said in an earlier version.
    pub(crate) fn ask_earlier(self, heads: Vec<Hash>) {
        if heads.is_empty() {
            self.open.said(heads, None); // An act of long ago did not say which version it was about.
        } else {
            self.open.tell.ask(Ask::Earlier { document: self.id, heads });
        }
    }

    /// What it said in an earlier version, once that is known: `Some(None)` where the version is not known here.
    pub(crate) fn earlier(self, heads: &[Hash]) -> Option<Option<Arc<Content>>> {
        self.open.earlier.with(|earlier| earlier.as_ref().filter(|(of, _)| of == heads).map(|(_, content)| content.clone()))
    }

    /// The document is not on this device.
    pub(crate) fn is_missing(self) -> bool {
        self.open.missing.get() == Some(self.id)
    }

    /// The text of a field.
    pub(crate) fn text(self, path: &Path) -> String {
        self.at(path, |view| view.content.text(path).to_owned()).unwrap_or_default()
    }

    /// The chosen options of a set, in their order.
    pub(crate) fn marks(self, path: &Path) -> Vec<Mark> {
        self.at(path, |view| view.content.marks(path).to_vec()).unwrap_or_default()
    }

    /// The values that stand in a short field when there are several.
    pub(crate) fn concurrent(self, path: &Path) -> Vec<Said> {
        self.at(path, |view| view.content.concurrent(path).to_vec()).unwrap_or_default()
    }

    /// Typing begins in a field that shows what the view shows.
    pub(crate) fn focus(self, path: Path) {
        let heads = self.open.view.with_untracked(|view| view.as_deref().map(|view| view.heads.clone())).unwrap_or_default();
        self.open.tell.ask(Ask::Focus { document: self.id, path, heads });
    }

    /// A keystroke.
    pub(crate) fn typed(self, path: Path, text: String) {
        self.open.tell.ask(Ask::Type { document: self.id, path, text });
    }

    /// An input method begins to compose.
    pub(crate) fn composes(self) {
        self.open.is_composing.set_value(true);
    }

    /// A pause.
    pub(crate) fn keep(self) {
        self.open.is_composing.set_value(false);
        self.open.tell.ask(Ask::Keep { document: self.id });
    }

    /// The field is left.
    pub(crate) fn leave(self) {
        self.open.is_composing.set_value(false);
        let turn = self.open.turns.get_value() + 1;
        self.open.turns.set_value(turn);
        self.open.tell.ask(Ask::Leave { document: self.id, turn });
    }

    /// A field was left and the view does not know of it yet: it may lack what was typed last.
    pub(crate) fn is_behind(self) -> bool {
        self.open.left.get() < self.open.turns.get_value()
    }

    fn hides(self) {
        if !self.open.is_composing.get_value() {
            self.keep();
        }
    }

    /// A field now holds this.
    pub(crate) fn write(self, path: Path, text: String) {
        self.edit(Edit::Write { path, text });
    }

    /// Adds a row and tells its id.
    pub(crate) fn add(self, path: Path) -> String {
        let (row, order) = draw::row(clock::now());
        self.edit(Edit::Add { path, row: row.clone(), order });
        row
    }

    /// Several edits, one after the other.
    pub(crate) fn all(self, edits: Vec<Edit>) {
        edits.into_iter().for_each(|edit| self.edit(edit));
    }

    /// Removes a row or brings it back.
    pub(crate) fn remove(self, path: Path, removed: bool) {
        self.edit(Edit::Remove { path, removed });
    }

    /// The document as it was, where that is what is looked at.
    pub(crate) fn then(self) -> Self {
        Self { view: self.open.then, places: None, ..self }
    }

    /// Looks at something of its past.
    pub(crate) fn look(self, look: Look) {
        self.open.look.set_value(Some(look.clone()));
        self.open.tell.ask(Ask::Look { document: self.id, look: Some(look) });
    }

    /// Reads what is looked at, and again whenever it changes; `None` until it is there.
    pub(crate) fn seen<T>(self, read: impl FnOnce(&Seen) -> T) -> Option<T> {
        self.open.seen.with(|seen| seen.as_ref().filter(|(id, _)| *id == self.id).map(|(_, seen)| read(seen)))
    }

    /// What waits for a decision.
    pub(crate) fn review(self) -> Vec<Question> {
        self.read(|view| view.review.clone()).unwrap_or_default()
    }

    /// What this person decided here and may take back, the last first.
    pub(crate) fn decided(self) -> Vec<Question> {
        self.open
            .decided
            .with(|decided| decided.iter().rev().filter(|(id, _)| *id == self.id).map(|(_, question)| question.clone()).collect())
    }

    /// Decides a question, as the view shows it.
    pub(crate) fn decide(self, question: Question, edit: Edit) {
        let heads = self.open.view.with_untracked(|view| view.as_deref().map(|view| view.heads.clone())).unwrap_or_default();
        self.open.decided.update(|decided| {
            decided.retain(|(id, other)| *id != self.id || other.path != question.path);
            decided.push((self.id, question));
        });
        self.open.tell.ask(Ask::Decide { document: self.id, edit, heads });
    }

    /// Takes a decision back.
    pub(crate) fn reopen(self, question: Question) {
        self.open.decided.update(|decided| decided.retain(|(id, other)| *id != self.id || other.path != question.path));
        self.open.tell.ask(Ask::Reopen { document: self.id, question });
    }

    /// Words for a device on which somebody wrote.
    pub(crate) fn device(self, device: DeviceId) -> String {
        if self.session.device_id() == Some(device) {
            return self.words.t(key!("past.this_device")).to_owned();
        }
        let name = device.to_string();
        let last = name.char_indices().rev().nth(3).map_or(name.as_str(), |(at, _)| &name[at..]);
        self.words.fill(key!("past.device"), &[("id", last)])
    }

    fn edit(self, edit: Edit) {
        self.open.tell.ask(Ask::Edit { document: self.id, edit });
    }
}
