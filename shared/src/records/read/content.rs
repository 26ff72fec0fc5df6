//! What stands in a document, as values by path.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    forms::{self, Path, YES},
    ids::{Author, Hash},
    time::Timestamp,
};

/// All content of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub(super) fields: BTreeMap<Path, Value>,
    pub(super) rows: BTreeMap<Path, Vec<Row>>,
    pub(super) marks: BTreeMap<Path, Vec<Mark>>,
    pub(super) merged: BTreeSet<Path>,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A short field: the winner first; more than one when people wrote at once. Equal texts count once.
    Said(Vec<Said>),
    /// Long text.
    Prose(String),
}

/// One value of a short field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The value.
    pub text: String,
    /// Who wrote it; known where several stand.
    pub by: Option<Author>,
    /// When, by the writer's clock.
    pub at: Timestamp,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its key in the table.
    pub id: String,
    /// Somebody removed it.
    pub removed: bool,
    /// It was removed by somebody who did not know of words that others wrote in it, or removed and brought back at once: people
    /// decide whether it comes back.
    pub in_review: bool,
    /// The key that sorts it: see [`forms::order`].
    pub order: String,
}

/// A chosen option of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The option, by its code or id.
    pub option: String,
    /// What sorts it; empty where nobody ranked it.
    pub rank: String,
    /// What stands with it: [`YES`], or a file's name.
    pub text: String,
}

impl Content {
    /// The text of a field; of several values the one that the document ranks first.
    #[must_use]
    pub fn text(&self, path: &Path) -> &str {
        match self.fields.get(path) {
            Some(Value::Said(said)) => said.first().map_or("", |said| &said.text),
            Some(Value::Prose(text)) => text,
            None => "",
        }
    }

    /// The text of a section's field.
    #[must_use]
    pub fn field(&self, section: &str, key: &str) -> &str {
        self.text(&Path::field(section, key))
    }

    /// The files that stand in fields, by their SHA-256, each once.
    #[must_use]
    pub fn files(&self) -> Vec<Hash> {
        let named: BTreeSet<Hash> = self.marks.values().flatten().filter_map(|mark| Hash::of_hex(&mark.option)).collect();
        named.into_iter().collect()
    }

    /// The values that people wrote at once; empty when one value, or none, stands.
    #[must_use]
    pub fn concurrent(&self, path: &Path) -> &[Said] {
        match self.fields.get(path) {
            Some(Value::Said(said)) if said.len() > 1 => said,
            Some(Value::Said(_) | Value::Prose(_)) | None => &[],
        }
    }

    /// The rows of a table in their order, removed ones included.
    #[must_use]
    pub fn rows(&self, path: &Path) -> &[Row] {
        self.rows.get(path).map_or(&[], Vec::as_slice)
    }

    /// The rows that were not removed.
    pub fn live_rows(&self, path: &Path) -> impl DoubleEndedIterator<Item = &Row> {
        self.rows(path).iter().filter(|row| !row.removed)
    }

    /// How many rounds have sections of their own.
    #[must_use]
    pub fn rounds(&self) -> u16 {
        let paths = self.fields.keys().chain(self.rows.keys()).chain(self.marks.keys());
        paths.map(|path| forms::round_of(path.section()).1).max().unwrap_or(1)
    }

    /// The chosen options of a set: ranked ones first in their order, then the others.
    #[must_use]
    pub fn marks(&self, path: &Path) -> &[Mark] {
        self.marks.get(path).map_or(&[], Vec::as_slice)
    }

    /// Whether an option of a set is chosen.
    #[must_use]
    pub fn has_mark(&self, path: &Path, option: &str) -> bool {
        self.marks(path).iter().any(|mark| mark.option == option)
    }

    /// The fields in which more than one value stands.
    pub fn disputed(&self) -> impl Iterator<Item = &Path> {
        self.fields.iter().filter(|(_, value)| matches!(value, Value::Said(said) if said.len() > 1)).map(|(path, _)| path)
    }

    /// Whether a long text merged from what several people wrote at once, and nobody has looked at it since.
    #[must_use]
    pub fn is_merged(&self, path: &Path) -> bool {
        self.merged.contains(path)
    }

    /// The places that wait for a person's decision: fields in which several values stand, long texts that merged, rows that
    /// somebody removed unawares.
    #[must_use]
    pub fn in_review(&self) -> Vec<Path> {
        let rows = self.rows.iter().flat_map(|(table, rows)| rows.iter().filter(|row| row.in_review).map(|row| table.row(&row.id)));
        let mut places: Vec<Path> = self.disputed().chain(&self.merged).cloned().chain(rows.clone()).collect();
        // What stands in a removed row is decided with it.
        places.retain(|path| rows.clone().any(|row| row == *path) || self.is_live(path));
        places.sort_unstable();
        places
    }

    /// Whether a place is in no removed row.
    fn is_live(&self, path: &Path) -> bool {
        let mut at = Some(path.clone());
        let up = std::iter::from_fn(move || {
            let next = at.take()?;
            at = next.parent();
            Some(next)
        });
        up.into_iter().all(|row| row.parent().is_none_or(|table| !self.rows(&table).iter().any(|one| one.removed && one.id == row.last())))
    }

    /// Every place below `root` that holds something, with what it holds, in the order of paths: the same for the same words,
    /// however they were written. Removed rows are left out.
    pub fn said_below(&self, root: &Path) -> impl Iterator<Item = (&Path, String)> {
        let fields = self.fields.iter().map(|(path, value)| match value {
            Value::Said(said) => (path, said.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join("\n")),
            Value::Prose(text) => (path, text.clone()),
        });
        let marks = self.marks.iter().map(|(path, marks)| {
            let options = marks.iter().map(|mark| format!("{}={}", mark.option, mark.text));
            (path, options.collect::<Vec<_>>().join(" "))
        });
        let mut all: Vec<(&Path, String)> = fields.chain(marks).filter(|(path, text)| path.is_in(root) && !text.is_empty()).collect();
        all.sort_unstable();
        all.into_iter().filter(|(path, _)| self.is_live(path))
    }

    /// Content for tests and previews: values by path.
    pub fn put(&mut self, path: Path, text: &str) {
        self.fields.insert(path, Value::Said(vec![Said { text: text.to_owned(), by: None, at: Timestamp::default() }]));
    }

    /// Content for tests and previews: one more row.
    pub fn put_row(&mut self, table: Path, id: &str) {
        let rows = self.rows.entry(table).or_default();
        let order = format!("{:06}", rows.len());
        rows.push(Row { id: id.to_owned(), removed: false, in_review: false, order });
    }

    /// Content for tests and previews: one more chosen option.
    pub fn put_mark(&mut self, set: Path, option: &str) {
        self.marks.entry(set).or_default().push(Mark { option: option.to_owned(), rank: String::new(), text: YES.to_owned() });
    }
}
