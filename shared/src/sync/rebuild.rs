//! After a refusal: own later changes are remapped, operation by operation, onto new actors, leaving out what was refused and
//! what names it. Text is never replayed by index; every kept operation still means the same characters and values.

use std::{
    collections::{HashMap, HashSet},
    num::NonZeroU64,
};

use automerge::{
    ActorId, Author as AmAuthor, Automerge, Change, ChangeHash, ExpandedChange,
    legacy::{ElementId, Key, ObjectId, Op, OpId},
    transaction::Transactable,
};

use crate::ids::{Author, Hash};

/// What became of pending changes.
#[derive(Debug)]
pub struct Rebuilt {
    /// The document: accepted and kept.
    pub doc: Automerge,
    /// Kept changes under their old hashes, in order.
    pub kept: Vec<(Hash, Change)>,
    /// Changes that name operations of refused ones and fall with them.
    pub fallen: Vec<Hash>,
    /// For each pending change what stands in its place: itself under its new name, or what it built on.
    pub moved: HashMap<Hash, Vec<Hash>>,
}

impl Rebuilt {
    /// What a version of before has become: what was dropped is stood in for by what it built on.
    #[must_use]
    pub fn version(&self, heads: &[Hash]) -> Vec<Hash> {
        renamed(heads, &self.moved)
    }
}

/// Old names as new ones, each once, sorted as heads are.
#[must_use]
pub fn renamed(heads: &[Hash], moved: &HashMap<Hash, Vec<Hash>>) -> Vec<Hash> {
    let mut renamed: Vec<Hash> = heads.iter().flat_map(|hash| moved.get(hash).cloned().unwrap_or_else(|| vec![*hash])).collect();
    renamed.sort_unstable();
    renamed.dedup();
    renamed
}

/// Rebuilds on `accepted` (a document with accepted changes only) the `pending` own changes, in causal order, without the
/// `refused` ones. `fresh` draws an actor that was never used.
pub fn rebuild(
    accepted: &Automerge,
    pending: &[Change],
    refused: &HashSet<Hash>,
    author: Author,
    mut fresh: impl FnMut() -> ActorId,
) -> Rebuilt {
    let mut doc = accepted.clone();
    let (mut kept, mut fallen) = (Vec::new(), Vec::new());
    let mut map = Remap::default();
    for change in pending {
        let hash = Hash::from(change.hash());
        let expanded = change.decode();
        let falls = refused.contains(&hash) || expanded.operations.iter().any(|op| map.names_dropped(op));
        let deps = map.deps(&expanded.deps);
        if falls {
            map.drop_change(change, deps);
            if !refused.contains(&hash) {
                fallen.push(hash);
            }
            continue;
        }
        let actor = map.actors.entry(change.actor_id().clone()).or_insert_with(|| Writer { actor: fresh(), seq: 0 });
        actor.seq += 1;
        let (new_actor, seq) = (actor.actor.clone(), actor.seq);
        let highest = deps.iter().filter_map(|dep| doc.get_change_meta_by_hash(dep)).map(|meta| meta.max_op).max().unwrap_or(0);
        let start_op = NonZeroU64::new(highest + 1).expect("one more than something is not zero");
        for (at, old) in (0..).zip(0..expanded.operations.len() as u64) {
            let old = OpId::new(change.start_op().get() + old, change.actor_id());
            map.ids.insert(old, OpId::new(start_op.get() + at, &new_actor));
        }
        let rebuilt = Change::from(ExpandedChange {
            operations: expanded.operations.into_iter().map(|op| map.operation(op)).collect(),
            actor_id: new_actor,
            hash: None,
            seq,
            start_op,
            time: expanded.time,
            message: None,
            deps,
            extra_bytes: if seq == 1 { footer(author) } else { Vec::new() },
            author: None,
        });
        if doc.apply_changes([rebuilt.clone()]).is_err() {
            // Cannot happen to changes of our own making; should it, the person keeps the words and the rest goes on.
            map.drop_change(change, map.deps(change.deps()));
            fallen.push(hash);
            continue;
        }
        map.hashes.insert(change.hash(), vec![rebuilt.hash()]);
        kept.push((hash, rebuilt));
    }
    let moved = map.hashes.into_iter().map(|(old, new)| (old.into(), new.into_iter().map(Hash::from).collect())).collect();
    Rebuilt { doc, kept, fallen, moved }
}

struct Writer {
    actor: ActorId,
    seq: u64,
}

#[derive(Default)]
struct Remap {
    actors: HashMap<ActorId, Writer>,
    ids: HashMap<OpId, OpId>,
    dropped: HashSet<OpId>,
    hashes: HashMap<ChangeHash, Vec<ChangeHash>>,
}

impl Remap {
    fn drop_change(&mut self, change: &Change, deps: Vec<ChangeHash>) {
        let start = change.start_op().get();
        self.dropped.extend((start..start + change.len() as u64).map(|counter| OpId::new(counter, change.actor_id())));
        self.hashes.insert(change.hash(), deps);
    }

    /// Old dependencies as new ones; what was dropped is stood in for by what it built on.
    fn deps(&self, old: &[ChangeHash]) -> Vec<ChangeHash> {
        let mut deps: Vec<ChangeHash> = Vec::new();
        for new in old.iter().flat_map(|dep| self.hashes.get(dep).cloned().unwrap_or_else(|| vec![*dep])) {
            if !deps.contains(&new) {
                deps.push(new);
            }
        }
        deps.sort_unstable();
        deps
    }

    fn names_dropped(&self, op: &Op) -> bool {
        let object = matches!(&op.obj, ObjectId::Id(id) if self.dropped.contains(id));
        let element = matches!(&op.key, Key::Seq(ElementId::Id(id)) if self.dropped.contains(id));
        object || element || op.pred.iter().any(|id| self.dropped.contains(id))
    }

    fn operation(&self, op: Op) -> Op {
        Op {
            action: op.action,
            obj: match op.obj {
                ObjectId::Id(id) => ObjectId::Id(self.id(id)),
                ObjectId::Root => ObjectId::Root,
            },
            key: match op.key {
                Key::Seq(ElementId::Id(id)) => Key::Seq(ElementId::Id(self.id(id))),
                key @ (Key::Seq(ElementId::Head) | Key::Map(_)) => key,
            },
            pred: op.pred.into_iter().map(|id| self.id(id)).collect(),
            insert: op.insert,
        }
    }

    fn id(&self, id: OpId) -> OpId {
        self.ids.get(&id).cloned().unwrap_or(id)
    }
}

/// The bytes by which an actor's first change names its author, as the library itself writes them.
fn footer(author: Author) -> Vec<u8> {
    let mut doc = Automerge::new().with_author(Some(AmAuthor::from(author.to_bytes())));
    let mut tx = doc.transaction();
    tx.put(automerge::ROOT, "x", 0).expect("an empty document takes a value");
    tx.commit();
    doc.get_last_local_change().expect("the transaction above made one").extra_bytes().to_vec()
}

#[cfg(test)]
mod tests;
