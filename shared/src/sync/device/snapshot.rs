//! A snapshot of a document's log: a long one need not be put together change by change whenever somebody opens it. It shortens and
//! decides nothing. The log stays and is what counts; a snapshot that is not whole, not of this log or not of this release is thrown
//! away, and the log is read.

use automerge::{ActorId, Automerge, ReadDoc};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

use super::{
    Device,
    downward::hash,
    editing::Loaded,
    store::{Table, Write, log_key, log_prefix},
};
use crate::{
    codec,
    forms::Path,
    ids::{DocumentId, Era, Hash},
    records::{merges::Merges, read},
};

/// So many entries that were put together one by one are worth a new one.
pub(super) const WORTH: usize = 128;

/// Another release may see something else in the same changes.
const RELEASE: &str = env!("CARGO_PKG_VERSION");

/// The beginning of a document's log, put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Snapshot {
    pub(super) head: Head,
    /// The document, as the library saves it: it proves when it is loaded that every change is what its hash says.
    pub(super) saved: Vec<u8>,
}

/// Of what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// By which version of the program.
    pub(super) release: String,
    /// Of which document.
    pub(super) document: DocumentId,
    /// In which life of the relay's store.
    pub(super) era: Era,
    /// So many entries of the log.
    pub(super) n: u64,
    /// The last of them: with the era and the number it stands for all before it.
    pub(super) last: Hash,
    /// Of each long text the changes on which no other builds, with their actors.
    pub(super) ends: Vec<(Path, Vec<(Hash, ByteBuf)>)>,
}

/// As it is kept in [`Table::Snapshots`].
#[derive(Serialize, Deserialize)]
struct Row {
    /// Of the head; what is saved is sealed by the library.
    digest: Hash,
    head: ByteBuf,
    saved: ByteBuf,
}

/// On what further entries of a log are laid.
#[derive(Debug, Default)]
pub(super) struct Ground {
    /// So many entries are in it.
    pub(super) n: u64,
    pub(super) doc: Automerge,
    pub(super) merges: Merges,
}

/// The key of the row of [`Table::Log`] from which a document's log is read beside what stands in its row of [`Table::Snapshots`].
#[must_use]
pub fn log_start(document: DocumentId, snapshot: Option<&[u8]>) -> String {
    snapshot.and_then(Snapshot::read).map_or_else(|| log_prefix(document), |snapshot| log_key(document, snapshot.head.n))
}

/// The key of a document's row of [`Table::Snapshots`].
#[must_use]
pub fn snapshot_key(document: DocumentId) -> String {
    document.to_string()
}

impl Snapshot {
    /// Of a document that holds these entries and nothing else.
    fn of(document: DocumentId, era: Era, n: u64, last: Hash, ground: &Ground) -> Self {
        let ends = ground.merges.iter().map(|(path, ends)| {
            let ends = ends.iter().map(|end| (end.hash.into(), ByteBuf::from(end.actor.to_bytes())));
            (path.clone(), ends.collect())
        });
        let head = Head { release: RELEASE.to_owned(), document, era, n, last, ends: ends.collect() };
        // Packing costs a device more time than room, and every device the program that packs.
        Self { head, saved: ground.doc.save_nocompress() }
    }

    /// From a row of this release that this version can read.
    fn read(row: &[u8]) -> Option<Self> {
        Self::decoded(row).filter(|snapshot| snapshot.head.release == RELEASE)
    }

    /// From a row that this version can read.
    pub(super) fn decoded(row: &[u8]) -> Option<Self> {
        let Row { digest, head, saved } = codec::decode(row)?;
        (digest == sealed(&head)).then_some(())?;
        Some(Self { head: codec::decode(&head)?, saved: saved.into_vec() })
    }

    pub(super) fn row(&self) -> Write {
        let head = ByteBuf::from(codec::encode(&self.head));
        let row = Row { digest: sealed(&head), head, saved: ByteBuf::from(self.saved.clone()) };
        Write::put(Table::Snapshots, snapshot_key(self.head.document), &row)
    }

    /// Without it the log is read.
    pub(super) fn no_row(document: DocumentId) -> Write {
        Write::delete(Table::Snapshots, snapshot_key(document))
    }

    /// What stands in it; `None` where it does not say what it says it does.
    fn ground(&self) -> Option<Ground> {
        let Head { n, last, ends, .. } = &self.head;
        let doc = Automerge::load(&self.saved).ok()?;
        let is_whole = doc.stats().num_changes == *n && read::contains(&doc, *last);
        let ends = ends.iter().map(|(path, ends)| {
            let ends = ends.iter().map(|(hash, actor)| (*hash, ActorId::from(actor.as_ref())));
            (path.clone(), ends.collect())
        });
        is_whole.then(|| Ground { n: *n, doc, merges: Merges::of_ends(ends) })
    }
}

fn sealed(head: &[u8]) -> Hash {
    Hash(Sha256::digest(head).into())
}

impl Device {
    /// On what the entries of a log are laid that were read beside this row, and those that are laid on it. `None` where the row is of
    /// another log than the one that is here: `entries` are not all of it then.
    pub(super) fn ground<'a>(&self, document: DocumentId, row: Option<&[u8]>, entries: &'a [Vec<u8>]) -> Option<(Ground, &'a [Vec<u8>])> {
        let Some(snapshot) = row.and_then(Snapshot::read) else { return Some((Ground::default(), entries)) };
        let shelf = self.documents.get(&document)?;
        let (last, behind) = entries.split_first()?;
        let Head { document: of, era, n, last: of_last, .. } = &snapshot.head;
        let is_of_this = *of == document && Some(*era) == self.era && *n <= shelf.held && shelf.doubt.is_none() && hash(last) == *of_last;
        Some((is_of_this.then(|| snapshot.ground()).flatten()?, behind))
    }

    /// A snapshot of a document into which these entries of its log were just laid, where that was worth it: kept once nobody needs the
    /// document any more.
    pub(super) fn snapshot(&self, document: DocumentId, ground: &Ground, laid: &[Vec<u8>]) -> Option<Snapshot> {
        let last = laid.last().filter(|_| laid.len() >= WORTH)?;
        Some(Snapshot::of(document, self.era?, ground.n, hash(last), ground))
    }

    /// Nobody needs a document in memory any more.
    pub(super) fn put_away(&mut self, document: DocumentId) {
        let Some(Loaded { snapshot: Some(snapshot), .. }) = self.loaded.remove(&document) else { return };
        let is_sure = self.documents.get(&document).is_some_and(|shelf| shelf.doubt.is_none() && shelf.held >= snapshot.head.n);
        // What cannot be loaded is not kept.
        if is_sure && self.era == Some(snapshot.head.era) && snapshot.ground().is_some() {
            self.save(vec![snapshot.row()]);
        }
    }
}
