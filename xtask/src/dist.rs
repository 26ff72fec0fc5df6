//! `cargo xtask dist`: the site, then the relay with the site inside.

use crate::{Outcome, process, progress, site};

/// Leaves `target/site` and `target/release/liandong`.
pub(crate) fn run(args: &[String]) -> Outcome {
    if let Some(unknown) = args.first() {
        return Err(format!("`{unknown}` is not understood: `cargo xtask dist` takes no arguments"));
    }
    build()
}

/// What `serve`, `test` and `bench` begin with.
pub(crate) fn build() -> Outcome {
    site::build()?;
    progress::step("relay: cargo build --release -p server");
    process::run(process::cargo().args(["build", "--release", "-p", "server"]))?;
    progress::step(&format!("ready: {}", process::RELAY));
    Ok(())
}
