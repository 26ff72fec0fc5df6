//! `cargo xtask dist`: the site, then the relay with the site inside.

use std::fs::File;

use crate::{Outcome, process, progress, site};

/// In the folder that cargo has made to run this.
const LOCK: &str = "target/dist.lock";

/// Leaves `target/site` and `target/release/liandong`.
pub(crate) fn run(args: &[String]) -> Outcome {
    if let Some(unknown) = args.first() {
        return Err(format!("`{unknown}` is not understood: `cargo xtask dist` takes no arguments"));
    }
    build()
}

/// What `serve`, `test` and `bench` begin with.
pub(crate) fn build() -> Outcome {
    let failed = |error| format!("{LOCK}: {error}");
    // Two builds at once would write into the same folders: the second waits for the first.
    let lock = File::create(LOCK).map_err(failed)?;
    lock.lock().map_err(failed)?;
    site::build()?;
    progress::step("relay: cargo build --release -p server");
    process::run(process::cargo().args(["build", "--release", "-p", "server"]))?;
    progress::step(&format!("ready: {}", process::RELAY));
    Ok(())
}
