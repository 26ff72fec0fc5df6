//! What somebody may do in a section that others write, who only decides what several of them wrote there at once: nothing where
//! there is nothing to decide, and where they decided themselves they may think again.

use std::collections::HashSet;

use automerge::{Automerge, ChangeHash, ObjId, ReadDoc, legacy::OpId};

use crate::{
    forms::{DELETED, Path, Place, Store, YES},
    ids::PersonId,
    records::{merges::Merges, objects::Objects, read},
};

/// Whether a value may be put in place of these operations.
pub(super) fn of_entry(
    doc: &Automerge,
    person: PersonId,
    (place, path, map): (Place, &Path, Option<&ObjId>),
    standing: &HashSet<OpId>,
    deps: &[ChangeHash],
) -> bool {
    let is_own =
        !standing.is_empty() && standing.iter().all(|op| read::author(doc, op.actor()).is_some_and(|author| author.person == person));
    let is_removed = || {
        let marks = map.and_then(|map| doc.get_all_at(map, DELETED, deps).ok()).unwrap_or_default();
        marks.iter().any(|(mark, _)| mark.as_str() == Some(YES))
    };
    match place {
        Place::Field(_, field) if field.kind.store() == Store::Register => is_own || standing.len() > 1,
        Place::RowMark(..) if path.last() == DELETED => is_own || is_removed(),
        Place::Field(..) | Place::Section(_) | Place::Row(..) | Place::RowMark(..) | Place::Mark(..) => false,
    }
}

/// Whether a long text may be written that stood so at `deps`. Rare, and so looked up in the past itself.
pub(super) fn of_text(doc: &Automerge, person: PersonId, path: &Path, deps: &[ChangeHash]) -> bool {
    let Ok(then) = doc.fork_at(deps) else { return false };
    let merges = Merges::of(&then, &mut Objects::default());
    match merges.ends(path) {
        [] => false,
        [end] => then
            .get_change_meta_by_hash(&end.hash)
            .and_then(|meta| read::author(&then, &meta.actor))
            .is_some_and(|author| author.person == person),
        [_, _, ..] => true,
    }
}
