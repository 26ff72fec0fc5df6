//! What an operator does beside serving.

use std::io::BufRead;

use shared::{
    ids::{OrgId, PersonId},
    key,
    people::{Org, OrgKind, Person, Role},
};

use crate::{
    auth,
    cli::NewPerson,
    cli::print::{self, CommandError},
    random,
    store::{Account, RelayStore, Sqlite},
};

/// Lets a person sign in.
pub(crate) fn add_person(new: &NewPerson) -> Result<(), CommandError> {
    let store = Sqlite::open(&new.data, None)?;
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password).map_err(CommandError::System)?;
    let password = password.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        return Err(CommandError::NoPassword);
    }
    let org = store.org(&new.org)?.unwrap_or_else(|| Org {
        id: OrgId(random::bytes()),
        name: new.org.clone(),
        kind: new.org_kind.unwrap_or_else(|| usual_kind(new.role)),
        district: new.district,
    });
    let person = Person { id: PersonId(random::bytes()), name: new.full_name.clone(), role: new.role, org };
    store.put_account(&Account { name: new.name.clone(), password: auth::hash(password), person })?;
    print::say(key!("relay.person_added"), &[("name", &new.name)]);
    Ok(())
}

/// What the body of a person in this role is, when nobody says otherwise.
const fn usual_kind(role: Role) -> OrgKind {
    match role {
        Role::MunicipalBureau => OrgKind::MunicipalBureau,
        Role::DistrictBureau => OrgKind::DistrictBureau,
        Role::OrganisingUnit | Role::Expert => OrgKind::TechnicalBody,
        Role::Enterprise => OrgKind::Enterprise,
        Role::SectorAuthority => OrgKind::SectorAuthority,
    }
}
