//! Files in a folder, one folder for each first byte of the hash.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use shared::ids::Hash;

use super::BlobStore;
use crate::store::StoreError;

/// The local folder. It is made with the first file.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Files in this folder. Those that arrive must come from the same disk.
    pub(crate) const fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    fn place(&self, hash: Hash) -> (PathBuf, PathBuf) {
        let file = self.0.join(path(hash));
        (file.parent().map(PathBuf::from).unwrap_or_default(), file)
    }
}

impl BlobStore for Folder {
    fn keep(&self, hash: Hash, file: &Path) -> Result<(), StoreError> {
        let (folder, place) = self.place(hash);
        make(&folder)?;
        File::open(file).and_then(|file| file.sync_all()).map_err(failed)?;
        // What is there already has the same bytes; to replace it also mends it.
        fs::rename(file, place).map_err(failed)?;
        sync(&folder)
    }

    fn read(&self, hash: Hash, from: u64, most: usize) -> Result<Vec<u8>, StoreError> {
        let mut file = File::open(self.place(hash).1).map_err(failed)?;
        file.seek(SeekFrom::Start(from)).map_err(failed)?;
        let mut bytes = Vec::with_capacity(most);
        file.take(most as u64).read_to_end(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }

    fn holds(&self, hash: Hash) -> Result<bool, StoreError> {
        self.place(hash).1.try_exists().map_err(failed)
    }

    fn delete(&self, hash: Hash) -> Result<(), StoreError> {
        remove(&self.place(hash).1)
    }

    /// The folder is on the disk of the documents, of which the store of documents says whether it takes anything.
    fn probe(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

/// Where a file is, in a folder and in a bucket alike.
pub(crate) fn path(hash: Hash) -> String {
    let name = hash.to_hex();
    format!("{}/{name}", &name[..2])
}

/// Makes a folder and those above it, durably.
pub(super) fn make(folder: &Path) -> Result<(), StoreError> {
    if !folder.is_dir() {
        fs::create_dir_all(folder).map_err(failed)?;
        for parent in folder.ancestors().skip(1).take(2).filter(|parent| parent.is_dir()) {
            sync(parent)?;
        }
    }
    Ok(())
}

/// Removes a file; one that is not there is removed already.
pub(crate) fn remove(file: &Path) -> Result<(), StoreError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Makes the names in a folder durable.
#[cfg(unix)]
pub(super) fn sync(folder: &Path) -> Result<(), StoreError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
}

/// Elsewhere a folder is no file that could be opened; names are durable when the system says so.
#[cfg(not(unix))]
pub(super) fn sync(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

/// What the disk said.
pub(crate) fn failed(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Failed(format!("files: {error}")),
    }
}
