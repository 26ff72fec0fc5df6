//! Who lives in the demo city.

use std::collections::HashMap;

use shared::{
    ids::{Author, DeviceId, OrgId, PersonId},
    people::{Audited, District, Org, Person, Role},
    time::Timestamp,
};
use tokio::task::JoinSet;

use super::{
    DemoError, PASSWORD,
    files::{self, Inhabitant, nobody},
};
use crate::{
    auth, clock,
    desk::Asker,
    random,
    relay::Relay,
    store::{
        Account, RelayStore, StoreError,
        people::{Deed, Note},
    },
};

/// Everybody by login, each with a device.
pub(super) struct City(HashMap<String, (Person, DeviceId)>);

impl City {
    /// Is this account one of the city's?
    pub(super) fn knows(account: &Account) -> bool {
        files::inhabitants().is_ok_and(|all| all.iter().any(|one| one.login == account.name && one.name == account.person.name))
    }

    pub(super) fn person(&self, login: &str) -> Result<&Person, DemoError> {
        self.0.get(login).map(|(person, _)| person).ok_or_else(|| nobody(login))
    }

    /// The person as one who asks at `now`.
    pub(super) fn asker(&self, login: &str, now: Timestamp) -> Result<Asker, DemoError> {
        let (person, device) = self.0.get(login).ok_or_else(|| nobody(login))?;
        Ok(Asker { person: person.clone(), author: Author { person: person.id, device: *device }, line: None, now })
    }

    /// The login of whoever acts for a district.
    pub(super) fn district(&self, district: District) -> Result<&str, DemoError> {
        self.find(|person| person.role == Role::DistrictBureau && person.org.district == Some(district), district.code())
    }

    /// The login of whoever acts for an enterprise.
    pub(super) fn enterprise(&self, name: &str) -> Result<&str, DemoError> {
        self.find(|person| person.role == Role::Enterprise && person.org.name == name, name)
    }

    fn find(&self, is: impl Fn(&Person) -> bool, what: &str) -> Result<&str, DemoError> {
        self.0.iter().find(|(_, (person, _))| is(person)).map(|(login, _)| login.as_str()).ok_or_else(|| nobody(what))
    }
}

/// Makes the accounts.
pub(super) async fn settle(relay: &Relay) -> Result<City, DemoError> {
    let inhabitants = files::inhabitants()?;
    let mut hashing = JoinSet::new();
    for _ in &inhabitants {
        hashing.spawn_blocking(|| auth::hash(PASSWORD));
    }
    let mut passwords = hashing.join_all().await.into_iter();
    let mut orgs: HashMap<String, OrgId> = HashMap::new();
    let mut accounts = Vec::new();
    for Inhabitant { login, name, role, org, org_kind, district } in inhabitants {
        let id = *orgs.entry(org.clone()).or_insert_with(|| OrgId(random::bytes()));
        let org = Org { id, name: org, kind: org_kind, district };
        let password = passwords.next().expect("one was hashed for each");
        let person = Person { id: PersonId(random::bytes()), name, role, org };
        accounts.push(Account { is_admin: role == Role::MunicipalBureau, ..Account::new(login, password, person) });
    }
    let city = accounts.iter().map(|account| (account.name.clone(), (account.person.clone(), DeviceId(random::bytes())))).collect();
    relay
        .read(move |store| accounts.into_iter().try_for_each(|account| add(store, account)))
        .await
        .map_err(|error: StoreError| DemoError::Store(error))?;
    Ok(City(city))
}

fn add(store: &dyn RelayStore, account: Account) -> Result<(), StoreError> {
    let note = Note::of_operator(clock::now(), Audited::PersonAdded, account.person.id);
    store.carry_out(&Deed::AddAccount(account), &note)
}
