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
    /// An officer of the municipal bureau.
    City,
}

impl Who {
    pub(in super::super) fn person(self) -> Person {
        let (n, role, kind) = match self {
            Who::Lin => (1, Role::Expert, OrgKind::TechnicalBody),
            Who::Wang => (2, Role::Expert, OrgKind::TechnicalBody),
            Who::District => (3, Role::DistrictBureau, OrgKind::DistrictBureau),
            Who::City => (4, Role::MunicipalBureau, OrgKind::MunicipalBureau),
        };
        let org = Org { id: OrgId([n; 16]), name: format!("{self:?}"), kind, district: Some(District::Tongan) };
        Person { id: PersonId([n; 16]), name: format!("{self:?}"), role, org }
    }
}
