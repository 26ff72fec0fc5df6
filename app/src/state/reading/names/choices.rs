//! What can be chosen of a register: made once, however many fields choose of it, and looked up by id.

use std::{collections::BTreeMap, sync::Arc};

/// Something to choose: what is stored, and what people read.
pub(crate) type Choosable = (String, String);

/// All of it, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choices {
    /// Each.
    pub(crate) all: Arc<Vec<Choosable>>,
    places: Arc<BTreeMap<String, usize>>,
}

impl Choices {
    /// These.
    pub(crate) fn of(all: Vec<Choosable>) -> Self {
        let places = all.iter().enumerate().map(|(at, (id, _))| (id.clone(), at)).collect();
        Self { all: Arc::new(all), places: Arc::new(places) }
    }

    /// What people read for an id, if it is among them.
    pub(crate) fn words(&self, id: &str) -> Option<&str> {
        self.places.get(id).and_then(|at| self.all.get(*at)).map(|(_, words)| words.as_str())
    }
}
