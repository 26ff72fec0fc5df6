//! The target `wasm32-unknown-unknown`: from rustup, or built from Debian's own sources where rustup cannot fetch it.
//!
//! For the bundle the standard library is built along with the app, for size and without the texts of panics: that is
//! a sixth of the download. Where its sources are not to be had, the ready-made one serves, and the app is larger.

use std::path::Path;
use std::process::Command;

use crate::{Outcome, debian, process, progress};

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

const BUILD_STD: &str = "-Zbuild-std=std,panic_abort";
/// Views of one erased type instead of a type for each page.
const ERASE: &str = "--cfg=erase_components";
/// A panic is a trap, which `boot.js` turns into words; no texts, no places in the sources, no `Debug`.
const SMALL: [&str; 7] = [
    ERASE,
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    // Of the two ways to compute SHA-256 that the crate offers, the one in fewer bytes.
    "--cfg",
    "sha2_backend_soft=\"compact\"",
];

/// Whose compiler builds for the browser.
pub(super) enum Toolchain {
    /// The one that runs xtask, with the target added.
    Rustup,
    /// Debian's, which carries the sources of the standard library and builds them for the target first.
    Debian,
}

impl Toolchain {
    /// A cargo command that builds the app and the standard library as small as they can be.
    pub(super) fn small(&self, command: &str) -> Command {
        let mut cargo = self.cargo(command);
        let has_sources = match self {
            Self::Rustup => has_sources() || (fetch_sources() && has_sources()),
            Self::Debian => true,
        };
        if has_sources {
            // These are settings of the code generator that the compiler keeps behind this switch.
            cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_ENCODED_RUSTFLAGS", SMALL.join("\x1f"));
            if let Self::Rustup = self {
                cargo.arg(BUILD_STD);
            }
            cargo.arg("-Zbuild-std-features=optimize_for_size");
        } else {
            progress::warn("no sources of the standard library (`rustup component add rust-src`): the app works, but is larger");
            cargo.env("CARGO_ENCODED_RUSTFLAGS", ERASE);
        }
        cargo
    }

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
            cargo.arg(BUILD_STD);
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

/// The sources of the standard library, with rustup's toolchain.
fn has_sources() -> bool {
    sources_of("rustc")
}

fn fetch_sources() -> bool {
    progress::step("rustup component add rust-src");
    process::run(process::clean(Command::new("rustup")).args(["component", "add", "rust-src"])).is_ok()
}

fn has_debian_sources() -> bool {
    Path::new(DEBIAN_CARGO).exists() && sources_of(DEBIAN_RUSTC)
}

fn sources_of(rustc: &str) -> bool {
    let sysroot = process::output(rustc, &["--print", "sysroot"]);
    sysroot.is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std").exists())
}
