//! One relay to a data folder: whoever serves it, or replaces what it holds, holds its lock.

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

use super::print::CommandError;

/// The folder is ours as long as this lives.
pub(crate) struct Claim {
    _lock: File,
}

/// Where a restore lays out what will be the store.
pub(crate) fn restoring(folder: &Path) -> PathBuf {
    folder.join("restoring")
}

/// Takes the folder; makes it where it is missing.
///
/// # Errors
/// [`CommandError::InUse`] when another program holds it.
pub(crate) fn claim(folder: &Path) -> Result<Claim, CommandError> {
    let lock = fs::create_dir_all(folder).and_then(|()| File::create(folder.join("lock")));
    let lock = lock.map_err(|error| CommandError::File(folder.to_owned(), error))?;
    match lock.try_lock() {
        Ok(()) => Ok(Claim { _lock: lock }),
        Err(TryLockError::WouldBlock) => Err(CommandError::InUse(folder.to_owned())),
        Err(TryLockError::Error(error)) => Err(CommandError::File(folder.to_owned(), error)),
    }
}

/// Takes the folder to serve it.
///
/// # Errors
/// As [`claim`]; [`CommandError::HalfRestored`] when a restore was interrupted.
pub(crate) fn claim_to_serve(folder: &Path) -> Result<Claim, CommandError> {
    let claim = claim(folder)?;
    if restoring(folder).exists() { Err(CommandError::HalfRestored(folder.to_owned())) } else { Ok(claim) }
}
