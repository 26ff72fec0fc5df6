//! `cargo xtask gallery`: every route photographed, for people to look at.

use crate::{Outcome, browser, dist, process};

/// Takes nothing.
pub(crate) fn run(args: &[String]) -> Outcome {
    if let Some(unknown) = args.first() {
        return Err(format!("`{unknown}` is not understood: `cargo xtask gallery` takes nothing"));
    }
    dist::build()?;
    browser::make_ready()?;
    let mut cargo = process::cargo();
    cargo.args(["bench", "-p", "tests", "--bench", "gallery"]).env("LIANDONG_RELAY", process::relay()?);
    process::run(&mut cargo)
}
