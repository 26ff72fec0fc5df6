//! Whether files are what their names say, read from wherever they are.

use sha2::{Digest, Sha256};
use shared::ids::Hash;

use super::BlobStore;
use crate::store::{RelayStore, StoreError};

/// How much is read at a time.
const PIECE: usize = 4 << 20;

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileDamage {
    /// It is not there.
    Missing(Hash),
    /// Its bytes are not those that arrived.
    Altered(Hash),
}

/// Reads every file that the relay holds; `each` says where a file's bytes go.
///
/// # Errors
/// When the place of the files cannot be asked: then nothing is known of them.
pub(crate) fn prove(
    store: &dyn RelayStore,
    held: &dyn BlobStore,
    mut each: impl FnMut(Hash, &[u8]) -> Result<(), StoreError>,
) -> Result<(usize, Vec<FileDamage>), StoreError> {
    let files = store.files()?;
    let mut damages = Vec::new();
    for (hash, size) in &files {
        let damage = read(held, *hash, *size, |piece| each(*hash, piece))?;
        // The relay may have let it go meanwhile.
        if damage.is_some() && store.file(*hash)?.held.is_some() {
            damages.extend(damage);
        }
    }
    Ok((files.len(), damages))
}

/// Reads a file of this size from its beginning to its end.
pub(crate) fn read(
    held: &dyn BlobStore,
    hash: Hash,
    size: u64,
    mut each: impl FnMut(&[u8]) -> Result<(), StoreError>,
) -> Result<Option<FileDamage>, StoreError> {
    if !held.holds(hash)? {
        return Ok(Some(FileDamage::Missing(hash)));
    }
    let (mut hasher, mut at) = (Sha256::new(), 0);
    while at < size {
        // One byte more than there should be would show.
        let most = usize::try_from(size - at).unwrap_or(PIECE).min(PIECE) + 1;
        let piece = held.read(hash, at, most)?;
        if piece.is_empty() {
            break;
        }
        at += piece.len() as u64;
        hasher.update(&piece);
        each(&piece)?;
    }
    let is_whole = at == size && Hash(hasher.finalize().into()) == hash;
    Ok((!is_whole).then_some(FileDamage::Altered(hash)))
}
