//! The session of this device was ended from elsewhere: what the relay does not have is handed over, then everything leaves. Words go
//! first, and documents with them; photographs and videos follow while the page stays open.

use std::cell::Cell;

use gloo_timers::callback::Timeout;
use shared::{
    ids::PersonId,
    sync::{handover, media::Kept},
};
use wasm_bindgen_futures::spawn_local;

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
        for parcel in handover::parcels([work.device.unsent(), work.files.unnamed()].concat()) {
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
        let (files, to_send) = (work.files.leave_behind().await?, work.files.to_hand_over());
        let gone = work.device.revoked(clock::now());
        self.sweep = None;
        self.work = None;
        locking::documents(&owner).wipe(&[(gone.table.name(), gone.key, gone.value)]).await?;
        self.leave_files(&owner, person, files).await?;
        self.kept.retain(|kept| kept.person != person);
        self.signed_out().await;
        // Files follow, each of them gone from here once the relay has it. Until then they stay, under their lock if they have one.
        let (events, left) = (self.events.clone(), Cell::new(files));
        spawn_local(files::hand_over(owner.clone(), to_send, move |kept| {
            left.set(left.get() - 1);
            drop(events.unbounded_send(Event::FileOver { owner: owner.clone(), person, kept: Box::new(kept), left: left.get() }));
        }));
        Ok(())
    }

    /// The relay has a file of somebody who has left. If they are back, its row tells them so itself.
    pub(super) async fn file_over(&mut self, owner: &Owner, person: PersonId, kept: &Kept, left: u32) {
        if self.me.person.as_ref().is_some_and(|here| here.id == person) {
            return;
        }
        let gone = async {
            files::forget(owner, kept).await?;
            self.leave_files(owner, person, left).await
        };
        if let Err(error) = gone.await {
            web_sys::console::error_1(&error.0.into());
        }
    }

    /// So many files are still here; with the last one the lock and the keys leave.
    async fn leave_files(&mut self, owner: &Owner, person: PersonId, left: u32) -> Result<(), StoreError> {
        if left == 0 {
            files::store(owner).wipe(&[]).await?;
            Vault::forget(person, Places { rows: &mut self.own, keys: &mut self.keys }).await?;
            self.keys.write(&[(super::super::key::TABLE, person.to_string(), None)]).await?;
        }
        say(&ToPage::HandedOver { person, files: left });
        Ok(())
    }
}
