//! The twin of a blob store in memory.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

use shared::ids::Hash;

use super::{BlobStore, folder};
use crate::store::StoreError;

/// Keeps every file until the program ends.
#[derive(Default)]
pub(crate) struct Memory(Mutex<BTreeMap<Hash, Vec<u8>>>);

impl Memory {
    fn files(&self) -> std::sync::MutexGuard<'_, BTreeMap<Hash, Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BlobStore for Memory {
    fn keep(&self, hash: Hash, file: &Path) -> Result<(), StoreError> {
        self.files().insert(hash, fs::read(file).map_err(folder::failed)?);
        folder::remove(file)
    }

    fn read(&self, hash: Hash, from: u64, most: usize) -> Result<Vec<u8>, StoreError> {
        let files = self.files();
        let file = files.get(&hash).ok_or_else(|| StoreError::Failed("no such file".into()))?;
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        Ok(file.iter().skip(from).take(most).copied().collect())
    }

    fn holds(&self, hash: Hash) -> Result<bool, StoreError> {
        Ok(self.files().contains_key(&hash))
    }

    fn delete(&self, hash: Hash) -> Result<(), StoreError> {
        self.files().remove(&hash);
        Ok(())
    }

    fn probe(&self) -> Result<(), StoreError> {
        Ok(())
    }
}
