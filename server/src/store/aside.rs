//! What the store keeps beside documents and people: what devices told of themselves, and work of people who had left (R-0-15).

use shared::{
    ids::{Author, DocumentId, PersonId, PieceId},
    sync::{
        handover::Piece,
        later::{self, Settled},
        standing::Report,
    },
    time::Timestamp,
};

use super::StoreError;

/// Few verbs; each is durable when it returns.
pub(crate) trait AsideStore {
    /// Devices were heard. A row without a report leaves the last one standing.
    fn put_heard(&self, rows: &[Heard]) -> Result<(), StoreError>;
    /// When each device of a person was last heard, and what it then told.
    fn heard(&self, person: PersonId) -> Result<Vec<Heard>, StoreError>;

    /// Keeps pieces; those that are here already stay as they are. [`StoreError::Full`] beyond [`later::MOST`] of one person in one
    /// document.
    fn put_later(&self, pieces: &[LaterRow]) -> Result<(), StoreError>;
    /// The pieces of which nobody has decided, the oldest first.
    fn later_waiting(&self) -> Result<Vec<LaterRow>, StoreError>;
    /// The pieces of a person, the newest first.
    fn later_of(&self, person: PersonId) -> Result<Vec<LaterRow>, StoreError>;
    /// A piece.
    fn later(&self, id: PieceId) -> Result<Option<LaterRow>, StoreError>;
    /// It is decided; whether it was not before.
    fn settle_later(&self, id: PieceId, settled: &Settled) -> Result<bool, StoreError>;
}

/// A device was heard.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heard {
    /// Whose, and which.
    pub(crate) author: Author,
    /// When.
    pub(crate) at: Timestamp,
    /// What it told, where it tells.
    pub(crate) report: Option<Report>,
}

/// A piece that waits, or waited, for whoever leads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LaterRow {
    /// Who wrote it, and on which device.
    pub(crate) author: Author,
    /// It.
    pub(crate) piece: Piece,
    /// When it came.
    pub(crate) at: Timestamp,
    /// What was decided.
    pub(crate) settled: Option<Settled>,
}

impl LaterRow {
    /// Its id.
    pub(crate) fn id(&self) -> PieceId {
        later::id(self.piece.document, self.author, &self.piece.name)
    }

    /// The document to which it belongs.
    pub(crate) const fn document(&self) -> DocumentId {
        self.piece.document
    }
}
