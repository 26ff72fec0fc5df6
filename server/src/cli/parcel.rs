//! A folder that leaves the relay (a backup, an export): it comes into being whole or not at all, and its manifest names every file
//! with its SHA-256.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::print::CommandError;

const MANIFEST: &str = "manifest.json";
/// The first and so far only form of the manifest.
const FORM: u32 = 1;

/// What a parcel holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The version of this form.
    pub(crate) form: u32,
    /// `backup` or `export`.
    pub(crate) what: String,
    /// When, RFC 3339.
    pub(crate) at: String,
    /// The era of the store.
    pub(crate) era: String,
    /// How many documents.
    pub(crate) documents: usize,
    /// How many log entries.
    pub(crate) entries: u64,
    /// Every other file.
    pub(crate) files: Vec<Filed>,
}

/// A file of a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Filed {
    /// Its path in the parcel, with `/`.
    pub(crate) path: String,
    /// Its size.
    pub(crate) bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub(crate) sha256: String,
}

/// A parcel that is being packed; gone without a trace unless it is [`close`](Parcel::close)d.
pub(crate) struct Parcel {
    packing: PathBuf,
    to: PathBuf,
}

impl Parcel {
    /// Begins a parcel that will stand at `to`.
    ///
    /// # Errors
    /// [`CommandError::Exists`] when something stands there.
    pub(crate) fn begin(to: &Path) -> Result<Self, CommandError> {
        if to.exists() {
            return Err(CommandError::Exists(to.to_owned()));
        }
        let mut packing = to.as_os_str().to_owned();
        packing.push(".part");
        let parcel = Self { packing: packing.into(), to: to.to_owned() };
        drop(fs::remove_dir_all(&parcel.packing)); // What an interrupted run left; where it cannot go, the next line says so.
        fs::create_dir_all(&parcel.packing).map_err(|error| CommandError::File(parcel.packing.clone(), error))?;
        Ok(parcel)
    }

    /// The folder in which it is packed.
    pub(crate) fn folder(&self) -> &Path {
        &self.packing
    }

    /// Writes a file.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), CommandError> {
        let file = self.packing.join(path);
        let made = file.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&file, bytes));
        made.map_err(|error| CommandError::File(file, error))
    }

    /// Names every file in the manifest, makes everything durable and gives the parcel its name.
    pub(crate) fn close(self, manifest: Manifest) -> Result<Manifest, CommandError> {
        let manifest = Manifest { files: files(&self.packing)?, ..manifest };
        let text = serde_json::to_vec_pretty(&manifest).map_err(|error| CommandError::System(error.into()))?;
        self.put(MANIFEST, &text)?;
        let failed = |error| CommandError::File(self.packing.clone(), error);
        make_durable(&self.packing).and_then(|()| fs::rename(&self.packing, &self.to)).map_err(failed)?;
        let above = self.to.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(above).and_then(|above| above.sync_all()).map_err(failed)?;
        Ok(manifest)
    }
}

impl Drop for Parcel {
    fn drop(&mut self) {
        // Gone already when it was closed.
        drop(fs::remove_dir_all(&self.packing));
    }
}

/// A manifest of which only the files are still to be told.
pub(crate) fn manifest(what: &str, at: String, era: String, documents: usize, entries: u64) -> Manifest {
    Manifest { form: FORM, what: what.to_owned(), at, era, documents, entries, files: Vec::new() }
}

/// Reads a parcel's manifest and proves every file by it.
///
/// # Errors
/// [`CommandError::NoParcel`] for a folder that is none, [`CommandError::Altered`] for the first file that is not as it was packed.
pub(crate) fn open(folder: &Path, what: &str) -> Result<Manifest, CommandError> {
    let text = fs::read(folder.join(MANIFEST)).map_err(|_| CommandError::NoParcel(folder.to_owned()))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| CommandError::NoParcel(folder.to_owned()))?;
    if manifest.form != FORM || manifest.what != what {
        return Err(CommandError::NoParcel(folder.to_owned()));
    }
    let there = files(folder)?;
    let altered = manifest.files.iter().find(|filed| !there.contains(filed));
    altered.map_or(Ok(manifest.clone()), |filed| Err(CommandError::Altered(folder.join(&filed.path))))
}

/// Copies a folder with everything in it, where there is one.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<(), CommandError> {
    for path in paths(from).map_err(|error| CommandError::File(from.to_owned(), error))? {
        let (source, target) = (from.join(&path), to.join(&path));
        let made = target.parent().map_or(Ok(()), fs::create_dir_all);
        match made.and_then(|()| fs::copy(&source, &target)) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {} // An upload that was finished or given up meanwhile.
            Err(error) => return Err(CommandError::File(source, error)),
        }
    }
    Ok(())
}

/// Makes a folder durable with everything in it.
pub(crate) fn make_durable(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { make_durable(&path)? } else { File::open(&path)?.sync_all()? }
    }
    File::open(folder)?.sync_all()
}

fn files(folder: &Path) -> Result<Vec<Filed>, CommandError> {
    let failed = |error| CommandError::File(folder.to_owned(), error);
    let mut filed = Vec::new();
    for path in paths(folder).map_err(failed)? {
        if path.as_os_str() != MANIFEST {
            let (bytes, sha256) = digest(&folder.join(&path)).map_err(failed)?;
            let steps: Vec<_> = path.iter().map(|step| step.to_string_lossy()).collect();
            filed.push(Filed { path: steps.join("/"), bytes, sha256 });
        }
    }
    filed.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(filed)
}

/// Every file below a folder; none where there is no folder.
fn paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(at) = folders.pop() {
        let entries = match fs::read_dir(folder.join(&at)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let path = at.join(entry.file_name());
            if entry.file_type()?.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    Ok(found)
}

fn digest(file: &Path) -> io::Result<(u64, String)> {
    let (mut file, mut digest, mut size) = (File::open(file)?, Sha256::new(), 0);
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        digest.update(&piece[..read]);
        size += read as u64;
    }
    let hex = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((size, hex))
}
