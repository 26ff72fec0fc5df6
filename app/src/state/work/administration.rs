//! People, bodies and devices as an administrator sees them. Nothing of it is kept on the device.

use leptos::prelude::*;
use shared::{
    ids::{DeviceId, OrgId, PersonId},
    people::{
        Org,
        admin::{AccountRow, DeviceRow, NewAccount, OneTime, OrgEntry, Position},
    },
    sync::handover::HandedOver,
};

use crate::data::{administration, beside};
use crate::state::session::SignInFailure;

/// What the relay said, once it did.
pub(crate) type Said<T> = Option<Result<T, SignInFailure>>;

/// What the page of people shows.
#[derive(Clone, Copy)]
pub(crate) struct Administration {
    /// Everybody who has an account.
    pub(crate) people: RwSignal<Said<Vec<AccountRow>>>,
    /// Every body.
    pub(crate) orgs: RwSignal<Vec<Org>>,
}

impl Administration {
    /// Asks the relay.
    pub(crate) fn of_relay() -> Self {
        let here = Self { people: RwSignal::new(None), orgs: RwSignal::new(Vec::new()) };
        here.look();
        here
    }

    /// Asks again.
    pub(crate) fn look(self) {
        leptos::task::spawn_local(async move {
            let (people, orgs) = (administration::people().await, administration::orgs().await);
            self.people.try_set(Some(people.map_err(Into::into)));
            self.orgs.try_set(orgs.unwrap_or_default());
        });
    }

    /// Makes an account, and first the body for which the person acts where that is new.
    pub(crate) async fn add(
        self,
        mut new: NewAccount,
        org: Option<OrgEntry>,
        entered: impl FnOnce(OrgId),
    ) -> Result<OneTime, SignInFailure> {
        if let Some(entry) = org {
            let org = administration::add_org(&entry).await?;
            let id = org.id;
            new.org = id;
            self.orgs.try_update(|orgs| orgs.push(org));
            entered(id);
        }
        let made = administration::add(&new).await?;
        self.look();
        Ok(made)
    }

    /// Changes what somebody is, closes or opens their account.
    pub(crate) async fn change(self, person: PersonId, to: Position) -> Result<(), SignInFailure> {
        administration::change(person, &to).await?;
        self.look();
        Ok(())
    }

    /// Gives a one-time password; all sessions of the person end.
    pub(crate) async fn reset_password(self, person: PersonId) -> Result<OneTime, SignInFailure> {
        let made = administration::reset_password(person).await?;
        self.look();
        Ok(made)
    }

    /// The devices on which somebody is signed in.
    pub(crate) async fn devices(self, person: PersonId) -> Result<Vec<DeviceRow>, SignInFailure> {
        Ok(administration::devices(person).await?)
    }

    /// What somebody's devices handed over whose sessions were ended from elsewhere.
    pub(crate) async fn handed_over(self, person: PersonId) -> Result<Vec<HandedOver>, SignInFailure> {
        Ok(beside::handed_over_of(person).await?)
    }

    /// Ends somebody's session on a device.
    pub(crate) async fn revoke(self, person: PersonId, device: DeviceId) -> Result<(), SignInFailure> {
        Ok(administration::revoke(person, device).await?)
    }
}
