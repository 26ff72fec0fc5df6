//! Who works on this device.

use leptos::prelude::*;
use shared::{
    ids::{DeviceId, DocumentId, InvitationId, OrgId, PersonId},
    people::{
        Person,
        inviting::{Invitation, Invite, Invited},
        password::PasswordLack,
    },
    sync::{
        device::Checkpoint,
        session::{ChangePassword, ProblemCode, SignOn},
    },
};

use super::tell::Tell;
use crate::data::{
    LockAsk, Tab, ToWorker,
    account::{self, SignInError},
    preferences,
};

/// Who works on this device, known without any network.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    device: RwSignal<Option<DeviceId>>,
    person: RwSignal<Option<Person>>,
    /// The session was ended from elsewhere, and what is unsent is being handed over.
    pub(crate) is_revoked: RwSignal<bool>,
    /// It was, and so many files are still here.
    pub(crate) left: RwSignal<Option<u32>>,
    /// Which tab works with this device's store.
    pub(crate) tab: RwSignal<Tab>,
    tell: Tell,
}

/// Why it did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SignInFailure {
    /// The relay said no.
    Refused(ProblemCode),
    /// The new password is none.
    Weak(Vec<PasswordLack>),
    /// The relay was not reached.
    Offline,
}

pub(super) fn provide(tell: Tell) -> Session {
    let session = Session {
        device: RwSignal::new(None),
        person: RwSignal::new(None),
        is_revoked: RwSignal::new(false),
        left: RwSignal::new(None),
        tab: RwSignal::new(Tab::Here),
        tell,
    };
    provide_context(session);
    session
}

/// The session.
pub(crate) fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// The device has told who it is.
    pub(crate) fn is_known(self) -> bool {
        self.device.with(Option::is_some)
    }

    /// As [`Session::is_known`], asked once.
    pub(crate) fn is_known_untracked(self) -> bool {
        self.device.with_untracked(Option::is_some)
    }

    /// The device.
    pub(crate) fn device_id(self) -> Option<DeviceId> {
        self.device.get()
    }

    /// The person.
    pub(crate) fn person(self) -> Option<Person> {
        self.person.get()
    }

    /// The person's id.
    pub(crate) fn person_id(self) -> Option<PersonId> {
        self.person.with(|person| person.as_ref().map(|person| person.id))
    }

    /// As [`Session::person_id`], asked once.
    pub(crate) fn person_id_untracked(self) -> Option<PersonId> {
        self.person.with_untracked(|person| person.as_ref().map(|person| person.id))
    }

    /// Works here and no longer in the other tab.
    pub(crate) fn take_over(self) {
        self.tell.say(ToWorker::TakeOver);
    }

    /// The session was ended from elsewhere, and nobody has signed in since: so many files stay.
    pub(crate) fn left_behind(self) -> Option<u32> {
        self.device.get()?;
        self.left.get().or_else(preferences::revoked)
    }

    /// What other devices of this browser held that are no more: its stores were thrown away.
    pub(crate) fn swept_away(self) -> Option<Checkpoint> {
        let device = self.device.get()?;
        preferences::kept().into_iter().filter(|kept| kept.device != device).max_by_key(|kept| kept.at)
    }

    /// Signs in; needs a network. `new` replaces a password that was for one time.
    pub(crate) async fn sign_in(self, name: String, password: String, new: Option<String>) -> Result<(), SignInFailure> {
        let Some(device) = self.device.get_untracked() else { return Err(SignInFailure::Offline) };
        let signed = match new {
            None => account::sign_in(&name, &password, device).await,
            Some(new) => account::sign_in_anew(&name, &password, &new, device).await,
        };
        self.tell.say(ToWorker::SignedIn(signed?));
        Ok(())
    }

    /// The other way to sign in, where there is one now.
    pub(crate) async fn sign_on(self) -> Option<SignOn> {
        account::sign_on().await
    }

    /// Leaves the app for the other way to sign in, which leads back to a path.
    pub(crate) async fn go_to_sign_on(self, back: String) -> Result<(), SignInFailure> {
        let Some(device) = self.device.get_untracked() else { return Err(SignInFailure::Offline) };
        Ok(account::go_to_sign_on(back, device).await?)
    }

    /// The person is back from it and signed in. `known` is called before the screen becomes theirs.
    pub(crate) async fn signed_on(self, known: impl FnOnce()) -> Result<(), SignInFailure> {
        let session = account::signed_on().await?;
        known();
        self.tell.say(ToWorker::SignedIn(session));
        Ok(())
    }

    /// What an invitation invites to.
    pub(crate) async fn look(self, key: String) -> Result<Invitation, SignInFailure> {
        Ok(account::look(&key).await?)
    }

    /// Joins by an invitation; needs a network. `joined` is called before the screen becomes that of the person.
    pub(crate) async fn join(self, key: String, name: String, joined: impl FnOnce()) -> Result<(), SignInFailure> {
        let Some(device) = self.device.get_untracked() else { return Err(SignInFailure::Offline) };
        let session = account::join(&key, &name, device).await?;
        joined();
        self.tell.say(ToWorker::SignedIn(session));
        Ok(())
    }

    /// Invites somebody of an enterprise to a document; needs a network.
    pub(crate) async fn invite(self, org: OrgId, document: DocumentId) -> Result<Invited, SignInFailure> {
        Ok(account::invite(&Invite { org, document }).await?)
    }

    /// Withdraws an invitation that nobody has used.
    pub(crate) async fn withdraw(self, invitation: InvitationId) -> Result<(), SignInFailure> {
        Ok(account::withdraw(invitation).await?)
    }

    /// Changes one's own password.
    pub(crate) async fn change_password(self, change: ChangePassword) -> Result<(), SignInFailure> {
        Ok(account::change_password(&change).await?)
    }

    /// Signs out. What is unsent stays on the device for the person's next sign-in.
    pub(crate) fn sign_out(self) {
        leptos::task::spawn_local(async move {
            account::sign_out().await;
            self.tell.say(ToWorker::SignedOut);
        });
    }

    /// The person has forgotten what opens the lock: what is here goes, and they sign in anew.
    pub(crate) fn forget(self) {
        let Some(person) = self.person_id_untracked() else { return };
        leptos::task::spawn_local(async move {
            account::sign_out().await;
            self.tell.say(ToWorker::Lock(LockAsk::Forget));
            preferences::forget(person);
        });
    }

    pub(super) fn is_somebody_else(self, person: Option<&Person>) -> bool {
        self.person.with_untracked(|now| now.as_ref().map(|now| now.id) != person.map(|person| person.id))
    }

    pub(super) fn is_now(self, device: DeviceId, person: Option<Person>) {
        if person.is_some() {
            self.left.set(None);
        }
        self.person.set(person);
        self.device.set(Some(device));
    }
}

impl From<SignInError> for SignInFailure {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused(code) => Self::Refused(code),
            SignInError::Weak(lacks) => Self::Weak(lacks),
            SignInError::Offline => Self::Offline,
        }
    }
}
