//! What commands do with photos and papers, wherever they are: copy them, lay them out, tell what is wrong with them, and carry them over
//! (`liandong move-files`).

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
    sync::Arc,
};

use shared::{ids::Hash, key};

use super::{
    MoveFiles, Whereto,
    claim::claim,
    config,
    print::{self, CommandError},
};
use crate::{
    blobs::{
        self, BlobStore, Folder, S3,
        folder::{failed, path},
        proof::{FileDamage, prove, read},
    },
    settings::Settings,
    store::{RelayStore, Sqlite, StoreError},
};

/// So many damages are told one by one.
const TOLD: usize = 20;

/// Where files are, as it is set.
pub(super) fn place(settings: &Settings) -> Result<Arc<dyn BlobStore>, CommandError> {
    blobs::place(settings).map_err(unreadable)
}

/// Copies every file that the relay holds into a folder, proving each on the way.
pub(super) fn copy(store: &dyn RelayStore, held: &dyn BlobStore, to: &Path) -> Result<Vec<FileDamage>, CommandError> {
    let mut open: Option<(Hash, File)> = None;
    let (_, damages) = prove(store, held, |hash, piece| {
        let file = match &mut open {
            Some((of, file)) if *of == hash => file,
            other => &mut other.insert((hash, create(&to.join(path(hash)))?)).1,
        };
        file.write_all(piece).map_err(failed)
    })?;
    Ok(damages)
}

/// The files of a backup go to where files are kept; those that stay in the folder are there already. Answers which are nowhere.
pub(super) fn lay_out(store: &dyn RelayStore, settings: &Settings, folder: &Path) -> Result<Vec<FileDamage>, CommandError> {
    let bucket = S3::of(settings).map_err(unreadable)?;
    let mut missing = Vec::new();
    for (hash, _) in store.files()? {
        let file = folder.join(path(hash));
        match &bucket {
            Some(bucket) if file.exists() => bucket.keep(hash, &file)?,
            Some(bucket) if bucket.holds(hash)? => {}
            None if file.exists() => {}
            Some(_) | None => missing.push(FileDamage::Missing(hash)),
        }
    }
    if bucket.is_some() && folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?; // Nothing but empty folders, and what no document names.
    }
    Ok(missing)
}

/// Says what is wrong with files.
///
/// # Errors
/// [`CommandError::FilesDamaged`] when anything is.
pub(super) fn tell(damages: &[FileDamage], settings: &Settings) -> Result<(), CommandError> {
    let place = settings.place_of_files();
    for damage in damages.iter().take(TOLD) {
        let (key, hash) = match damage {
            FileDamage::Missing(hash) => (key!("stored_files.missing"), hash),
            FileDamage::Altered(hash) => (key!("stored_files.altered"), hash),
        };
        print::complain(key, &[("file", &hash.to_hex()), ("place", &place)]);
    }
    if damages.is_empty() { Ok(()) } else { Err(CommandError::FilesDamaged(damages.len())) }
}

/// Carries every file over. Whoever is interrupted runs it again: each file is in one place at least, at any time.
pub(super) fn carry(options: &MoveFiles) -> Result<(), CommandError> {
    let settings = config::read(&options.place.0)?.settings;
    let bucket = S3::of(&settings).map_err(unreadable)?.ok_or(CommandError::NoBucket)?;
    let _claim = claim(&settings.data)?;
    let (folder, passing) = (Folder::new(settings.blobs_folder()), settings.data.join("moving"));
    let (from, to): (&dyn BlobStore, &dyn BlobStore) = match options.to {
        Whereto::Bucket => (&folder, &bucket),
        Whereto::Folder => (&bucket, &folder),
    };
    bucket.probe()?;
    let (mut moved, mut damages) = (0, Vec::new());
    for (hash, size) in Sqlite::look(&settings.data)?.files()? {
        let is_there = to.holds(hash)?;
        if is_there && !from.holds(hash)? {
            continue;
        }
        if !(is_there && read(to, hash, size, |_| Ok(()))?.is_none()) {
            let mut file = create(&passing)?;
            if let Some(damage) = read(from, hash, size, |piece| file.write_all(piece).map_err(failed))? {
                damages.push(damage);
                continue;
            }
            to.keep(hash, &passing)?;
        }
        from.delete(hash)?;
        moved += 1;
    }
    blobs::folder::remove(&passing)?;
    print::say(key!("stored_files.moved"), &[("count", &moved.to_string())]);
    tell(&damages, &settings)
}

fn create(file: &Path) -> Result<File, StoreError> {
    file.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| File::create(file)).map_err(failed)
}

fn unreadable((path, error): (std::path::PathBuf, io::Error)) -> CommandError {
    CommandError::File(path, error)
}
