//! The content of a case as plain values, read field by field: what is missing or strange in one place never hides
//! another. Short fields show every value that stands, with author and time where there are several.

use std::collections::BTreeMap;

use automerge::{ActorId, Automerge, ObjId, ROOT, ReadDoc, ScalarValue, Value as AmValue};
use serde::{Deserialize, Serialize};

use crate::{
    forms::{CASE, DELETED, Field, Kind, ORDER, Path},
    ids::{Author, Hash},
    time::Timestamp,
};

/// All content of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    fields: BTreeMap<Path, Value>,
    rows: BTreeMap<Path, Vec<Row>>,
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
    order: String,
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

    /// The fields in which more than one value stands.
    pub fn disputed(&self) -> impl Iterator<Item = &Path> {
        self.fields.iter().filter(|(_, value)| matches!(value, Value::Said(said) if said.len() > 1)).map(|(path, _)| path)
    }
}

/// Reads the content sections.
#[must_use]
pub fn content(doc: &Automerge) -> Content {
    let mut content = Content::default();
    for section in CASE {
        if let Some(map) = child(doc, &ROOT, section.key) {
            read_map(doc, &map, &Path::of_steps(&[section.key.to_owned()]), section.fields, &mut content);
        }
    }
    content
}

fn read_map(doc: &Automerge, map: &ObjId, at: &Path, fields: &[Field], content: &mut Content) {
    for field in fields {
        let path = at.cell(field.key);
        match field.kind {
            Kind::Line | Kind::Day | Kind::Choice(_) => {
                let said = said(doc, map, field.key);
                if !said.is_empty() {
                    content.fields.insert(path, Value::Said(said));
                }
            }
            Kind::Prose => {
                let text = child(doc, map, field.key).and_then(|id| doc.text(&id).ok()).unwrap_or_default();
                content.fields.insert(path, Value::Prose(text));
            }
            Kind::Rows(cells) => {
                let Some(table) = child(doc, map, field.key) else { continue };
                let mut rows = Vec::new();
                for id in doc.keys(&table) {
                    let Some(row) = child(doc, &table, &id) else { continue };
                    read_map(doc, &row, &path.row(&id), cells, content);
                    let mark = |key| said(doc, &row, key).first().map(|said| said.text.clone()).unwrap_or_default();
                    rows.push(Row { removed: mark(DELETED) == "yes", order: mark(ORDER), id });
                }
                rows.sort_by(|a, b| (&a.order, &a.id).cmp(&(&b.order, &b.id)));
                content.rows.insert(path, rows);
            }
            Kind::Each(vocabulary, cells) => {
                let Some(table) = child(doc, map, field.key) else { continue };
                for (code, _) in vocabulary.values {
                    if let Some(row) = child(doc, &table, code) {
                        read_map(doc, &row, &path.row(code), cells, content);
                    }
                }
            }
        }
    }
}

fn child(doc: &Automerge, map: &ObjId, key: &str) -> Option<ObjId> {
    match doc.get(map, key).ok()?? {
        (AmValue::Object(_), id) => Some(id),
        (AmValue::Scalar(_), _) => None,
    }
}

fn said(doc: &Automerge, map: &ObjId, key: &str) -> Vec<Said> {
    let mut values = doc.get_all(map, key).unwrap_or_default();
    values.reverse(); // Automerge lists the winner last.
    let several = values.len() > 1;
    let mut said: Vec<Said> = Vec::new();
    for (value, id) in values {
        let AmValue::Scalar(scalar) = value else { continue };
        let ScalarValue::Str(text) = scalar.as_ref() else { continue };
        if said.iter().any(|other| other.text == text.as_str()) {
            continue;
        }
        let (by, at) = if several { written(doc, &id) } else { (None, Timestamp::default()) };
        said.push(Said { text: text.to_string(), by, at });
    }
    said
}

fn written(doc: &Automerge, id: &ObjId) -> (Option<Author>, Timestamp) {
    let ObjId::Id(_, actor, _) = id else { return (None, Timestamp::default()) };
    let at = doc.hash_for_opid(id).and_then(|hash| doc.get_change_by_hash(&hash)).map_or(0, |change| change.timestamp());
    (author(doc, actor), Timestamp(at))
}

/// The author whom an actor's first change names.
#[must_use]
pub fn author(doc: &Automerge, actor: &ActorId) -> Option<Author> {
    doc.get_author_for_actor(actor).and_then(|author| Author::of_bytes(author.as_bytes()))
}

/// Everybody who wrote in this document.
#[must_use]
pub fn authors(doc: &Automerge) -> Vec<Author> {
    doc.get_authors().iter().filter_map(|author| Author::of_bytes(author.as_bytes())).collect()
}

/// Whether `hash` is in the document.
#[must_use]
pub fn contains(doc: &Automerge, hash: Hash) -> bool {
    doc.get_change_meta_by_hash(&hash.into()).is_some()
}
