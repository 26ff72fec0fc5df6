//! What should count: commands wait behind the edits that they are about, and a document that was begun here begins for the
//! others when the relay takes its opening.

use serde_bytes::ByteBuf;

use super::{
    Device, Effect, Show,
    shelf::Shelf,
    store::{Table, WaitingCommand, Write},
};
use crate::{
    documents::DocumentKind,
    ids::{CommandId, DocumentId},
    records::{genesis, read::Content, summary},
    sync::wire::{FromDevice, Listed},
    workflow::{Act, Command, Entry, RULES, Refusal, State},
};

impl Device {
    pub(super) fn create(&mut self, document: DocumentId, kind: DocumentKind, command: Command) {
        let state = State::of(kind, vec![self.opening(&command)]);
        let summary = summary::of(document, &Content::default(), &state, self.now, Vec::new());
        let shelf = self.documents.entry(document).or_insert_with(|| Shelf::new(Listed { summary, n: 0 }));
        let row = shelf.row();
        self.save(vec![row]);
        self.stale.documents = true;
        self.act(document, command);
    }

    pub(super) fn act(&mut self, document: DocumentId, command: Command) {
        self.leave(document);
        let heads = self.loaded.get(&document).map(super::editing::Loaded::heads).unwrap_or_default();
        let heads = if command.act == Act::Open { Vec::new() } else { heads };
        let waiting = WaitingCommand { document, command: Command { heads, rules: RULES, ..command } };
        self.save(vec![Write::put(Table::Commands, waiting.command.id.to_string(), &waiting)]);
        self.commands.insert(waiting.command.id, waiting);
        self.stale.document = true;
        self.pump(document);
    }

    /// Asks the relay for what waits in this document; a document that was begun here must be opened before anything else.
    pub(super) fn ask_commands(&mut self, document: DocumentId) {
        let Some(shelf) = self.documents.get(&document) else { return };
        let (kind, is_begun_here) = (shelf.listed.summary.kind, shelf.is_begun_here());
        let waiting = self.commands.values().filter(|waiting| waiting.document == document);
        for command in waiting.map(|waiting| &waiting.command).filter(|command| !is_begun_here || command.act == Act::Open) {
            if self.asked.insert(command.id) {
                self.effects.push(Effect::Send(if command.act == Act::Open {
                    let genesis = ByteBuf::from(genesis::of(kind).raw_bytes().to_vec());
                    FromDevice::Open { document, genesis, command: command.clone() }
                } else {
                    FromDevice::Command { document, command: command.clone() }
                }));
            }
        }
    }

    pub(super) fn decided(&mut self, id: CommandId, document: DocumentId, refused: Option<Refusal>) {
        if self.commands.remove(&id).is_some() {
            self.save(vec![Write::delete(Table::Commands, id.to_string())]);
            self.effects.push(Effect::Show(Show::Decided { id, document, refused }));
            self.stale.document = true;
            self.pump(document);
        }
    }

    /// The ledger of a document that the relay has not taken yet: as its opening asks for it.
    pub(super) fn begun(&self, document: DocumentId) -> Vec<Entry> {
        let opening = self.commands.values().find(|waiting| waiting.document == document && waiting.command.act == Act::Open);
        opening.map(|waiting| self.opening(&waiting.command)).into_iter().collect()
    }

    fn opening(&self, command: &Command) -> Entry {
        let Command { act, args, on, .. } = command.clone();
        Entry { number: 0, act, args, by: self.author.person, on, at: self.now, heads: Vec::new() }
    }
}
