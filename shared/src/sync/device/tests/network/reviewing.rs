//! What a coordinator sees and does.

use super::{CASE, Input, Network, Who};
use crate::{
    records::{edit::Edit, review::Question},
    sync::device::{Ask, DocumentView, Look, Seen},
    workflow::{Act, Args},
};

impl Network {
    /// The coordinator's unit carries the assistance.
    pub(in super::super) fn designate(&mut self) {
        self.act(Act::DesignateUnit, Args::default().with("unit", Who::Unit.person().org.id));
    }

    /// An act of the relay's own telling.
    pub(in super::super) fn act_now(&mut self, act: Act) {
        self.act(act, Args::default());
    }

    /// What waits for a decision, as this device shows it.
    pub(in super::super) fn review(&self, at: usize) -> Vec<Question> {
        self.view(at).review.clone()
    }

    /// The place in review of this path.
    pub(in super::super) fn question(&self, at: usize, path: &str) -> Question {
        self.review(at).into_iter().find(|question| question.path.as_str() == path).expect("the place is in review")
    }

    fn view(&self, at: usize) -> &DocumentView {
        self.nodes[at].screen.document.as_ref().expect("the document is open")
    }

    /// The screen as it is now: what is decided later is decided on what it shows.
    pub(in super::super) fn looks_at(&self, at: usize) -> DocumentView {
        self.view(at).clone()
    }

    /// Decides on what the screen shows.
    pub(in super::super) fn settle(&mut self, at: usize, edit: Edit) {
        let shown = self.looks_at(at);
        self.settle_on(at, &shown, edit);
    }

    /// Decides on what the screen showed.
    pub(in super::super) fn settle_on(&mut self, at: usize, shown: &DocumentView, edit: Edit) {
        self.give(at, Input::Ask(Ask::Decide { document: CASE, edit, heads: shown.heads.clone() }));
    }

    pub(in super::super) fn reopen(&mut self, at: usize, question: Question) {
        self.give(at, Input::Ask(Ask::Reopen { document: CASE, question }));
    }

    pub(in super::super) fn look(&mut self, at: usize, look: Look) {
        self.give(at, Input::Ask(Ask::Look { document: CASE, look: Some(look) }));
    }

    pub(in super::super) fn seen(&self, at: usize) -> &Seen {
        self.nodes[at].screen.seen.as_ref().expect("something is looked at")
    }

    /// How many places the relay's summary says are in review.
    pub(in super::super) fn disputed(&self, at: usize) -> u32 {
        self.lines(at)[0].summary.disputed
    }
}
