//! People for tests.

use shared::{
    ids::{OrgId, PersonId},
    people::{District, Org, OrgKind, Person, Role},
};

/// A person of a body of their own; both have `number` in every byte of their ids.
pub(crate) fn person(number: u8, role: Role, district: Option<District>) -> Person {
    let kind = match role {
        Role::MunicipalBureau => OrgKind::MunicipalBureau,
        Role::DistrictBureau => OrgKind::DistrictBureau,
        Role::OrganisingUnit | Role::Expert => OrgKind::TechnicalBody,
        Role::Enterprise => OrgKind::Enterprise,
        Role::SectorAuthority => OrgKind::SectorAuthority,
    };
    let org = Org { id: OrgId([number; 16]), name: format!("单位{number}"), kind, district };
    Person { id: PersonId([number; 16]), name: format!("人员{number}"), role, org }
}
