//! Change by change through a batch. A device's changes mostly build on each other, and trying is the dearest step: changes of
//! which each builds on the one before are checked one after the other, and tried together. What cannot be told of a change while
//! those before it are not in the document waits until they are; together is never answered what one by one would not be.

use std::{
    collections::HashSet,
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{Automerge, Change};
use chrono::NaiveDate;

use super::{
    Ground, Judged,
    growth::Size,
    named,
    operations::{self, Earlier, Standing},
    parse,
    past::Past,
    trial,
};
use crate::{
    ids::{Author, Hash},
    people::Person,
    records::{ledger::RELAY_ACTOR, objects::Objects, opened::Opened, read},
    workflow::{Code, Refusal, State},
};

/// Who submits, and to what.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) state: &'a State,
    pub(super) person: &'a Person,
    pub(super) author: Author,
    pub(super) today: NaiveDate,
}

/// A batch on its way.
pub(super) struct Judging<'a> {
    doc: &'a mut Automerge,
    judged: Judged,
    again: &'a dyn Fn() -> Option<Automerge>,
    /// Refused changes, and what builds on them.
    fallen: HashSet<Hash>,
    batch: Batch<'a>,
    chain: Chain,
}

/// What was learned of the document with the changes before.
struct Batch<'a> {
    asked: Asked<'a>,
    objects: &'a mut Objects,
    size: Size,
    past: Past,
}

/// Changes that passed every check and are still to be tried, each building on the one before.
#[derive(Default)]
struct Chain {
    changes: Vec<Opened>,
    operations: u64,
    earlier: Earlier,
}

impl<'a> Judging<'a> {
    pub(super) fn new(ground: Ground<'a>, asked: Asked<'a>) -> Self {
        let Ground { doc, objects, again } = ground;
        let batch = Batch { asked, objects, size: Size::default(), past: Past::default() };
        Self { doc, judged: Judged::default(), again, fallen: HashSet::new(), batch, chain: Chain::default() }
    }

    /// Judges the next change. `None` when the document was spoiled and could not be had again.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Option<()> {
        let change = match parse(bytes) {
            Ok(change) => Opened::from(change),
            Err(code) => {
                self.judged.refused.push((named(bytes), code.into()));
                return Some(());
            }
        };
        if self.batch.allow_next(self.doc, &mut self.chain, &change) {
            self.chain.push(change);
            return Some(());
        }
        self.settle()?;
        let (doc, hash) = (&*self.doc, Hash::from(change.hash()));
        if read::contains(doc, hash) {
            self.judged.known.push(hash);
        } else if self.is_blocked(&change) {
            self.block(hash);
        } else if change.deps().iter().any(|dep| doc.get_change_meta_by_hash(dep).is_none()) {
            self.judged.retry.push(hash);
        } else {
            let mut earlier = Earlier::before(&change);
            match self.batch.allow(doc, &mut earlier, &change) {
                Ok(()) => self.chain = Chain::of(change, earlier),
                Err(refusal) => self.refuse(hash, refusal),
            }
        }
        Some(())
    }

    /// What became of all of them.
    pub(super) fn done(mut self) -> Option<Judged> {
        self.settle()?;
        Some(self.judged)
    }

    /// Tries what is still to be tried: together, and where that fails one by one.
    fn settle(&mut self) -> Option<()> {
        let changes = mem::take(&mut self.chain).changes;
        if changes.len() > 1 && trial::all(self.doc, &self.judged.accepted, self.again, &changes)?.is_ok() {
            self.judged.accepted.extend(changes);
            return Some(());
        }
        for change in changes {
            let hash = Hash::from(change.hash());
            if self.is_blocked(&change) {
                self.block(hash);
                continue;
            }
            match trial::all(self.doc, &self.judged.accepted, self.again, std::slice::from_ref(&change))? {
                Ok(()) => self.judged.accepted.push(change),
                Err(code) => self.refuse(hash, code.into()),
            }
        }
        Some(())
    }

    fn is_blocked(&self, change: &Change) -> bool {
        change.deps().iter().any(|dep| self.fallen.contains(&Hash::from(*dep)))
    }

    fn block(&mut self, hash: Hash) {
        self.fallen.insert(hash);
        self.judged.blocked.push(hash);
    }

    fn refuse(&mut self, hash: Hash, refusal: Refusal) {
        self.fallen.insert(hash);
        self.judged.refused.push((hash, refusal));
    }
}

impl Batch<'_> {
    /// Whether the change may be tried. The library is asked about numbers that somebody made up: should it panic, the
    /// document was only looked at.
    fn allow(&mut self, doc: &Automerge, earlier: &mut Earlier, change: &Opened) -> Result<(), Refusal> {
        let allowed = || {
            identity(doc, self.asked.author, change)?;
            self.size.check(doc, self.asked.author, change)?;
            self.operations(doc, earlier, change)
        };
        catch_unwind(AssertUnwindSafe(allowed)).unwrap_or_else(|_| Err(Code::WouldCorrupt.into()))
    }

    /// Whether it is certain that the change may be tried once the document has those of the chain.
    fn allow_next(&mut self, doc: &Automerge, chain: &mut Chain, change: &Opened) -> bool {
        let waiting = (chain.changes.len() as u64, chain.operations);
        let allowed = || self.size.has_room_after(doc, waiting, change) && self.operations(doc, &mut chain.earlier, change).is_ok();
        chain.changes.last().is_some_and(|last| goes_on(last, change)) && catch_unwind(AssertUnwindSafe(allowed)).unwrap_or(false)
    }

    fn operations(&mut self, doc: &Automerge, earlier: &mut Earlier, change: &Opened) -> Result<(), Refusal> {
        self.past.next(doc, change);
        let Asked { state, person, today, .. } = self.asked;
        operations::check(Standing { doc, past: &self.past, state, person, today }, self.objects, earlier, change)
    }
}

impl Chain {
    fn of(change: Opened, earlier: Earlier) -> Self {
        let mut chain = Self { earlier, ..Self::default() };
        chain.push(change);
        chain
    }

    fn push(&mut self, change: Opened) {
        self.operations += change.len() as u64;
        self.changes.push(change);
    }
}

/// The change is the next of the same actor and builds on nothing but the last one: whose it is, and that its numbers are its due, is
/// known with the last one's.
fn goes_on(last: &Change, change: &Change) -> bool {
    change.deps() == [last.hash()]
        && change.actor_id() == last.actor_id()
        && change.seq() == last.seq() + 1
        && change.start_op().get() == last.max_op() + 1
        && change.author().is_none()
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
