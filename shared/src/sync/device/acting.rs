//! What should count: commands wait behind the edits that they are about, and a document that was begun here begins for the
//! others when the relay takes its opening.

use serde_bytes::ByteBuf;

use super::{
    Device, Effect, RefusedWork, Show, Work,
    shelf::Shelf,
    store::{Table, WaitingCommand, Write},
};
use crate::{
    documents::DocumentKind,
    ids::{CommandId, DocumentId},
    records::{genesis, read::Content},
    sync::wire::{FromDevice, Listed},
    time::Timestamp,
    workflow::{Act, Command, Entry, RULES, Refusal, State},
};

impl Device {
    pub(super) fn create(&mut self, document: DocumentId, kind: DocumentKind, command: Command) {
        let state = State::of(kind, vec![self.opening(&command)]);
        let listed = Listed::of(document, &Content::default(), &state, self.now, Vec::new(), 0);
        let shelf = self.documents.entry(document).or_insert_with(|| Shelf::new(listed));
        let row = shelf.row();
        self.save(vec![row]);
        self.stale.lines.insert(document);
        self.act(document, command);
    }

    pub(super) fn act(&mut self, document: DocumentId, command: Command) {
        self.leave(document);
        let heads = self.loaded.get(&document).map(super::editing::Loaded::heads).unwrap_or_default();
        let heads = if command.act == Act::Open { Vec::new() } else { heads };
        self.drawn += 1;
        // Behind whatever waits, also where the clock was set back meanwhile.
        let last = self.commands.values().map(|waiting| waiting.asked.0).max();
        let asked = (last.map_or(self.now, |last| self.now.max(Timestamp(last.0 + 1))), self.drawn);
        let waiting = WaitingCommand { document, command: Command { heads, rules: RULES, ..command }, asked };
        let id = waiting.command.id;
        self.save(vec![Write::put(Table::Commands, id.to_string(), &waiting)]);
        self.commands.insert(id, waiting);
        self.stale.document = true;
        self.stale.lines.insert(document);
        if let Some(code) = self.speaks_against(document, id) {
            self.decided(id, document, Some(code.into()));
        } else {
            self.pump(document);
        }
    }

    /// Asks the relay for what waits in this document; a document that was begun here must be opened before anything else.
    pub(super) fn ask_commands(&mut self, document: DocumentId) {
        let Some(shelf) = self.documents.get(&document) else { return };
        let (kind, is_begun_here) = (shelf.listed.summary.kind, shelf.is_begun_here());
        let waiting = self.waiting(document).into_iter().filter(|command| !is_begun_here || command.act == Act::Open);
        let new: Vec<Command> = waiting.filter(|command| !self.asked.contains(&command.id)).cloned().collect();
        for command in new {
            self.asked.insert(command.id);
            self.effects.push(Effect::Send(if command.act == Act::Open {
                let genesis = ByteBuf::from(genesis::of(kind).raw_bytes().to_vec());
                FromDevice::Open { document, genesis, command }
            } else {
                FromDevice::Command { document, command }
            }));
        }
    }

    /// What waits to be decided in this document, in the order of asking.
    pub(super) fn waiting(&self, document: DocumentId) -> Vec<&Command> {
        let mut waiting: Vec<&WaitingCommand> = self.commands.values().filter(|waiting| waiting.document == document).collect();
        waiting.sort_by_key(|waiting| waiting.asked);
        waiting.into_iter().map(|waiting| &waiting.command).collect()
    }

    pub(super) fn decided(&mut self, id: CommandId, document: DocumentId, refused: Option<Refusal>) {
        if !self.commands.contains_key(&id) {
            return;
        }
        let writes = match refused.clone() {
            // Kept with its reason until the person has dealt with it: the page may be long gone that asked for it.
            Some(refusal) => self.put_aside(id, refusal),
            None => {
                self.commands.remove(&id);
                vec![Write::delete(Table::Commands, id.to_string())]
            }
        };
        self.save(writes);
        self.effects.push(Effect::Show(Show::Decided { id, document, refused }));
        self.stale.document = true;
        self.stale.lines.insert(document);
        self.pump(document);
    }

    /// What waited is refused, by the relay or on this device: from now on it stands where the person finds it.
    pub(super) fn put_aside(&mut self, id: CommandId, refusal: Refusal) -> Vec<Write> {
        let Some(WaitingCommand { document, command, asked: (written_at, _) }) = self.commands.remove(&id) else { return Vec::new() };
        let name = format!("{:013}-{id}", written_at.0);
        let work = RefusedWork { id: name, document, work: Work::Act(command), refusal, written_at, refused_at: self.now };
        self.stale.refused = true;
        self.stale.lines.insert(document);
        vec![Write::delete(Table::Commands, id.to_string()), self.refuse(work)]
    }

    /// The ledger of a document that the relay has not taken: as its opening asks for it, or asked before it was refused, so that
    /// its words stay within reach.
    pub(super) fn begun(&self, document: DocumentId) -> Vec<Entry> {
        let refused = self.refused.values().filter(|work| work.document == document).filter_map(|work| match &work.work {
            Work::Act(command) => Some(command),
            Work::Edit(_) => None,
        });
        let opening = self.waiting(document).into_iter().chain(refused).find(|command| command.act == Act::Open);
        opening.map(|command| self.opening(command)).into_iter().collect()
    }

    pub(super) fn opening(&self, command: &Command) -> Entry {
        let Command { act, args, on, .. } = command.clone();
        Entry { number: 0, act, args, by: self.author.person, on, at: self.now, heads: Vec::new() }
    }
}
