//! Which version of a document is meant, in a form that an address can carry.

use std::{
    collections::{BTreeSet, HashSet},
    fmt,
};

use automerge::{Automerge, ChangeHash, ROOT, ReadDoc, Value};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ids::Hash,
    records::{self, genesis, ledger, read},
    time::{self, Timestamp},
};

/// A version of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Version {
    /// As it is on this device.
    Now,
    /// What an entry of the ledger was about: what was in front of whoever submitted, filed or signed.
    Entry(u32),
    /// At the end of a day, by the clocks of those who wrote.
    Day(NaiveDate),
    /// As somebody saw it who had just made this change.
    Change(Hash),
}

impl Version {
    /// The version of this text.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        match text.strip_prefix("entry-") {
            _ if text == "now" => Some(Version::Now),
            Some(number) => number.parse().ok().map(Version::Entry),
            None => time::day(text).map(Version::Day).or_else(|| Hash::of_hex(text).map(Version::Change)),
        }
    }

    /// Its heads in a document; `None` where the document was never so.
    #[must_use]
    pub fn heads(&self, doc: &Automerge) -> Option<Vec<Hash>> {
        match self {
            Version::Now => Some(records::heads(doc)),
            Version::Entry(number) => of_entry(doc, *number),
            Version::Day(day) => Some(of_day(doc, *day)),
            Version::Change(hash) => read::contains(doc, *hash).then(|| vec![*hash]),
        }
    }

    /// The document as it was then, with the moment of its last change.
    #[must_use]
    pub fn of(&self, doc: &Automerge) -> Option<(Automerge, Timestamp)> {
        let heads: Vec<ChangeHash> = self.heads(doc)?.into_iter().map(Into::into).collect();
        let last = heads.iter().filter_map(|head| doc.get_change_meta_by_hash(head)).map(|meta| meta.timestamp).max();
        Some((doc.fork_at(&heads).ok()?, Timestamp(last.unwrap_or_default())))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Version::Now => f.write_str("now"),
            Version::Entry(number) => write!(f, "entry-{number}"),
            Version::Day(day) => write!(f, "{day}"),
            Version::Change(hash) => f.write_str(&hash.to_hex()),
        }
    }
}

/// The version that was in front of whoever asked; where the entry names none, the version that it made.
fn of_entry(doc: &Automerge, number: u32) -> Option<Vec<Hash>> {
    let entry = ledger::entries(doc).into_iter().find(|entry| entry.number == number)?;
    if !entry.heads.is_empty() && entry.heads.iter().all(|head| read::contains(doc, *head)) {
        return Some(entry.heads);
    }
    let (_, ledger) = doc.get(ROOT, genesis::LEDGER).ok()??;
    match doc.get(&ledger, format!("{number:06}")).ok()?? {
        (Value::Object(_), made) => doc.hash_for_opid(&made).map(|hash| vec![hash.into()]),
        (Value::Scalar(_), _) => None,
    }
}

/// Everything that was written until the end of that day, and nothing that builds on what came later.
fn of_day(doc: &Automerge, day: NaiveDate) -> Vec<Hash> {
    let (mut there, mut heads) = (HashSet::new(), BTreeSet::new());
    for meta in doc.get_changes_meta(&[]) {
        if Timestamp(meta.timestamp).day() <= day && meta.deps.iter().all(|dep| there.contains(dep)) {
            heads.retain(|head| !meta.deps.contains(head));
            there.insert(meta.hash);
            heads.insert(meta.hash);
        }
    }
    heads.into_iter().map(Into::into).collect()
}
