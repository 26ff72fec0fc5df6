//! Rights that come and go, and what a device shows of it.

use super::{CASE, Network, Who};
use crate::{
    ids::Era,
    sync::{
        device::{Ask, Input, LostDocument, Table},
        wire::FromRelay,
    },
    workflow::{Act, Args},
};

impl Network {
    /// Days go by.
    pub(in super::super) fn days(&mut self, days: i64) {
        self.now.0 += days * 24 * 3600 * 1000;
    }

    /// The working group is these people from now on.
    pub(in super::super) fn form_group(&mut self, group: &[Who]) {
        let group: Vec<String> = group.iter().map(|who| who.person().id.to_string()).collect();
        self.act(Act::FormGroup, Args::default().with("group", group.join(" ")));
    }

    /// Somebody is somebody else from now on: another role, body or district.
    pub(in super::super) fn becomes(&mut self, at: usize, who: Who) {
        self.nodes[at].who = who;
    }

    /// What the device says that its person may not read any more.
    pub(in super::super) fn lost(&self, at: usize) -> &[LostDocument] {
        &self.nodes[at].screen.lost
    }

    /// What lies on the device about the document: rows of lists and logs.
    pub(in super::super) fn rows_left(&self, at: usize) -> usize {
        self.nodes[at].rows.keys().filter(|(table, _)| matches!(table, Table::Documents | Table::Log | Table::Snapshots)).count()
    }

    /// The screen was told that the open document is not here.
    pub(in super::super) fn is_missing(&self, at: usize) -> bool {
        self.nodes[at].screen.missing == Some(CASE)
    }

    /// The person has seen the notice.
    pub(in super::super) fn forget(&mut self, at: usize) {
        self.give(at, Input::Ask(Ask::Forget { document: CASE }));
    }

    /// The document stands on the screen, as far as the device is concerned.
    pub(in super::super) fn has_open(&self, at: usize) -> bool {
        self.nodes[at].screen.document.is_some() && !self.is_missing(at)
    }

    /// A connection on which nothing is answered but what a story lets the device hear: the greeting.
    pub(in super::super) fn is_greeted_with_other_rights(&mut self, at: usize) {
        self.give(at, Input::Connected);
        self.hears(at, FromRelay::Welcome { era: Era([1; 16]), rights: 0 });
    }

    /// The whole log, pushed.
    pub(in super::super) fn hears_everything(&mut self, at: usize) {
        let entries = self.entries(0);
        self.hears(at, entries);
    }

    /// The last page, without a document.
    pub(in super::super) fn hears_the_end_of_the_list(&mut self, at: usize) {
        let now = self.now;
        self.hears(at, FromRelay::Inventory { documents: vec![].into(), cursor: 9, more: false, now });
    }

    fn hears(&mut self, at: usize, message: FromRelay) {
        self.give(at, Input::Heard(Box::new(message)));
    }
}
