//! Files that a device keeps, named in the case.

use super::{CASE, Network, path};
use crate::{
    records::read,
    sync::device::{Ask, Attach, Attached, Input},
};

impl Network {
    /// A file of this hash is to be named in a set of files.
    pub(in super::super) fn attach(&mut self, at: usize, files: &str, hash: &str, name: &str) {
        let (ticket, path, text) = (name.to_owned(), path(files).cell(hash), name.to_owned());
        self.give(at, Input::Attach(Attach { ticket, document: CASE, path, text }));
    }

    /// What became of it, in the order of the answers.
    pub(in super::super) fn attached(&self, at: usize) -> &[(String, Attached)] {
        &self.nodes[at].screen.attached
    }

    /// The names that stand in a set of files at the relay.
    pub(in super::super) fn relay_files(&self, files: &str) -> Vec<String> {
        read::content(&self.doc).marks(&path(files)).iter().map(|mark| mark.text.clone()).collect()
    }

    pub(in super::super) fn close(&mut self, at: usize) {
        self.give(at, Input::Ask(Ask::Close { document: CASE }));
    }
}
