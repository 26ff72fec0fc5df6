//! The session of this device was ended from elsewhere: what the relay does not have is handed over, then everything leaves.

use gloo_timers::callback::Timeout;
use shared::sync::handover;

use super::{
    super::{
        Event,
        files::{self, Owner},
        say,
        store::StoreError,
        vault::{Places, Vault},
    },
    Shell, locking,
};
use crate::data::{
    account, clock,
    messages::{ToPage, ToWorker},
};

/// How long to wait before it is handed over again, in milliseconds.
const AGAIN: u32 = 20_000;

impl Shell {
    /// The relay says so. First the page takes the hand out of the field: what is typed is handed over too.
    pub(super) fn revoked(&mut self) {
        self.connection.refused();
        say(&ToPage::Revoked);
    }

    /// Hands over what the relay does not have. Only once it has taken everything, everything leaves.
    pub(super) async fn hand_over(&mut self) {
        let Some(work) = &self.work else { return };
        for parcel in handover::parcels(work.device.unsent()) {
            if account::hand_over(&parcel).await.is_err() {
                let events = self.events.clone();
                self.hand_again = Some(Timeout::new(AGAIN, move || drop(events.unbounded_send(Event::Page(ToWorker::HandOver)))));
                return;
            }
        }
        if let Err(error) = self.leave().await {
            web_sys::console::error_1(&error.0.into());
            self.connection.wake_after(AGAIN);
        }
    }

    async fn leave(&mut self) -> Result<(), StoreError> {
        let (Some(work), Some(person)) = (&mut self.work, &self.me.person) else { return Ok(()) };
        let (person, owner) = (person.id, Owner { person: person.id.to_string(), keyring: work.keyring.clone() });
        let files = work.files.leave_behind().await?;
        let gone = work.device.revoked(clock::now());
        self.sweep = None;
        self.work = None;
        locking::documents(&owner).wipe(&[(gone.table.name(), gone.key, gone.value)]).await?;
        // Files that the relay does not have are nowhere else: they stay, under their lock if they have one, until their person signs in.
        if files == 0 {
            files::store(&owner).wipe(&[]).await?;
            Vault::forget(person, Places { rows: &mut self.own, keys: &mut self.keys }).await?;
            self.keys.write(&[(super::super::key::TABLE, person.to_string(), None)]).await?;
        }
        self.kept.retain(|kept| kept.person != person);
        say(&ToPage::HandedOver { person, files });
        self.signed_out().await;
        Ok(())
    }
}
