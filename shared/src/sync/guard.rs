//! The guard: no byte from outside reaches a document before it is bounded, parsed, tied to its author, checked operation
//! by operation against role, section and state, and tried on a copy. The CRDT library itself trusts its input.
//!
//! The order matters: the cheap and safe steps protect the later ones. How much is too much stands in [`limits`].

mod growth;
pub mod limits;
mod message;
mod operations;
mod past;
mod reader;
mod scan;
mod trial;

pub use message::message;

use std::{
    collections::HashSet,
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{Automerge, Change};
use chrono::NaiveDate;
use growth::Size;
use past::Past;
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

use crate::{
    documents::DocumentKind,
    ids::{Author, Hash},
    people::Person,
    records::{genesis, ledger::RELAY_ACTOR, objects::Objects, read},
    workflow::{Code, Refusal, State},
};

/// What became of submitted changes. `doc` is a copy with the accepted ones applied; the caller makes them durable, then swaps.
#[derive(Debug)]
pub struct Judgement {
    /// The copy.
    pub doc: Automerge,
    /// New and good, in order.
    pub accepted: Vec<Change>,
    /// In the document already.
    pub known: Vec<Hash>,
    /// Refused, each with its reason. Bytes that are no change are named by [`named`].
    pub refused: Vec<(Hash, Refusal)>,
    /// Build on refused ones.
    pub blocked: Vec<Hash>,
    /// Build on changes that the document does not have.
    pub retry: Vec<Hash>,
}

/// The document on which is judged.
pub struct Ground<'a> {
    /// The document itself: making a copy is a good part of the cost of a change.
    pub doc: Automerge,
    /// Those of its objects that were looked up before.
    pub objects: &'a mut Objects,
    /// The document as it was, where a change that passed every check spoiled it all the same; `None` when that fails.
    pub again: &'a dyn Fn() -> Option<Automerge>,
}

/// Judges the changes that `person` submitted as `author`, in causal order, on a copy. State and rights are today's, not those of
/// the past that the changes choose to build on.
#[must_use]
pub fn judge(doc: &Automerge, state: &State, person: &Person, author: Author, changes: &[ByteBuf], today: NaiveDate) -> Judgement {
    let again = || Some(doc.clone());
    let ground = Ground { doc: doc.clone(), objects: &mut Objects::default(), again: &again };
    judge_owned(ground, state, person, author, changes, today).expect("a copy can always be made")
}

/// As [`judge`], on the document itself. `None` when it was spoiled and could not be had again.
#[must_use]
pub fn judge_owned(
    ground: Ground<'_>,
    state: &State,
    person: &Person,
    author: Author,
    changes: &[ByteBuf],
    today: NaiveDate,
) -> Option<Judgement> {
    let Ground { doc, objects, again } = ground;
    let mut judgement =
        Judgement { doc, accepted: Vec::new(), known: Vec::new(), refused: Vec::new(), blocked: Vec::new(), retry: Vec::new() };
    let mut fallen: HashSet<Hash> = HashSet::new();
    let mut batch = Batch { objects, state, person, author, today, size: Size::default(), past: Past::default() };
    for bytes in changes {
        let change = match parse(bytes) {
            Ok(change) => change,
            Err(code) => {
                judgement.refused.push((named(bytes), code.into()));
                continue;
            }
        };
        let hash = Hash::from(change.hash());
        if read::contains(&judgement.doc, hash) {
            judgement.known.push(hash);
        } else if change.deps().iter().any(|dep| fallen.contains(&Hash::from(*dep))) {
            fallen.insert(hash);
            judgement.blocked.push(hash);
        } else if change.deps().iter().any(|dep| judgement.doc.get_change_meta_by_hash(dep).is_none()) {
            judgement.retry.push(hash);
        } else {
            let tried = match batch.allow(&judgement.doc, &change) {
                Ok(()) => trial::apply(&mut judgement, again, &change)?.map_err(Refusal::from),
                Err(refusal) => Err(refusal),
            };
            match tried {
                Ok(()) => judgement.accepted.push(change),
                Err(refusal) => {
                    fallen.insert(hash);
                    judgement.refused.push((hash, refusal));
                }
            }
        }
    }
    Some(judgement)
}

/// The name of a change that is not opened, as its writer knows it: the hash of everything after magic and checksum. Bytes
/// without a change's head are named by their own SHA-256.
#[must_use]
pub fn named(bytes: &[u8]) -> Hash {
    match bytes.strip_prefix(&scan::MAGIC).and_then(|rest| rest.get(4..)) {
        Some(covered @ [scan::CHANGE, ..]) => Hash(Sha256::digest(covered).into()),
        Some(_) | None => Hash(Sha256::digest(bytes).into()),
    }
}

/// The change with which a document that a device began is to begin: one of those ever released, and the kind that it makes.
///
/// # Errors
/// [`Code::Malformed`] or [`Code::TooLarge`] for what is no change, [`Code::UnknownVersion`] for another beginning.
pub fn genesis(bytes: &[u8]) -> Result<(Change, DocumentKind), Code> {
    let change = parse(bytes)?;
    let kind = genesis::kind_of(change.hash().into()).ok_or(Code::UnknownVersion)?;
    Ok((change, kind))
}

/// What of a change can be checked without opening it.
///
/// # Errors
/// [`Code::Malformed`], [`Code::TooLarge`], or [`Code::OutOfOrder`].
pub fn bounds(bytes: &[u8]) -> Result<(), Code> {
    scan::bounds(bytes)
}

fn parse(bytes: &[u8]) -> Result<Change, Code> {
    scan::bounds(bytes)?;
    catch_unwind(AssertUnwindSafe(|| Change::from_bytes(bytes.to_vec()))).ok().and_then(Result::ok).ok_or(Code::Malformed)
}

/// Who submits, and what was learned of the document with the changes before.
struct Batch<'a> {
    objects: &'a mut Objects,
    state: &'a State,
    person: &'a Person,
    author: Author,
    today: NaiveDate,
    size: Size,
    past: Past,
}

impl Batch<'_> {
    /// Whether the change may be tried. The library is asked about numbers that somebody made up: should it panic, the
    /// document was only looked at.
    fn allow(&mut self, doc: &Automerge, change: &Change) -> Result<(), Refusal> {
        let allowed = || {
            identity(doc, self.author, change)?;
            self.size.check(doc, self.author, change)?;
            self.past.next(doc, change);
            operations::check(doc, self.objects, &self.past, self.state, self.person, change, self.today)
        };
        catch_unwind(AssertUnwindSafe(allowed)).unwrap_or_else(|_| Err(Code::WouldCorrupt.into()))
    }
}

/// The change is the author's, by an actor that is theirs alone, and takes the operation numbers that are its due.
fn identity(doc: &Automerge, author: Author, change: &Change) -> Result<(), Code> {
    if change.actor_id().to_bytes() == RELAY_ACTOR || claimed(doc, change)? != author {
        return Err(Code::NotYourName);
    }
    let ground: Vec<_> = change.deps().iter().filter_map(|dep| doc.get_change_meta_by_hash(dep)).collect();
    // The library names an actor's change before this one even where others wrote in between. That none stands in this
    // one's place shows itself in the trial.
    let follows_its_own = change.seq() == 1 || ground.iter().any(|meta| *meta.actor == *change.actor_id() && meta.seq + 1 == change.seq());
    let highest = ground.iter().map(|meta| meta.max_op).max().unwrap_or(0);
    if follows_its_own && change.start_op().get() == highest + 1 { Ok(()) } else { Err(Code::OutOfOrder) }
}

/// Whom the actor's first change names: this change, or the one in the document.
fn claimed(doc: &Automerge, change: &Change) -> Result<Author, Code> {
    let standing = read::author(doc, change.actor_id());
    let stated = change.author().and_then(|author| Author::of_bytes(author.as_bytes()));
    match (change.seq(), standing, stated) {
        (1, None, Some(author)) | (2.., Some(author), None) => Ok(author),
        (2.., None, _) => Err(Code::OutOfOrder),
        (0 | 1, ..) | (2.., Some(_), Some(_)) => Err(Code::NotYourName),
    }
}

#[cfg(test)]
mod tests;
