//! What is done with a parcel in a worker that is thrown away: the document is made of the log, and the guard judges what somebody
//! wrote as the relay will. What takes too long, or ends the program, ends this worker and nothing else.

use std::collections::BTreeSet;

use automerge::{Automerge, Change};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::{Batch, Flaw};
use crate::{
    access,
    ids::{DocumentId, Hash, PersonId},
    people::Person,
    records::{genesis, ledger, objects::Objects, read, summary::Summary, waits::Waited},
    sync::{
        guard::{self, Ground, Judged},
        wire::Listed,
    },
    time::Timestamp,
    workflow::{Code, Refusal, State},
};

/// Everything that is needed to try a parcel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Trial {
    /// Who works on this device.
    pub me: Person,
    /// The document.
    pub document: DocumentId,
    /// When the parcel was made.
    pub at: Timestamp,
    /// Now, by this device's clock.
    pub now: Timestamp,
    /// The log that this device holds.
    pub held: Vec<ByteBuf>,
    /// Unconfirmed changes that stand on this device, in causal order.
    pub standing: Vec<ByteBuf>,
    /// The log of the parcel.
    pub log: Vec<ByteBuf>,
    /// Its changes, each with the author as this device knows them.
    pub batches: Vec<(Person, Batch)>,
}

/// What became of a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// As lists show the document by its log.
    pub summary: Summary,
    /// What waits in it by its log.
    pub waits: Waited,
    /// The parcel's log goes further than this device's.
    pub is_further: bool,
    /// What became of each batch.
    pub fates: Vec<Fate>,
    /// Everybody who wrote in the document or acted on it.
    pub people: Vec<PersonId>,
    /// The files that the document names.
    pub named: Vec<Hash>,
}

/// What became of a batch; a change that stands in it twice is answered once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fate {
    /// New here, and good.
    pub accepted: Vec<Hash>,
    /// So many were here.
    pub known: u32,
    /// Refused, each with its reason.
    pub refused: Vec<(Hash, Refusal)>,
    /// So many build on what is neither here nor in the parcel.
    pub groundless: u32,
}

/// Tries a parcel.
///
/// # Errors
/// [`Flaw::NoBeginning`], [`Flaw::OtherRelay`], [`Flaw::Damaged`] or [`Flaw::NotYours`]: nothing of it is to be taken.
pub fn try_parcel(trial: Trial) -> Result<Tried, Flaw> {
    let Trial { me, document, at, now, held, standing, log, batches } = trial;
    if held.iter().zip(&log).any(|(held, given)| held != given) {
        return Err(Flaw::OtherRelay); // One of the two is not the relay's, whatever its word.
    }
    let is_further = log.len() > held.len();
    let longer = if is_further { &log } else { &held };
    if longer.is_empty() {
        return Err(Flaw::NoBeginning);
    }
    let mut doc = Automerge::new();
    doc.apply_changes(changes(longer)?).map_err(|_| Flaw::Damaged)?;
    genesis::completions(&mut doc);
    let state = ledger::state(&doc).filter(State::is_open).ok_or(Flaw::Damaged)?;
    if !access::may_read(&me, &state) {
        return Err(Flaw::NotYours);
    }
    let Listed { summary, waits, .. } = Listed::of(document, &read::content(&doc), &state, at, Vec::new(), 0);
    // What does not apply here waits here, as it does in the document itself.
    changes(&standing)?.into_iter().for_each(|change| drop(doc.apply_changes([change])));
    let fates = judge(&mut doc, &state, &batches, now);
    let mut people: Vec<PersonId> = read::authors(&doc).into_iter().map(|author| author.person).collect();
    people.extend(state.entries.iter().map(|entry| entry.by));
    people.sort_unstable();
    people.dedup();
    let named = read::content(&doc).files();
    Ok(Tried { summary, waits, is_further, fates, people, named })
}

/// Batch after batch, and again as long as one was ground for another.
fn judge(doc: &mut Automerge, state: &State, batches: &[(Person, Batch)], now: Timestamp) -> Vec<Fate> {
    let mut fates = vec![Fate::default(); batches.len()];
    let mut waiting: Vec<Vec<ByteBuf>> = batches.iter().map(|(_, batch)| once_each(&batch.changes)).collect();
    let mut has_moved = true;
    while std::mem::take(&mut has_moved) {
        for ((fate, waiting), (person, batch)) in fates.iter_mut().zip(&mut waiting).zip(batches) {
            if waiting.is_empty() {
                continue;
            }
            if !access::may_hand_in(person, state) {
                fate.refused.extend(waiting.drain(..).map(|change| (guard::named(&change), Code::NotYourCase.into())));
                continue;
            }
            let before = doc.clone();
            let again = || Some(before.clone());
            let ground = Ground { doc, objects: &mut Objects::default(), again: &again };
            let judged = guard::judge_itself(ground, state, person, batch.author, waiting, now.day()).unwrap_or_default();
            let Judged { accepted, known, refused, blocked, retry } = judged;
            has_moved |= !accepted.is_empty();
            fate.accepted.extend(accepted.iter().map(|change| Hash::from(change.hash())));
            fate.known += u32::try_from(known.len()).unwrap_or(u32::MAX);
            fate.refused.extend(refused);
            fate.refused.extend(blocked.into_iter().map(|hash| (hash, Code::FollowsRefused.into())));
            let retry: BTreeSet<Hash> = retry.into_iter().collect();
            waiting.retain(|change| retry.contains(&guard::named(change)));
        }
    }
    for (fate, waiting) in fates.iter_mut().zip(waiting) {
        fate.groundless = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
    }
    fates
}

fn once_each(changes: &[ByteBuf]) -> Vec<ByteBuf> {
    let mut seen = BTreeSet::new();
    changes.iter().filter(|change| seen.insert(guard::named(change))).cloned().collect()
}

fn changes(chunks: &[ByteBuf]) -> Result<Vec<Change>, Flaw> {
    chunks.iter().map(|chunk| Change::from_bytes(chunk.to_vec()).map_err(|_| Flaw::Damaged)).collect()
}
