//! A change whose operations several ask for: they are unpacked once.

use std::{cell::OnceCell, ops::Deref};

use automerge::{Change, legacy::Op};

/// A change, with its operations once somebody has asked for them.
#[derive(Clone, Debug)]
pub struct Opened {
    change: Change,
    operations: OnceCell<Vec<Op>>,
}

impl Opened {
    /// Its operations, in order.
    #[must_use]
    pub fn operations(&self) -> &[Op] {
        self.operations.get_or_init(|| self.change.decode().operations)
    }
}

impl From<Change> for Opened {
    fn from(change: Change) -> Self {
        Self { change, operations: OnceCell::new() }
    }
}

impl From<Opened> for Change {
    fn from(opened: Opened) -> Self {
        opened.change
    }
}

impl Deref for Opened {
    type Target = Change;

    fn deref(&self) -> &Change {
        &self.change
    }
}
