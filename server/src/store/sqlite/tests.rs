//! The file: what was written is there again, a full one says so, and a strange one is left alone.

use super::*;
use crate::store::contract::{Folder, write};

#[test]
fn what_was_written_is_there_when_the_file_is_opened_again() {
    let folder = Folder::new();
    let first = Sqlite::open(folder.path(), None).unwrap();
    let (moved, era) = (first.commit(&[write(1, 0, 3)]).unwrap(), first.era());
    let again = Sqlite::open(folder.path(), None).unwrap();
    assert_eq!(moved, [1]);
    assert_eq!(again.era(), era);
    assert_eq!(again.log(DocumentId([1; 16]), 0, 9, 9000).unwrap().len(), 3);
}

#[test]
fn catching_up_walks_an_index_and_sorts_nothing() {
    let folder = Folder::new();
    let store = Sqlite::open(folder.path(), None).unwrap();
    let reader = store.reader();
    let plan = |sql: &str| -> Vec<String> {
        let mut found = reader.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let nothing = vec![0; found.parameter_count()];
        found.query_map(rusqlite::params_from_iter(nothing), |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(plan(MOVED_SINCE), ["SEARCH document USING INDEX sqlite_autoindex_document_2 (moved>?)"]);
    assert_eq!(plan(LOG), ["SEARCH entry USING INDEX sqlite_autoindex_entry_1 (document=? AND n>?)"]);
    assert!(plan("SELECT bytes FROM entry WHERE seq = 1")[0].starts_with("SCAN"), "a plan without an index says so");
}

#[test]
fn a_full_store_says_so_keeps_what_it_has_and_goes_on_reading() {
    let folder = Folder::new();
    let store = Sqlite::open(folder.path(), Some(Limit { mib: 1 })).unwrap();
    let mut stored = 0;
    // Large ones until there is no room, then small ones into what is left.
    for size in [100_000, 10_000] {
        let full = (0..100).find_map(|_| {
            let mut entry = write(1, stored, 1);
            entry.entries[0].bytes = ByteBuf::from(vec![7; size]);
            store.commit(&[entry]).inspect(|_| stored += 1).err()
        });
        assert_eq!(full, Some(StoreError::Full));
    }
    assert_eq!(store.probe(), Err(StoreError::Full));
    assert!(stored > 0);
    assert_eq!(store.log(DocumentId([1; 16]), 0, 100, usize::MAX).unwrap().len() as u64, stored);
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let folder = Folder::new();
    Sqlite::open(folder.path(), None).unwrap().writer().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Sqlite::open(folder.path(), None), Err(StoreError::Failed(_))));
}
