//! The relay's word that a log begins so: a device asks for it while there is a network, and hands it on with the log. Whoever gets
//! both holds the log as if the relay had sent it.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::ids::{DocumentId, Era, Hash};

/// Nothing else that a relay may ever sign begins like this.
const DOMAIN: &[u8] = b"liandong vouched log 1\0";

/// The relay's word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voucher {
    /// For so many entries.
    pub n: u64,
    /// Its signature, 64 bytes, as devices' are ([`crate::sync::carried`]).
    pub signature: ByteBuf,
}

/// What the relay signs: in which life of its store the first `n` entries of the document's log have this [`digest`](crate::sync::wire::digest).
#[must_use]
pub fn to_vouch(era: Era, document: DocumentId, n: u64, digest: Hash) -> Vec<u8> {
    [DOMAIN, &era.0, &document.0, &n.to_be_bytes(), &digest.0].concat()
}
