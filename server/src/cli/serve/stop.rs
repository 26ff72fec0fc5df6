//! How the program is told to end: once, and it finishes what it has begun; twice, and it ends where it stands.

use std::io;

use tokio::sync::watch;

/// Hears that the program is to end.
pub(super) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens from now on; a second time ends the program at once, which harms nothing that was acknowledged.
    pub(super) fn listen() -> io::Result<Self> {
        let (sender, receiver) = watch::channel(false);
        let mut signals = Signals::listen()?;
        tokio::spawn(async move {
            signals.next().await;
            sender.send_replace(true);
            signals.next().await;
            tracing::warn!("told to end a second time; what was not finished is not");
            std::process::exit(1);
        });
        Ok(Self(receiver))
    }

    /// Resolves when the program was told to end.
    pub(super) async fn first(&mut self) {
        // The sender goes with the program.
        drop(self.0.wait_for(|stop| *stop).await);
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        drop(tokio::signal::ctrl_c().await);
    }
}
