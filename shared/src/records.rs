//! Documents as values: the fixed genesis change, typed edits as direct operations, tolerant reading, summaries.
//!
//! Never reconcile whole values into a document: that would settle conflicts nobody looked at.

pub mod causes;
pub mod edit;
pub mod expert;
pub mod figures;
pub mod genesis;
pub mod group;
pub mod history;
pub mod ledger;
pub mod merges;
pub mod naming;
pub mod newer;
pub mod objects;
pub mod opened;
pub mod product;
pub mod read;
pub mod review;
pub mod spoken;
pub mod summary;
pub mod taken;
pub mod twins;
pub mod waits;

#[cfg(test)]
mod tests;

use automerge::{Automerge, ObjId, ObjType, ROOT, ReadDoc, Value};

use crate::{forms::Path, ids::Hash};

/// The heads of a document: names one version of it exactly.
#[must_use]
pub fn heads(doc: &Automerge) -> Vec<Hash> {
    doc.get_heads().into_iter().map(Hash::from).collect()
}

/// The object at a path below the root, with its type.
fn object(doc: &impl ReadDoc, path: &Path) -> Option<(ObjId, ObjType)> {
    path.steps().try_fold((ROOT, ObjType::Map), |(parent, _), step| match doc.get(&parent, step).ok()?? {
        (Value::Object(kind), id) => Some((id, kind)),
        (Value::Scalar(_), _) => None,
    })
}

/// The map that holds the last step of a path, and that step.
fn holder<'p>(doc: &impl ReadDoc, path: &'p Path) -> Option<(ObjId, &'p str)> {
    let (parent, key) = path.as_str().rsplit_once('.')?;
    let steps: Vec<String> = parent.split('.').map(str::to_owned).collect();
    object(doc, &Path::of_steps(&steps)).map(|(id, _)| (id, key))
}
