//! The app as WebAssembly: the target, the compiler's work, and what makes it small.

mod bindgen;
mod opt;
mod order;
mod split;
mod target;

pub(crate) use bindgen::Bundle;
pub(crate) use split::APART;

use std::path::Path;

use crate::{Outcome, process, progress};
use target::Toolchain;

/// Its own target folder: native and wasm builds must not throw away each other's work.
const FOLDER: &str = "target/wasm";

/// Compiles the app and leaves JavaScript glue and a small WASM file in memory.
pub(crate) fn build() -> Outcome<Bundle> {
    let toolchain = target::make_ready()?;
    progress::step("app: cargo rustc -p app --profile web (minutes the first time)");
    let what = ["-p", "app", "--profile", "web", "--", split::LINKED];
    process::run(toolchain.small("rustc").args(what).env("CARGO_TARGET_DIR", FOLDER))?;

    progress::step("app: wasm-split, wasm-bindgen");
    let compiled = Path::new(FOLDER).join("wasm32-unknown-unknown/web/app.wasm");
    let split = split::run(&compiled, &Path::new(FOLDER).join("split"))?;
    let mut bundle = bindgen::run(&split.main, &Path::new(FOLDER).join("bindgen"))?;
    bundle.glue = split.join(&bundle.glue)?;

    let [wasm, apart] = opt::run([bundle.wasm, split.apart])?;
    (bundle.wasm, bundle.apart) = (order::run(&wasm)?, order::run(&apart)?);
    Ok(bundle)
}

/// Lints what the browser runs, as the browser's profile compiles it, which shares its build scripts and macros.
pub(crate) fn lint() -> Outcome {
    let toolchain = target::make_ready()?;
    let what = ["-p", "app", "-p", "shared", "--profile", "web"];
    match &toolchain {
        Toolchain::Rustup => {
            let mut clippy = toolchain.cargo("clippy");
            process::run(clippy.args(what).env("CARGO_TARGET_DIR", FOLDER).args(["--", "-D", "warnings"]))
        }
        // Debian's toolchain for the web brings no clippy.
        Toolchain::Debian => process::run(toolchain.cargo("check").args(what).env("CARGO_TARGET_DIR", FOLDER)),
    }
}

/// What decides, beside the sources, what `build` makes: part of the site's fingerprint.
pub(crate) fn tools() -> String {
    format!("{} {}", process::output("rustc", &["--version"]).unwrap_or_default(), opt::is_available())
}
