//! After a backup was restored: what a device still has of its own work and the relay has no longer goes back, exactly as it was
//! where everything that it builds on is there, rebuilt by [`rebuild`](super::rebuild) where it is not.

use std::collections::{HashMap, HashSet};

use automerge::{ActorId, Automerge, Change, ChangeHash};

use super::rebuild::{Rebuilt, rebuild};
use crate::{
    ids::{Author, Hash, PersonId},
    records::{ledger, read},
    workflow::{self, Entry},
};

/// What of a document goes back.
#[derive(Debug)]
pub struct GivenBack {
    /// The relay's document with everything of `outgoing`.
    pub doc: Automerge,
    /// What is to be submitted, in causal order, each under the hash that it had.
    pub outgoing: Vec<(Hash, Change)>,
    /// Own changes that mean nothing without what is gone.
    pub fallen: Vec<Change>,
    /// For each change that is no longer there under its name what stands in its place.
    pub moved: HashMap<Hash, Vec<Hash>>,
}

/// `relay` is the document as the relay has it, `before` as this device knew it to be accepted, `waiting` what the author had not
/// sent. `fresh` draws an actor that was never used.
pub fn give_back(relay: &Automerge, before: &Automerge, waiting: &[Change], author: Author, fresh: impl FnMut() -> ActorId) -> GivenBack {
    let mut doc = relay.clone();
    let mut there: HashSet<ChangeHash> = doc.get_changes_meta(&[]).iter().map(|meta| meta.hash).collect();
    let mut written: HashSet<(ActorId, u64)> =
        doc.get_changes_meta(&[]).iter().map(|meta| (meta.actor.as_ref().clone(), meta.seq)).collect();
    let own: HashSet<ChangeHash> = waiting.iter().map(Change::hash).collect();
    let is_own = |change: &Change| own.contains(&change.hash()) || read::author(before, change.actor_id()) == Some(author);
    let (mut outgoing, mut rest) = (Vec::new(), Vec::new());
    for change in before.get_changes(&[]).into_iter().chain(waiting.iter().cloned()) {
        if there.contains(&change.hash()) {
            continue;
        }
        let follows = change.seq() == 1 || written.contains(&(change.actor_id().clone(), change.seq() - 1));
        let stands = follows && change.deps().iter().all(|dep| there.contains(dep));
        if is_own(&change) && stands && doc.apply_changes([change.clone()]).is_ok() {
            there.insert(change.hash());
            written.insert((change.actor_id().clone(), change.seq()));
            outgoing.push((change.hash().into(), change));
        } else {
            rest.push(change);
        }
    }
    let gone = gone(&rest, &there, is_own);
    let Rebuilt { doc, kept, fallen, moved } = rebuild(&doc, &rest, &gone, author, fresh);
    outgoing.extend(kept);
    let has_fallen = |change: &Change| fallen.contains(&change.hash().into()) || gone.contains(&change.hash().into());
    let fallen = rest.iter().filter(|change| is_own(change) && has_fallen(change)).cloned().collect();
    GivenBack { doc, outgoing, fallen, moved }
}

/// What is not given back from here: others' changes, and own ones that build on what nobody here has.
fn gone(rest: &[Change], there: &HashSet<ChangeHash>, is_own: impl Fn(&Change) -> bool) -> HashSet<Hash> {
    let mut told: HashSet<ChangeHash> = HashSet::new();
    let mut gone = HashSet::new();
    for change in rest {
        let is_known = change.deps().iter().all(|dep| there.contains(dep) || told.contains(dep));
        if is_known {
            told.insert(change.hash());
        }
        if !is_known || !is_own(change) {
            gone.insert(change.hash().into());
        }
    }
    gone
}

/// What this person had asked for and the relay's ledger no longer has, as it stood.
#[must_use]
pub fn unasked(relay: &Automerge, before: &Automerge, person: PersonId) -> Vec<Entry> {
    let Some(kind) = read::kind(before) else { return Vec::new() };
    let (standing, known) = (ledger::entries(relay), ledger::entries(before));
    let is_there = |entry: &Entry| {
        standing.iter().any(|other| (other.act, &other.args, other.on, other.by) == (entry.act, &entry.args, entry.on, entry.by))
    };
    let is_asked_for = |entry: &Entry| workflow::rule(kind, entry.act).is_some_and(|rule| !rule.roles.is_empty());
    let lost = known.iter().filter(|entry| entry.by == person && is_asked_for(entry) && !is_there(entry)).cloned();
    lost.map(|entry| with_its_number(entry, &known, &standing)).collect()
}

/// An entry that names another by its number names nothing when another entry stands there now.
fn with_its_number(mut entry: Entry, known: &[Entry], standing: &[Entry]) -> Entry {
    let at = |entries: &[Entry], number: u32| entries.iter().find(|entry| entry.number == number).cloned();
    if let Some(number) = entry.args.value::<u32>("entry")
        && at(known, number) != at(standing, number)
    {
        entry.args.put("entry", String::new());
    }
    entry
}

#[cfg(test)]
mod tests;
