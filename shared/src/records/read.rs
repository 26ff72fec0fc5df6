//! The content of a document as plain values, read field by field: what is missing or strange in one place never hides
//! another. Short fields show every value that stands, with author and time where there are several.

mod changed;
mod content;
mod touched;

pub use changed::Changed;
pub use content::{Content, Mark, Row, Said, Value};
pub use touched::refresh;

use std::{collections::BTreeMap, ops::RangeBounds};

use automerge::{
    ActorId, Automerge, ChangeHash, ObjId, ROOT, ReadDoc, ScalarValue, ScalarValueRef, Value as AmValue, ValueRef, iter::MapRangeItem,
};

use super::{genesis, merges::Merges, objects::Objects};
use crate::{
    documents::DocumentKind,
    forms::{self, DELETED, Field, Kind, ORDER, Path, RANK, YES},
    ids::{Author, Hash},
    time::Timestamp,
};

/// Reads the content sections as they stand now.
#[must_use]
pub fn content(doc: &Automerge) -> Content {
    content_with(doc, &Merges::of(doc, &mut Objects::default()))
}

/// As [`content`], where it is known already what merged.
#[must_use]
pub fn content_with(doc: &Automerge, merges: &Merges) -> Content {
    Content { merged: merges.open(), ..Reader { doc, at: None }.content() }
}

/// Reads the content sections as they were at `heads`; `None` when the document was never so. Which texts were in review then is
/// not looked for.
#[must_use]
pub fn content_at(doc: &Automerge, heads: &[Hash]) -> Option<Content> {
    if heads == super::heads(doc) {
        return Some(Reader { doc, at: None }.content());
    }
    let at: Vec<ChangeHash> = heads.iter().map(|hash| (*hash).into()).collect();
    let is_known = at.iter().all(|hash| doc.get_change_meta_by_hash(hash).is_some());
    is_known.then(|| Reader { doc, at: Some(at) }.content())
}

/// The chosen options of a set as they were at `heads`, in their order.
pub(super) fn marks_at(doc: &Automerge, set: &ObjId, heads: &[ChangeHash]) -> Vec<Mark> {
    Reader { doc, at: Some(heads.to_vec()) }.marks(set)
}

/// What kind of document this is.
#[must_use]
pub fn kind(doc: &Automerge) -> Option<DocumentKind> {
    let (_, meta) = doc.get(ROOT, genesis::META).ok()??;
    let (kind, _) = doc.get(&meta, genesis::KIND).ok()??;
    DocumentKind::of_code(kind.as_str()?)
}

/// What stands in a map, by key.
struct Seen(BTreeMap<String, Standing>);

/// What stands at a key.
enum Standing {
    Object(ObjId),
    One(String),
    Several,
    /// Nothing that this version can read.
    Nothing,
}

impl Seen {
    fn child(&self, key: &str) -> Option<&ObjId> {
        match self.0.get(key)? {
            Standing::Object(id) => Some(id),
            Standing::One(_) | Standing::Several | Standing::Nothing => None,
        }
    }
}

/// The document at some heads, or now.
struct Reader<'a> {
    doc: &'a Automerge,
    at: Option<Vec<ChangeHash>>,
}

impl Reader<'_> {
    fn content(&self) -> Content {
        let mut content = Content::default();
        let Some(kind) = kind(self.doc) else { return content };
        let root = self.seen(&ROOT);
        for section in forms::of(kind) {
            for round in 1.. {
                let key = forms::of_round(section, round);
                let Some(map) = root.child(&key) else { break };
                self.map(&self.seen(map), map, &Path::section_root(&key), section.fields, &mut content);
                if !section.has_rounds() {
                    break;
                }
            }
        }
        content
    }

    fn map(&self, seen: &Seen, map: &ObjId, at: &Path, fields: &[Field], content: &mut Content) {
        for field in fields {
            self.field(seen, map, at.cell(field.key), field, content);
        }
    }

    fn field(&self, seen: &Seen, map: &ObjId, path: Path, field: &Field, content: &mut Content) {
        match field.kind {
            Kind::Line | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_) => {
                let said = self.said(seen, map, field.key);
                if !said.is_empty() {
                    content.fields.insert(path, Value::Said(said));
                }
            }
            Kind::Prose | Kind::ProseWithin(_) => {
                let text = seen.child(field.key).map(|id| self.prose(id)).unwrap_or_default();
                content.fields.insert(path, Value::Prose(text));
            }
            Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) | Kind::Files => {
                let Some(set) = seen.child(field.key) else { return };
                let marks = self.marks(set);
                if !marks.is_empty() {
                    content.marks.insert(path, marks);
                }
            }
            Kind::Rows(cells) => {
                let Some(table) = seen.child(field.key) else { return };
                self.rows(table, path, cells, content);
            }
            Kind::Each(vocabulary, cells) => {
                let Some(table) = seen.child(field.key) else { return };
                let table = self.seen(table);
                for (code, _) in vocabulary.values {
                    if let Some(row) = table.child(code) {
                        self.map(&self.seen(row), row, &path.row(code), cells, content);
                    }
                }
            }
            Kind::Shown(_) => {}
        }
    }

    fn rows(&self, table: &ObjId, path: Path, cells: &[Field], content: &mut Content) {
        let mut rows = Vec::new();
        for (id, standing) in self.seen(table).0 {
            let Standing::Object(row) = standing else { continue };
            let seen = self.seen(&row);
            self.map(&seen, &row, &path.row(&id), cells, content);
            let mark = |key| self.said(&seen, &row, key).first().map(|said| said.text.clone()).unwrap_or_default();
            let answers = self.said(&seen, &row, DELETED);
            let removed = answers.iter().any(|said| said.text == YES);
            let in_review = removed && (answers.len() > 1 || self.was_written_unawares(&row, &path.row(&id), cells, content));
            rows.push(Row { removed, in_review, order: mark(ORDER), id });
        }
        rows.sort_by(|a, b| (&a.order, &a.id).cmp(&(&b.order, &b.id)));
        content.rows.insert(path, rows);
    }

    /// Whether a removed row holds words that whoever removed it had not seen.
    fn was_written_unawares(&self, row: &ObjId, path: &Path, cells: &[Field], content: &Content) -> bool {
        let Some((_, removal)) = self.all(row, DELETED).pop() else { return false };
        let Some(hash) = self.doc.hash_for_opid(&removal) else { return false };
        let mut then = Content::default();
        let reader = Reader { doc: self.doc, at: Some(vec![hash]) };
        reader.map(&reader.seen(row), row, path, cells, &mut then);
        then.said_below(path).ne(content.said_below(path))
    }

    fn marks(&self, set: &ObjId) -> Vec<Mark> {
        let seen = self.seen(set);
        let mut marks: Vec<Mark> = Vec::new();
        for option in seen.0.keys().filter(|key| !key.ends_with(RANK)) {
            // Who chose and who dropped an option at once: it stays chosen.
            let chosen = self.said(&seen, set, option).into_iter().find(|said| !said.text.is_empty());
            let Some(Said { text, .. }) = chosen else { continue };
            let rank = self.said(&seen, set, &format!("{option}{RANK}")).first().map(|said| said.text.clone()).unwrap_or_default();
            marks.push(Mark { option: option.clone(), rank, text });
        }
        marks.sort_by(|a, b| (a.rank.is_empty(), &a.rank, &a.option).cmp(&(b.rank.is_empty(), &b.rank, &b.option)));
        marks
    }

    fn said(&self, seen: &Seen, map: &ObjId, key: &str) -> Vec<Said> {
        match seen.0.get(key) {
            None | Some(Standing::Object(_) | Standing::Nothing) => Vec::new(),
            Some(Standing::One(text)) => vec![Said { text: text.clone(), by: None, at: Timestamp::default() }],
            Some(Standing::Several) => self.several(map, key),
        }
    }

    /// The values that people wrote at once; equal ones count once.
    fn several(&self, map: &ObjId, key: &str) -> Vec<Said> {
        let mut said: Vec<Said> = Vec::new();
        // Automerge lists the winner last.
        for (value, id) in self.all(map, key).into_iter().rev() {
            let AmValue::Scalar(scalar) = value else { continue };
            let ScalarValue::Str(text) = scalar.as_ref() else { continue };
            if said.iter().any(|other| other.text == text.as_str()) {
                continue;
            }
            let (by, at) = written(self.doc, &id);
            said.push(Said { text: text.to_string(), by, at });
        }
        said
    }

    /// What stands in a map, read in one go.
    fn seen(&self, map: &ObjId) -> Seen {
        self.seen_within(map, ..)
    }

    fn seen_within<'a>(&'a self, map: &'a ObjId, keys: impl RangeBounds<String> + 'a) -> Seen {
        let items = match &self.at {
            Some(at) => self.doc.map_range_at(map, keys, at),
            None => self.doc.map_range(map, keys),
        };
        let standing = |item: MapRangeItem<'_>| {
            let standing = match &item.value {
                ValueRef::Object(_) => Standing::Object(item.id()),
                ValueRef::Scalar(_) if item.conflict => Standing::Several,
                ValueRef::Scalar(ScalarValueRef::Str(text)) => Standing::One(text.to_string()),
                ValueRef::Scalar(_) => Standing::Nothing,
            };
            (item.key.into_owned(), standing)
        };
        Seen(items.map(standing).collect())
    }

    fn all(&self, map: &ObjId, key: &str) -> Vec<(AmValue<'_>, ObjId)> {
        let found = match &self.at {
            Some(at) => self.doc.get_all_at(map, key, at),
            None => self.doc.get_all(map, key),
        };
        found.unwrap_or_default()
    }

    fn prose(&self, id: &ObjId) -> String {
        let text = match &self.at {
            Some(at) => self.doc.text_at(id, at),
            None => self.doc.text(id),
        };
        text.unwrap_or_default()
    }
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
