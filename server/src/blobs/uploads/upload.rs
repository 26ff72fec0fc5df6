//! One upload.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared::{
    files::HEAD,
    ids::{Hash, PersonId},
    time::Timestamp,
};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use crate::{blobs::folder::failed, clock::DAY, store::StoreError};

/// An upload that is not finished by then is thrown away: a week in the field without a network is ordinary.
const DAYS: i64 = 7;
/// How the name of the file ends that says what is known of an upload.
pub(super) const ABOUT: &str = "about";

/// What was said of an upload when it began.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct About {
    /// Who sends.
    pub(crate) owner: PersonId,
    /// How many bytes there will be.
    pub(crate) length: u64,
    /// Their hash.
    pub(crate) hash: Hash,
    /// `Upload-Metadata` as it came; told again to who asks.
    pub(crate) metadata: String,
    /// When it began.
    pub(crate) begun_at: Timestamp,
}

impl About {
    /// When it ends unfinished.
    pub(crate) const fn expires_at(&self) -> Timestamp {
        Timestamp(self.begun_at.0 + DAYS * DAY)
    }
}

/// Names an upload; nobody can guess it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct UploadId(u128);

impl UploadId {
    /// Of random bytes.
    pub(crate) const fn of_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }

    /// Of 32 lower-case hexadecimal digits, and of nothing else.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let id = u128::from_str_radix(text, 16).ok().map(Self)?;
        (id.to_string() == text).then_some(id)
    }
}

impl fmt::Display for UploadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// A file on its way.
#[derive(Debug)]
pub(crate) struct Upload {
    /// Its name.
    pub(crate) id: UploadId,
    /// What was said of it.
    pub(crate) about: About,
    file: PathBuf,
    about_file: PathBuf,
    pen: Arc<AsyncMutex<()>>,
}

/// The right to write to an upload.
pub(crate) type Pen = OwnedMutexGuard<()>;

impl Upload {
    pub(super) fn new(folder: &Path, id: UploadId, about: About) -> Self {
        let file = folder.join(id.to_string());
        Self { id, about, about_file: file.with_extension(ABOUT), file, pen: Arc::default() }
    }

    /// The right to write to it, unless somebody else has it.
    pub(crate) fn pen(&self) -> Option<Pen> {
        self.pen.clone().try_lock_owned().ok()
    }

    /// The bytes that have arrived.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    pub(super) fn about_file(&self) -> &Path {
        &self.about_file
    }

    /// No bytes wait here: they were taken in.
    pub(crate) fn is_moved(&self) -> Result<bool, StoreError> {
        self.file.try_exists().map(|is_here| !is_here).map_err(failed)
    }

    /// How many bytes have arrived and are durable; `None` when they were taken in.
    pub(crate) fn offset(&self) -> Result<Option<u64>, StoreError> {
        match File::open(&self.file) {
            Ok(file) => {
                file.sync_all().map_err(failed)?;
                file.metadata().map(|about| Some(about.len())).map_err(failed)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// The hash of the bytes that have arrived, and the first of them.
    pub(crate) fn look(&self) -> Result<(Hash, Vec<u8>), StoreError> {
        let mut file = File::open(&self.file).map_err(failed)?;
        let (mut hasher, mut head, mut piece) = (Sha256::new(), Vec::new(), vec![0; HEAD]);
        loop {
            let read = file.read(&mut piece).map_err(failed)?;
            if read == 0 {
                return Ok((Hash(hasher.finalize().into()), head));
            }
            hasher.update(&piece[..read]);
            head.extend_from_slice(&piece[..read.min(HEAD - head.len())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_uploads_name_is_read_as_it_is_written_and_nothing_else_is_one() {
        let id = UploadId::of_bytes([0x0a; 16]);
        assert_eq!(UploadId::of_text(&id.to_string()), Some(id));
        let wrong =
            ["", "..", "0a", "../../../../../../../../../../etc", "+a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a", "0A0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"];
        assert!(wrong.iter().all(|text| UploadId::of_text(text).is_none()));
    }
}
