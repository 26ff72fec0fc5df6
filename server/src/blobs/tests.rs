//! Files from their first byte to their end, with times passed in.

mod arriving;
mod reading;

use std::sync::Arc;

use axum::body::Bytes;
use futures_util::stream;
use sha2::{Digest, Sha256};
use shared::{
    files::FileKind,
    ids::{Hash, PersonId},
    people::{Person, Role},
    sync::session::ProblemCode,
    time::Timestamp,
};

use super::{About, BlobStore, Blobs, Checksum, Part, SILENCE, Upload, memory::Memory, write};
use crate::{
    clock::DAY,
    http::problem::Problem,
    store::{RelayStore, contract::Folder, memory},
    testing::person,
};

const NOW: Timestamp = Timestamp(1_000 * DAY);
const PDF: &[u8] = b"%PDF-1.7 a report";

/// A relay's files, whose process may end and begin again.
struct House {
    folder: Folder,
    store: Arc<memory::Memory>,
    held: Arc<Memory>,
    blobs: Blobs,
}

impl House {
    fn new() -> Self {
        let (folder, store, held) = (Folder::new(), Arc::new(memory::Memory::default()), Arc::new(Memory::default()));
        let blobs = Blobs::open(folder.path(), held.clone(), store.clone(), NOW).unwrap();
        Self { folder, store, held, blobs }
    }

    fn start_again(self) -> Self {
        let blobs = Blobs::open(self.folder.path(), self.held.clone(), self.store.clone(), NOW).unwrap();
        Self { blobs, ..self }
    }

    fn begin(&self, by: &Person, bytes: &[u8]) -> Arc<Upload> {
        self.blobs.begin(about(by.id, bytes), NOW).unwrap()
    }

    /// Sends a part and asks how far the upload is.
    async fn send(&self, upload: &Upload, from: u64, bytes: &[u8]) -> Result<u64, ProblemCode> {
        self.send_with(upload, from, vec![Ok(Bytes::copy_from_slice(bytes))], None).await
    }

    async fn send_with(
        &self,
        upload: &Upload,
        from: u64,
        pieces: Vec<Result<Bytes, axum::Error>>,
        checksum: Option<Checksum>,
    ) -> Result<u64, ProblemCode> {
        let written = write(upload, Part { from, bytes: stream::iter(pieces), checksum, patience: SILENCE }).await;
        written.and_then(|()| self.blobs.standing(upload, NOW)).map_err(|Problem(code)| code)
    }

    /// Sends a whole file.
    async fn put(&self, by: &Person, bytes: &[u8]) -> Hash {
        let upload = self.begin(by, bytes);
        assert_eq!(self.send(&upload, 0, bytes).await, Ok(bytes.len() as u64));
        upload.about.hash
    }

    fn files(&self) -> usize {
        std::fs::read_dir(self.folder.path()).map_or(0, Iterator::count)
    }
}

fn ann() -> Person {
    person(1, Role::Expert, None)
}

fn hash(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

fn about(owner: PersonId, bytes: &[u8]) -> About {
    About { owner, length: bytes.len() as u64, hash: hash(bytes), metadata: "sha256 …".into(), begun_at: NOW }
}

fn days(days: i64) -> Timestamp {
    Timestamp(NOW.0 + days * DAY)
}
