//! Files outside the documents, named by the SHA-256 of their bytes: how they arrive, who may read them, how long they are kept.
//! All verbs block.

pub(crate) mod folder;
pub(crate) mod proof;
mod s3;
mod uploads;
mod writing;

#[cfg(test)]
mod contract;
#[cfg(test)]
pub(crate) mod memory;
#[cfg(test)]
mod tests;

pub(crate) use folder::Folder;
pub(crate) use s3::S3;
pub(crate) use uploads::{About, Upload, UploadId, Uploads};
pub(crate) use writing::{Checksum, Part, SILENCE, write};

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use shared::{
    access,
    files::{FileKind, HEAD},
    ids::Hash,
    people::Person,
    sync::session::ProblemCode,
    time::Timestamp,
};

use crate::{
    clock::DAY,
    http::problem::Problem,
    settings::Settings,
    store::{FileRow, Held, RelayStore, StoreError},
};

/// A file that no document names is kept for so long after it was last uploaded.
const UNNAMED_DAYS: i64 = 180;
/// The most bytes that one person may have unfinished, or finished and named by no document: several long videos.
const MOST_BYTES: u64 = 8 << 30;

/// A place that keeps verified files under their hash: a folder, or a store that speaks like S3. What arrives and is not whole yet waits
/// beside it, see [`Uploads`].
pub(crate) trait BlobStore: Send + Sync {
    /// Takes in the file at this path, whose bytes have this hash. Durable when it returns, and the file has left its path.
    fn keep(&self, hash: Hash, file: &Path) -> Result<(), StoreError>;
    /// At most so many bytes from there on; fewer at the end only. An error where the file is not held.
    fn read(&self, hash: Hash, from: u64, most: usize) -> Result<Vec<u8>, StoreError>;
    /// Whether it is held.
    fn holds(&self, hash: Hash) -> Result<bool, StoreError>;
    /// Forgets it; one that is not held is forgotten already.
    fn delete(&self, hash: Hash) -> Result<(), StoreError>;
    /// Whether it can be used now, within a few seconds.
    fn probe(&self) -> Result<(), StoreError>;
}

/// Where files are kept, as it is set.
pub(crate) fn place(settings: &Settings) -> Result<Arc<dyn BlobStore>, (PathBuf, io::Error)> {
    Ok(match S3::of(settings)? {
        Some(bucket) => Arc::new(bucket),
        None => Arc::new(Folder::new(settings.blobs_folder())),
    })
}

/// All files of the relay.
pub(crate) struct Blobs {
    store: Arc<dyn RelayStore>,
    held: Arc<dyn BlobStore>,
    /// What arrives.
    pub(crate) uploads: Uploads,
    /// Files are taken in by many at once, and thrown away by one while nobody takes any in.
    door: RwLock<()>,
}

impl Blobs {
    /// Uploads that were under way wait in `folder`; those of which all bytes had arrived when the relay ended are finished now.
    pub(crate) fn open(folder: &Path, held: Arc<dyn BlobStore>, store: Arc<dyn RelayStore>, now: Timestamp) -> Result<Self, StoreError> {
        let blobs = Self { store, held, uploads: Uploads::open(folder)?, door: RwLock::default() };
        for upload in blobs.uploads.all() {
            if upload.is_moved()? && blobs.standing(&upload, now) == Err(Problem(ProblemCode::NotFound)) {
                blobs.uploads.end(&upload)?;
            }
        }
        Ok(blobs)
    }

    /// Begins an upload. One of a file that this person has sent before is complete at once; whoever has not must send it, even where
    /// it is held: that somebody else has it is not told.
    pub(crate) fn begin(&self, about: About, now: Timestamp) -> Result<Arc<Upload>, Problem> {
        let _open = self.door.read().unwrap_or_else(PoisonError::into_inner);
        let unnamed = self.store.unnamed_bytes(about.owner)?;
        let known = self.store.file(about.hash)?;
        let own = known.held.filter(|held| held.size == about.length && known.uploaded_by.contains(&about.owner));
        if let Some(held) = own {
            self.store.put_file(about.hash, held, about.owner, now)?;
        }
        self.uploads.begin(about, own.is_some(), MOST_BYTES.saturating_sub(unnamed))
    }

    /// How far the upload is, durably; finishes it where all bytes have arrived. Whoever asks holds the upload's pen.
    pub(crate) fn standing(&self, upload: &Upload, now: Timestamp) -> Result<u64, Problem> {
        let About { length, hash, owner, .. } = upload.about;
        let kind = match upload.offset()? {
            Some(offset) if offset < length => return Ok(offset),
            Some(_) => match self.verified(upload)? {
                Ok(kind) => kind,
                Err(code) => {
                    self.uploads.end(upload)?;
                    return Err(Problem(code));
                }
            },
            None if self.store.file(hash)?.uploaded_by.contains(&owner) => return Ok(length),
            // The relay ended after the bytes were taken in and before that was written down.
            None if self.held.holds(hash)? => FileKind::of_bytes(&self.held.read(hash, 0, HEAD)?).ok_or(Problem(ProblemCode::NotFound))?,
            None => return Err(Problem(ProblemCode::NotFound)),
        };
        let _open = self.door.read().unwrap_or_else(PoisonError::into_inner);
        if upload.offset()?.is_some() {
            self.held.keep(hash, upload.file())?;
        }
        self.store.put_file(hash, Held { kind, size: length }, owner, now)?;
        tracing::info!(person = %owner, upload = %upload.id, kind = kind.ending(), bytes = length, "a file has arrived");
        Ok(length)
    }

    /// Ends an upload before it is finished.
    pub(crate) fn end(&self, upload: &Upload) -> Result<(), StoreError> {
        self.uploads.end(upload)
    }

    /// The file, if it is held and this person may read it.
    pub(crate) fn readable(&self, person: &Person, hash: Hash) -> Result<Option<Held>, StoreError> {
        let row = self.store.file(hash)?;
        Ok(if may_read(&*self.store, person, &row)? { row.held } else { None })
    }

    /// Bytes of a file.
    pub(crate) fn read(&self, hash: Hash, from: u64, most: usize) -> Result<Vec<u8>, StoreError> {
        self.held.read(hash, from, most)
    }

    /// Whether the place of the files can be used now.
    pub(crate) fn probe(&self) -> Result<(), StoreError> {
        self.held.probe()
    }

    /// Throws away uploads that nobody finished, and files that no document names. One file at a time, and none while others are taken
    /// in: that may take long, and what is left is thrown away another time.
    pub(crate) fn tidy(&self, now: Timestamp) -> Result<(), StoreError> {
        self.uploads.end_expired(now)?;
        for hash in self.store.let_go(Timestamp(now.0 - UNNAMED_DAYS * DAY))? {
            let Ok(_shut) = self.door.try_write() else { return Ok(()) };
            if self.store.file(hash)?.held.is_none() {
                self.held.delete(hash)?;
                self.store.gone(hash)?;
                tracing::info!(?hash, "a file that no document names is deleted");
            }
        }
        Ok(())
    }

    /// What the bytes of a whole upload are, or why they are not taken.
    fn verified(&self, upload: &Upload) -> Result<Result<FileKind, ProblemCode>, StoreError> {
        let (hash, head) = upload.look()?;
        if hash != upload.about.hash {
            return Ok(Err(ProblemCode::WrongHash));
        }
        let Some(kind) = FileKind::of_bytes(&head) else { return Ok(Err(ProblemCode::WrongKind)) };
        Ok(if upload.about.length > kind.largest() { Err(ProblemCode::TooLarge) } else { Ok(kind) })
    }
}

/// May this person read the file: one that they have sent, or that a document which they may read names. A name counts if whoever gave it
/// has sent the file or could read it then; otherwise a guessed hash would open every file.
pub(crate) fn may_read(store: &dyn RelayStore, person: &Person, file: &FileRow) -> Result<bool, StoreError> {
    if file.held.is_none() {
        return Ok(false);
    }
    if file.uploaded_by.contains(&person.id) {
        return Ok(true);
    }
    for naming in file.named.iter().filter(|naming| naming.was_readable || file.uploaded_by.contains(&naming.by)) {
        if store.document(naming.document)?.is_some_and(|kept| access::may_read(person, &kept.state)) {
            return Ok(true);
        }
    }
    Ok(false)
}
