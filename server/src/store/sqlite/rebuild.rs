//! What the store keeps beside the logs follows from them: where its form has changed, it is made anew.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{Automerge, Change, ReadDoc};
use rusqlite::{Transaction, params};
use shared::{
    codec,
    documents::DocumentKind,
    ids::{DocumentId, PersonId},
    people::Role,
    records::{
        ledger,
        naming::named_files,
        read,
        summary::{Named, Summary},
        waits::{self, Waited},
    },
    sync::wire::Listed,
    time::Timestamp,
    workflow::{Refusal, State},
};

use super::{files, line, strange};
use crate::store::{Naming, StoreError};

/// Makes the summary and the state of every document from its log, and forgets answers that cannot be read any more.
pub(super) fn everything(tx: &Transaction<'_>) -> Result<(), StoreError> {
    let names = names(tx)?;
    for id in documents(tx)? {
        let doc = read(tx, id)?.unwrap_or_else(|| {
            tracing::error!(document = %id, "the log cannot be read");
            Automerge::new() // The log stays as it is; a document that nobody can read keeps nobody from the others.
        });
        put(tx, id, &doc, &names)?;
    }
    forget_strange_decisions(tx)
}

/// Finds in the logs what waits in each document, where lists do not tell it yet; the rest of what they tell stays as it is.
pub(super) fn what_waits(tx: &Transaction<'_>) -> Result<(), StoreError> {
    for id in documents(tx)? {
        let stored: Vec<u8> = tx.prepare_cached("SELECT summary FROM document WHERE id = ?1")?.query_row([id.0], |row| row.get(0))?;
        let Some(summary) = codec::decode::<Summary>(&stored) else { continue }; // Made in today's form a step ago.
        let doc = read(tx, id)?.unwrap_or_else(|| {
            tracing::error!(document = %id, "the log cannot be read");
            Automerge::new()
        });
        let waits = ledger::state(&doc).map(|state| waits::of(&state, &read::content(&doc))).unwrap_or_default();
        tx.prepare_cached("UPDATE document SET summary = ?2 WHERE id = ?1")?.execute(params![id.0, line(&summary, &waits)])?;
    }
    Ok(())
}

/// Makes anew the lines that read in no form of today's: builds between two releases told less in them.
pub(super) fn lines_of_between(tx: &Transaction<'_>) -> Result<(), StoreError> {
    let names = names(tx)?;
    for id in documents(tx)? {
        let stored: Vec<u8> = tx.prepare_cached("SELECT summary FROM document WHERE id = ?1")?.query_row([id.0], |row| row.get(0))?;
        let is_todays = codec::decode_as::<(Summary, Waited)>(codec::THIRD, &stored).is_some();
        if let Some(doc) = read(tx, id)?.filter(|_| !is_todays) {
            put(tx, id, &doc, &names)?;
        }
    }
    Ok(())
}

/// Finds in the logs which files documents name, and who named them.
pub(super) fn names_of_files(tx: &Transaction<'_>) -> Result<(), StoreError> {
    for document in documents(tx)? {
        let Some(doc) = read(tx, document)? else { continue };
        for change in doc.get_changes(&[]) {
            let Some(author) = read::author(&doc, change.actor_id()) else { continue };
            let naming = |hash| Naming { hash, document, by: author.person, was_readable: false };
            files::name(tx, &named_files([&change.into()]).into_iter().map(naming).collect::<Vec<_>>())?;
        }
    }
    Ok(())
}

fn documents(tx: &Transaction<'_>) -> Result<Vec<DocumentId>, StoreError> {
    Ok(tx.prepare("SELECT id FROM document")?.query_map([], |row| row.get(0).map(DocumentId))?.collect::<Result<_, _>>()?)
}

fn read(tx: &Transaction<'_>, id: DocumentId) -> Result<Option<Automerge>, StoreError> {
    let mut found = tx.prepare_cached("SELECT bytes FROM entry WHERE document = ?1 ORDER BY n")?;
    let log: Vec<Vec<u8>> = found.query_map([id.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let changes = log.into_iter().map(Change::from_bytes).collect::<Result<Vec<_>, _>>();
    let mut doc = Automerge::new();
    let is_read = changes.is_ok_and(|changes| doc.apply_changes(changes).is_ok());
    Ok(Some(doc).filter(|_| is_read))
}

fn put(tx: &Transaction<'_>, id: DocumentId, doc: &Automerge, names: &BTreeMap<PersonId, Named>) -> Result<(), StoreError> {
    let state = ledger::state(doc).unwrap_or_else(|| State::new(DocumentKind::Case));
    let people = read::authors(doc).into_iter().map(|author| author.person).chain(state.entries.iter().map(|entry| entry.by));
    let people = people.collect::<BTreeSet<_>>().into_iter().filter_map(|person| names.get(&person).cloned()).collect();
    let heads = doc.get_heads().into_iter().filter_map(|head| doc.get_change_by_hash(&head));
    let moved_at = Timestamp(heads.map(|change| change.timestamp()).max().unwrap_or(0));
    let Listed { summary, waits, .. } = Listed::of(id, &read::content(doc), &state, moved_at, people, 0);
    let sql = "UPDATE document SET summary = ?2, state = ?3 WHERE id = ?1";
    tx.prepare_cached(sql)?.execute(params![id.0, line(&summary, &waits), codec::encode(&state)])?;
    Ok(())
}

fn forget_strange_decisions(tx: &Transaction<'_>) -> Result<(), StoreError> {
    let mut found = tx.prepare("SELECT document, person, id, refusal FROM decision WHERE refusal IS NOT NULL")?;
    type Key = [u8; 16];
    let decisions = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let decisions: Vec<(Key, Key, Key, Vec<u8>)> = decisions.collect::<Result<_, _>>()?;
    for (document, person, id, refusal) in decisions {
        if codec::decode::<Refusal>(&refusal).is_none() {
            tx.execute("DELETE FROM decision WHERE document = ?1 AND person = ?2 AND id = ?3", params![document, person, id])?;
        }
    }
    Ok(())
}

fn names(tx: &Transaction<'_>) -> Result<BTreeMap<PersonId, Named>, StoreError> {
    let mut found = tx.prepare("SELECT person, full_name, role FROM account")?;
    let named = found.query_map([], |row| {
        let (id, role): (_, String) = (PersonId(row.get(0)?), row.get(2)?);
        let role = Role::of_code(&role).ok_or_else(|| strange("a role"))?;
        Ok((id, Named { id, name: row.get(1)?, role }))
    })?;
    Ok(named.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use shared::{
        forms::Path,
        ids::{Author, DeviceId, Hash},
        records::{edit, edit::Edit, genesis},
    };

    use super::*;
    use crate::store::{
        LogEntry, RelayStore, Sqlite,
        contract::{Folder, write},
    };

    #[test]
    fn which_files_documents_name_is_found_in_the_logs_of_an_earlier_release() {
        let (by, hash) = (PersonId([9; 16]), Hash([0xab; 32]));
        let author = Author { person: by, device: DeviceId([4; 16]) };
        let mut doc = Automerge::new().with_author(Some(author.to_bytes().into()));
        doc.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
        let path = Path::of_text("intake.files").cell(&hash.to_hex());
        edit::apply(&mut doc, &Edit::Write { path, text: "检验报告.pdf".into() }, Timestamp(1)).unwrap().unwrap();
        let mut logged = write(1, 0, 2);
        logged.entries = doc.get_changes(&[]).iter().map(entry).collect();

        let folder = Folder::new();
        let store = Sqlite::open(folder.path(), None).unwrap();
        store.commit(&[logged]).unwrap();
        assert_eq!(store.file(hash).unwrap().named, []);
        let mut writer = store.writer();
        let tx = writer.transaction().unwrap();
        names_of_files(&tx).unwrap();
        tx.commit().unwrap();
        let document = DocumentId([1; 16]);
        assert_eq!(store.file(hash).unwrap().named, [Naming { hash, document, by, was_readable: false }]);
    }

    /// [R-7.1.2.1-3]
    #[test]
    fn what_waits_is_found_in_the_logs_of_a_release_that_did_not_tell_it() {
        let (_folder, store) = with_a_case();
        let (document, summary) = (DocumentId([1; 16]), store.document(DocumentId([1; 16])).unwrap().unwrap().listed.summary);
        let mut writer = store.writer();
        let tx = writer.transaction().unwrap();
        tx.execute("UPDATE document SET summary = ?2 WHERE id = ?1", params![document.0, codec::encode(&summary)]).unwrap();
        what_waits(&tx).unwrap();
        what_waits(&tx).unwrap();
        tx.commit().unwrap();
        drop(writer);
        let kept = store.document(document).unwrap().unwrap();
        assert_eq!((kept.listed.summary, kept.listed.waits.is_some()), (summary, true), "the rest stays as it was");
    }

    #[test]
    fn lines_of_a_build_that_told_less_are_made_anew() {
        let (_folder, store) = with_a_case();
        let mut writer = store.writer();
        let tx = writer.transaction().unwrap();
        // It ended where today's form goes on.
        let shorter = "UPDATE document SET summary = substr(summary, 1, length(summary) - 1)";
        assert_eq!(tx.execute(shorter, []).unwrap(), 1);
        lines_of_between(&tx).unwrap();
        tx.commit().unwrap();
        drop(writer);
        assert!(store.document(DocumentId([1; 16])).unwrap().is_some());
    }

    /// A store with an empty case.
    fn with_a_case() -> (Folder, Sqlite) {
        let folder = Folder::new();
        let store = Sqlite::open(folder.path(), None).unwrap();
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Case)]).unwrap();
        let mut logged = write(1, 0, 1);
        logged.entries = doc.get_changes(&[]).iter().map(entry).collect();
        store.commit(&[logged]).unwrap();
        (folder, store)
    }

    fn entry(change: &Change) -> LogEntry {
        let bytes = change.raw_bytes().to_vec();
        LogEntry { hash: change.hash().into(), actor: change.actor_id().to_bytes().to_vec(), seq: change.seq(), bytes: bytes.into() }
    }
}
