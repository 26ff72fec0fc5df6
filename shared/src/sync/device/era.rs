//! The relay's store has a life, its era; a restored backup begins another. Logs of an earlier era are in doubt: the relay is told
//! what is held here, and where its log is another one, that one is fetched whole, takes the place of ours in one transaction, and
//! what is gone of this person's own work goes back to the relay. Until then nothing is sent or added. Each doubt is a row, so
//! that a restart, or yet another era, goes on where this was.

mod end;

use serde_bytes::ByteBuf;

use super::{
    CURSOR, Device, ERA, Effect,
    downward::hash,
    snapshot::Snapshot,
    store::{Table, Write},
};
use crate::{
    ids::{DocumentId, Era},
    sync::wire::{FromDevice, Listed, digest},
};

/// How far a doubt has come on this connection.
#[derive(Debug)]
pub(super) enum Doubt {
    /// Nothing was asked.
    Open,
    /// The own log is being read, to tell the relay what is held.
    Reading,
    /// The relay was told.
    Asked,
    /// The relay's log is another one: as far as it is here.
    Fetching(Vec<Vec<u8>>),
    /// Its log is here to the end, or it has none; the own log is being read, to see what is gone.
    Fetched(Vec<Vec<u8>>),
}

impl Doubt {
    /// What is asked next.
    pub(super) fn next(&mut self, document: DocumentId) -> Effect {
        match self {
            Doubt::Open | Doubt::Reading | Doubt::Asked => {
                *self = Doubt::Reading;
                Effect::Read(document)
            }
            Doubt::Fetching(fetched) => Effect::Send(FromDevice::Pull { document, after: fetched.len() as u64 }),
            Doubt::Fetched(_) => Effect::Read(document),
        }
    }
}

/// The document whose doubt is kept in this row of [`Table::Meta`].
pub(super) fn doubted(key: &str) -> Option<DocumentId> {
    key.strip_prefix("doubt/")?.parse().ok()
}

/// The row of a doubt.
pub(super) fn doubt_row(document: DocumentId) -> Write {
    Write::put(Table::Meta, key(document), &())
}

fn key(document: DocumentId) -> String {
    format!("doubt/{document}")
}

impl Device {
    pub(super) fn welcome(&mut self, era: Era, rights: u64) {
        if self.era != Some(era) {
            self.begin_era(era);
        }
        self.greet(rights);
    }

    /// Everything is listed anew; what is held is in doubt; what is only listed is forgotten until then.
    fn begin_era(&mut self, era: Era) {
        let mut writes = vec![Write::put(Table::Meta, ERA.into(), &era), Write::put(Table::Meta, CURSOR.into(), &0_u64)];
        self.documents.retain(|document, shelf| {
            if shelf.held > 0 {
                shelf.doubt();
                writes.push(doubt_row(*document));
                writes.push(Snapshot::no_row(*document)); // To be compared, a log is read whole.
            } else if !shelf.is_begun_here() {
                writes.push(Write::delete(Table::Documents, document.to_string()));
                return false;
            }
            true
        });
        writes.extend(self.forget_vouchers());
        (self.era, self.cursor) = (Some(era), 0);
        self.pulls.clear();
        self.stale.list = true;
        self.save(writes);
    }

    /// The own log was read for a doubt; `false`: for something else.
    pub(super) fn log_of_doubt(&mut self, document: DocumentId, entries: &[Vec<u8>]) -> bool {
        let Some(shelf) = self.documents.get_mut(&document) else { return false };
        match shelf.doubt.take() {
            Some(Doubt::Reading) => {
                shelf.doubt = Some(Doubt::Asked);
                let held = entries.iter().zip(0..shelf.held).map(|(chunk, _)| hash(chunk));
                let compare = FromDevice::Compare { document, held: shelf.held, digest: digest(held) };
                self.effects.push(Effect::Send(compare));
                true
            }
            Some(Doubt::Fetched(relays)) => {
                self.end_doubt(document, entries, &relays);
                true
            }
            other => {
                shelf.doubt = other;
                false
            }
        }
    }

    pub(super) fn compared(&mut self, document: DocumentId, listed: Option<Listed>, agrees: bool) {
        self.pulling.remove(&document);
        let Some(shelf) = self.documents.get_mut(&document) else { return };
        if !matches!(shelf.doubt, Some(Doubt::Asked)) {
            return;
        }
        let is_there = listed.is_some();
        listed.into_iter().for_each(|listed| shelf.list(listed));
        self.stale.lines.insert(document);
        if agrees {
            shelf.doubt = None;
            let writes = vec![shelf.row(), Write::delete(Table::Meta, key(document))];
            self.save(writes);
            self.pump(document);
        } else if is_there {
            shelf.doubt = Some(Doubt::Fetching(Vec::new()));
        } else {
            self.have_fetched(document, Vec::new());
            return;
        }
        self.ask_for(document);
        self.pull_more();
    }

    /// Entries of a document in doubt: kept aside until its log is here to the end.
    pub(super) fn fetched(&mut self, document: DocumentId, after: u64, entries: &[ByteBuf]) {
        self.stale.lines.insert(document);
        let Some(shelf) = self.documents.get_mut(&document) else { return };
        if let Some(Doubt::Fetching(fetched)) = &mut shelf.doubt {
            let known = usize::try_from((fetched.len() as u64).saturating_sub(after)).unwrap_or(usize::MAX);
            if after <= fetched.len() as u64 {
                fetched.extend(entries.iter().skip(known).map(|chunk| chunk.to_vec()));
            }
            self.pulling.remove(&document);
            if fetched.len() as u64 >= shelf.listed.n {
                let fetched = std::mem::take(fetched);
                self.have_fetched(document, fetched);
                return;
            }
        }
        self.ask_for(document);
        self.pull_more();
    }

    fn have_fetched(&mut self, document: DocumentId, fetched: Vec<Vec<u8>>) {
        self.keep(document);
        if let Some(shelf) = self.documents.get_mut(&document) {
            shelf.doubt = Some(Doubt::Fetched(fetched));
            self.effects.push(Effect::Read(document));
        }
    }
}
