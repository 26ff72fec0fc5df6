//! Each operation of a change: does a form have the place, may this person write there now, does the value fit, and does
//! it replace exactly what stood there.

use std::collections::{HashMap, HashSet};

use automerge::{
    Automerge, Change, ChangeHash, ObjId, ObjType, Prop, ReadDoc, ScalarValue,
    legacy::{self, ElementId, Key, ObjectId, Op, OpId, OpType},
};
use chrono::NaiveDate;

use super::{limits, past::Past};
use crate::{
    access,
    forms::{Kind, Path, Place, Store, answer},
    people::Person,
    records::genesis,
    time::Timestamp,
    workflow::{Code, Refusal, State},
};

/// Checks every operation.
pub(super) fn check(
    doc: &Automerge,
    past: &Past,
    state: &State,
    person: &Person,
    change: &Change,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let expanded: legacy::Change = change.decode();
    let mut checker = Checker {
        doc,
        state,
        person,
        written: Timestamp(change.timestamp()).day(),
        today,
        deps: change.deps(),
        past,
        made: HashMap::new(),
        put: HashMap::new(),
        entries: 0,
        grown: HashMap::new(),
        texts: HashSet::new(),
        places: HashMap::new(),
    };
    let start = change.start_op().get();
    for (at, op) in (0..).zip(&expanded.operations) {
        checker.operation(op, &OpId::new(start + at, change.actor_id()))?;
    }
    Ok(())
}

struct Checker<'a> {
    doc: &'a Automerge,
    state: &'a State,
    person: &'a Person,
    written: NaiveDate,
    today: NaiveDate,
    deps: &'a [ChangeHash],
    past: &'a Past,
    /// Objects that this change makes.
    made: HashMap<OpId, (Path, ObjType)>,
    /// The operation of this change that stands at a key.
    put: HashMap<(ObjectId, String), OpId>,
    /// Operations on maps so far.
    entries: usize,
    /// Rows of a table or characters of a text, with those of this change.
    grown: HashMap<ObjectId, usize>,
    /// Long texts in which this person may write.
    texts: HashSet<ObjectId>,
    /// Objects of the document that were looked up.
    places: HashMap<ObjectId, (Path, ObjType)>,
}

impl Checker<'_> {
    fn operation(&mut self, op: &Op, id: &OpId) -> Result<(), Refusal> {
        let object = if let ObjectId::Id(object) = &op.obj { Some(object) } else { None };
        let element = if let Key::Seq(ElementId::Id(element)) = &op.key { Some(element) } else { None };
        if !object.into_iter().chain(element).chain(op.pred.iter()).all(|id| self.past.knows(id)) {
            return Err(Code::OutOfOrder.into());
        }
        let (path, kind) = self.object(&op.obj)?;
        match (&op.key, kind) {
            (Key::Map(key), ObjType::Map) => {
                self.entries += 1;
                if self.entries > limits::CHANGE_ENTRIES {
                    return Err(Code::TooLarge.into());
                }
                self.entry(op, id, &path.cell(key))
            }
            (Key::Seq(element), ObjType::Text) => self.character(op, element, &path),
            (Key::Map(_) | Key::Seq(_), ObjType::Map | ObjType::Table | ObjType::List | ObjType::Text) => Err(Code::WrongKind.into()),
        }
    }

    /// An operation on the entry of a map.
    fn entry(&mut self, op: &Op, id: &OpId, path: &Path) -> Result<(), Refusal> {
        let refuse = |code| Refusal { place: Some(path.clone()), ..Refusal::from(code) };
        let place = self.writable(path)?;
        let is_in_new_row = matches!(&op.obj, ObjectId::Id(id) if self.made.contains_key(id));
        match (&op.action, place) {
            (OpType::Put(ScalarValue::Str(text)), Place::Field(_, field)) => {
                if !answer::fits(&field.kind, text) {
                    return Err(refuse(if text.len() > answer::MAX_LINE { Code::TooLarge } else { Code::WrongKind }));
                }
            }
            // The first half of settling several values, see `records::edit`.
            (OpType::Put(ScalarValue::Null), Place::Field(_, field)) if field.kind.store() == Store::Register => {}
            (OpType::Put(ScalarValue::Null), Place::RowMark(..) | Place::Mark(..)) => {}
            (OpType::Put(ScalarValue::Str(text)), Place::RowMark(..) | Place::Mark(..)) if text.len() <= limits::MARK_BYTES => {}
            (OpType::Make(ObjType::Map), Place::Row(_, table)) if matches!(table.kind, Kind::Rows(_)) => {
                if !self.standing(&op.obj, path, None).is_empty() {
                    return Err(refuse(Code::WrongPredecessor));
                }
                if self.grow(&op.obj) > limits::TABLE_ROWS {
                    return Err(refuse(Code::DocumentFull));
                }
                self.made.insert(id.clone(), (path.clone(), ObjType::Map));
            }
            (OpType::Make(ObjType::Map), Place::Row(_, table)) if is_in_new_row && matches!(table.kind, Kind::Each(..)) => {
                self.made.insert(id.clone(), (path.clone(), ObjType::Map));
            }
            (OpType::Make(made), Place::Field(_, field)) if is_in_new_row && genesis::object_of(&field.kind) == Some(*made) => {
                self.made.insert(id.clone(), (path.clone(), *made));
            }
            _ => return Err(refuse(Code::WrongKind)),
        }
        let key = path.steps().last().unwrap_or_default().to_owned();
        let expected = match self.put.insert((op.obj.clone(), key), id.clone()) {
            Some(own) => HashSet::from([own]),
            None if is_in_new_row => HashSet::new(),
            None => self.standing(&op.obj, path, Some(self.deps)),
        };
        if op.insert || op.pred.iter().cloned().collect::<HashSet<_>>() != expected {
            return Err(refuse(Code::WrongPredecessor));
        }
        Ok(())
    }

    /// An operation on a character of a long text.
    fn character(&mut self, op: &Op, element: &ElementId, path: &Path) -> Result<(), Refusal> {
        let refuse = |code| Refusal { place: Some(path.clone()), ..Refusal::from(code) };
        if !self.texts.contains(&op.obj) {
            self.writable(path)?;
            self.texts.insert(op.obj.clone());
        }
        match (&op.action, op.insert) {
            (OpType::Put(ScalarValue::Str(text)), true) if op.pred.is_empty() && text.chars().count() == 1 => {
                if self.grow(&op.obj) > limits::TEXT_CHARACTERS { Err(refuse(Code::DocumentFull)) } else { Ok(()) }
            }
            (OpType::Delete, false) => match element {
                ElementId::Id(target) if op.pred.iter().eq([target]) => Ok(()),
                ElementId::Id(_) | ElementId::Head => Err(refuse(Code::WrongPredecessor)),
            },
            _ => Err(refuse(Code::WrongKind)),
        }
    }

    /// How many rows or characters an object has with the one that this operation adds.
    fn grow(&mut self, object: &ObjectId) -> usize {
        let known = self.grown.get(object).copied();
        let standing = known.unwrap_or_else(|| self.import(object).map_or(0, |id| self.doc.length(&id)));
        self.grown.insert(object.clone(), standing + 1);
        standing + 1
    }

    /// The place that a form has at this path, if this person may write there now.
    fn writable(&self, path: &Path) -> Result<Place, Refusal> {
        let refuse = |code| Refusal { place: Some(path.clone()), ..Refusal::from(code) };
        let place = path.place().ok_or_else(|| refuse(Code::UnknownPlace))?;
        access::may_write(self.person, self.state, path, self.written, self.today).map_err(refuse)?;
        Ok(place)
    }

    /// Where an object stands, and what it is.
    fn object(&mut self, object: &ObjectId) -> Result<(Path, ObjType), Refusal> {
        if let ObjectId::Id(id) = object
            && let Some(made) = self.made.get(id)
        {
            return Ok(made.clone());
        }
        if let Some(known) = self.places.get(object) {
            return Ok(known.clone());
        }
        let found = self.find(object).ok_or(Code::UnknownPlace)?;
        self.places.insert(object.clone(), found.clone());
        Ok(found)
    }

    fn find(&self, object: &ObjectId) -> Option<(Path, ObjType)> {
        let id = self.import(object)?;
        let kind = self.doc.object_type(&id).ok()?;
        let steps = self.doc.parents(&id).ok()?.path().into_iter().map(|(_, step)| match step {
            Prop::Map(key) => Some(key.to_string()),
            Prop::Seq(_) => None,
        });
        let steps = steps.collect::<Option<Vec<_>>>()?;
        (!steps.is_empty()).then(|| (Path::of_steps(&steps), kind))
    }

    fn import(&self, object: &ObjectId) -> Option<ObjId> {
        let ObjectId::Id(OpId(counter, actor)) = object else { return Some(ObjId::Root) };
        self.doc.import_obj(&format!("{counter}@{}", actor.to_hex_string())).ok()
    }

    /// The operations that stand at a key: at `deps`, or now.
    fn standing(&self, object: &ObjectId, path: &Path, deps: Option<&[ChangeHash]>) -> HashSet<OpId> {
        let key = path.steps().last().unwrap_or_default();
        let Some(id) = self.import(object) else { return HashSet::new() };
        let values = match deps {
            Some(deps) => self.doc.get_all_at(&id, key, deps),
            None => self.doc.get_all(&id, key),
        };
        let ids = values.unwrap_or_default().into_iter().filter_map(|(_, id)| match id {
            ObjId::Id(counter, actor, _) => Some(OpId(counter, actor)),
            ObjId::Root => None,
        });
        ids.collect()
    }
}
