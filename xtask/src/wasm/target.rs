//! The target `wasm32-unknown-unknown`: from rustup, or built from Debian's own sources where rustup cannot fetch it.

use std::path::Path;
use std::process::Command;

use crate::{Outcome, debian, process, progress};

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// Whose compiler builds for the browser.
pub(super) enum Toolchain {
    /// The one that runs xtask, with the target added.
    Rustup,
    /// Debian's, which carries the sources of the standard library and builds them for the target first.
    Debian,
}

impl Toolchain {
    /// A cargo command for the target.
    pub(super) fn cargo(&self, command: &str) -> Command {
        let mut cargo = match self {
            Self::Rustup => process::cargo(),
            Self::Debian => {
                let mut cargo = process::clean(Command::new(DEBIAN_CARGO));
                cargo.env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1");
                cargo
            }
        };
        cargo.args([command, "--target", TARGET]);
        if let Self::Debian = self {
            cargo.arg("-Zbuild-std=std,panic_abort");
        }
        cargo
    }
}

/// Adds the target where it is missing.
pub(super) fn make_ready() -> Outcome<Toolchain> {
    if is_installed() {
        return Ok(Toolchain::Rustup);
    }
    progress::step(&format!("rustup target add {TARGET}"));
    let rustup = process::run(process::clean(Command::new("rustup")).args(["target", "add", TARGET]));
    if rustup.is_ok() && is_installed() {
        return Ok(Toolchain::Rustup);
    }
    progress::warn("rustup could not fetch the target, so Debian's toolchain shall build it from source");
    if !has_debian_sources() && debian::can_install() {
        debian::install(&DEBIAN_PACKAGES)?;
    }
    if has_debian_sources() {
        return Ok(Toolchain::Debian);
    }
    Err(format!(
        "the compile target {TARGET} is missing: run `rustup target add {TARGET}` with a network, or on Debian as root `apt-get install {}`",
        DEBIAN_PACKAGES.join(" ")
    ))
}

/// Asks the compiler and not rustup: it is quicker, and true for toolchains that rustup knows nothing of.
fn is_installed() -> bool {
    process::output("rustc", &["--print", "target-libdir", "--target", TARGET]).is_some_and(|folder| Path::new(&folder).is_dir())
}

fn has_debian_sources() -> bool {
    let library =
        process::output(DEBIAN_RUSTC, &["--print", "sysroot"]).map(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std"));
    Path::new(DEBIAN_CARGO).exists() && library.is_some_and(|folder| folder.exists())
}
