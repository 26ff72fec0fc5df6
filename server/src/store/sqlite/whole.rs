//! The file as a whole: looked at beside a running relay, copied while it writes, proved, and given a new era.

use std::{
    fs::{self, File},
    path::Path,
    sync::{Mutex, atomic::AtomicU64},
};

use rusqlite::{Connection, OpenFlags, Row};
use shared::{codec, ids::Era, workflow::Refusal};

use super::{FILE, PATIENCE, Sqlite, layouts, people};
use crate::{random, store::StoreError};

impl Sqlite {
    /// Looks at the store in a folder as it is now, whoever writes meanwhile; nothing can be written.
    ///
    /// # Errors
    /// When there is none, or another version of the program wrote it.
    pub(crate) fn look(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join(FILE);
        let connect = || -> Result<Connection, StoreError> {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let failed = |error: rusqlite::Error| StoreError::Failed(format!("{}: {error}", file.display()));
            let connection = Connection::open_with_flags(&file, flags).map_err(failed)?;
            connection.busy_timeout(PATIENCE)?;
            Ok(connection)
        };
        let reader = connect()?;
        if !layouts::is_todays(&reader)? {
            return Err(StoreError::Failed(
                "another version of the program has written this store: serving it once brings it up to date".into(),
            ));
        }
        // From the first question on, every answer is of one moment.
        reader.execute_batch("BEGIN")?;
        Ok(Self { writer: Mutex::new(connect()?), reader: Mutex::new(reader), people_version: AtomicU64::default() })
    }

    /// Copies the store into a new file: as it was at one moment, and durable.
    pub(crate) fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        copy(&self.writer(), file)
    }

    /// The store begins another life.
    pub(crate) fn begin_era(&self) -> Result<Era, StoreError> {
        let era = Era(random::bytes());
        self.writer().execute("UPDATE era SET id = ?1", [era.0])?;
        Ok(era)
    }
}

/// Copies a file that others may write to; under its name stands a whole copy or nothing.
pub(super) fn copy(connection: &Connection, file: &Path) -> Result<(), StoreError> {
    let failed = |error: std::io::Error| StoreError::Failed(format!("{}: {error}", file.display()));
    let part = file.with_extension("part");
    match fs::remove_file(&part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        Ok(()) | Err(_) => {}
    }
    connection.execute("VACUUM INTO ?1", [part.to_str().ok_or_else(|| StoreError::Failed("a path that is no text".into()))?])?;
    let durable = File::open(&part).and_then(|part| part.sync_all()).and_then(|()| fs::rename(&part, file));
    durable.map_err(failed)
}

/// What of the file beside the documents is damaged.
pub(super) fn unsound(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut found: Vec<String> = Vec::new();
    for pragma in ["integrity_check", "foreign_key_check"] {
        let mut check = connection.prepare(&format!("PRAGMA {pragma}"))?;
        let rows = check.query_map([], |row| row.get::<_, String>(0))?;
        found.extend(rows.map(|row| row.unwrap_or_else(|error| error.to_string())).filter(|row| row != "ok"));
    }
    let strange = |what: &str, row: Result<bool, rusqlite::Error>| (!row.unwrap_or(false)).then(|| what.to_owned());
    let mut decisions = connection.prepare("SELECT refusal FROM decision")?;
    let is_read = |row: &Row<'_>| {
        let refusal: Option<Vec<u8>> = row.get(0)?;
        Ok(refusal.is_none_or(|refusal| codec::decode::<Refusal>(&refusal).is_some()))
    };
    found.extend(decisions.query_map([], is_read)?.filter_map(|row| strange("decision", row)));
    let mut pending = connection.prepare("SELECT document, entry, person FROM pending_reaction")?;
    let is_read = |row: &Row<'_>| Ok(row.get::<_, [u8; 16]>(0).and(row.get::<_, Option<u32>>(1)).and(row.get::<_, [u8; 16]>(2)).is_ok());
    found.extend(pending.query_map([], is_read)?.filter_map(|row| strange("pending_reaction", row)));
    found.extend(people::accounts(connection).err().map(|error| error.to_string()));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use rusqlite::params;

    use super::*;
    use crate::store::{
        RelayStore,
        contract::{Folder, write},
        proof::{Damage, prove},
    };

    /// A store of the first release with real documents, brought up to date.
    fn store() -> Folder {
        let folder = Folder::new();
        fs::create_dir_all(folder.path()).unwrap();
        fs::write(folder.path().join(FILE), include_bytes!("fixtures/layout-1.db")).unwrap();
        Sqlite::open(folder.path(), None).unwrap();
        folder
    }

    fn found(folder: &Folder) -> Vec<Damage> {
        prove::<()>(&Sqlite::look(folder.path()).unwrap(), |_, _| Ok(())).unwrap().damages
    }

    #[test]
    fn every_kind_of_damage_is_found_and_named() {
        /// What is done to the file, how, and how it is to be named.
        type Kind = (&'static str, &'static str, fn(&Damage) -> bool);
        let kinds: [Kind; 10] = [
            ("an entry is gone", "DELETE FROM entry WHERE document = ?1 AND n = 2", |damage| matches!(damage, Damage::Count { .. })),
            (
                "an entry too many",
                "INSERT INTO entry (document, n, hash, actor, seq, bytes) SELECT document, 999, randomblob(32), x'02', 1, x'03' FROM entry WHERE document = ?1 LIMIT 1",
                |damage| matches!(damage, Damage::Count { .. }),
            ),
            ("other bytes", "UPDATE entry SET bytes = randomblob(40) WHERE document = ?1 AND n = 2", |damage| {
                matches!(damage, Damage::Entry { n: 2, .. })
            }),
            ("half a hash", "UPDATE entry SET hash = x'01' WHERE document = ?1 AND n = 1", |damage| {
                matches!(damage, Damage::Unreadable(_))
            }),
            ("another hash", "UPDATE entry SET hash = randomblob(32) WHERE document = ?1 AND n = 1", |damage| {
                matches!(damage, Damage::Entry { n: 1, .. })
            }),
            ("another order", "UPDATE entry SET n = n + 1000 WHERE document = ?1; ", |damage| {
                matches!(damage, Damage::Count { .. } | Damage::Dependency { .. })
            }),
            ("no summary", "UPDATE document SET summary = x'02ff' WHERE id = ?1", |damage| matches!(damage, Damage::Unreadable(_))),
            ("no state", "UPDATE document SET state = x'' WHERE id = ?1", |damage| matches!(damage, Damage::Unreadable(_))),
            ("another's state", "UPDATE document SET state = ?2 WHERE id = ?1", |damage| matches!(damage, Damage::Listed(_))),
            ("a strange answer", "INSERT INTO decision VALUES (?1, x'01', x'02', x'02ff')", |damage| matches!(damage, Damage::Store(_))),
        ];
        for (what, sql, is_named) in kinds {
            let folder = store();
            assert_eq!(found(&folder), []);
            let connection = Connection::open(folder.path().join(FILE)).unwrap();
            let document: Vec<u8> = connection.query_row("SELECT document FROM entry WHERE n = 2 LIMIT 1", [], |row| row.get(0)).unwrap();
            let other = codec::encode(&*write(1, 0, 1).kept.state);
            let count = connection.prepare(sql).unwrap().parameter_count();
            let changed =
                if count == 1 { connection.execute(sql, params![document]) } else { connection.execute(sql, params![document, other]) };
            assert!(changed.unwrap() > 0, "{what}");
            drop(connection);
            let found = found(&folder);
            assert!(found.iter().any(is_named), "{what}: {found:?}");
        }
    }

    #[test]
    fn looking_sees_one_moment_and_writes_nothing() {
        let folder = store();
        let store = Sqlite::open(folder.path(), None).unwrap();
        let look = Sqlite::look(folder.path()).unwrap();
        let before = look.documents().unwrap();
        store.commit(&[write(77, 0, 1)]).unwrap();
        assert_eq!(look.documents().unwrap(), before);
        assert!(matches!(look.commit(&[write(78, 0, 1)]), Err(StoreError::Failed(_))));
        assert_eq!(store.documents().unwrap().len(), before.len() + 1);
        assert!(Sqlite::look(Folder::new().path()).is_err(), "where there is none, none is made");
    }

    #[test]
    fn a_new_era_is_another_one_and_stays() {
        let folder = store();
        let store = Sqlite::open(folder.path(), None).unwrap();
        let before = store.era().unwrap();
        let new = store.begin_era().unwrap();
        assert_ne!(new, before);
        assert_eq!(Sqlite::open(folder.path(), None).unwrap().era(), Ok(new));
    }
}
