//! What waits in a document, and for whom, as lists know it without opening it: the next steps, the clocks that run, what is amiss. Everybody who
//! reads the document reads the same, and nothing in it depends on the day on which it is read.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    group::{self, Group},
    read::Content,
    summary::Summary,
};
use crate::{
    ids::{OrgId, PersonId},
    people::{Org, OrgKind, Person, Role},
    vocab::strange,
    workflow::{Act, Badge, Clock, Deadline, DeadlineKind, Deadlines, Next, State, awaited, clocks, gates::Facts, lasting},
};

/// It.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    /// The next steps, in the order of 6.2.
    #[serde(deserialize_with = "strange::known")]
    pub next: Vec<Next>,
    /// The clocks that still run.
    #[serde(deserialize_with = "strange::known")]
    pub clocks: Vec<Clock>,
    /// What is amiss, whatever day it is.
    #[serde(deserialize_with = "strange::known")]
    pub badges: Vec<Badge>,
    /// The organising unit in charge.
    pub unit: Option<OrgId>,
    /// The working group.
    pub group: Group,
}

/// `None` where nobody has told yet: the line is as an earlier release wrote it.
pub type Waited = Option<Box<Waits>>;

/// Reads what waits in a document.
#[must_use]
pub fn of(state: &State, content: &Content) -> Waited {
    let org = Org { id: OrgId([0; 16]), name: String::new(), kind: OrgKind::MunicipalBureau, district: None };
    let person = Person { id: PersonId([0; 16]), name: String::new(), role: Role::MunicipalBureau, org };
    let (experts, deadlines) = (BTreeMap::new(), Deadlines::default());
    let facts = Facts { person: &person, state, content, experts: &experts, deadlines: &deadlines, today: NaiveDate::MAX };
    Some(Box::new(Waits {
        next: awaited(state, content),
        clocks: clocks(state, content).into_iter().filter(|clock| clock.done.is_none()).collect(),
        badges: lasting(&facts),
        unit: state.parties.unit(),
        group: group::of(state),
    }))
}

/// What of it concerns one person, today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mine {
    /// The steps that this person is to do, in their order; `true`: as things stand, otherwise something is filled in first.
    pub next: Vec<(Act, bool)>,
    /// What is due from them, or overdue and theirs to see to (G14), the next first.
    pub due: Vec<Deadline>,
}

impl Mine {
    /// Nothing waits.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.next.is_empty() && self.due.is_empty()
    }

    /// The first day that was missed.
    #[must_use]
    pub fn overdue(&self, today: NaiveDate) -> Option<&Deadline> {
        self.due.iter().find(|deadline| deadline.is_overdue(today))
    }
}

/// What waits for this person in a document that they may read.
#[must_use]
pub fn mine(summary: &Summary, waits: &Waits, person: &Person, deadlines: &Deadlines, today: NaiveDate) -> Mine {
    let next = waits.next.iter().filter(|next| next.whom.is(person)).map(|next| (next.act, next.is_ready)).collect();
    let mut due: Vec<Deadline> = owed(waits, deadlines).collect();
    due.retain(|deadline| {
        let (owner, above) = deadline.kind.owner();
        is_of(summary, waits, owner, person) || (deadline.is_overdue(today) && is_of(summary, waits, above, person))
    });
    due.sort_unstable();
    Mine { next, due }
}

/// Everything that is owed by somebody, whoever it is: neither what may be done from a day on nor what may be done until one.
pub fn owed(waits: &Waits, deadlines: &Deadlines) -> impl Iterator<Item = Deadline> {
    let is_owed = |clock: &&Clock| !matches!(clock.kind, DeadlineKind::SecondRecheckFrom | DeadlineKind::Objection);
    waits.clocks.iter().filter(is_owed).map(|clock| deadlines.due(clock))
}

/// Whether this person acts in the document as somebody of this role. Experts have in their lists what their groups do.
fn is_of(summary: &Summary, waits: &Waits, role: Role, person: &Person) -> bool {
    role == person.role
        && match role {
            Role::MunicipalBureau | Role::Expert | Role::SectorAuthority => true,
            Role::DistrictBureau => summary.district.is_none() || summary.district == person.org.district,
            Role::OrganisingUnit => waits.unit == Some(person.org.id),
            Role::Enterprise => summary.enterprise == Some(person.org.id),
        }
}

#[cfg(test)]
mod tests;
