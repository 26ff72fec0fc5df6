//! Files on their way: each is a file of the bytes that have arrived, and beside it what was said of them. Both survive the relay; how far
//! an upload is, is how long its file is.

mod upload;

pub(crate) use upload::{About, Upload, UploadId};

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use shared::{codec, sync::session::ProblemCode, time::Timestamp};

use super::folder::{failed, make, remove, sync};
use crate::{http::problem::Problem, random, store::StoreError};

/// The most uploads that one person may have unfinished: the photographs of a visit, from several devices at once.
const MOST_UNFINISHED: usize = 64;
/// The most uploads of one person that are remembered until they expire.
const MOST_REMEMBERED: usize = 4096;

/// Every upload that has not expired. A finished one is remembered, so that a device which missed the last answer learns of it.
pub(crate) struct Uploads {
    folder: PathBuf,
    all: Mutex<BTreeMap<UploadId, Arc<Upload>>>,
}

impl Uploads {
    /// Finds the uploads that were under way. What a crash has left half made is removed.
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        let mut all = BTreeMap::new();
        if folder.is_dir() {
            let names = fs::read_dir(folder).map_err(failed)?.map(|entry| entry.map(|entry| entry.path()));
            let files: Vec<PathBuf> = names.collect::<Result<_, _>>().map_err(failed)?;
            for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == upload::ABOUT)) {
                let id = file.file_stem().and_then(|name| name.to_str()).and_then(UploadId::of_text);
                let about = codec::decode(&fs::read(file).map_err(failed)?);
                if let (Some(id), Some(about)) = (id, about) {
                    all.insert(id, Arc::new(Upload::new(folder, id, about)));
                }
            }
            let is_known = |file: &Path| all.values().any(|upload| [upload.file(), upload.about_file()].contains(&file));
            files.iter().filter(|file| !is_known(file)).try_for_each(|file| remove(file))?;
        }
        Ok(Self { folder: folder.to_owned(), all: Mutex::new(all) })
    }

    /// Begins an upload, unless its owner has too much under way. `is_known`: no bytes are waited for.
    pub(crate) fn begin(&self, about: About, is_known: bool, room: u64) -> Result<Arc<Upload>, Problem> {
        let mut all = self.lock();
        let own: Vec<_> = all.values().filter(|upload| upload.about.owner == about.owner).collect();
        if !is_known {
            let (mut count, mut bytes) = (0, about.length);
            for upload in &own {
                if !upload.is_moved()? {
                    count += 1;
                    bytes = bytes.saturating_add(upload.about.length);
                }
            }
            if count >= MOST_UNFINISHED || bytes > room {
                return Err(Problem(ProblemCode::TooManyUploads));
            }
        }
        if own.len() >= MOST_REMEMBERED {
            return Err(Problem(ProblemCode::TooManyUploads));
        }
        let id = UploadId::of_bytes(random::bytes());
        let upload = Arc::new(Upload::new(&self.folder, id, about));
        self.put(&upload, is_known)?;
        all.insert(id, upload.clone());
        Ok(upload)
    }

    /// The upload of this id.
    pub(crate) fn find(&self, id: UploadId) -> Option<Arc<Upload>> {
        self.lock().get(&id).cloned()
    }

    /// All of them.
    pub(crate) fn all(&self) -> Vec<Arc<Upload>> {
        self.lock().values().cloned().collect()
    }

    /// Forgets an upload with what has arrived.
    pub(crate) fn end(&self, upload: &Upload) -> Result<(), StoreError> {
        let mut all = self.lock();
        // In this order a crash leaves bytes of which nothing is said, and those are removed.
        remove(upload.about_file())?;
        remove(upload.file())?;
        all.remove(&upload.id);
        Ok(())
    }

    /// Ends those whose time is over and that nobody is writing.
    pub(crate) fn end_expired(&self, now: Timestamp) -> Result<(), StoreError> {
        for upload in self.all().iter().filter(|upload| upload.about.expires_at() <= now) {
            if let Some(_pen) = upload.pen() {
                self.end(upload)?;
                tracing::info!(upload = %upload.id, "an upload has expired");
            }
        }
        Ok(())
    }

    fn put(&self, upload: &Upload, is_known: bool) -> Result<(), StoreError> {
        make(&self.folder)?;
        if !is_known {
            File::create_new(upload.file()).map_err(failed)?;
        }
        let new = upload.about_file().with_extension("new");
        let mut file = File::create(&new).map_err(failed)?;
        file.write_all(&codec::encode(&upload.about)).and_then(|()| file.sync_all()).map_err(failed)?;
        fs::rename(new, upload.about_file()).map_err(failed)?;
        sync(&self.folder)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<UploadId, Arc<Upload>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
