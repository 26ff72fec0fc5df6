//! What a device keeps of a lock, beside the rows and not enciphered.

use serde::{Deserialize, Serialize};

use super::{After, Kind};
use crate::{codec, ids::PersonId, sync::device::Loss};

/// How slowly a secret is made a key: Argon2id with one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Kibibytes.
    pub memory: u32,
    /// Passes over them.
    pub passes: u32,
}

impl Cost {
    /// What a new lock costs: about a second on a tablet, and every guess as much.
    pub const NOW: Self = Self { memory: 32 * 1024, passes: 4 };
}

/// How far a lock has come. Rows say for themselves whether they are enciphered, so that whatever ends the app between two of them
/// ends nothing else: the next opening goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// What is written is enciphered, what was here before is being.
    Closing,
    /// Everything is enciphered.
    Closed,
    /// The lock is being taken away: what is written is plain, what was here before is being deciphered.
    Opening,
    /// The secret is forgotten, and everything here is being deleted at the person's word.
    Forgetting(Loss),
}

/// The row of a person's lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockRow {
    /// What opens it.
    pub kind: Kind,
    /// When it closes by itself.
    pub after: After,
    /// Makes equal secrets unequal.
    pub salt: [u8; 16],
    /// How slowly.
    pub cost: Cost,
    /// The key of the rows under the key made of the secret, and that under the browser's own.
    #[serde(with = "serde_bytes")]
    pub wrapped: Vec<u8>,
    /// How far it has come.
    pub phase: Phase,
}

impl LockRow {
    /// Where it is kept, beside the device's own record.
    #[must_use]
    pub fn key(person: PersonId) -> String {
        format!("lock/{person}")
    }

    /// Where the attempts are.
    #[must_use]
    pub fn tries_key(person: PersonId) -> String {
        format!("tries/{person}")
    }

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
