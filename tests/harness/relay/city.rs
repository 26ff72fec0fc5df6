//! The demo city's store, laid out once for each build of the relay and copied for each story.

use std::{
    fs::{self, File},
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use super::{program, run};
use crate::{Reach, program::free_port};

/// Puts a fresh copy into this folder.
pub(super) fn copy_to(folder: &Path) {
    let template = template();
    for file in fs::read_dir(&template).expect("the template was laid out").flatten() {
        fs::copy(file.path(), folder.join(file.file_name())).expect("a temporary folder takes files");
    }
}

/// Several test processes may ask at once: one lays out, the others wait at the lock.
fn template() -> PathBuf {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/demo-city");
    fs::create_dir_all(&home).expect("the target folder can be written");
    let lock = File::create(home.join("lock")).expect("the target folder can be written");
    lock.lock().expect("a file can be locked");
    let template = home.join(format!("{:016x}", build()));
    if !template.is_dir() {
        let laying = home.join("laying");
        if laying.is_dir() {
            fs::remove_dir_all(&laying).expect("our own folder can be removed");
        }
        fs::create_dir(&laying).expect("the target folder can be written");
        run(&laying, &Reach::of_port(free_port()), &[]).stop();
        fs::rename(&laying, &template).expect("our own folder can be renamed");
    }
    template
}

/// Names this build of the relay.
fn build() -> u64 {
    let mut hasher = DefaultHasher::new();
    let about = fs::metadata(program()).unwrap_or_else(|error| panic!("{}: {error}", program().display()));
    let built = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    (program(), about.len(), built).hash(&mut hasher);
    hasher.finish()
}
