//! The expert register as the qualification rule (7.2.1.3) sees it today. Its entries are documents.

pub(crate) mod import;

use automerge::{Automerge, Change};
use chrono::NaiveDate;
use shared::{
    documents::DocumentKind,
    people::admin::ExpertRow,
    records::{expert, read},
};

use crate::store::{Kept, RelayStore, StoreError};

/// So many documents are looked at a time.
const PAGE: usize = 200;

/// Every entry with what the expert lacks on a day.
pub(crate) fn list(store: &dyn RelayStore, on: NaiveDate) -> Result<Vec<ExpertRow>, StoreError> {
    let (mut rows, mut cursor) = (Vec::new(), 0);
    loop {
        let page = store.moved_since(cursor, PAGE)?;
        let Some(last) = page.last() else { break };
        cursor = last.moved;
        for kept in page.iter().filter(|kept| kept.state.kind == DocumentKind::Expert) {
            rows.extend(row(store, kept, on)?);
        }
    }
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rows)
}

fn row(store: &dyn RelayStore, kept: &Kept, on: NaiveDate) -> Result<Option<ExpertRow>, StoreError> {
    let document = kept.listed.summary.id;
    let unreadable = |error: &dyn std::fmt::Display| StoreError::Failed(format!("the log of {document} cannot be read: {error}"));
    let log = store.log(document, 0, usize::MAX >> 1, usize::MAX)?;
    let changes = log.into_iter().map(|entry| Change::from_bytes(entry.into_vec())).collect::<Result<Vec<_>, _>>();
    let mut doc = Automerge::new();
    doc.apply_changes(changes.map_err(|error| unreadable(&error))?).map_err(|error| unreadable(&error))?;
    let found = expert::of(&read::content(&doc), &kept.state);
    Ok(found.map(|expert| ExpertRow {
        document,
        person: expert.person,
        lacks: expert.qualifies(on).err().unwrap_or_default(),
        name: expert.name,
    }))
}
