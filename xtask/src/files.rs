//! The file system, with errors that name the file.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use crate::Outcome;

/// A whole file.
pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(because("read", path))
}

/// A whole file and the folders above it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(because("make", folder))?;
    }
    fs::write(path, bytes).map_err(because("write", path))
}

/// Over what was there before; a folder must not be there.
pub(crate) fn rename(from: &Path, to: &Path) -> Outcome {
    fs::rename(from, to).map_err(because("rename", from))
}

/// Gone afterwards, whether it was there or not.
pub(crate) fn remove_folder(path: &Path) -> Outcome {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(because("remove", path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Every file in a folder and below, in the same order on every machine; a file stands for itself, nothing for nothing.
pub(crate) fn below(path: &Path) -> Outcome<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).map_err(because("list", path))? {
        entries.push(entry.map_err(because("list", path))?.path());
    }
    entries.sort();
    let mut all = Vec::new();
    for entry in entries {
        all.extend(below(&entry)?);
    }
    Ok(all)
}

fn because(verb: &str, path: &Path) -> impl Fn(Error) -> String {
    move |error| format!("cannot {verb} {}: {error}", path.display())
}
