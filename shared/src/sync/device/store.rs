//! The rows that the device keeps, under text keys. Once released, a row's form is read for ever.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    codec,
    forms::Path,
    ids::{Author, DeviceId, DocumentId, Hash},
    people::Person,
    records::edit::Edit,
    sync::{
        handing::Batch,
        wire::{Listed, ListedWith},
    },
    time::Timestamp,
    workflow::{Code, Command, Refusal},
};

use super::show::{RefusedWork, Work};

/// A table of the device's store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Cases as lists show them, by document.
    Documents,
    /// Accepted changes, by document and number.
    Log,
    /// Own changes that the relay has not confirmed, by document and order of making.
    Outbox,
    /// What is being typed, by document and field.
    Drafts,
    /// What the relay refused.
    Refused,
    /// Commands not yet decided.
    Commands,
    /// The inventory's cursor.
    Meta,
    /// Refused work that its person keeps as a note.
    Notes,
    /// What was deleted on this device, by moment.
    Deletions,
    /// Others' changes that the relay has not confirmed, by document and order of coming.
    Carried,
    /// The beginnings of long logs, put together, by document: what stands there stands in the log as well.
    Snapshots,
}

impl Table {
    /// Every table.
    pub const ALL: [Table; 11] = [
        Table::Documents,
        Table::Log,
        Table::Outbox,
        Table::Drafts,
        Table::Refused,
        Table::Commands,
        Table::Meta,
        Table::Notes,
        Table::Deletions,
        Table::Carried,
        Table::Snapshots,
    ];

    /// The version of the browser's database. With each table it goes up by one, and the browser makes the tables that are missing;
    /// no table is ever taken away.
    pub const VERSION: u32 = 5;

    /// The name in the browser's database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Table::Documents => "cases",
            Table::Log => "log",
            Table::Outbox => "outbox",
            Table::Drafts => "drafts",
            Table::Refused => "refused",
            Table::Commands => "commands",
            Table::Meta => "meta",
            Table::Notes => "notes",
            Table::Deletions => "deletions",
            Table::Carried => "carried",
            Table::Snapshots => "snapshots",
        }
    }

    /// Its rows are given with [`Input::Stored`](super::Input::Stored). The others are read of one document, when somebody asks for it.
    #[must_use]
    pub const fn is_given_at_the_start(self) -> bool {
        !matches!(self, Table::Log | Table::Snapshots)
    }
}

/// The device's own record, in a database of its own: known without any network and whatever the cookie says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// This device; drawn at its first start.
    pub device: DeviceId,
    /// The person, until they sign out here.
    pub person: Option<Person>,
}

impl Me {
    /// As a row.
    #[must_use]
    pub fn row(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// From a row; `None` for what is none.
    #[must_use]
    pub fn read(row: &[u8]) -> Option<Self> {
        codec::decode(row)
    }
}

/// One row written or deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The table.
    pub table: Table,
    /// The row's key.
    pub key: String,
    /// The row; `None` deletes it.
    pub value: Option<Vec<u8>>,
}

impl Write {
    pub(super) fn put(table: Table, key: String, value: &impl Serialize) -> Self {
        Self { table, key, value: Some(codec::encode(value)) }
    }

    pub(super) fn log(document: DocumentId, n: u64, chunk: &[u8]) -> Self {
        Self { table: Table::Log, key: log_key(document, n), value: Some(chunk.to_vec()) }
    }

    pub(super) fn no_log(document: DocumentId, n: u64) -> Self {
        Self::delete(Table::Log, log_key(document, n))
    }

    pub(super) const fn delete(table: Table, key: String) -> Self {
        Self { table, key, value: None }
    }
}

pub(super) fn log_key(document: DocumentId, n: u64) -> String {
    format!("{}{n:010}", log_prefix(document))
}

/// What the keys of a document's log and outbox begin with.
#[must_use]
pub fn log_prefix(document: DocumentId) -> String {
    format!("{document}/")
}

/// What is being typed in a field: durable at each keystroke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The document.
    pub document: DocumentId,
    /// The field.
    pub path: Path,
    /// Its whole text.
    pub text: String,
    /// The version of the document in which the typing began.
    pub base: Vec<Hash>,
    /// When the last key was pressed.
    pub at: Timestamp,
}

impl Draft {
    pub(super) fn key(document: DocumentId, path: &Path) -> String {
        format!("{}{}", log_prefix(document), path.as_str())
    }

    pub(super) fn row(&self) -> Write {
        Write::put(Table::Drafts, Self::key(self.document, &self.path), self)
    }
}

/// A row of [`Table::Documents`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DocumentRow<L = Listed> {
    pub(super) listed: L,
    pub(super) held: u64,
}

impl DocumentRow {
    pub(super) fn row(&self) -> Write {
        let value = codec::encode_as(codec::THIRD, self);
        Write { table: Table::Documents, key: self.listed.summary.id.to_string(), value: Some(value) }
    }
}

/// A row of [`Table::Outbox`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// The document.
    pub document: DocumentId,
    /// The change's name.
    pub hash: Hash,
    /// The change.
    #[serde(with = "serde_bytes")]
    pub chunk: Vec<u8>,
    /// The person's act, in words that can be shown should it be refused.
    pub edit: Edit,
    /// When it was made.
    pub at: Timestamp,
}

/// A row of [`Table::Carried`]: what a colleague handed over, until the relay has it or the person needs it no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The document.
    pub document: DocumentId,
    /// Changes with their author's signature; those that the relay has confirmed are no longer among them.
    pub batch: Batch,
    /// Whose device handed them over.
    pub by: Author,
    /// When.
    pub at: Timestamp,
    /// What the relay did not take of it, each with the reason.
    pub refused: Vec<(Hash, Refusal)>,
}

/// A row of [`Table::Commands`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WaitingCommand {
    pub(super) document: DocumentId,
    pub(super) command: Command,
    /// When it was asked for, and after how many others: one act may need the one before it.
    pub(super) asked: (Timestamp, u64),
}

/// Reads a row; what this version cannot read is left alone.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    codec::decode(bytes)
}

/// Reads a row whose form is the same since the first version: own changes and drafts.
pub(super) fn read_words<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    codec::decode(bytes).or_else(|| codec::decode_first(bytes))
}

/// Reads a line of the list, and whether a release wrote it that did not know what waits.
pub(super) fn read_document(bytes: &[u8]) -> Option<(DocumentRow, bool)> {
    let before = || {
        let DocumentRow { listed, held } = codec::decode::<DocumentRow<ListedWith<()>>>(bytes)?;
        Some((DocumentRow { listed: listed.with(None), held }, true))
    };
    codec::decode_as(codec::THIRD, bytes).map(|row| (row, false)).or_else(before)
}

/// Reads a wish that waits; the first ones of the second version did not tell their order.
pub(super) fn read_waiting(bytes: &[u8]) -> Option<WaitingCommand> {
    let early = |(document, command)| WaitingCommand { document, command, asked: (Timestamp::default(), 0) };
    codec::decode(bytes).or_else(|| codec::decode(bytes).map(early))
}

/// Reads refused work. The first ones of the second version knew edits alone; the first version's reasons were numbers, so that only
/// the words and the place are left of them.
pub(super) fn read_refused(bytes: &[u8]) -> Option<RefusedWork> {
    codec::decode(bytes).or_else(|| codec::decode(bytes).map(|early: OfEdit<Refusal>| early.work(|refusal| refusal))).or_else(|| {
        let first: OfEdit<(u32, Option<Path>)> = codec::decode_first(bytes)?;
        Some(first.work(|(_, place)| Refusal { place, ..Code::Unknown.into() }))
    })
}

/// Refused work in the forms in which it was an edit.
#[derive(Deserialize)]
struct OfEdit<R> {
    id: String,
    document: DocumentId,
    edit: Edit,
    refusal: R,
    written_at: Timestamp,
    refused_at: Timestamp,
}

impl<R> OfEdit<R> {
    fn work(self, refusal: impl FnOnce(R) -> Refusal) -> RefusedWork {
        let Self { id, document, edit, refusal: reason, written_at, refused_at } = self;
        RefusedWork { id, document, work: Work::Edit(edit), refusal: refusal(reason), written_at, refused_at }
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn each_table_makes_the_databases_version_one_higher() {
        assert_eq!(Table::VERSION as usize, Table::ALL.len() - 6, "the first version had seven tables");
    }
}
