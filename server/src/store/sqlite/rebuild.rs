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
        ledger, read,
        summary::{self, Named},
    },
    time::Timestamp,
    workflow::{Refusal, State},
};

use super::strange;
use crate::store::StoreError;

/// Makes the summary and the state of every document from its log, and forgets answers that cannot be read any more.
pub(super) fn everything(tx: &Transaction<'_>) -> Result<(), StoreError> {
    let names = names(tx)?;
    let ids: Vec<[u8; 16]> = tx.prepare("SELECT id FROM document")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in ids.into_iter().map(DocumentId) {
        let doc = read(tx, id)?.unwrap_or_else(|| {
            tracing::error!(document = %id, "the log cannot be read");
            Automerge::new() // The log stays as it is; a document that nobody can read keeps nobody from the others.
        });
        put(tx, id, &doc, &names)?;
    }
    forget_strange_decisions(tx)
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
    let summary = summary::of(id, &read::content(doc), &state, moved_at, people);
    let sql = "UPDATE document SET summary = ?2, state = ?3 WHERE id = ?1";
    tx.prepare_cached(sql)?.execute(params![id.0, codec::encode(&summary), codec::encode(&state)])?;
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
