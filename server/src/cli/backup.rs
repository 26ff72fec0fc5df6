//! `liandong backup` and `liandong restore`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use shared::key;

use super::{
    Backup, Restore, check,
    claim::{claim, restoring},
    config, files,
    parcel::{self, Parcel},
    print::{self, CommandError},
};
use crate::{
    clock,
    store::{FILE, RelayStore, Sqlite},
};

/// The folder of photos and papers beside the store.
const BLOBS: &str = "blobs";

/// Makes a backup, whoever writes meanwhile. What is copied is opened and proved before it counts as one; a file that is not as it
/// arrived is told, and the rest is there.
pub(super) fn back_up(options: &Backup) -> Result<(), CommandError> {
    let settings = config::read(&options.place.0)?.settings;
    let store = Sqlite::look(&settings.data)?;
    let parcel = Parcel::begin(&options.to)?;
    store.copy_to(&parcel.folder().join(FILE))?;
    let damages = if options.without_files {
        print::say(key!("stored_files.left_out"), &[("place", &settings.place_of_files())]);
        Vec::new()
    } else {
        files::copy(&store, &*files::place(&settings)?, &parcel.folder().join(BLOBS))?
    };
    let copy = Sqlite::look(parcel.folder())?;
    let proof = check::proved(&copy)?;
    let era = copy.era()?.to_string();
    drop(copy);
    let manifest = parcel.close(parcel::manifest("backup", now(), era, proof.documents, proof.entries))?;
    let (documents, entries) = (manifest.documents.to_string(), manifest.entries.to_string());
    let count = manifest.files.len().to_string();
    let with = [("to", &*options.to.display().to_string()), ("documents", &*documents), ("entries", &*entries), ("files", &*count)];
    print::say(key!("relay.backed_up"), &with);
    files::tell(&damages, &settings)
}

/// Puts a backup into a data folder: proved first, in a new era, and what was there is moved aside.
pub(super) fn restore(options: &Restore) -> Result<(), CommandError> {
    let settings = config::read(&options.place.0)?.settings;
    let data = &settings.data;
    let _claim = claim(data)?;
    let manifest = parcel::open(&options.from, "backup")?;
    let laid_out = restoring(data);
    let standing = standing(data);
    if !standing.is_empty() && !options.replace {
        return Err(CommandError::HoldsSomething(data.clone()));
    }
    let failed = |error| CommandError::File(laid_out.clone(), error);
    if laid_out.exists() {
        fs::remove_dir_all(&laid_out).map_err(failed)?; // Of a restore that was interrupted.
    }
    parcel::copy_folder(&options.from, &laid_out)?;
    let begin = || -> Result<_, CommandError> {
        let store = Sqlite::open(&laid_out, None)?;
        let proof = check::proved(&store)?;
        let missing = files::lay_out(&store, &settings, &laid_out.join(BLOBS))?;
        store.begin_era()?;
        Ok((proof, missing))
    };
    let (proof, missing) = begin().inspect_err(|_| drop(fs::remove_dir_all(&laid_out)))?;
    parcel::make_durable(&laid_out).map_err(failed)?;
    let aside = data.join(format!("replaced-{}", clock::now().0));
    move_all(&standing, &aside).and_then(|()| take_place(&laid_out, data)).map_err(failed)?;
    let (documents, entries) = (proof.documents.to_string(), proof.entries.to_string());
    print::say(key!("relay.restored"), &[("at", &*manifest.at), ("documents", &*documents), ("entries", &*entries)]);
    if !standing.is_empty() {
        print::say(key!("relay.moved_aside"), &[("aside", &*aside.display().to_string())]);
    }
    print::say(key!("relay.new_era"), &[]);
    files::tell(&missing, &settings)
}

/// What a data folder holds of a relay.
fn standing(data: &Path) -> Vec<PathBuf> {
    let files = ["", "-wal", "-shm"].map(|end| data.join(format!("{FILE}{end}")));
    files.into_iter().chain([data.join(BLOBS)]).filter(|path| path.exists()).collect()
}

fn move_all(paths: &[PathBuf], to: &Path) -> io::Result<()> {
    if !paths.is_empty() {
        fs::create_dir_all(to)?;
    }
    for path in paths {
        fs::rename(path, to.join(path.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// The store last, and only then is the folder gone that says a restore is under way.
fn take_place(laid_out: &Path, data: &Path) -> io::Result<()> {
    for name in [BLOBS, FILE] {
        let path = laid_out.join(name);
        if path.exists() {
            fs::rename(path, data.join(name))?;
        }
    }
    fs::File::open(data)?.sync_all()?;
    fs::remove_dir_all(laid_out)
}

pub(super) fn now() -> String {
    chrono::DateTime::from_timestamp_millis(clock::now().0).map(|at| at.to_rfc3339()).unwrap_or_default()
}
