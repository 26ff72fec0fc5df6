//! What a person does with a list.

use super::{CASE, Network};
use crate::{
    documents::DocumentKind,
    importing::Importing,
    records::edit::Edit,
    sync::device::{Ask, Beginning, Input},
    workflow::{Act, Args},
};

impl Network {
    /// A row of a list begins as the case.
    pub(in super::super) fn begin(&mut self, at: usize, args: Args, edits: Vec<Edit>) {
        let command = self.command(Act::Open, args);
        let beginning = Beginning { document: CASE, kind: DocumentKind::Case, command, edits };
        self.give(at, Input::Ask(Ask::Begin { beginnings: vec![beginning] }));
    }

    /// Something is decided about the list.
    pub(in super::super) fn keep_importing(&mut self, at: usize, importing: Importing) {
        self.give(at, Input::Ask(Ask::KeepImporting { importing: Box::new(importing) }));
    }

    /// What the page was told of it at the start.
    pub(in super::super) fn importing(&self, at: usize) -> Option<&Importing> {
        self.nodes[at].screen.importing.as_ref()
    }

    /// The problem that the case tells, read without opening it.
    pub(in super::super) fn read_unopened(&mut self, at: usize) -> Option<String> {
        self.nodes[at].screen.read.clear();
        self.give(at, Input::Ask(Ask::Read { documents: vec![CASE] }));
        let [(CASE, read)] = &self.nodes[at].screen.read[..] else { panic!("answered once") };
        read.as_ref().map(|read| read.content.field("causes", "problem").to_owned())
    }
}
