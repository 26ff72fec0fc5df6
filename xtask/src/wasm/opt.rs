//! wasm-opt from npm's `binaryen`, which is itself WASM and needs nothing but Node; without Node the app is larger.

use std::path::Path;
use std::process::Command;

use crate::{Outcome, digest, files, node, process, progress};

const PINNED: &str = "xtask/wasm-opt";
const FOLDER: &str = "target/wasm-opt";
const PROGRAM: &str = "target/wasm-opt/node_modules/binaryen/bin/wasm-opt";

/// What packs best, which is not what is smallest: `-Oz` takes 6 % more bytes away, and what it leaves packs so much worse that 2 % more
/// are sent. The features are those that Rust's compiler uses by default for the target, and every browser since 2023 knows.
const OPTIONS: [&str; 22] = [
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--optimize-level=2",
    "--shrink-level=2",
    "--duplicate-function-elimination",
    "--remove-unused-brs",
    "--remove-unused-names",
    "--optimize-instructions",
    "--precompute",
    "--code-folding",
    "--merge-blocks",
    "--rse",
    "--vacuum",
    "--reorder-locals",
    "--duplicate-function-elimination",
    "--remove-unused-module-elements",
];

/// Whether the app will be made as small as it can be.
pub(super) fn is_available() -> bool {
    node::is_there()
}

/// The same programs in fewer bytes; unchanged where Node is absent or npm cannot fetch.
pub(super) fn run<const N: usize>(programs: [Vec<u8>; N]) -> Outcome<[Vec<u8>; N]> {
    if !is_available() {
        progress::warn("no Node and npm here, so no wasm-opt: the app works, but is larger");
        return Ok(programs);
    }
    if let Err(sentence) = install() {
        progress::warn(&format!("no wasm-opt, so the app works, but is larger: {sentence}"));
        return Ok(programs);
    }
    // A change of a style sheet leaves the app as it was: the last results are kept under the hash of what went in.
    let (results, lock) = (Path::new(FOLDER).join("results"), lock()?);
    let named = programs.map(|wasm| {
        let recipe = [wasm.as_slice(), OPTIONS.concat().as_bytes(), &lock].concat();
        (results.join(format!("{}.wasm", &digest::hex(&recipe)[..12])), wasm)
    });
    if !named.iter().all(|(result, _)| result.exists()) {
        files::remove_folder(&results)?;
        let (before, after) = (results.join("before"), results.join("after"));
        for (result, wasm) in &named {
            progress::step(&format!("app: wasm-opt on {} KB", wasm.len() / 1000));
            files::write(&before, wasm)?;
            process::run(Command::new("node").arg(PROGRAM).args(OPTIONS).arg(&before).arg("-o").arg(&after))?;
            files::rename(&after, result)?;
        }
    }
    let mut smaller = [const { Vec::new() }; N];
    for (place, (result, _)) in smaller.iter_mut().zip(&named) {
        *place = files::read(result)?;
    }
    Ok(smaller)
}

/// `npm ci` by the lock file, once for each lock file.
fn install() -> Outcome {
    let installed = Path::new(FOLDER).join("installed");
    if Path::new(PROGRAM).exists() && files::read(&installed).is_ok_and(|installed| lock().is_ok_and(|lock| installed == lock)) {
        return Ok(());
    }
    progress::step("wasm-opt: npm ci");
    for name in ["package.json", "package-lock.json"] {
        files::write(&Path::new(FOLDER).join(name), &files::read(&Path::new(PINNED).join(name))?)?;
    }
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    process::run(npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(FOLDER))?;
    files::write(&installed, &lock()?)
}

fn lock() -> Outcome<Vec<u8>> {
    files::read(&Path::new(PINNED).join("package-lock.json"))
}
