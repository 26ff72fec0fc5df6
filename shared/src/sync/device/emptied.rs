//! The browser threw the rows away while the machine runs: what is in memory is written again, and the logs are fetched again.

use super::{
    CIRCLE, CONFIRMED, CURSOR, Device, ERA, Gone, Held, IMPORTING, Loss, LostDocument, RIGHTS,
    store::{Table, Write},
    u32_of,
};
use crate::ids::DocumentId;

impl Device {
    pub(super) fn emptied(&mut self) {
        self.count_anew();
        let mut writes = Vec::new();
        writes.extend(self.era.map(|era| Write::put(Table::Meta, ERA.into(), &era)));
        writes.push(Write::put(Table::Meta, CURSOR.into(), &self.cursor));
        writes.extend(self.rights.map(|rights| Write::put(Table::Meta, RIGHTS.into(), &rights)));
        writes.extend(self.truth.confirmed_at.map(|at| Write::put(Table::Meta, CONFIRMED.into(), &at)));
        writes.extend(self.lost.values().map(LostDocument::row));
        writes.push(Write::put(Table::Meta, IMPORTING.into(), &self.importing));
        self.directory = None; // Said again on the next connection.
        writes.push(Write::put(Table::Meta, CIRCLE.into(), &self.circle));
        writes.extend(self.forget_vouchers());
        let mut logs = 0;
        for shelf in self.documents.values_mut() {
            logs += usize::from(shelf.held > 0);
            shelf.held = 0;
            shelf.doubt = None; // Nothing is here that could be another one.
            writes.push(shelf.row());
            writes.extend(shelf.outbox.iter().map(|(key, outgoing)| Write::put(Table::Outbox, key.clone(), outgoing)));
            writes.extend(shelf.carried.iter().map(|(key, carried)| Write::put(Table::Carried, key.clone(), carried)));
        }
        writes.extend(self.unplaced.iter().map(|(key, outgoing)| Write::put(Table::Outbox, key.clone(), outgoing)));
        let typing = self.loaded.iter().filter_map(|(document, loaded)| loaded.draft(*document));
        let drafts = typing.chain(self.orphans.iter().cloned());
        writes.extend(drafts.map(|draft| draft.row()));
        writes.extend(self.refused.iter().map(|(key, work)| Write::put(Table::Refused, key.clone(), work)));
        writes.extend(self.notes.iter().map(|(key, note)| Write::put(Table::Notes, key.clone(), note)));
        writes.extend(self.deletions.iter().map(|(key, deletion)| Write::put(Table::Deletions, key.clone(), deletion)));
        writes.extend(self.commands.values().map(|waiting| Write::put(Table::Commands, waiting.command.id.to_string(), waiting)));
        let missing = Held { documents: u32_of(logs), ..Held::default() };
        let loss = Loss { since: self.now, held: missing, missing, confirmed_at: self.truth.confirmed_at };
        writes.extend(self.gone(Gone::Evicted(loss)));
        self.save(writes);
        self.stale.list = true;
        let behind: Vec<DocumentId> = self.documents.keys().copied().collect();
        behind.into_iter().for_each(|document| self.ask_for(document));
        self.pull_more();
    }
}
