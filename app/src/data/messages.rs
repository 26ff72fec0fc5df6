//! What the page and its data worker say to each other, in the form of [`shared::codec`].

use serde::{Deserialize, Serialize};
use shared::{
    ids::DeviceId,
    people::Person,
    sync::{
        device::{Ask, Show},
        session::Session,
    },
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
    /// The browser says that there may be a network again.
    MaybeOnline,
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
    /// Another tab of this browser works with the store: this one waits until that one is closed.
    Elsewhere(bool),
    /// Something to show.
    Show(Show),
    /// How the device's storage stands.
    Storage(Storage),
}

/// The device's storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Storage {
    /// The browser promised not to evict: `None` while it has not answered or cannot.
    pub is_persistent: Option<bool>,
    /// Bytes used, by the browser's estimate.
    pub used: Option<u64>,
    /// Bytes allowed.
    pub quota: Option<u64>,
    /// The last attempt to save failed: what is on the screen is not saved; tried again.
    pub is_failing: bool,
}
