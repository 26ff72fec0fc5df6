//! What a person does to content, as direct operations on the document. Each edit is one change that names one place.

mod read_back;

pub use read_back::read_back;

use std::fmt;

use automerge::{
    Automerge, Change, ObjType, ReadDoc, ScalarValue, Value,
    transaction::{CommitOptions, Transactable, Transaction},
};
use serde::{Deserialize, Serialize};

use super::{genesis, holder, object};
use crate::{
    forms::{DELETED, Kind, ORDER, Path, Place, YES},
    time::Timestamp,
};

/// One act of editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// A field, an option of a set, a rank or a row's order key now holds this text. For long text only the difference is
    /// written. Where several people's values stand in a short field, this settles them: the person has seen them all.
    Write {
        /// The field.
        path: Path,
        /// Its whole text.
        text: String,
    },
    /// A new row.
    Add {
        /// The table.
        path: Path,
        /// 16 random lower-case hexadecimal digits.
        row: String,
        /// Sorts the row: see [`ORDER`].
        order: String,
    },
    /// A row is removed (it stays, marked), or brought back.
    Remove {
        /// The row.
        path: Path,
        /// Whether it is removed.
        removed: bool,
    },
    /// As [`Edit::Write`], by somebody who decides what several wrote there at once. It is a change of its own even where the field
    /// says so already.
    Settle {
        /// The field.
        path: Path,
        /// Its whole text.
        text: String,
    },
    /// A long text stays as it reads: whoever says so has seen what merged there.
    Confirm {
        /// The field.
        path: Path,
    },
}

impl Edit {
    /// The place that the edit names.
    #[must_use]
    pub const fn path(&self) -> &Path {
        match self {
            Edit::Write { path, .. }
            | Edit::Add { path, .. }
            | Edit::Remove { path, .. }
            | Edit::Settle { path, .. }
            | Edit::Confirm { path } => path,
        }
    }
}

/// The edit names a place that the forms or this document do not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchPlace(pub Path);

impl fmt::Display for NoSuchPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no such place: {}", self.0.as_str())
    }
}

impl std::error::Error for NoSuchPlace {}

/// Makes the change, as the document's actor; `None` when the document says so already.
///
/// # Errors
/// [`NoSuchPlace`]; the document is unchanged.
pub fn apply(doc: &mut Automerge, edit: &Edit, at: Timestamp) -> Result<Option<Change>, NoSuchPlace> {
    let nowhere = || NoSuchPlace(edit.path().clone());
    let mut tx = doc.transaction();
    let done = match edit {
        Edit::Write { path, text } => write(&mut tx, path, text),
        Edit::Settle { path, text } => settle(&mut tx, path, text),
        Edit::Confirm { path } => confirm(&mut tx, path),
        Edit::Add { path, row, order } => add(&mut tx, path, row, order),
        Edit::Remove { path, removed } => remove(&mut tx, path, *removed),
    };
    if done.is_none() {
        tx.rollback();
        return Err(nowhere());
    }
    let (hash, _) = tx.commit_with(CommitOptions::default().with_time(at.0));
    Ok(hash.and_then(|hash| doc.get_change_by_hash(&hash)))
}

fn write(tx: &mut Transaction<'_>, path: &Path, text: &str) -> Option<()> {
    let is_scalar = match path.place()? {
        Place::Field(_, field) => match field.kind {
            Kind::Prose | Kind::ProseWithin(_) => false,
            Kind::Line | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_) => true,
            Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) | Kind::Files | Kind::Rows(_) | Kind::Each(..) | Kind::Shown(_) => {
                return None;
            }
        },
        Place::Mark(..) | Place::RowMark(..) => true,
        Place::Section(_) | Place::Row(..) => return None,
    };
    match is_scalar {
        false => {
            let (id, kind) = object(tx, path)?;
            if kind != ObjType::Text {
                return None;
            }
            if tx.text(&id).ok()? != text {
                tx.update_text(&id, text).ok()?;
            }
        }
        true => {
            let (map, key) = holder(tx, path)?;
            let standing = tx.get_all(&map, key).ok()?;
            let says_so = match standing.as_slice() {
                [] => text.is_empty(),
                [(Value::Scalar(value), _)] => matches!(value.as_ref(), ScalarValue::Str(value) if value == text),
                _ => false,
            };
            if standing.len() > 1 {
                // Putting the winner's own value would only delete the others; a value of one's own says who settled it.
                tx.put(&map, key, ScalarValue::Null).ok()?;
            }
            if !says_so {
                tx.put(&map, key, text).ok()?;
            }
        }
    }
    Some(())
}

fn settle(tx: &mut Transaction<'_>, path: &Path, text: &str) -> Option<()> {
    match object(tx, path) {
        Some((id, ObjType::Text)) if tx.text(&id).ok()? == text => confirm(tx, path),
        Some((_, ObjType::Text)) => write(tx, path, text),
        Some((_, ObjType::Map | ObjType::List | ObjType::Table)) => None,
        None => {
            let (map, key) = holder(tx, path)?;
            path.form_field()?;
            tx.put(&map, key, ScalarValue::Null).ok()?;
            tx.put(&map, key, text).ok()
        }
    }
}

/// A letter that comes and goes: a change of this text, made by somebody who had all of it before them, and the words are the same.
fn confirm(tx: &mut Transaction<'_>, path: &Path) -> Option<()> {
    let (id, ObjType::Text) = object(tx, path)? else { return None };
    tx.splice_text(&id, 0, 0, "-").ok()?;
    tx.splice_text(&id, 0, 1, "").ok()
}

fn add(tx: &mut Transaction<'_>, path: &Path, row: &str, order: &str) -> Option<()> {
    let Kind::Rows(cells) = path.form_field()?.kind else { return None };
    let Place::Row(..) = path.row(row).place()? else { return None };
    let (rows, _) = object(tx, path)?;
    if tx.get(&rows, row).ok()?.is_none() {
        let map = tx.put_object(&rows, row, ObjType::Map).ok()?;
        tx.put(&map, ORDER, order).ok()?;
        genesis::put_fields(tx, &map, cells).ok()?;
    }
    Some(())
}

fn remove(tx: &mut Transaction<'_>, path: &Path, removed: bool) -> Option<()> {
    let Place::RowMark(..) = path.cell(DELETED).place()? else { return None };
    let (map, _) = object(tx, path)?;
    let mark = if removed { YES } else { "" };
    let standing = tx.get(&map, DELETED).ok()?;
    if standing.is_some_and(|(value, _)| value.as_str() == Some(mark)) {
        // The same again says: I have seen what was written meanwhile.
        tx.put(&map, DELETED, ScalarValue::Null).ok()?;
    }
    tx.put(&map, DELETED, mark).ok()
}
