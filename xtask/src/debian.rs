//! Debian's packages, where this machine is a Debian and we may install: nowhere else does xtask change the system.

use std::path::Path;
use std::process::Command;

use crate::{Outcome, process, progress};

/// Whether `install` may be called.
pub(crate) fn can_install() -> bool {
    Path::new("/etc/debian_version").exists() && process::output("id", &["-u"]).as_deref() == Some("0")
}

/// Installs packages that are not there yet.
pub(crate) fn install(packages: &[&str]) -> Outcome {
    progress::step(&format!("apt-get install {}", packages.join(" ")));
    apt(&["update", "-q"])?;
    apt(&[&["install", "-q", "-y", "--no-install-recommends"], packages].concat())
}

fn apt(args: &[&str]) -> Outcome {
    // Another apt may be at work, on a fresh machine its daily update: wait for it instead of failing.
    process::run(Command::new("apt-get").args(["-o", "DPkg::Lock::Timeout=300"]).args(args).env("DEBIAN_FRONTEND", "noninteractive"))
}
