//! Files that this device keeps are named in documents, whether or not somebody looks at them: a photograph is ready when the person
//! has long gone on, or at the next start. Naming again what is named changes nothing, so whoever asks may ask again.

use super::{Device, Effect};
use crate::{
    forms::Path,
    ids::DocumentId,
    records::edit::{Edit, NoSuchPlace},
};

/// A wish to name a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attach {
    /// Comes back with the answer.
    pub ticket: String,
    /// The document.
    pub document: DocumentId,
    /// The file's place in a set of files.
    pub path: Path,
    /// What stands there.
    pub text: String,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attached {
    /// It is named, durably on this device.
    Named,
    /// The document is not on this device now.
    Away,
    /// The document has no such place.
    Nowhere,
}

impl Device {
    pub(super) fn attach(&mut self, attach: Attach) {
        let document = attach.document;
        if self.loaded.contains_key(&document) {
            self.name(attach);
            return;
        }
        let is_here = self.documents.get(&document).is_some_and(super::Shelf::is_here);
        if !is_here {
            self.effects.push(Effect::Attached { ticket: attach.ticket, how: Attached::Away });
            return;
        }
        self.attaching.retain(|waiting| waiting.ticket != attach.ticket);
        self.attaching.push(attach);
        self.effects.push(Effect::Read(document));
    }

    /// The log was read.
    pub(super) fn attach_waiting(&mut self, document: DocumentId) {
        let (mine, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.attaching).into_iter().partition(|attach| attach.document == document);
        self.attaching = others;
        mine.into_iter().for_each(|attach| self.name(attach));
    }

    fn name(&mut self, attach: Attach) {
        let Attach { ticket, document, path, text } = attach;
        let now = self.now;
        let Some(loaded) = self.loaded.get_mut(&document) else { return };
        let edit = Edit::Write { path, text };
        let how = match loaded.write(&edit, now) {
            Ok(Some(change)) => {
                self.outgoing(document, edit, now, change, None);
                Attached::Named
            }
            Ok(None) => Attached::Named,
            Err(NoSuchPlace(_)) => Attached::Nowhere,
        };
        self.effects.push(Effect::Attached { ticket, how });
    }
}
