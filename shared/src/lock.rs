//! The lock of a person's work on one device: a PIN or a passphrase without which nothing that the device keeps can be read. Here
//! is what can be decided without a browser; ciphers and rows belong to the app.
//!
//! The rows are enciphered with a random key of their own. That key is kept under two others, one inside the other: one made of the
//! secret, slowly, and one that the browser does not give out. So another secret costs one row, and the rows alone, copied
//! away, are of no use to anybody who lacks either.

mod envelope;
mod idle;
mod row;
mod secret;
mod tries;

pub use envelope::{Envelope, IV};
pub use idle::{Idle, Seen};
pub use row::{Cost, LockRow, Phase};
pub use secret::{After, Kind, Lack, PIN, lacks};
pub use tries::Tries;

use serde::{Deserialize, Serialize};

use crate::{sync::device::Held, time::Timestamp};

/// How it stands with the lock of whoever works here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// There is none.
    None,
    /// There is one, and it is open.
    Open {
        /// What opens it.
        kind: Kind,
        /// When it closes by itself.
        after: After,
        /// So many hundredths of what is here are done that is being enciphered, or deciphered for good.
        turned: Option<u32>,
    },
    /// It is closed.
    Closed {
        /// What opens it.
        kind: Kind,
        /// Nothing can be tried before.
        wait: Option<Timestamp>,
        /// How much is behind it, as it was last counted.
        held: Option<Held>,
    },
}

crate::vocab::vocabulary! {
    /// What became of a wish about the lock; words are `lock_answer.<code>`.
    lock_answer: Answer {
        /// It is so.
        Done = "done",
        /// That is not the PIN or passphrase.
        Wrong = "wrong",
        /// Too soon after too many attempts.
        TooSoon = "too_soon",
        /// The browser does not have its own key any more, without which no secret opens anything.
        NoKey = "no_key",
        /// This browser could not do it: it was not reached over HTTPS, or its storage failed.
        Failed = "failed",
    }
}
