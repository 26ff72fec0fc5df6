//! The working groups of all cases (5.3, R-0-15): which open cases wait for one, which have one, and in how many each expert sits. Who is a
//! member, and that a group is due, the records and the rules have said; here it is only gathered.

use std::collections::BTreeMap;

use crate::{
    ids::{DocumentId, PersonId},
    records::waits::Waits,
    workflow::{Act, Next},
};

/// A case as the groups read it.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The case.
    pub id: DocumentId,
    /// It is closed.
    pub closed: bool,
    /// What waits in it, with its group.
    pub waits: &'a Waits,
}

/// Where somebody sits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// The open cases of whose groups they are.
    pub sits: Vec<DocumentId>,
    /// Those of them of which they are the head.
    pub leads: Vec<DocumentId>,
    /// Those that they left, and those that are closed.
    pub was: Vec<DocumentId>,
}

/// The groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// Open cases that wait for a group, or for the unit that forms one.
    pub lacking: Vec<DocumentId>,
    /// Open cases that have one.
    pub formed: Vec<DocumentId>,
    /// By person; whoever never sat in any is absent.
    pub of: BTreeMap<PersonId, Seats>,
}

/// The next steps of a case that bring it a group.
pub fn awaited(waits: &Waits) -> impl Iterator<Item = &Next> {
    waits.next.iter().filter(|next| matches!(next.act, Act::FormGroup | Act::DesignateUnit))
}

/// Reads them, in the order in which the cases come.
#[must_use]
pub fn groups(cases: &[Standing<'_>]) -> Groups {
    let mut found = Groups::default();
    for Standing { id, closed, waits } in cases.iter().copied() {
        let group = &waits.group;
        if !closed && !group.members.is_empty() {
            found.formed.push(id);
        } else if !closed && awaited(waits).next().is_some() {
            found.lacking.push(id);
        }
        for member in &group.members {
            let seats = found.of.entry(*member).or_default();
            if closed {
                seats.was.push(id)
            } else {
                seats.sits.push(id)
            }
            if !closed && group.lead == Some(*member) {
                seats.leads.push(id);
            }
        }
        for gone in &group.left {
            found.of.entry(*gone).or_default().was.push(id);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::OrgId, records::group::Group, workflow::Whom};

    fn waits(members: &[u8], lead: Option<u8>, left: &[u8], act: Option<Act>) -> Waits {
        let people = |ids: &[u8]| ids.iter().map(|n| PersonId([*n; 16])).collect();
        let next = act.map(|act| Next { act, whom: Whom::Unit(OrgId([7; 16])), is_ready: true });
        let group = Group { members: people(members), lead: lead.map(|n| PersonId([n; 16])), left: people(left) };
        Waits { next: next.into_iter().collect(), group, ..Waits::default() }
    }

    /// [R-5.3-2] [R-0-15] Each open case stands under what its group needs, and each expert under the cases in which they sit, lead or sat.
    #[test]
    fn groups_are_gathered_by_case_and_by_person() {
        let cases = [
            (1, false, waits(&[1, 2], Some(1), &[3], None)),
            (2, false, waits(&[], None, &[], Some(Act::FormGroup))),
            (3, false, waits(&[], None, &[], Some(Act::DesignateUnit))),
            (4, false, waits(&[], None, &[], Some(Act::Serve))),
            (5, true, waits(&[1], Some(1), &[], None)),
            (6, false, waits(&[1], None, &[2], Some(Act::AcknowledgeBriefing))),
        ];
        let standing = cases.iter().map(|(n, closed, waits)| Standing { id: DocumentId([*n; 16]), closed: *closed, waits });
        let found = groups(&standing.collect::<Vec<_>>());
        let ids = |ids: &[u8]| ids.iter().map(|n| DocumentId([*n; 16])).collect::<Vec<_>>();
        assert_eq!((found.lacking, found.formed), (ids(&[2, 3]), ids(&[1, 6])));
        let seats = |sits: &[u8], leads: &[u8], was: &[u8]| Seats { sits: ids(sits), leads: ids(leads), was: ids(was) };
        let of = [(1, seats(&[1, 6], &[1], &[5])), (2, seats(&[1], &[], &[6])), (3, seats(&[], &[], &[1]))];
        assert_eq!(found.of, of.map(|(n, seats)| (PersonId([n; 16]), seats)).into());
    }
}
