//! Has the browser thrown away what this device held? A browser that is short of space deletes a site's database without a word, and
//! may or may not delete its small preferences with it. So with every save whose rows are more or fewer, a checkpoint is written
//! twice: as a row in the same transaction, and then outside the database. At the next start what is found is held against the
//! newer of the two.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Device, Effect, Gone, Show,
    store::{Table, Write},
    u32_of,
};
use crate::{
    codec,
    ids::{DeviceId, PersonId},
    time::Timestamp,
};

/// The row of [`Table::Meta`].
pub(super) const KEY: &str = "checkpoint";

/// Whether a row says nothing but how much there is: it can be read without opening a lock.
#[must_use]
pub fn is_count(table: &str, key: &str) -> bool {
    table == Table::Meta.name() && key == KEY
}

/// How much there is of what a person would miss.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Documents.
    pub documents: u32,
    /// Pieces of work that the relay has not confirmed: changes, drafts, wishes.
    pub unsent: u32,
    /// Refused work and notes: they are on this device alone.
    pub kept: u32,
}

/// What a device held when it last said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The device.
    pub device: DeviceId,
    /// Whose store.
    pub person: PersonId,
    /// Goes up with each checkpoint: the row is never older than what is outside, unless the database was thrown away.
    pub serial: u64,
    /// When, by this device's clock.
    pub at: Timestamp,
    /// What was held.
    pub held: Held,
    /// When the relay had last confirmed work of this person: what was written before is there.
    pub confirmed_at: Option<Timestamp>,
}

/// What was here and is no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// When it was last known to be here.
    pub since: Timestamp,
    /// What was held then.
    pub held: Held,
    /// What of it is missing.
    pub missing: Held,
    /// What was confirmed until then is at the relay.
    pub confirmed_at: Option<Timestamp>,
}

impl Held {
    /// What of this is not in `found`.
    #[must_use]
    pub const fn without(self, found: Self) -> Self {
        Self {
            documents: self.documents.saturating_sub(found.documents),
            unsent: self.unsent.saturating_sub(found.unsent),
            kept: self.kept.saturating_sub(found.kept),
        }
    }
}

impl Checkpoint {
    /// As text for a small store of texts.
    #[must_use]
    pub fn to_text(self) -> String {
        bs58::encode(codec::encode(&self)).into_string()
    }

    /// From its row, among those of [`Table::Meta`]; `None` for what is none.
    #[must_use]
    pub fn of_rows(rows: &[(String, Vec<u8>)]) -> Option<Self> {
        rows.iter().find(|(key, _)| key == KEY).and_then(|(_, row)| codec::decode(row))
    }

    /// From such a text; `None` for what is none.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        codec::decode(&bs58::decode(text).into_vec().ok()?)
    }
}

/// Compares the checkpoint `outside` the database and the one `inside` with what was found in it.
#[must_use]
pub fn judge(outside: Option<&Checkpoint>, inside: Option<&Checkpoint>, found: Held) -> Option<Loss> {
    let newest = outside.into_iter().chain(inside).max_by_key(|checkpoint| checkpoint.serial)?;
    let missing = newest.held.without(found);
    let Checkpoint { at: since, held, confirmed_at, .. } = *newest;
    (missing != Held::default()).then_some(Loss { since, held, missing, confirmed_at })
}

/// The rows that are counted, by their keys, and the last checkpoint.
#[derive(Debug, Default)]
pub(super) struct Counted {
    rows: BTreeMap<Table, BTreeSet<String>>,
    serial: u64,
    held: Held,
}

impl Counted {
    pub(super) fn row(&mut self, table: Table, key: &str, is_there: bool) {
        match table {
            Table::Documents | Table::Outbox | Table::Drafts | Table::Commands | Table::Refused | Table::Notes => {}
            // Logs have many thousands, which the relay has too, and snapshots say the same once more; colleagues' changes are on the device
            // that handed them over.
            Table::Log | Table::Meta | Table::Deletions | Table::Carried | Table::Snapshots => return,
        }
        let keys = self.rows.entry(table).or_default();
        if is_there {
            keys.insert(key.to_owned());
        } else {
            keys.remove(key);
        }
    }

    /// What was held when it was last counted.
    pub(super) const fn held(&self) -> Held {
        self.held
    }

    fn now(&self) -> Held {
        let count = |tables: &[Table]| u32_of(tables.iter().filter_map(|table| self.rows.get(table)).map(BTreeSet::len).sum());
        Held {
            documents: count(&[Table::Documents]),
            unsent: count(&[Table::Outbox, Table::Drafts, Table::Commands]),
            kept: count(&[Table::Refused, Table::Notes]),
        }
    }
}

impl Device {
    /// Makes rows durable, with the checkpoint if there are more or fewer afterwards. What is to be saved in one step is one transaction:
    /// rows may be durable before what was asked for ahead of them, never after it.
    pub(super) fn save(&mut self, mut writes: Vec<Write>) {
        if writes.is_empty() {
            return;
        }
        for write in &writes {
            self.counted.row(write.table, &write.key, write.value.is_some());
        }
        let held = self.counted.now();
        let checkpoint = (held != self.counted.held).then(|| {
            (self.counted.held, self.counted.serial) = (held, self.counted.serial + 1);
            self.checkpoint()
        });
        writes.extend(checkpoint.map(|checkpoint| Write::put(Table::Meta, KEY.into(), &checkpoint)));
        // What is read after a save is read after all that was saved before.
        match self.effects.iter_mut().rev().take_while(|effect| !matches!(effect, Effect::Read(_))).find_map(|effect| match effect {
            Effect::Save(saved) => Some(saved),
            Effect::Read(_) | Effect::Send(_) | Effect::Show(_) | Effect::Attached { .. } => None,
        }) {
            Some(saved) => saved.extend(writes),
            None => self.effects.push(Effect::Save(writes)),
        }
        self.effects.extend(checkpoint.map(|checkpoint| Effect::Show(Show::Checkpoint(checkpoint))));
    }

    /// Holds what was found at the start against the checkpoint `inside` the database and the one outside, and notes what is missing.
    pub(super) fn count(&mut self, inside: Option<Checkpoint>) {
        let outside = self.outside.take();
        let found = self.counted.now();
        let serial = |checkpoint: Option<Checkpoint>| checkpoint.map_or(0, |checkpoint| checkpoint.serial);
        (self.counted.held, self.counted.serial) = (found, serial(inside).max(serial(outside)));
        let loss = judge(outside.as_ref(), inside.as_ref(), found);
        if loss.is_none() && inside.is_some() {
            self.effects.push(Effect::Show(Show::Checkpoint(self.checkpoint())));
            return;
        }
        self.counted.serial += 1;
        let checkpoint = self.checkpoint();
        let mut writes = vec![Write::put(Table::Meta, KEY.into(), &checkpoint)];
        writes.extend(loss.into_iter().flat_map(|loss| self.gone(Gone::Evicted(loss))));
        self.save(writes);
        self.effects.push(Effect::Show(Show::Checkpoint(checkpoint)));
    }

    /// The rows were thrown away while the machine runs: nothing is counted any more.
    pub(super) fn count_anew(&mut self) {
        self.counted.rows.clear();
    }

    fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            device: self.author.device,
            person: self.author.person,
            serial: self.counted.serial,
            at: self.now,
            held: self.counted.held,
            confirmed_at: self.truth.confirmed_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint(serial: u64, documents: u32, unsent: u32) -> Checkpoint {
        Checkpoint {
            device: DeviceId([1; 16]),
            person: PersonId([2; 16]),
            serial,
            at: Timestamp(1000),
            held: Held { documents, unsent, kept: 0 },
            confirmed_at: Some(Timestamp(900)),
        }
    }

    #[test]
    fn what_is_missing_is_told_by_the_newer_checkpoint() {
        let found = |documents, unsent| Held { documents, unsent, kept: 0 };
        let (older, newer) = (checkpoint(4, 7, 3), checkpoint(5, 7, 0));
        let missing = |outside, inside, found| judge(outside, inside, found).map(|loss| loss.missing);
        for (what, outside, inside, there, expected) in [
            ("a first start", None, None, found(0, 0), None),
            ("a start as left", Some(&newer), Some(&newer), found(7, 0), None),
            ("killed before the outer one was written", Some(&older), Some(&newer), found(7, 0), None),
            ("preferences thrown away", None, Some(&newer), found(7, 0), None),
            ("everything in the database thrown away", Some(&older), None, found(0, 0), Some(found(7, 3))),
            ("rows gone, the checkpoint not", Some(&newer), Some(&newer), found(5, 0), Some(found(2, 0))),
            ("a database of yesterday", Some(&newer), Some(&older), found(6, 3), Some(found(1, 0))),
        ] {
            assert_eq!(missing(outside, inside, there), expected, "{what}");
        }
    }

    #[test]
    fn a_checkpoint_survives_as_text() {
        let one = checkpoint(4, 7, 3);
        assert_eq!(Checkpoint::of_text(&one.to_text()), Some(one));
        assert_eq!(Checkpoint::of_text("0"), None);
        assert_eq!(Checkpoint::of_text(""), None);
    }
}
