//! Where the person's work stands: on this device, sent, confirmed.

use leptos::prelude::*;
use shared::{
    sync::device::{Link, Truth},
    time::Timestamp,
};

use crate::data::storage::Storage;

#[derive(Clone, Copy)]
struct Held(RwSignal<Truth>);

pub(in crate::state) fn provide() -> RwSignal<Truth> {
    let truth = RwSignal::new(Truth::default());
    provide_context(Held(truth));
    truth
}

/// The counts.
pub(crate) fn use_truth() -> RwSignal<Truth> {
    expect_context::<Held>().0
}

/// The one thing that matters most about the person's work now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The device cannot save: what is on the screen is in danger.
    Failing,
    /// The relay asks for a new sign-in; so many changes wait.
    SignedOut(u32),
    /// So many pieces were refused.
    Refused(u32),
    /// All is on this device, so many changes wait to be sent.
    Saved(u32),
    /// So many were sent and are not yet confirmed.
    Sent(u32),
    /// All words are confirmed, so many photographs and files are on this device alone.
    Files(u32),
    /// All was confirmed, last at this time.
    Confirmed(Timestamp),
    /// Nothing was ever written here.
    Idle,
}

impl Standing {
    /// Its name in `data-state`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Standing::Failing => "failing",
            Standing::SignedOut(_) => "signed-out",
            Standing::Refused(_) => "refused",
            Standing::Saved(_) => "saved",
            Standing::Sent(_) => "sent",
            Standing::Files(_) => "files",
            Standing::Confirmed(_) => "confirmed",
            Standing::Idle => "idle",
        }
    }
}

/// Derives it, the worst first. `files`: how many files the relay does not have yet.
pub(crate) fn standing(truth: &Truth, storage: &Storage, files: u32) -> Standing {
    let waiting = truth.saved.saturating_add(truth.drafts);
    if storage.is_failing {
        Standing::Failing
    } else if truth.link == Link::SignedOut {
        Standing::SignedOut(waiting.saturating_add(truth.sent))
    } else if truth.refused > 0 {
        Standing::Refused(truth.refused)
    } else if waiting > 0 {
        Standing::Saved(waiting)
    } else if truth.sent > 0 {
        Standing::Sent(truth.sent)
    } else if files > 0 {
        Standing::Files(files)
    } else {
        truth.confirmed_at.map_or(Standing::Idle, Standing::Confirmed)
    }
}
