//! The operations of a change as the columns spell them, one row each. All columns must tell of the same rows.

use super::{
    super::limits,
    cursor::{Coding, Flags, Runs},
};
use crate::workflow::Code;

/// The columns that our devices write, in the order in which they stand. Those of marks (0x94, 0xa5) are not among them, nor
/// is any compressed one (bit 0x08).
pub(super) const COLUMNS: [u8; 12] = [0x01, 0x02, 0x11, 0x13, 0x15, 0x34, 0x42, 0x56, 0x57, 0x70, 0x71, 0x73];

/// Actions by their number in the format.
const MAKE_MAP: u64 = 0;
const PUT: u64 = 1;
const MARK: u64 = 7;
/// The kind of a value stands in the lowest bits of its metadata, the length in bytes above them.
const KIND_BITS: u32 = 4;

/// The rows of a change.
pub(super) struct Rows<'a> {
    object: Id<'a>,
    element: Id<'a>,
    key: Runs<'a>,
    insert: Flags<'a>,
    action: Runs<'a>,
    value: Runs<'a>,
    /// Bytes of values that no row has taken yet.
    values: u64,
    replaced: Runs<'a>,
    predecessor: Id<'a>,
    /// How many actors are named.
    actors: u64,
}

/// Two columns that together name an operation.
struct Id<'a> {
    actor: Runs<'a>,
    counter: Runs<'a>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(columns: &[&'a [u8]; COLUMNS.len()], actors: u64) -> Self {
        let [object_actor, object, element_actor, element, key, insert, action, value, values, replaced, predecessor_actor, predecessor] =
            *columns;
        let runs = |data, coding| Runs::new(data, coding);
        let id = |actor, counter, coding| Id { actor: runs(actor, Coding::Number), counter: runs(counter, coding) };
        Self {
            object: id(object_actor, object, Coding::Number),
            element: id(element_actor, element, Coding::Delta),
            key: runs(key, Coding::Text),
            insert: Flags::new(insert),
            action: runs(action, Coding::Number),
            value: runs(value, Coding::Number),
            values: values.len() as u64,
            replaced: runs(replaced, Coding::Number),
            predecessor: id(predecessor_actor, predecessor, Coding::Delta),
            actors,
        }
    }

    /// Walks all rows; answers how many there are.
    pub(super) fn check(mut self) -> Result<u64, Code> {
        let (mut rows, mut replaced) = (0, 0);
        while !self.action.is_done() {
            rows += 1;
            if rows > limits::CHANGE_OPERATIONS {
                return Err(Code::TooLarge);
            }
            replaced += self.row(limits::CHANGE_PREDECESSORS - replaced)?;
        }
        let ids = [&self.object, &self.element, &self.predecessor];
        let runs = ids.into_iter().flat_map(|id| [&id.actor, &id.counter]).chain([&self.key, &self.value, &self.replaced]);
        let is_done = runs.into_iter().all(Runs::is_done) && self.insert.is_done() && self.values == 0;
        // A change that does nothing is nobody's work; each would still be kept for ever.
        if is_done && rows > 0 { Ok(rows) } else { Err(Code::Malformed) }
    }

    /// Walks one row; answers how many operations it replaces, `room` at most.
    fn row(&mut self, room: u64) -> Result<u64, Code> {
        let action = self.action.next()?.filter(|action| (MAKE_MAP..=MARK).contains(action)).ok_or(Code::Malformed)?;
        self.object.next(self.actors)?;
        let element = self.element.next(self.actors)?;
        let key = self.key.next()?;
        if key.is_some() == element.is_some() || key.is_some_and(|bytes| bytes > limits::KEY_BYTES) {
            return Err(Code::Malformed);
        }
        self.insert.next()?;
        let value = self.value.next()?.ok_or(Code::Malformed)?;
        if action != PUT && value != 0 {
            return Err(Code::Malformed); // Only a put has a value: elsewhere it would be words that nobody sees.
        }
        self.values = self.values.checked_sub(value >> KIND_BITS).ok_or(Code::Malformed)?;
        let replaced = self.replaced.next()?.ok_or(Code::Malformed)?;
        if replaced > room {
            return Err(Code::TooLarge);
        }
        for _ in 0..replaced {
            self.predecessor.next(self.actors)?.ok_or(Code::Malformed)?;
        }
        Ok(replaced)
    }
}

impl Id<'_> {
    /// The next row's id: its number, 0 for the head of a sequence; nothing where the row has none.
    fn next(&mut self, actors: u64) -> Result<Option<u64>, Code> {
        match (self.actor.next()?, self.counter.next()?) {
            (None, None) => Ok(None),
            (None, Some(0)) => Ok(Some(0)),
            (Some(actor), Some(counter)) if actor < actors && counter <= u64::from(u32::MAX) => Ok(Some(counter)),
            (Some(_) | None, Some(_)) | (Some(_), None) => Err(Code::Malformed),
        }
    }
}
