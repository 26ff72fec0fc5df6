//! What the page and its data worker say to each other, in the form of [`shared::codec`].

use serde::{Deserialize, Serialize};
use shared::{
    ids::{DeviceId, PersonId},
    lock::{After, Answer, Kind, Standing},
    people::Person,
    sync::{
        device::{Ask, Checkpoint, Show},
        session::Session,
    },
};

use super::{
    files::{FileAsk, FileSaid},
    handing::{HandAsk, HandSaid},
};

/// From the page to the worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum ToWorker {
    /// Somebody signed in: open their store and connect.
    SignedIn(Session),
    /// Sign out on this device; unsent work stays for this person's next sign-in.
    SignedOut,
    /// A wish of the screen.
    Ask(Ask),
    /// A wish about files.
    Files(FileAsk),
    /// A wish about handing over without a network.
    Hand(HandAsk),
    /// A wish about the lock.
    Lock(LockAsk),
    /// The hand has left the field: the answer to [`ToPage::Revoked`].
    HandOver,
    /// The browser says that there may be a network again.
    MaybeOnline,
    /// What was kept outside the store of what it held: the answer to [`Tab::Here`].
    Kept(Vec<Checkpoint>),
    /// Work here and no longer in the other tab.
    TakeOver,
    /// The hand has left the field: the answer to [`ToPage::Finish`].
    Finished,
    /// The page is about to be loaded again: is everything durable? Answered by [`ToPage::Rested`].
    Rest,
    /// Nobody looks at the page any more: end, once everything is durable.
    End,
}

/// What the page wants of the lock of whoever works here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum LockAsk {
    /// Close it, once everything is durable.
    Close,
    /// Open it.
    Open {
        /// The PIN or passphrase.
        secret: String,
    },
    /// Make one.
    Set {
        /// What opens it.
        kind: Kind,
        /// The PIN or passphrase.
        secret: String,
        /// When it closes by itself.
        after: After,
    },
    /// Another PIN or passphrase.
    Change {
        /// The one until now.
        old: String,
        /// What opens it from now on.
        kind: Kind,
        /// The one from now on.
        new: String,
    },
    /// Take it away.
    Remove {
        /// The PIN or passphrase.
        secret: String,
    },
    /// When it closes by itself, from now on.
    After(After),
    /// The secret is forgotten: delete what is here. The person was asked twice.
    Forget,
}

/// From the worker to the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum ToPage {
    /// Who works on this device; sent first, and whenever it changes. Known without any network.
    Me {
        /// This device.
        device: DeviceId,
        /// The person, if one has signed in and not out.
        person: Option<Person>,
    },
    /// Which tab works with the store.
    Tab(Tab),
    /// Another tab wants to work: take the hand out of the field and say so.
    Finish,
    /// Everything that was said before [`ToWorker::Rest`] is durable.
    Rested,
    /// How it stands with the lock, and what became of the last wish. Said before anything that lies behind it.
    Lock(Standing, Option<Answer>),
    /// The session of this device was ended from elsewhere: what is unsent is handed over, then everything leaves.
    Revoked,
    /// It has; so many files that were not sent stay for their person's next sign-in.
    HandedOver {
        /// Of whom.
        person: PersonId,
        /// Files.
        files: u32,
    },
    /// Something to show.
    Show(Show),
    /// Something about files.
    Files(FileSaid),
    /// Something about handing over without a network.
    Hand(HandSaid),
    /// Whether the last attempt to save failed. Said again after much was saved, when less room may be left.
    IsFailing(bool),
}

/// One tab of this browser at a time works with the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Tab {
    /// This one.
    Here,
    /// Another one; this one waits until it is closed, or asked to let go.
    Elsewhere,
    /// Another one, to which this one has let go.
    Moved,
}
