//! The end of the relay: nothing more is read, what was taken is answered, then each connection is closed.

use tokio::sync::watch;

/// Whether the end has begun, and how many connections are still held.
pub(crate) struct Closing {
    has_begun: watch::Sender<bool>,
    held: watch::Sender<usize>,
}

/// A connection that has not ended.
#[must_use]
pub(crate) struct Held(watch::Sender<usize>);

impl Closing {
    pub(crate) fn new() -> Self {
        Self { has_begun: watch::Sender::new(false), held: watch::Sender::new(0) }
    }

    /// A connection that is to end before the program does.
    pub(crate) fn hold(&self) -> Held {
        self.held.send_modify(|held| *held += 1);
        Held(self.held.clone())
    }

    /// The end begins; resolves when no connection is held any more.
    pub(crate) async fn close(&self) {
        self.has_begun.send_replace(true);
        // We hold the sender, so waiting cannot fail.
        drop(self.held.subscribe().wait_for(|held| *held == 0).await);
    }

    /// Resolves when the end has begun.
    pub(crate) async fn has_begun(&self) {
        drop(self.has_begun.subscribe().wait_for(|begun| *begun).await);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.send_modify(|held| *held -= 1);
    }
}
