//! What a person sees on the tablet.

use shared::{
    codec,
    ids::Hash,
    people::Directory,
    records::{
        edit::Edit,
        read::{Content, Said},
    },
    sync::{
        device::{Ask, DocumentLine, Input, Link, Outgoing, Table, Truth, Why, Work},
        wire::FromRelay,
    },
    workflow::{Deadlines, State},
};

use super::Tablet;
use crate::cast::path;

impl Tablet {
    /// The cases in the list.
    #[must_use]
    pub fn cases(&self) -> &[DocumentLine] {
        &self.screen.cases
    }

    /// Everything in the list.
    #[must_use]
    pub fn documents(&self) -> &[DocumentLine] {
        self.screen.documents.as_deref().unwrap_or_default()
    }

    /// The bodies and experts to choose from.
    #[must_use]
    pub const fn directory(&self) -> &Directory {
        &self.screen.directory
    }

    /// How long everything takes, as the tablet knows it.
    #[must_use]
    pub const fn deadlines(&self) -> &Deadlines {
        &self.screen.deadlines
    }

    /// What the ledger of the open document says; `None` as long as it is not there.
    #[must_use]
    pub fn state(&self) -> Option<&State> {
        self.screen.document.as_ref().map(|document| &document.state)
    }

    /// The line of this enterprise in the list.
    #[must_use]
    pub fn find(&self, enterprise: &str) -> Option<&DocumentLine> {
        self.cases().iter().find(|line| line.summary.title == enterprise)
    }

    /// The text of a field of the open case.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.screen.document.as_ref().map(|case| case.content.text(&path(field)).to_owned()).unwrap_or_default()
    }

    /// The rows of a table of the open document by their ids.
    #[must_use]
    pub fn rows(&self, table: &str) -> Vec<String> {
        let content = self.screen.document.as_ref().map(|document| &document.content);
        content.into_iter().flat_map(|content| content.live_rows(&path(table)).map(|row| row.id.clone()).collect::<Vec<_>>()).collect()
    }

    /// Everything that stands in the open document.
    ///
    /// # Panics
    /// When none is open.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.screen.document.as_ref().expect("a document is open").content
    }

    /// What the open document said in an earlier version.
    #[must_use]
    pub fn earlier(&mut self, heads: &[Hash]) -> Option<Content> {
        let document = self.open_case();
        self.give(Input::Ask(Ask::Earlier { document, heads: heads.to_vec() }));
        self.screen.earlier.take()
    }

    /// Whether anything stands in a field of the open document: words, or a choice.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        let holds = |content: &Content| !content.text(&path(field)).is_empty() || !content.marks(&path(field)).is_empty();
        self.screen.document.as_ref().is_some_and(|document| holds(&document.content))
    }

    /// What is chosen in a set of the open document: each option with what stands at it.
    #[must_use]
    pub fn marks(&self, field: &str) -> Vec<(String, String)> {
        let marks = self.screen.document.as_ref().map(|case| case.content.marks(&path(field)).to_vec()).unwrap_or_default();
        marks.into_iter().map(|mark| (mark.option, mark.text)).collect()
    }

    /// The open document's changes that the relay has not confirmed, in order.
    #[must_use]
    pub fn waiting(&self) -> Vec<Outgoing> {
        let rows = self.rows.iter().filter(|((table, _), _)| *table == Table::Outbox);
        let outgoing = rows.map(|(_, row)| codec::decode::<Outgoing>(row).expect("the machine's own row"));
        outgoing.filter(|outgoing| Some(outgoing.document) == self.document).collect()
    }

    /// The values that stand in a short field when there are several.
    #[must_use]
    pub fn versions(&self, field: &str) -> Vec<Said> {
        self.screen.document.as_ref().map(|case| case.content.concurrent(&path(field)).to_vec()).unwrap_or_default()
    }

    /// Where the work stands.
    #[must_use]
    pub const fn truth(&self) -> Truth {
        self.screen.truth
    }

    /// Nothing waits and the relay is there.
    #[must_use]
    pub fn is_signed_out(&self) -> bool {
        self.truth().link == Link::SignedOut
    }

    /// What was refused of what was written: place, code and words.
    #[must_use]
    pub fn refused(&self) -> Vec<(String, shared::workflow::Code, Edit)> {
        let refused = self.screen.refused.iter().filter_map(|work| match &work.work {
            Work::Edit(edit) => Some((edit.path().as_str().to_owned(), work.refusal.code, edit.clone())),
            Work::Act(_) => None,
        });
        refused.collect()
    }

    /// What is kept here as a note: each with the reason for which it was refused.
    #[must_use]
    pub fn notes(&self) -> Vec<(shared::workflow::Code, Edit)> {
        let notes = self.screen.notes.iter().filter_map(|work| match &work.work {
            Work::Edit(edit) => Some((work.refusal.code, edit.clone())),
            Work::Act(_) => None,
        });
        notes.collect()
    }

    /// The acts that were refused.
    #[must_use]
    pub fn refused_acts(&self) -> Vec<(shared::workflow::Act, shared::workflow::Code)> {
        let refused = self.screen.refused.iter().filter_map(|work| match &work.work {
            Work::Act(command) => Some((command.act, work.refusal.code)),
            Work::Edit(_) => None,
        });
        refused.collect()
    }

    /// What this person may not read any more, by name.
    #[must_use]
    pub fn lost(&self) -> Vec<(&str, Why)> {
        self.screen.lost.iter().map(|lost| (lost.title.as_str(), lost.why)).collect()
    }

    /// What the relay said last.
    #[must_use]
    pub const fn heard(&self) -> Option<&FromRelay> {
        self.screen.heard.as_ref()
    }
}
