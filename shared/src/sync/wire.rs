//! The messages of `/sync`: one per binary frame, in the form of [`crate::codec`]. Once released, a message is read for ever.
//!
//! A device names in the [`address`] in which form it hears the relay. Who names none hears the second one, in which lists do not tell
//! what waits; a device of today understands both.
//!
//! Down: a document's accepted changes are a log numbered from 1. `inventory` tells what moved since a cursor, `pull`
//! fetches entries, accepted changes of others are pushed. Up: `submit` is answered by `answer`, after the commit is durable.

mod form;
mod listed;

pub use form::{Message, for_before, is_of_before, to_frame};
pub use listed::{Lines, Listed, ListedWith, understood};

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

use crate::{
    ids::{Author, CommandId, DocumentId, Era, Hash},
    people::Directory,
    records::waits::Waited,
    sync::{
        handing::{Circle, Voucher},
        handover::Piece,
        standing::Report,
    },
    time::Timestamp,
    workflow::{Command, Deadlines, Refusal},
};

/// The largest frame that either side reads, in bytes.
pub const MAX_FRAME: usize = 1 << 20;
/// Where the relay listens; see [`address`].
pub const ADDRESS: &str = "/sync";
/// The most changes in one `submit`.
pub const MAX_CHANGES: usize = 50;
/// The most log entries in one `entries`.
pub const MAX_ENTRIES: usize = 500;

/// Where a device connects: with the form in which it hears. `directory`: what it holds of [`FromRelay::Directory`] by its [`version`](Directory::version), so that
/// thousands of bodies are told again only when something about them changed.
#[must_use]
pub fn address(directory: Option<Hash>) -> String {
    let directory = directory.map_or_else(String::new, |version| format!("&directory={}", version.to_hex()));
    format!("{ADDRESS}?form={}{directory}", form::FORM)
}

/// What a device says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromDevice {
    /// What moved since this cursor? 0 asks for everything.
    Inventory {
        /// The last cursor that the device has worked off.
        since: u64,
    },
    /// Log entries of a document, please.
    Pull {
        /// The document.
        document: DocumentId,
        /// The last entry that the device holds.
        after: u64,
    },
    /// Changes of the person who is signed in.
    Submit {
        /// Comes back in the answer.
        batch: u64,
        /// The document.
        document: DocumentId,
        /// In causal order, uncompressed Automerge change chunks.
        changes: Vec<ByteBuf>,
    },
    /// A wish that something count.
    Command {
        /// The document.
        document: DocumentId,
        /// The wish.
        command: Command,
    },
    /// A document that this device began, perhaps without network. Answered by `decided`, like a command; until it counts,
    /// there is no such document for anybody else.
    Open {
        /// The id that the device drew.
        document: DocumentId,
        /// The genesis change with which it began: one of those ever released.
        genesis: ByteBuf,
        /// The opening act.
        command: Command,
    },
    /// Is this the beginning of the document's log? Asked where the log was written in another era. Answered by `compared`.
    Compare {
        /// The document.
        document: DocumentId,
        /// How many entries the device holds.
        held: u64,
        /// The [`digest`] of their hashes.
        digest: Hash,
    },
    /// The key with which this device signs what others may carry ([`super::carried`]). Answered by `key`.
    RegisterKey {
        /// An uncompressed point of P-256, 65 bytes.
        key: ByteBuf,
    },
    /// Changes of another person, or of another device, under their signature. Judged as the author's, answered like a
    /// `submit`, except that what the document now is comes as `entries` to whoever may read it.
    Carry {
        /// Comes back in the answer.
        batch: u64,
        /// The document.
        document: DocumentId,
        /// Who wrote them, and where.
        author: Author,
        /// Everything that the signature covers, in the order in which it was signed.
        signed: Vec<Hash>,
        /// Some of it, in causal order, uncompressed Automerge change chunks.
        changes: Vec<ByteBuf>,
        /// The author's device's signature, 64 bytes.
        signature: ByteBuf,
    },
    /// The key for which others close files that they hand to this device ([`super::handing`]), registered beside the one with which
    /// it signs; and which devices does the relay know? Answered by `circle`.
    Introduce {
        /// An uncompressed point of P-256, 65 bytes.
        opens: Option<ByteBuf>,
        /// The [`version`](super::handing::Circle::version) that the device holds.
        held: Option<Hash>,
    },
    /// The relay's word for the first entries of a document's log, please. Answered by `vouched`.
    Vouch {
        /// The document.
        document: DocumentId,
        /// How many entries.
        n: u64,
    },
    /// What this device holds that the relay does not have. Said only to a relay that [`takes`] it; not answered.
    Report(Report),
    /// Work that was refused because its person had left the group (R-0-15), for whoever leads. Said only to a relay that [`takes`] it;
    /// answered by `with_lead`.
    Later {
        /// The document.
        document: DocumentId,
        /// The pieces, each under a name that its device never gives to another.
        pieces: Vec<Piece>,
    },
}

/// What the relay says.
pub type FromRelay = RelaySays<Waited>;

/// What the relay says; in the second form there is nothing (`()`) where the third tells what waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelaySays<W> {
    /// What moved, in the order of commits; `more` says that another `inventory` is worthwhile.
    Inventory {
        /// Documents that this person may read.
        documents: Lines<W>,
        /// Keep this, once the documents are stored.
        cursor: u64,
        /// There is more after this cursor.
        more: bool,
        /// The relay's clock.
        now: Timestamp,
    },
    /// Log entries, asked for or pushed.
    Entries {
        /// The document as lists show it after them.
        listed: ListedWith<W>,
        /// The number before the first entry.
        after: u64,
        /// Change chunks.
        entries: Vec<ByteBuf>,
    },
    /// What became of a `submit`. Durable before it is said.
    Answer {
        /// As submitted.
        batch: u64,
        /// The document.
        document: DocumentId,
        /// Each accepted change with its number in the log, whether accepted now or before.
        accepted: Vec<(Hash, u64)>,
        /// The changes that were refused, each with the reason.
        refused: Vec<(Hash, Refusal)>,
        /// Changes that build on refused ones: to be rebuilt and submitted again.
        blocked: Vec<Hash>,
        /// The relay lacks what these changes build on: submit them again with what they need.
        retry: Vec<Hash>,
        /// The document as lists show it now.
        listed: Option<ListedWith<W>>,
    },
    /// What became of a command.
    Decided {
        /// The command.
        id: CommandId,
        /// The document.
        document: DocumentId,
        /// `None`: it counts from now on.
        refused: Option<Refusal>,
    },
    /// The bodies and experts to choose from; said at the beginning of a connection, unless the device named exactly these in the
    /// [`address`] to which it connected.
    Directory(Directory),
    /// The relay could not do what was asked, and nothing was changed by asking.
    Trouble {
        /// Why.
        code: Trouble,
        /// The batch of a submit that was not taken and should be sent again.
        batch: Option<u64>,
        /// The document concerned.
        document: Option<DocumentId>,
    },
    /// Said first on each connection.
    Welcome {
        /// Which life of the relay's store this is: a restored backup begins a new one.
        era: Era,
        /// Stands for what this person may read by role, body and district: when it is another, the device asks for everything anew.
        rights: u64,
    },
    /// Documents that this person could read and may not read any more.
    Lost {
        /// Which.
        documents: Vec<DocumentId>,
    },
    /// Whether the relay's log begins with what the device holds.
    Compared {
        /// The document.
        document: DocumentId,
        /// As lists show it now; `None` where the relay has no such document, for anybody.
        listed: Option<ListedWith<W>>,
        /// It does: the device goes on from there. Otherwise its log is another one.
        agrees: bool,
    },
    /// How long everything takes here; said once on each connection, after the directory. Devices judge by it what they
    /// keep without a network. A device of an earlier release passes over it and goes by the defaults.
    Deadlines(Deadlines),
    /// The key of this device as it stands: one that was registered under this sign-in before stays.
    Key {
        /// As registered.
        key: ByteBuf,
    },
    /// The devices that the relay knows, as far as this person may; `None` where the device holds just that.
    Circle(Option<Circle>),
    /// The relay's word for the beginning of a log.
    Vouched {
        /// The document.
        document: DocumentId,
        /// The word.
        voucher: Voucher,
    },
    /// What this relay takes beside what the first ones took, by the codes in [`takes`]: said once on each connection, before how long
    /// everything takes. Devices pass over codes that they do not know, those of an earlier release over all of it.
    Takes {
        /// The codes.
        codes: Vec<String>,
    },
    /// These pieces are kept for whoever leads. The others of a [`FromDevice::Later`] are no concern of theirs.
    WithLead {
        /// The document.
        document: DocumentId,
        /// Their names.
        names: Vec<String>,
    },
}

/// What not every relay takes.
pub mod takes {
    /// [`FromDevice::Report`](super::FromDevice::Report).
    pub const REPORTS: &str = "reports";
    /// [`FromDevice::Later`](super::FromDevice::Later).
    pub const LATER: &str = "later";
}

crate::vocab::vocabulary! {
    /// The world failed, not the rules; words are `trouble.<code>`.
    trouble: Trouble {
        /// The frame is no message.
        BadFrame = "bad_frame",
        /// The frame or batch is larger than allowed.
        TooLarge = "too_large",
        /// The session ended: sign in again; what waits on the device waits on.
        SignedOut = "signed_out",
        /// The relay cannot store more at the moment.
        StoreFull = "store_full",
        /// The relay's store failed.
        StoreFailed = "store_failed",
        /// There is no such document, or not for this person.
        NoSuchDocument = "no_such_document",
    }
}

impl From<Trouble> for FromRelay {
    fn from(code: Trouble) -> Self {
        FromRelay::Trouble { code, batch: None, document: None }
    }
}

/// Stands for the beginning of a log: the SHA-256 over the hashes of its entries in order.
#[must_use]
pub fn digest(hashes: impl IntoIterator<Item = Hash>) -> Hash {
    Hash(hashes.into_iter().fold(Sha256::new(), |digest, hash| digest.chain_update(hash.0)).finalize().into())
}

/// Reads a frame.
///
/// # Errors
/// [`Trouble::TooLarge`] or [`Trouble::BadFrame`].
pub fn of_frame<T: Message>(frame: &[u8]) -> Result<T, Trouble> {
    if frame.len() > MAX_FRAME {
        return Err(Trouble::TooLarge);
    }
    T::of_bytes(frame).ok_or(Trouble::BadFrame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::Code;

    #[test]
    fn messages_survive_the_wire() {
        let submit = FromDevice::Submit { batch: 3, document: DocumentId([1; 16]), changes: vec![ByteBuf::from(vec![1, 2, 3])] };
        assert_eq!(of_frame(&to_frame(&submit)), Ok(submit));
        let answer = FromRelay::Answer {
            batch: 3,
            document: DocumentId([1; 16]),
            accepted: vec![(Hash([2; 32]), 9)],
            refused: vec![(Hash([3; 32]), Code::CaseClosed.into())],
            blocked: vec![],
            retry: vec![],
            listed: None,
        };
        assert_eq!(of_frame(&to_frame(&answer)), Ok(answer));
    }

    #[test]
    fn noise_is_no_message() {
        for noise in [&b""[..], b"hello", &[0xff; 40], &[0x9f; 4000]] {
            assert_eq!(of_frame::<FromDevice>(noise), Err(Trouble::BadFrame));
        }
        assert_eq!(of_frame::<FromDevice>(&vec![0; MAX_FRAME + 1]), Err(Trouble::TooLarge));
    }
}
