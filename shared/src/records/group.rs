//! Who sits in the working group of a document (5.3, R-0-15), as lists know it without opening it.

use serde::{Deserialize, Serialize};

use crate::{
    ids::PersonId,
    workflow::{Act, State},
};

/// It.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Today's members.
    pub members: Vec<PersonId>,
    /// The member who was named as its head when it was last formed.
    pub lead: Option<PersonId>,
    /// Those who were members and are not any more.
    pub left: Vec<PersonId>,
}

/// Reads it.
#[must_use]
pub fn of(state: &State) -> Group {
    let parties = &state.parties;
    let lead = state.last(Act::FormGroup).and_then(|entry| entry.args.value("lead"));
    Group {
        members: parties.group.iter().copied().collect(),
        lead: lead.filter(|lead| parties.group.contains(lead)),
        left: parties.members.keys().filter(|person| !parties.group.contains(person)).copied().collect(),
    }
}
