//! What the relay keeps, behind one trait of few verbs. All verbs block and return when what they wrote is durable;
//! [`Committer`] is the way in for documents, so that many small writes share one commit.

pub(crate) mod aside;
mod committer;
pub(crate) mod people;
pub(crate) mod proof;
mod sqlite;

#[cfg(test)]
pub(crate) mod contract;
#[cfg(test)]
pub(crate) mod memory;

pub(crate) use aside::{AsideStore, Heard, LaterRow};
pub(crate) use committer::Committer;
pub(crate) use people::{Account, PeopleStore, TokenHash};
pub(crate) use sqlite::{FILE, Limit, Sqlite};

use std::{fmt, sync::Arc};

use serde_bytes::ByteBuf;
use shared::{
    files::FileKind,
    ids::{Author, CommandId, DocumentId, Era, Hash, PersonId},
    sync::wire::Listed,
    time::Timestamp,
    workflow::{Refusal, State},
};

/// A place that keeps documents; what it keeps about people is [`PeopleStore`], what stands beside both [`AsideStore`].
pub(crate) trait RelayStore: PeopleStore + AsideStore + Send + Sync {
    /// Which life of the store this is.
    fn era(&self) -> Result<Era, StoreError>;

    /// Stores all of the group or nothing of it; answers the commit number of each. Durable when it returns.
    fn commit(&self, group: &[Write]) -> Result<Vec<u64>, StoreError>;

    /// A document as lists show it.
    fn document(&self, id: DocumentId) -> Result<Option<Kept>, StoreError>;
    /// Every document there is.
    fn documents(&self) -> Result<Vec<DocumentId>, StoreError>;
    /// Documents that moved after this commit, in the order of commits.
    fn moved_since(&self, cursor: u64, limit: usize) -> Result<Vec<Kept>, StoreError>;
    /// Log entries after this number, as long as they are within both limits; at least one where there is one.
    fn log(&self, document: DocumentId, after: u64, limit: usize, bytes: usize) -> Result<Vec<ByteBuf>, StoreError>;
    /// The log numbers of those changes that are in the log.
    fn numbers(&self, document: DocumentId, hashes: &[Hash]) -> Result<Vec<(Hash, u64)>, StoreError>;
    /// What can be said of log entries after this number: who handed them in, and when.
    fn receipts(&self, document: DocumentId, after: u64, limit: usize) -> Result<Vec<Receipt>, StoreError>;
    /// Keeps a document as it was after an entry; an older one than is kept changes nothing.
    fn put_snapshot(&self, document: DocumentId, snapshot: &Snapshot) -> Result<(), StoreError>;
    /// The document as it was after some entry.
    fn snapshot(&self, document: DocumentId) -> Result<Option<Snapshot>, StoreError>;
    /// Forgets a snapshot that cannot be read.
    fn drop_snapshot(&self, document: DocumentId) -> Result<(), StoreError>;
    /// The hashes of a log's first entries, in order; fewer where it is shorter.
    fn hashes(&self, document: DocumentId, limit: u64) -> Result<Vec<Hash>, StoreError>;
    /// What was decided about a command, if it was asked before.
    fn decision(&self, document: DocumentId, person: PersonId, id: CommandId) -> Result<Option<Decision>, StoreError>;
    /// What other documents have not been told yet, in the order in which it came up.
    fn pending(&self) -> Result<Vec<Pending>, StoreError>;
    /// These were told; what came up anew since then waits on.
    fn done(&self, told: &[Pending]) -> Result<(), StoreError>;

    /// A small write that is durable when this returns and leaves nothing behind: can anything be kept now?
    fn probe(&self) -> Result<(), StoreError>;
    /// What is known of a file.
    fn file(&self, hash: Hash) -> Result<FileRow, StoreError>;
    /// Every file whose bytes are held, with its size.
    fn files(&self) -> Result<Vec<(Hash, u64)>, StoreError>;
    /// This person has uploaded a file, and its bytes are held.
    fn put_file(&self, hash: Hash, held: Held, by: PersonId, at: Timestamp) -> Result<(), StoreError>;
    /// How many bytes this person has uploaded that no document names.
    fn unnamed_bytes(&self, by: PersonId) -> Result<u64, StoreError>;
    /// Files that no document names and that were uploaded last before this time count as held no longer. Answers these, and those of earlier
    /// times that are not [`gone`](RelayStore::gone) yet.
    fn let_go(&self, before: Timestamp) -> Result<Vec<Hash>, StoreError>;
    /// The bytes of a file that was let go are deleted; a file that came again meanwhile stays.
    fn gone(&self, hash: Hash) -> Result<(), StoreError>;

    /// What the store itself finds damaged beside the documents, in its own words.
    fn unsound(&self) -> Result<Vec<String>, StoreError>;

    /// Changes whenever an account or a session may have changed by this store: what was read of them after asking for it is
    /// true as long as it stays. Does not block.
    fn people_version(&self) -> u64;
    /// Registers the key of a device; a key that was registered under the same session stays. It goes when the device's session is ended.
    fn put_key(&self, key: &DeviceKey) -> Result<(), StoreError>;
    /// The key with which this person's device signs.
    fn key(&self, author: Author) -> Result<Option<DeviceKey>, StoreError>;
    /// Registers the key for which others close files, beside the one that was registered under this session; the first one stays.
    fn put_opening(&self, author: Author, token: TokenHash, point: &[u8]) -> Result<(), StoreError>;
    /// The keys of all devices.
    fn keys(&self) -> Result<Vec<DeviceKey>, StoreError>;
}

/// What one commit adds to a document.
#[derive(Clone, Debug)]
pub(crate) struct Write {
    /// The document.
    pub(crate) document: DocumentId,
    /// The number of the last entry before these; the store refuses to leave a gap or a branch.
    pub(crate) after: u64,
    /// The new entries; none when only a decision is to be remembered.
    pub(crate) entries: Vec<LogEntry>,
    /// Who handed them in, and when: their receipt.
    pub(crate) accepted: Accepted,
    /// The document as lists show it after them.
    pub(crate) kept: Kept,
    /// The command that asked for this.
    pub(crate) decided: Option<Decided>,
    /// What other documents are to be told of it.
    pub(crate) pending: Vec<Pending>,
    /// The files that the entries name.
    pub(crate) named: Vec<Naming>,
}

/// Something in a document of which others are still to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pending {
    /// The document.
    pub(crate) document: DocumentId,
    /// What.
    pub(crate) news: News,
    /// Who set it off.
    pub(crate) by: PersonId,
    /// When, by the relay's clock.
    pub(crate) at: Timestamp,
}

/// What others are told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum News {
    /// An entry of the ledger, by its number.
    Entry(u32),
    /// The product or its stop is not what it was (G16).
    Product,
}

/// One accepted change.
#[derive(Clone, Debug)]
pub(crate) struct LogEntry {
    /// Its hash.
    pub(crate) hash: Hash,
    /// The actor that wrote it.
    pub(crate) actor: Vec<u8>,
    /// Its number among the actor's changes.
    pub(crate) seq: u64,
    /// The change.
    pub(crate) bytes: ByteBuf,
}

/// Who handed something in, on which device, and when by the relay's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Accepted {
    /// Who: of an entry of the ledger, who asked for it.
    pub(crate) by: Author,
    /// When.
    pub(crate) at: Timestamp,
}

/// What the relay can say of a log entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Receipt {
    /// Its number.
    pub(crate) n: u64,
    /// The hash of the change.
    pub(crate) hash: Hash,
    /// Not known of entries that an earlier release wrote.
    pub(crate) accepted: Option<Accepted>,
}

/// A document as it was after an entry of its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Snapshot {
    /// The number of that entry.
    pub(crate) n: u64,
    /// The document, as Automerge saves it.
    pub(crate) bytes: Vec<u8>,
}

/// A document in the store.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    /// As lists show it.
    pub(crate) listed: Listed,
    /// What the ledger says: it decides who may read. Most changes leave it as it is.
    pub(crate) state: Arc<State>,
    /// The commit with which it moved last; the store gives this number.
    pub(crate) moved: u64,
}

/// A command with its answer, so that asking twice is answered the same.
#[derive(Clone, Debug)]
pub(crate) struct Decided {
    /// The command.
    pub(crate) id: CommandId,
    /// Who asked.
    pub(crate) by: PersonId,
    /// The answer.
    pub(crate) decision: Decision,
}

/// `None`: it counts.
pub(crate) type Decision = Option<Refusal>;

/// A document names a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Naming {
    /// The file.
    pub(crate) hash: Hash,
    /// The document.
    pub(crate) document: DocumentId,
    /// Who named it.
    pub(crate) by: PersonId,
    /// They could read the file at that time.
    pub(crate) was_readable: bool,
}

/// What the relay knows of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FileRow {
    /// Its bytes, where they are held.
    pub(crate) held: Option<Held>,
    /// Who has uploaded it.
    pub(crate) uploaded_by: Vec<PersonId>,
    /// Where it is named.
    pub(crate) named: Vec<Naming>,
}

/// A file whose bytes are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// What it is.
    pub(crate) kind: FileKind,
    /// How many bytes.
    pub(crate) size: u64,
}

/// The key with which a device signs what others carry for it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DeviceKey {
    /// Whose, on which device.
    pub(crate) author: Author,
    /// An uncompressed point of P-256.
    pub(crate) point: Vec<u8>,
    /// The key for which others close files, such a point; empty until the device has told it.
    pub(crate) opens: Vec<u8>,
    /// The session under which it was registered.
    pub(crate) token: TokenHash,
}

/// The store could not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StoreError {
    /// There is no more room.
    Full,
    /// The name is taken.
    Taken,
    /// There is nothing to which it could be done any more.
    Gone,
    /// Anything else, in the store's words.
    Failed(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Full => f.write_str("the store is full"),
            StoreError::Taken => f.write_str("the name is taken"),
            StoreError::Gone => f.write_str("it is not there any more"),
            StoreError::Failed(why) => write!(f, "the store failed: {why}"),
        }
    }
}

impl std::error::Error for StoreError {}

/// As many as have room in `bytes`; at least one where there is one.
fn within<E>(entries: impl Iterator<Item = Result<ByteBuf, E>>, bytes: usize) -> Result<Vec<ByteBuf>, E> {
    let mut taken = Vec::new();
    let mut sum = 0;
    for entry in entries {
        let entry = entry?;
        sum += entry.len();
        if sum > bytes && !taken.is_empty() {
            break;
        }
        taken.push(entry);
    }
    Ok(taken)
}
