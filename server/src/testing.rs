//! People and relays for tests.

use std::sync::Arc;

use shared::{
    ids::{OrgId, PersonId},
    people::{Audited, District, Org, OrgKind, Person, Role},
    time::Timestamp,
};

use crate::{
    blobs::{Blobs, memory},
    relay::Relay,
    settings::Settings,
    store::{
        Account, PeopleStore, RelayStore,
        contract::Folder,
        people::{Deed, Note},
    },
};

/// A relay over a store, its files in memory.
pub(crate) fn relay(store: Arc<dyn RelayStore>) -> Arc<Relay> {
    let blobs = Blobs::open(Folder::new().path(), Arc::new(memory::Memory::default()), store.clone(), Timestamp(0));
    Arc::new(Relay::new(store, blobs.expect("nothing is there yet"), &Settings::default()).expect("a new store can be read"))
}

/// Makes an account.
pub(crate) fn settle(store: &(impl PeopleStore + ?Sized), account: &Account) {
    let note = Note::of_operator(Timestamp(0), Audited::PersonAdded, account.person.id);
    store.carry_out(&Deed::AddAccount(account.clone()), &note).expect("a new account can be made");
}

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
