//! The audit log, read and proved.

use shared::{people::AuditRow, time::Timestamp};

use crate::store::{RelayStore, StoreError, people::seal};

/// So many rows are read at a time.
const PAGE: usize = 1000;

/// The rows since a time, the last `limit` of them.
pub(crate) fn since(store: &dyn RelayStore, since: Timestamp, limit: usize) -> Result<Vec<AuditRow>, StoreError> {
    let mut found = Vec::new();
    each(store, |row| {
        if row.at >= since {
            found.push(row.clone());
        }
    })?;
    Ok(found.split_off(found.len().saturating_sub(limit)))
}

/// How many rows there are; where the chain is broken, the number of the first row that is not what was written. What was cut off at the
/// end is seen by whoever noted the last hash elsewhere.
pub(crate) fn prove(store: &dyn RelayStore) -> Result<Result<u64, u64>, StoreError> {
    let (mut count, mut before, mut broken) = (0, String::new(), None);
    each(store, |row| {
        count += 1;
        if broken.is_none() && (row.number != count || row.hash != seal(&before, row)) {
            broken = Some(count);
        }
        row.hash.clone_into(&mut before);
    })?;
    Ok(broken.map_or(Ok(count), Err))
}

fn each(store: &dyn RelayStore, mut with: impl FnMut(&AuditRow)) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let page = store.audit(after, PAGE)?;
        page.iter().for_each(&mut with);
        match page.last() {
            Some(last) => after = last.number,
            None => return Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::people::Audited;

    use super::*;
    use crate::store::{
        PeopleStore, Sqlite,
        contract::Folder,
        people::{Deed, Note},
    };

    fn with_rows(folder: &Folder, rows: i64) -> Sqlite {
        let store = Sqlite::open(folder.path(), None).unwrap();
        for at in 0..rows {
            store.carry_out(&Deed::Nothing, &Note::of_operator(Timestamp(at), Audited::PeopleRead, at)).unwrap();
        }
        store
    }

    #[test]
    fn rows_are_read_since_a_time_and_the_chain_is_proved() {
        let folder = Folder::new();
        let store = with_rows(&folder, 1005);
        assert_eq!(prove(&store), Ok(Ok(1005)));
        let numbers = |from, limit| since(&store, Timestamp(from), limit).unwrap().iter().map(|row| row.number).collect::<Vec<_>>();
        assert_eq!(numbers(1002, 9), [1003, 1004, 1005]);
        assert_eq!(numbers(0, 2), [1004, 1005]);
    }

    #[test]
    fn no_row_can_be_changed_taken_away_or_put_between() {
        let folder = Folder::new();
        drop(with_rows(&folder, 3));
        let file = rusqlite::Connection::open(folder.path().join("liandong.db")).unwrap();
        for sql in [
            "UPDATE audit SET act = 'signed_in' WHERE number = 2",
            "DELETE FROM audit WHERE number = 3",
            "DELETE FROM audit",
            "INSERT OR REPLACE INTO audit VALUES (2, 1, '', '', '', '', '', '')",
            "INSERT INTO audit VALUES (5, 1, '', '', '', '', '', '')",
        ] {
            assert!(file.execute(sql, []).is_err(), "{sql}");
        }
    }

    #[test]
    fn whoever_gets_around_the_store_is_found_out() {
        for (sql, first) in [
            ("UPDATE audit SET by = 'somebody else' WHERE number = 2", 2),
            ("DELETE FROM audit WHERE number = 2", 2),
            ("UPDATE audit SET about = about || ' ' WHERE number = 1", 1),
        ] {
            let folder = Folder::new();
            drop(with_rows(&folder, 3));
            let file = rusqlite::Connection::open(folder.path().join("liandong.db")).unwrap();
            file.execute_batch("DROP TRIGGER audit_rows_stay; DROP TRIGGER audit_rows_stay_as_they_are;").unwrap();
            file.execute(sql, []).unwrap();
            let store = Sqlite::open(folder.path(), None).unwrap();
            assert_eq!(prove(&store), Ok(Err(first)), "{sql}");
        }
    }
}
