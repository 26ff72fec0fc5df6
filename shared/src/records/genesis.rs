//! How documents begin, the same bytes everywhere: a fixed genesis change creates the sections, the long texts and the
//! rows that exist from the start. Were two devices to create a text lazily, one side's words would be hidden.
//!
//! Forms grow. A document that began with an earlier release's genesis gets what it lacks by [`completions`]: one change for
//! each missing object, made of nothing but the object's place, so that every device and the relay make the same bytes
//! without asking each other.

use automerge::{
    ActorId, Automerge, Change, ObjId, ObjType, ROOT, ReadDoc, Value,
    transaction::{CommitOptions, Transactable, Transaction},
};
use sha2::{Digest, Sha256};

use crate::{
    documents::DocumentKind,
    forms::{self, Field, Holds, Kind, Section},
    ids::Hash,
};

/// The map at the root that says what the document is.
pub(super) const META: &str = "meta";
/// The key in it that holds the kind's code.
pub(super) const KIND: &str = "kind";
/// The map of the ledger's entries.
pub(super) const LEDGER: &str = "ledger";

/// The genesis change of a kind.
///
/// # Panics
/// Never: it writes fresh keys into an empty document.
#[must_use]
pub fn of(kind: DocumentKind) -> Change {
    let mut doc = Automerge::new().with_actor(ActorId::from([0_u8; 16]));
    let mut tx = doc.transaction();
    write(&mut tx, kind).expect("fresh keys in an empty document can be written");
    tx.commit_with(CommitOptions::default().with_time(0));
    doc.get_last_local_change().expect("the transaction above made one")
}

/// The kind of document that begins with this change, of this release or an earlier one.
#[must_use]
pub fn kind_of(hash: Hash) -> Option<DocumentKind> {
    let text = automerge::ChangeHash::from(hash).to_string();
    pins().find(|(_, pin)| *pin == text).and_then(|(kind, _)| DocumentKind::of_code(kind))
}

/// Every genesis ever released: kind and hash, the latest of a kind last.
fn pins() -> impl DoubleEndedIterator<Item = (&'static str, &'static str)> {
    include_str!("genesis.pins").lines().filter_map(|line| line.split_once(' '))
}

fn write(tx: &mut Transaction<'_>, kind: DocumentKind) -> Result<(), automerge::AutomergeError> {
    let meta = tx.put_object(ROOT, META, ObjType::Map)?;
    tx.put(&meta, KIND, kind.code())?;
    tx.put_object(ROOT, LEDGER, ObjType::Map)?;
    for section in forms::of(kind) {
        put_section(tx, section, 1)?;
    }
    Ok(())
}

/// Creates a section for a round. For rounds after the first only the relay does it, with the entry that opens the round.
pub(super) fn put_section(tx: &mut Transaction<'_>, section: &Section, round: u16) -> Result<(), automerge::AutomergeError> {
    let map = tx.put_object(ROOT, forms::of_round(section, round), ObjType::Map)?;
    put_fields(tx, &map, section.fields)
}

/// Creates what the fields of one map need before anybody writes. Also used for the cells of a row that a person adds.
pub(super) fn put_fields(tx: &mut Transaction<'_>, map: &ObjId, fields: &[Field]) -> Result<(), automerge::AutomergeError> {
    for field in fields {
        let Some(object) = object_of(&field.kind) else { continue };
        let made = tx.put_object(map, field.key, object)?;
        if let Kind::Each(vocabulary, cells) = field.kind {
            for (code, _) in vocabulary.values {
                let row = tx.put_object(&made, *code, ObjType::Map)?;
                put_fields(tx, &row, cells)?;
            }
        }
    }
    Ok(())
}

/// The object that a field of this kind writes into; `None` for a scalar in its map.
#[must_use]
pub const fn object_of(kind: &Kind) -> Option<ObjType> {
    match kind {
        Kind::Line | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_) | Kind::Shown(_) => None,
        Kind::Prose | Kind::ProseWithin(_) => Some(ObjType::Text),
        Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) | Kind::Files | Kind::Rows(_) | Kind::Each(..) => Some(ObjType::Map),
    }
}

/// Gives a document what today's forms need and its genesis, or a row made by an earlier release, lacks. Returns the changes
/// that were made, in order; none for a document of this release.
pub fn completions(doc: &mut Automerge) -> Vec<Change> {
    let mut made = Vec::new();
    let Some(kind) = super::read::kind(doc) else { return made };
    for section in forms::of(kind) {
        for round in 1.. {
            let key = forms::of_round(section, round);
            let map = match child(doc, &ROOT, &key) {
                Some(map) => Some(map),
                None if round == 1 => complete(doc, &ROOT, &key, ObjType::Map, &mut made),
                None => None,
            };
            let Some(map) = map else { break };
            complete_fields(doc, &map, section.fields, &mut made);
            if !section.has_rounds() {
                break;
            }
        }
    }
    made
}

fn complete_fields(doc: &mut Automerge, map: &ObjId, fields: &[Field], made: &mut Vec<Change>) {
    for field in fields {
        let Some(object) = object_of(&field.kind) else { continue };
        let Some(below) = child(doc, map, field.key).or_else(|| complete(doc, map, field.key, object, made)) else { continue };
        match field.kind.holds() {
            Holds::Rows(cells) => {
                for row in doc.keys(&below).collect::<Vec<_>>() {
                    if let Some(row) = child(doc, &below, &row) {
                        complete_fields(doc, &row, cells, made);
                    }
                }
            }
            Holds::Each(vocabulary, cells) => {
                for (code, _) in vocabulary.values {
                    if let Some(row) = child(doc, &below, code).or_else(|| complete(doc, &below, code, ObjType::Map, made)) {
                        complete_fields(doc, &row, cells, made);
                    }
                }
            }
            Holds::Value => {}
        }
    }
}

/// Makes one object: on the version in which its parent was made, by an actor that is the hash of its place, at time 0.
fn complete(doc: &mut Automerge, parent: &ObjId, key: &str, object: ObjType, made: &mut Vec<Change>) -> Option<ObjId> {
    let origin = match parent {
        ObjId::Root => doc.get_changes_meta(&[]).iter().find(|meta| meta.deps.is_empty()).map(|meta| meta.hash)?,
        ObjId::Id(..) => doc.hash_for_opid(parent)?,
    };
    let actor = Sha256::new().chain_update(parent.to_string()).chain_update([0]).chain_update(key).finalize();
    let mut branch = doc.fork_at(&[origin]).ok()?;
    branch.set_actor(ActorId::from(&actor[..16]));
    let parent_there = match parent {
        ObjId::Root => ROOT,
        ObjId::Id(..) => branch.import_obj(&parent.to_string()).ok()?,
    };
    let mut tx = branch.transaction();
    tx.put_object(&parent_there, key, object).ok()?;
    tx.commit_with(CommitOptions::default().with_time(0));
    let change = branch.get_last_local_change()?;
    doc.apply_changes([change.clone()]).ok()?;
    made.push(change);
    child(doc, parent, key)
}

fn child(doc: &Automerge, map: &ObjId, key: &str) -> Option<ObjId> {
    match doc.get(map, key).ok()?? {
        (Value::Object(_), id) => Some(id),
        (Value::Scalar(_), _) => None,
    }
}

#[cfg(test)]
mod tests;
