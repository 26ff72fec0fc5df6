//! What a person does with work that was refused: keeps it as a note, discards it, and takes either back.

use super::{
    Device, Gone, RefusedWork,
    store::{Table, Write},
};

impl Device {
    /// Refused work that is dealt with: it can be brought back from the list of deletions.
    pub(super) fn discard(&mut self, id: &str) {
        let Some(work) = self.refused.remove(id) else { return };
        let mut writes = vec![Write::delete(Table::Refused, id.to_owned())];
        writes.extend(self.gone(Gone::Discarded(work)));
        self.dealt(writes);
    }

    /// Refused work becomes a note of this person on this device: nothing waits for a decision any more, and the words stay listed.
    pub(super) fn note(&mut self, id: &str) {
        let Some(work) = self.refused.remove(id) else { return };
        let writes = vec![Write::delete(Table::Refused, id.to_owned()), Write::put(Table::Notes, id.to_owned(), &work)];
        self.notes.insert(id.to_owned(), work);
        self.dealt(writes);
    }

    /// A note is no longer needed.
    pub(super) fn drop_note(&mut self, id: &str) {
        let Some(note) = self.notes.remove(id) else { return };
        let mut writes = vec![Write::delete(Table::Notes, id.to_owned())];
        writes.extend(self.gone(Gone::Note(note)));
        self.dealt(writes);
    }

    /// What another device of this person handed over lies with what was refused here.
    pub(super) fn take_back(&mut self, pieces: Vec<RefusedWork>) {
        let is_here = |id: &String| self.refused.contains_key(id) || self.notes.contains_key(id);
        let new: Vec<RefusedWork> = pieces.into_iter().filter(|piece| !is_here(&piece.id)).collect();
        let writes = new.iter().map(|piece| Write::put(Table::Refused, piece.id.clone(), piece)).collect();
        self.refused.extend(new.into_iter().map(|piece| (piece.id.clone(), piece)));
        self.dealt(writes);
    }

    /// What was discarded is as it was before.
    pub(super) fn bring_back(&mut self, id: &str) {
        let Some(deletion) = self.deletions.remove(id) else { return };
        let mut writes = vec![Write::delete(Table::Deletions, id.to_owned())];
        match deletion.gone {
            Gone::Discarded(work) => {
                writes.push(Write::put(Table::Refused, work.id.clone(), &work));
                self.refused.insert(work.id.clone(), work);
            }
            Gone::Note(note) => {
                writes.push(Write::put(Table::Notes, note.id.clone(), &note));
                self.notes.insert(note.id.clone(), note);
            }
            Gone::LetGo(..)
            | Gone::Replaced(_)
            | Gone::Damaged(_)
            | Gone::Evicted(_)
            | Gone::Handed(..)
            | Gone::Forgotten(_)
            | Gone::Revoked(_) => {
                self.deletions.insert(id.to_owned(), deletion);
                return;
            }
        }
        self.dealt(writes);
    }

    fn dealt(&mut self, writes: Vec<Write>) {
        self.save(writes);
        self.stale.refused = true;
        self.stale.deletions = true;
        self.stale.list = true;
        self.stale.document = true;
    }
}
