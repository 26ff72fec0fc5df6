//! Programs for Node that the tests install from npm by a lock file, under `target/`.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

/// `npm ci` in a folder of `tests/`, once for each version of its files; the program in the folder where it then is. Several tests may
/// ask at once: one installs, the others wait at the lock.
///
/// # Panics
/// When npm cannot install it.
pub(crate) fn install(folder: &str, program: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (pinned, home) = (root.join(folder), root.join("../target").join(folder));
    fs::create_dir_all(&home).expect("the target folder can be written");
    let lock = File::create(home.join("lock")).expect("the target folder can be written");
    lock.lock().expect("a file can be locked");
    let needed = ["package.json", "package-lock.json", program];
    let wanted = needed.map(|name| fs::read(pinned.join(name)).expect("a source can be read")).concat();
    let installed = home.join("installed");
    if !fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        for name in needed {
            fs::copy(pinned.join(name), home.join(name)).expect("the target folder can be written");
        }
        let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        let ran = npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&home).status();
        assert!(ran.is_ok_and(|status| status.success()), "npm cannot install what tests/{folder} needs: are Node and npm there?");
        fs::write(&installed, wanted).expect("the target folder can be written");
    }
    home.join(program)
}
