//! The guard: no byte from outside reaches a document before it is bounded, parsed, tied to its author, checked operation
//! by operation against role, section and state, and tried on a copy. The CRDT library itself trusts its input.
//!
//! The order matters: the cheap and safe steps protect the later ones. How much is too much stands in [`limits`].

mod growth;
mod judging;
pub mod limits;
mod message;
mod operations;
mod past;
mod reader;
mod scan;
mod settling;
mod trial;

pub use message::message;

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{Automerge, Change};
use chrono::NaiveDate;
use judging::{Asked, Judging};
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

use crate::{
    documents::DocumentKind,
    ids::{Author, Hash},
    people::Person,
    records::{genesis, objects::Objects, opened::Opened},
    workflow::{Code, Refusal, State},
};

/// What became of submitted changes, on a copy of the document.
#[derive(Debug)]
pub struct Judgement {
    /// The copy, with the accepted ones applied.
    pub doc: Automerge,
    /// As [`Judged`].
    pub accepted: Vec<Change>,
    /// As [`Judged`].
    pub known: Vec<Hash>,
    /// As [`Judged`].
    pub refused: Vec<(Hash, Refusal)>,
    /// As [`Judged`].
    pub blocked: Vec<Hash>,
    /// As [`Judged`].
    pub retry: Vec<Hash>,
}

/// What became of submitted changes.
#[derive(Debug, Default)]
pub struct Judged {
    /// New and good, in order.
    pub accepted: Vec<Opened>,
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
    /// The document itself: making a copy is a good part of the cost of a change. What is accepted is in it afterwards; the caller
    /// makes that durable.
    pub doc: &'a mut Automerge,
    /// Those of its objects that were looked up before.
    pub objects: &'a mut Objects,
    /// The document as it was, where a change that passed every check spoiled it all the same; `None` when that fails.
    pub again: &'a dyn Fn() -> Option<Automerge>,
}

/// Judges the changes that `person` submitted as `author`, in causal order, on a copy. State and rights are today's, not those of
/// the past that the changes choose to build on.
#[must_use]
pub fn judge(doc: &Automerge, state: &State, person: &Person, author: Author, changes: &[ByteBuf], today: NaiveDate) -> Judgement {
    let (mut copy, again) = (doc.clone(), || Some(doc.clone()));
    let ground = Ground { doc: &mut copy, objects: &mut Objects::default(), again: &again };
    let judged = judge_itself(ground, state, person, author, changes, today).expect("a copy can always be made");
    let Judged { accepted, known, refused, blocked, retry } = judged;
    Judgement { doc: copy, accepted: accepted.into_iter().map(Change::from).collect(), known, refused, blocked, retry }
}

/// As [`judge`], on the document itself. `None` when it was spoiled and could not be had again.
#[must_use]
pub fn judge_itself(
    ground: Ground<'_>,
    state: &State,
    person: &Person,
    author: Author,
    changes: &[ByteBuf],
    today: NaiveDate,
) -> Option<Judged> {
    let mut judging = Judging::new(ground, Asked { state, person, author, today });
    for bytes in changes {
        judging.take(bytes)?;
    }
    judging.done()
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

#[cfg(test)]
mod tests;
