//! What the person at the tablet does with their hands.

use shared::{
    records::edit::Edit,
    sync::device::{Ask, Input},
    workflow::Command,
};

use super::{Tablet, now};
use crate::cast::path;

impl Tablet {
    /// Focus, the whole text in one key, leave.
    pub fn type_in(&mut self, field: &str, text: &str) {
        self.begin(field, text);
        self.leave();
    }

    /// The field is left.
    pub fn leave(&mut self) {
        let document = self.open_case();
        self.turn += 1;
        self.give(Input::Ask(Ask::Leave { document, turn: self.turn }));
    }

    /// Focus and the whole text in one key; the field is not left.
    pub fn begin(&mut self, field: &str, text: &str) {
        self.enter(field);
        self.key(field, text);
    }

    /// The field is entered as it reads.
    ///
    /// # Panics
    /// When no case is open.
    pub fn enter(&mut self, field: &str) {
        let document = self.open_case();
        let heads = self.screen.document.as_ref().expect("the case is open").heads.clone();
        self.give(Input::Ask(Ask::Focus { document, path: path(field), heads }));
    }

    /// A key: the field now reads so.
    pub fn key(&mut self, field: &str, text: &str) {
        let document = self.open_case();
        self.give(Input::Ask(Ask::Type { document, path: path(field), text: text.into() }));
    }

    /// A pause in typing.
    pub fn pause(&mut self) {
        let document = self.open_case();
        self.give(Input::Ask(Ask::Keep { document }));
    }

    /// An edit that is no typing.
    pub fn edit(&mut self, edit: Edit) {
        let document = self.open_case();
        self.give(Input::Ask(Ask::Edit { document, edit }));
    }

    /// Adds a row to a table.
    pub fn add_row(&mut self, table: &str, row: &str) {
        self.edit(Edit::Add { path: path(table), row: row.into(), order: format!("{:013}-{row}", now().0) });
    }

    /// Asks for something that counts; the decision comes when it comes.
    pub fn wish(&mut self, command: Command) {
        let document = self.open_case();
        self.give(Input::Ask(Ask::Act { document, command }));
    }

    /// Asks for something that counts, and waits for the decision.
    pub fn act(&mut self, command: Command) -> Option<shared::workflow::Code> {
        let document = self.open_case();
        self.screen.decided = None;
        self.give(Input::Ask(Ask::Act { document, command }));
        self.until_decided()
    }
}
