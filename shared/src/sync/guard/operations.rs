//! Each operation of a change: does a form have the place, may this person write there now, does the value fit, and does
//! it replace exactly what stood there.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use automerge::{
    Automerge, ChangeHash, ObjId, ObjType, ReadDoc, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use chrono::NaiveDate;

use super::{limits, past::Past, settling};
use crate::{
    access,
    forms::{Kind, Path, Place, Store, answer},
    people::Person,
    records::{
        genesis,
        objects::{Object, Objects},
        opened::Opened,
    },
    time::Timestamp,
    workflow::{Code, Refusal, State},
};

/// Against what a change is checked.
#[derive(Clone, Copy)]
pub(super) struct Standing<'a> {
    /// The document without the changes that are told of by [`Earlier`].
    pub(super) doc: &'a Automerge,
    /// What the change could know of.
    pub(super) past: &'a Past,
    pub(super) state: &'a State,
    pub(super) person: &'a Person,
    pub(super) today: NaiveDate,
}

/// What changes that the document does not have yet, each building on the one before and on nothing else, have written in it.
#[derive(Default)]
pub(super) struct Earlier {
    /// On what the first of them builds.
    deps: Vec<ChangeHash>,
    /// The operation that stands at a key where one of them wrote.
    put: HashMap<(ObjectId, String), OpId>,
    /// Rows of a table or characters of a text, with theirs.
    grown: HashMap<ObjectId, usize>,
}

impl Earlier {
    /// None yet: the next change is the first.
    pub(super) fn before(change: &Opened) -> Self {
        Self { deps: change.deps().to_vec(), ..Self::default() }
    }
}

/// Checks every operation. `objects`: those of the document that were looked up.
pub(super) fn check(standing: Standing<'_>, objects: &mut Objects, earlier: &mut Earlier, change: &Opened) -> Result<(), Refusal> {
    let Standing { doc, past, state, person, today } = standing;
    let start = change.start_op().get();
    let mut checker = Checker {
        doc,
        objects,
        state,
        person,
        written: Timestamp(change.timestamp()).day(),
        today,
        past,
        start,
        earlier,
        made: HashMap::new(),
        entries: 0,
        texts: HashSet::new(),
    };
    for (at, op) in (0..).zip(change.operations()) {
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
    past: &'a Past,
    /// The change's first operation.
    start: u64,
    /// What the changes before this one have written, and this one so far.
    earlier: &'a mut Earlier,
    /// Objects that this change makes.
    made: HashMap<OpId, Made>,
    /// Operations on maps so far.
    entries: usize,
    /// Long texts in which this person may write.
    texts: HashSet<ObjectId>,
}

/// An object that a change makes: where, and what.
type Made = Arc<(Path, ObjType)>;

/// What a person may do at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Right {
    /// Write.
    Write,
    /// Decide what several others wrote there at once.
    Settle,
}

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
        // Operations are numbered beyond all that they could know: also their own actor's later ones are none of their past.
        let is_past = |named: &OpId| named.counter() < id.counter() && self.past.knows(named);
        if !object.into_iter().chain(element).chain(op.pred.iter()).all(is_past) {
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
        let (place, right) = self.writable(path)?;
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
                if self.was_put_before(&op.obj, path) || !self.standing(target, path, None).is_empty() {
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
        let expected = match self.earlier.put.insert((op.obj.clone(), path.last().to_owned()), id.clone()) {
            Some(own) => HashSet::from([own]),
            None if is_in_new_row => HashSet::new(),
            None => {
                let standing = self.standing(target, path, Some(&self.earlier.deps));
                let there = (place, path, target.id());
                if right == Right::Settle && !settling::of_entry(self.doc, self.person.id, there, &standing, &self.earlier.deps) {
                    return Err(refuse(Code::NotYourSection));
                }
                standing
            }
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
            let (_, right) = self.writable(path)?;
            if right == Right::Settle && !settling::of_text(self.doc, self.person.id, path, &self.earlier.deps) {
                return Err(refuse(Code::NotYourSection));
            }
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

    /// Whether a change that the document does not have yet wrote at this key.
    fn was_put_before(&self, object: &ObjectId, path: &Path) -> bool {
        let put = self.earlier.put.get(&(object.clone(), path.last().to_owned()));
        put.is_some_and(|id| id.counter() < self.start)
    }

    /// How many rows or characters an object has with the one that this operation adds; at most so many where changes that the
    /// document does not have yet have taken some away.
    fn grow(&mut self, object: &ObjectId, target: &Target) -> usize {
        let known = self.earlier.grown.get(object).copied();
        let standing = known.unwrap_or_else(|| target.id().map_or(0, |id| self.doc.length(id)));
        self.earlier.grown.insert(object.clone(), standing + 1);
        standing + 1
    }

    /// The place that a form has at this path, if this person may write there now.
    fn writable(&self, path: &Path) -> Result<(Place, Right), Refusal> {
        let refuse = |code| Refusal { place: Some(path.clone()), ..Refusal::from(code) };
        let place = path.place().ok_or_else(|| refuse(Code::UnknownPlace))?;
        match access::may_write(self.person, self.state, path, self.written, self.today) {
            Ok(()) => Ok((place, Right::Write)),
            Err(Code::NotYourSection) if access::may_settle(self.person, self.state, path) => Ok((place, Right::Settle)),
            Err(code) => Err(refuse(code)),
        }
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
        let key = path.last();
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
