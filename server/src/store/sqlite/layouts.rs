//! From an empty file, or one that an earlier release wrote, to today's layout.

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{rebuild, whole};
use crate::{random, store::StoreError};

/// A step to a further layout: what SQL does, then what only the program can.
struct Step {
    sql: &'static str,
    then: fn(&Transaction<'_>) -> Result<(), StoreError>,
}

/// All steps; `user_version` counts those that were taken. A step, once released, never changes.
const STEPS: &[Step] = &[
    Step { sql: include_str!("schema.sql"), then: |_| Ok(()) },
    // Summaries, states and refusals got a new form with the documents of every kind.
    Step { sql: include_str!("pending.sql"), then: rebuild::everything },
    Step { sql: include_str!("era.sql"), then: begin_era },
    Step { sql: include_str!("desk.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("device_keys.sql"), then: |_| Ok(()) },
    // Files can be uploaded; documents may name some already.
    Step { sql: include_str!("files.sql"), then: rebuild::names_of_files },
    Step { sql: include_str!("people.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("identity.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("opening_keys.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("revoked.sql"), then: |_| Ok(()) },
    // Lists tell what waits in each document.
    Step { sql: "", then: rebuild::what_waits },
    Step { sql: include_str!("aside.sql"), then: |_| Ok(()) },
    // Lists tell who sits in the working groups.
    Step { sql: "", then: rebuild::lines_of_between },
];

/// Takes the steps that are missing: all of them or none. The file as it was stays beside it, under the number of its layout.
pub(super) fn upgrade(connection: &mut Connection, file: &Path) -> Result<(), StoreError> {
    upgrade_by(STEPS, connection, file)
}

/// Whether this program reads a file as it is.
pub(super) fn is_todays(connection: &Connection) -> Result<bool, StoreError> {
    Ok(taken(connection)? == STEPS.len())
}

fn taken(connection: &Connection) -> Result<usize, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn upgrade_by(steps: &[Step], connection: &mut Connection, file: &Path) -> Result<(), StoreError> {
    let layout = taken(connection)?;
    if (1..steps.len()).contains(&layout) {
        let mut copy = file.as_os_str().to_owned();
        copy.push(format!(".before-{layout}"));
        whole::copy(connection, Path::new(&copy))?;
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken: usize = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let Some(missing) = steps.get(taken..) else {
        return Err(StoreError::Failed("a newer version of the program has written this store".into()));
    };
    for step in missing {
        tx.execute_batch(step.sql)?;
        (step.then)(&tx)?;
    }
    tx.pragma_update(None, "user_version", steps.len())?;
    Ok(tx.commit()?)
}

fn begin_era(tx: &Transaction<'_>) -> Result<(), StoreError> {
    tx.execute("INSERT INTO era (id) VALUES (?1)", [random::bytes::<16>()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::{PeopleStore, Sqlite, contract::Folder, proof, sqlite::FILE};

    /// Every layout that a release has written, as a file of that release.
    const RELEASED: &[(usize, &[u8])] = &[(1, include_bytes!("fixtures/layout-1.db"))];

    #[test]
    fn every_released_layout_opens_whole_and_the_file_as_it_was_stays_beside() {
        for (layout, bytes) in RELEASED {
            let folder = Folder::new();
            fs::create_dir_all(folder.path()).unwrap();
            fs::write(folder.path().join(FILE), bytes).unwrap();
            let store = Sqlite::open(folder.path(), None).unwrap();
            let proof = proof::prove::<()>(&store, |_, _| Ok(())).unwrap();
            assert_eq!(proof.damages, []);
            assert!(proof.documents > 0);
            let before = Connection::open(folder.path().join(format!("{FILE}.before-{layout}"))).unwrap();
            assert_eq!(taken(&before), Ok(*layout));
            let entries = |connection: &Connection| connection.query_row("SELECT count(*) FROM entry", [], |row| row.get::<_, u64>(0));
            assert_eq!(entries(&before), entries(&store.reader()));
        }
    }

    #[test]
    fn an_upgrade_that_fails_leaves_the_file_as_it_was() {
        let folder = Folder::new();
        fs::create_dir_all(folder.path()).unwrap();
        let file = folder.path().join(FILE);
        fs::write(&file, RELEASED[0].1).unwrap();
        let failing = [
            Step { sql: include_str!("schema.sql"), then: |_| Ok(()) },
            Step { sql: "CREATE TABLE half (way INTEGER); DELETE FROM account;", then: |_| Err(StoreError::Full) },
        ];
        let mut connection = Connection::open(&file).unwrap();
        assert_eq!(upgrade_by(&failing, &mut connection, &file), Err(StoreError::Full));
        drop(connection);
        assert_eq!(fs::read(&file).unwrap(), RELEASED[0].1);
        let store = Sqlite::open(folder.path(), None).unwrap();
        assert!(!store.accounts().unwrap().is_empty());
    }

    #[test]
    fn a_new_store_needs_no_copy_of_what_was_before() {
        let folder = Folder::new();
        Sqlite::open(folder.path(), None).unwrap();
        Sqlite::open(folder.path(), None).unwrap();
        let files = fs::read_dir(folder.path()).unwrap().flatten().map(|file| file.file_name().into_string().unwrap());
        assert!(files.into_iter().all(|file| !file.contains("before")));
    }
}
