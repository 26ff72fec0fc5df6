//! Work that somebody wrote after they had left the group (R-0-15). It is no act of theirs any more, and it is not lost: their device
//! hands it to the relay, where it waits for whoever leads the case. They take it over in their own name, or set it aside with a reason.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::handover::Piece;
use crate::{
    codec,
    ids::{Author, DocumentId, PersonId, PieceId},
    time::Timestamp,
    vocab::vocabulary,
};

/// Where it is asked for with `GET`, and decided with `POST` under the piece's id.
pub const ADDRESS: &str = "/api/later";
/// The most pieces that the relay keeps of one person in one document.
pub const MOST: usize = 2_000;
/// The longest reason, in bytes.
pub const LONGEST_REASON: usize = 2_000;

vocabulary! {
    /// What whoever leads did with such a piece; words are `later.<code>`.
    later: Settling {
        /// They are about to: for a moment it is theirs alone, so that two who press at once do not write the same words twice. Nothing is
        /// decided by it, and nothing is lost should they never come back.
        Taking = "taking",
        /// They took it over: what is of use stands in the document, in their name.
        Taken = "taken",
        /// They set it aside.
        Aside = "aside",
    }
}

/// What is decided about a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Settle {
    /// What.
    pub how: Settling,
    /// Why; needed to set it aside.
    pub reason: String,
}

impl Settle {
    /// Whether it says enough.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let says_why = !self.reason.trim().is_empty() || matches!(self.how, Settling::Taking | Settling::Taken);
        says_why && self.reason.len() <= LONGEST_REASON
    }
}

/// A decision that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// What, and why.
    pub settle: Settle,
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// A piece that waits, or waited, for whoever leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Later {
    /// Which.
    pub id: PieceId,
    /// Who wrote it.
    pub author: PersonId,
    /// Their name.
    pub name: String,
    /// What they wrote, where, and when.
    pub piece: Piece,
    /// When it reached the relay.
    pub at: Timestamp,
    /// What was decided, and by whom, as their name.
    pub settled: Option<(Settled, String)>,
}

/// The answer to `GET`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllLater {
    /// What waits for the asker, in the documents that they lead; the oldest first.
    pub to_decide: Vec<Later>,
    /// What the asker wrote, and what became of it; the newest first.
    pub own: Vec<Later>,
}

/// The id of a piece: handed in again, it is the same.
#[must_use]
pub fn id(document: DocumentId, author: Author, name: &str) -> PieceId {
    let hash = Sha256::digest(codec::encode(&(document, author.to_bytes().to_vec(), name)));
    PieceId(std::array::from_fn(|at| hash[at]))
}
