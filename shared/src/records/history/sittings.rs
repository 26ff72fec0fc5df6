//! Who changed what, when, on which device: changes gathered into sittings, so that people read acts and not keystrokes.

use std::collections::HashMap;

use automerge::{
    Automerge, Change, ChangeHash, ReadDoc, ScalarValue, Value,
    legacy::{Key, OpType},
};
use serde::{Deserialize, Serialize};

use super::differences::{Difference, Held};
use crate::{
    forms::{DELETED, Kind, ORDER, Path, Place, YES},
    ids::{Author, Hash},
    records::{
        holder,
        merges::{Merges, Past},
        object,
        objects::Objects,
        read,
    },
    time::Timestamp,
};

/// A pause after which somebody who goes on writing sits down anew.
const PAUSE: i64 = 10 * 60 * 1000;

/// What one person wrote into one section on one device without a long pause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Who, and on which device.
    pub by: Author,
    /// The section, with the mark of its round.
    pub section: String,
    /// The time of the first change, by the device's clock.
    pub from: Timestamp,
    /// The time of the last.
    pub to: Timestamp,
    /// The last change: the document as they left it.
    pub last: Hash,
    /// The places in which they wrote, in the order of the first words.
    pub touched: Vec<Touched>,
}

/// A place in which somebody wrote during a sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// A field, or a row as such.
    pub path: Path,
    /// What the first change in it built on.
    pub ground: Vec<Hash>,
    /// The last change in it.
    pub last: Hash,
    /// What it means for what several wrote there at once.
    pub decision: Option<Decision>,
}

/// What somebody did about what several had written at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// Decided it, or confirmed it.
    Decided,
    /// Took a decision back: see `records::review`.
    Undone,
}

/// The sittings in a document, the last first. What the relay recorded stands in the ledger and not here.
#[must_use]
pub fn sittings(doc: &Automerge) -> Vec<Sitting> {
    let mut objects = Objects::default();
    let mut gathered: Vec<Sitting> = Vec::new();
    let mut open: HashMap<(Author, String), usize> = HashMap::new();
    let mut authors: HashMap<Vec<u8>, Option<Author>> = HashMap::new();
    let mut grounds: HashMap<(Author, Path), Vec<ChangeHash>> = HashMap::new();
    let (mut merges, mut past) = (Merges::default(), Past::new(doc));
    for change in doc.get_changes(&[]) {
        let actor = change.actor_id();
        let author = *authors.entry(actor.to_bytes().to_vec()).or_insert_with(|| read::author(doc, actor));
        let Some(by) = author else { continue };
        let at = Timestamp(change.timestamp());
        for (path, operation) in places(doc, &mut objects, &change) {
            let decides = match operation {
                Operation::Text => merges.write(path.clone(), &change, &mut past),
                Operation::Entry { decides } => decides,
            };
            let ground = grounds.insert((by, path.clone()), change.deps().to_vec());
            let decision = if ground.is_some_and(|ground| ground == change.deps()) {
                Some(Decision::Undone)
            } else {
                decides.then_some(Decision::Decided)
            };
            let section = path.section().to_owned();
            let standing = open.get(&(by, section.clone())).copied().filter(|index| (at.0 - gathered[*index].to.0).abs() < PAUSE);
            let index = standing.unwrap_or_else(|| {
                let fresh = Sitting { by, section: section.clone(), from: at, to: at, last: change.hash().into(), touched: Vec::new() };
                gathered.push(fresh);
                open.insert((by, section), gathered.len() - 1);
                gathered.len() - 1
            });
            gathered[index].goes_on(path, &change, at, decision);
        }
    }
    gathered.sort_by_key(|sitting| std::cmp::Reverse(sitting.to));
    gathered
}

impl Sitting {
    fn goes_on(&mut self, path: Path, change: &Change, at: Timestamp, decision: Option<Decision>) {
        (self.from, self.to) = (self.from.min(at), self.to.max(at));
        self.last = change.hash().into();
        match self.touched.iter_mut().find(|touched| touched.path == path) {
            Some(touched) => {
                touched.last = self.last;
                touched.decision = decision.or(touched.decision);
            }
            None => {
                let ground = change.deps().iter().map(|dep| (*dep).into()).collect();
                self.touched.push(Touched { path, ground, last: self.last, decision });
            }
        }
    }
}

/// What a change does to a place.
#[derive(Clone, Copy)]
enum Operation {
    /// Writes in a long text.
    Text,
    /// Puts a value.
    Entry {
        /// In place of several, see `records::edit`.
        decides: bool,
    },
}

/// The fields and rows in which a change writes.
fn places(doc: &Automerge, objects: &mut Objects, change: &Change) -> Vec<(Path, Operation)> {
    let mut found: Vec<(Path, Operation)> = Vec::new();
    let mut last = None;
    for op in change.decode().operations {
        let (key, is_text) = match op.key {
            Key::Map(key) => (Some(key.to_string()), false),
            Key::Seq(_) => (None, true),
        };
        // A change of many characters names one text many times.
        if is_text && last.as_ref() == Some(&op.obj) {
            continue;
        }
        last = is_text.then(|| op.obj.clone());
        let Some(object) = objects.find(doc, &op.obj) else { continue };
        let path = key.map_or_else(|| object.path.clone(), |key| object.path.cell(&key));
        let makes = matches!(op.action, OpType::Make(_));
        let place = match path.place() {
            Some(Place::Field(..)) if !makes => Some(path),
            Some(Place::Row(..)) => Some(path),
            Some(Place::RowMark(..) | Place::Mark(..)) => path.parent(),
            Some(Place::Field(..) | Place::Section(_)) | None => None,
        };
        let decides = matches!(op.action, OpType::Put(ScalarValue::Null));
        let operation = if is_text { Operation::Text } else { Operation::Entry { decides } };
        if let Some(place) = place.filter(|place| found.iter().all(|(other, _)| other != place)) {
            found.push((place, operation));
        }
    }
    found
}

/// What a place held when somebody sat down, and when they had written in it.
#[must_use]
pub fn told(doc: &Automerge, touched: &Touched) -> Difference {
    let ground: Vec<ChangeHash> = touched.ground.iter().map(|hash| (*hash).into()).collect();
    let path = touched.path.clone();
    Difference { before: held_at(doc, &path, &ground), after: held_at(doc, &path, &[touched.last.into()]), path }
}

fn held_at(doc: &Automerge, path: &Path, heads: &[ChangeHash]) -> Held {
    let read = || match path.place()? {
        Place::Row(_, table) if matches!(table.kind, Kind::Rows(_)) => row_at(doc, path, heads),
        Place::Field(_, field) => match field.kind {
            Kind::Line | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_) => {
                let (map, key) = holder(doc, path)?;
                Some(Held::values(texts_at(doc, &map, key, heads)))
            }
            Kind::Prose | Kind::ProseWithin(_) => Some(Held::prose(doc.text_at(&object(doc, path)?.0, heads).ok()?)),
            Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) | Kind::Files => {
                let marks = read::marks_at(doc, &object(doc, path)?.0, heads);
                Some(Held::set(marks.into_iter().map(|mark| (mark.option, mark.text)).collect()))
            }
            Kind::Rows(_) | Kind::Each(..) | Kind::Shown(_) => None,
        },
        Place::Section(_) | Place::Row(..) | Place::RowMark(..) | Place::Mark(..) => None,
    };
    read().unwrap_or(Held::Nothing)
}

fn row_at(doc: &Automerge, path: &Path, heads: &[ChangeHash]) -> Option<Held> {
    let (table, id) = holder(doc, path)?;
    let (_, row) = doc.get_at(&table, id, heads).ok()??;
    let mark = |key| texts_at(doc, &row, key, heads).into_iter().next().unwrap_or_default();
    Some(Held::Row { removed: mark(DELETED) == YES, order: mark(ORDER) })
}

/// The texts that stand at a key, the winner first; equal ones once.
fn texts_at(doc: &Automerge, map: &automerge::ObjId, key: &str, heads: &[ChangeHash]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for (value, _) in doc.get_all_at(map, key, heads).unwrap_or_default().into_iter().rev() {
        let Value::Scalar(scalar) = value else { continue };
        let ScalarValue::Str(text) = scalar.as_ref() else { continue };
        if !texts.iter().any(|other| other == text.as_str()) {
            texts.push(text.to_string());
        }
    }
    texts
}
