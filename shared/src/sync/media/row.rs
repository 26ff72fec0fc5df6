//! The rows that the device keeps of its files. Once released, a row's form is read for ever.

use serde::{Deserialize, Serialize};

use crate::{
    codec,
    files::FileKind,
    forms::Path,
    ids::{DocumentId, Hash},
    time::Timestamp,
};

/// A table of rows; the bytes themselves are the shell's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Files that the relay does not have yet, by id.
    Kept,
    /// Files that are here and at the relay, by hash.
    Held,
}

impl Table {
    /// Every table.
    pub const ALL: [Table; 2] = [Table::Kept, Table::Held];

    /// The name in the browser's database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Table::Kept => "kept",
            Table::Held => "held",
        }
    }
}

/// Bytes on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Their SHA-256.
    pub hash: Hash,
    /// How many.
    pub size: u64,
    /// What they are.
    pub kind: FileKind,
    /// Under which key they stand.
    pub bytes: String,
}

/// A row of [`Table::Kept`]: a file that a person picked, until the relay has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Names it; ids sort by the time of picking.
    pub id: String,
    /// For which document.
    pub document: DocumentId,
    /// For which set of files.
    pub path: Path,
    /// What it is called.
    pub name: String,
    /// When it was picked.
    pub at: Timestamp,
    /// What was picked.
    pub original: Piece,
    /// What is named and sent: a smaller picture made from it, or itself.
    pub ready: Option<Piece>,
    /// It is named in its document.
    pub is_named: bool,
    /// The upload at the relay.
    pub upload: Option<String>,
    /// It cannot be sent.
    pub refused: Option<Why>,
}

/// A row of [`Table::Held`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The bytes.
    pub piece: Piece,
    /// When somebody looked at them last.
    pub at: Timestamp,
}

/// Why a file cannot be attached or sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// Files of its type are not taken.
    WrongKind,
    /// It is larger than files of its type may be.
    TooLarge,
    /// It holds nothing.
    Empty,
    /// Its document has no place for it any more.
    Nowhere,
    /// Its bytes on this device are not what they were.
    Damaged,
    /// There is no room for it on this device.
    NoRoom,
}

impl Why {
    /// Every reason.
    pub const ALL: [Why; 6] = [Why::WrongKind, Why::TooLarge, Why::Empty, Why::Nowhere, Why::Damaged, Why::NoRoom];

    /// In words, with what to do next.
    #[must_use]
    pub const fn words(self) -> crate::words::Key {
        match self {
            Why::WrongKind => crate::key!("files.why.wrong_kind"),
            Why::TooLarge => crate::key!("files.why.too_large"),
            Why::Empty => crate::key!("files.why.empty"),
            Why::Nowhere => crate::key!("files.why.nowhere"),
            Why::Damaged => crate::key!("files.why.damaged"),
            Why::NoRoom => crate::key!("files.why.no_room"),
        }
    }

    /// Its name in the page.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Why::WrongKind => "wrong_kind",
            Why::TooLarge => "too_large",
            Why::Empty => "empty",
            Why::Nowhere => "nowhere",
            Why::Damaged => "damaged",
            Why::NoRoom => "no_room",
        }
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
    /// Writes a file's row.
    #[must_use]
    pub fn kept(kept: &Kept) -> Self {
        Self { table: Table::Kept, key: kept.id.clone(), value: Some(codec::encode(kept)) }
    }

    pub(super) fn held(held: &Held) -> Self {
        Self { table: Table::Held, key: held.piece.hash.to_hex(), value: Some(codec::encode(held)) }
    }

    pub(super) const fn delete(table: Table, key: String) -> Self {
        Self { table, key, value: None }
    }
}
