//! Each operation of a change: does a form have the place, may this person write there now, does the value fit, and does
//! it replace exactly what stood there.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use automerge::{
    Automerge, Change, ChangeHash, ObjId, ObjType, ReadDoc, ScalarValue,
    legacy::{self, ElementId, Key, ObjectId, Op, OpId, OpType},
};
use chrono::NaiveDate;

use super::{limits, past::Past};
use crate::{
    access,
    forms::{Kind, Path, Place, Store, answer},
    people::Person,
    records::{
        genesis,
        objects::{Object, Objects},
    },
    time::Timestamp,
    workflow::{Code, Refusal, State},
};

/// Checks every operation. `objects`: those of the document that were looked up.
pub(super) fn check(
    doc: &Automerge,
    objects: &mut Objects,
    past: &Past,
    state: &State,
    person: &Person,
    change: &Change,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let expanded: legacy::Change = change.decode();
    let mut checker = Checker {
        doc,
        objects,
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
    };
    let start = change.start_op().get();
    for (at, op) in (0..).zip(&expanded.operations) {
        checker.operation(op, &OpId::new(start + at, change.actor_id()))?;
    }
    Ok(())
}

struct Checker<'a> {
    doc: &'a Automerge,
    objects: &'a mut Objects,
    state: &'a State,
    person: &'a Person,
    written: NaiveDate,
    today: NaiveDate,
    deps: &'a [ChangeHash],
    past: &'a Past,
    /// Objects that this change makes.
    made: HashMap<OpId, Made>,
    /// The operation of this change that stands at a key.
    put: HashMap<(ObjectId, String), OpId>,
    /// Operations on maps so far.
    entries: usize,
    /// Rows of a table or characters of a text, with those of this change.
    grown: HashMap<ObjectId, usize>,
    /// Long texts in which this person may write.
    texts: HashSet<ObjectId>,
}

/// An object that a change makes: where, and what.
type Made = Arc<(Path, ObjType)>;

/// The object in which an operation writes.
enum Target {
    Made(Made),
    Standing(Arc<Object>),
}

impl Target {
    fn path(&self) -> &Path {
        match self {
            Target::Made(made) => &made.0,
            Target::Standing(object) => &object.path,
        }
    }

    fn kind(&self) -> ObjType {
        match self {
            Target::Made(made) => made.1,
            Target::Standing(object) => object.kind,
        }
    }

    /// Its name in the document, which does not have it yet where this change makes it.
    fn id(&self) -> Option<&ObjId> {
        match self {
            Target::Made(_) => None,
            Target::Standing(object) => Some(&object.id),
        }
    }
}

impl Checker<'_> {
    fn operation(&mut self, op: &Op, id: &OpId) -> Result<(), Refusal> {
        let object = if let ObjectId::Id(object) = &op.obj { Some(object) } else { None };
        let element = if let Key::Seq(ElementId::Id(element)) = &op.key { Some(element) } else { None };
        if !object.into_iter().chain(element).chain(op.pred.iter()).all(|id| self.past.knows(id)) {
            return Err(Code::OutOfOrder.into());
        }
        let target = self.target(&op.obj)?;
        match (&op.key, target.kind()) {
            (Key::Map(key), ObjType::Map) => {
                self.entries += 1;
                if self.entries > limits::CHANGE_ENTRIES {
                    return Err(Code::TooLarge.into());
                }
                self.entry(op, id, &target, key)
            }
            (Key::Seq(element), ObjType::Text) => self.character(op, element, &target),
            (Key::Map(_) | Key::Seq(_), ObjType::Map | ObjType::Table | ObjType::List | ObjType::Text) => Err(Code::WrongKind.into()),
        }
    }

    /// An operation on the entry of a map.
    fn entry(&mut self, op: &Op, id: &OpId, target: &Target, key: &str) -> Result<(), Refusal> {
        let path = &target.path().cell(key);
        let refuse = |code| Refusal { place: Some(path.clone()), ..Refusal::from(code) };
        let place = self.writable(path)?;
        let is_in_new_row = matches!(target, Target::Made(_));
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
                if !self.standing(target, path, None).is_empty() {
                    return Err(refuse(Code::WrongPredecessor));
                }
                if self.grow(&op.obj, target) > limits::TABLE_ROWS {
                    return Err(refuse(Code::DocumentFull));
                }
                self.made.insert(id.clone(), Arc::new((path.clone(), ObjType::Map)));
            }
            (OpType::Make(ObjType::Map), Place::Row(_, table)) if is_in_new_row && matches!(table.kind, Kind::Each(..)) => {
                self.made.insert(id.clone(), Arc::new((path.clone(), ObjType::Map)));
            }
            (OpType::Make(made), Place::Field(_, field)) if is_in_new_row && genesis::object_of(&field.kind) == Some(*made) => {
                self.made.insert(id.clone(), Arc::new((path.clone(), *made)));
            }
            _ => return Err(refuse(Code::WrongKind)),
        }
        let key = path.steps().last().unwrap_or_default().to_owned();
        let expected = match self.put.insert((op.obj.clone(), key), id.clone()) {
            Some(own) => HashSet::from([own]),
            None if is_in_new_row => HashSet::new(),
            None => self.standing(target, path, Some(self.deps)),
        };
        if op.insert || op.pred.iter().cloned().collect::<HashSet<_>>() != expected {
            return Err(refuse(Code::WrongPredecessor));
        }
        Ok(())
    }

    /// An operation on a character of a long text.
    fn character(&mut self, op: &Op, element: &ElementId, target: &Target) -> Result<(), Refusal> {
        let path = target.path();
        let refuse = |code| Refusal { place: Some(path.clone()), ..Refusal::from(code) };
        if !self.texts.contains(&op.obj) {
            self.writable(path)?;
            self.texts.insert(op.obj.clone());
        }
        match (&op.action, op.insert) {
            (OpType::Put(ScalarValue::Str(text)), true) if op.pred.is_empty() && text.chars().count() == 1 => {
                if self.grow(&op.obj, target) > limits::TEXT_CHARACTERS { Err(refuse(Code::DocumentFull)) } else { Ok(()) }
            }
            (OpType::Delete, false) => match element {
                ElementId::Id(target) if op.pred.iter().eq([target]) => Ok(()),
                ElementId::Id(_) | ElementId::Head => Err(refuse(Code::WrongPredecessor)),
            },
            _ => Err(refuse(Code::WrongKind)),
        }
    }

    /// How many rows or characters an object has with the one that this operation adds.
    fn grow(&mut self, object: &ObjectId, target: &Target) -> usize {
        let known = self.grown.get(object).copied();
        let standing = known.unwrap_or_else(|| target.id().map_or(0, |id| self.doc.length(id)));
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

    /// The object that an operation names: one that this change makes, or one of the document.
    fn target(&mut self, object: &ObjectId) -> Result<Target, Refusal> {
        let made = if let ObjectId::Id(id) = object { self.made.get(id) } else { None };
        let target = match made {
            Some(made) => Some(Target::Made(made.clone())),
            None => self.objects.find(self.doc, object).map(Target::Standing),
        };
        target.ok_or_else(|| Code::UnknownPlace.into())
    }

    /// The operations that stand at a key: at `deps`, or now.
    fn standing(&self, target: &Target, path: &Path, deps: Option<&[ChangeHash]>) -> HashSet<OpId> {
        let Some(id) = target.id() else { return HashSet::new() };
        let key = path.steps().last().unwrap_or_default();
        let values = match deps {
            Some(deps) => self.doc.get_all_at(id, key, deps),
            None => self.doc.get_all(id, key),
        };
        let ids = values.unwrap_or_default().into_iter().filter_map(|(_, id)| match id {
            ObjId::Id(counter, actor, _) => Some(OpId(counter, actor)),
            ObjId::Root => None,
        });
        ids.collect()
    }
}
