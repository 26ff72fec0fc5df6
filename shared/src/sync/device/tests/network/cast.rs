//! The people of the stories.

use crate::{
    ids::{OrgId, PersonId},
    people::{District, Org, OrgKind, Person, Role},
};

/// The cast.
#[derive(Clone, Copy, Debug)]
pub(in super::super) enum Who {
    /// 林工, expert.
    Lin,
    /// 王工, expert of the same group.
    Wang,
    /// An officer of the district bureau.
    District,
    /// The same officer, after a move to another district's bureau.
    Moved,
    /// An officer of the municipal bureau.
    City,
    /// The coordinator of the organising unit.
    Unit,
}

impl Who {
    pub(in super::super) fn person(self) -> Person {
        let (n, role, kind, org, district) = match self {
            Who::Lin => (1, Role::Expert, OrgKind::TechnicalBody, 1, District::Tongan),
            Who::Wang => (2, Role::Expert, OrgKind::TechnicalBody, 2, District::Tongan),
            Who::District => (3, Role::DistrictBureau, OrgKind::DistrictBureau, 3, District::Tongan),
            Who::Moved => (3, Role::DistrictBureau, OrgKind::DistrictBureau, 5, District::Huli),
            Who::Unit => (5, Role::OrganisingUnit, OrgKind::Association, 6, District::Tongan),
            Who::City => (4, Role::MunicipalBureau, OrgKind::MunicipalBureau, 4, District::Tongan),
        };
        let org = Org { id: OrgId([org; 16]), name: format!("{self:?}"), kind, district: Some(district) };
        Person { id: PersonId([n; 16]), name: format!("{self:?}"), role, org }
    }
}
