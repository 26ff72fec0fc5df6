//! What is to stay on this device, so that it opens without a network: fetched file by file, when nobody waits for anything else.

use std::collections::BTreeSet;

use shared::{
    ids::Hash,
    sync::{
        device::Attach,
        media::{Held, Input},
    },
};

use super::{Files, News, receive, say};
use crate::data::{
    files::{FileSaid, Standing, Wanted},
    messages::ToPage,
};

/// How long to wait before what was not to be had is tried again, in milliseconds: whoever named it may still be sending it.
const AGAIN: u32 = 60_000;

impl Files {
    /// These are to stay.
    pub(super) async fn carry(&mut self, hashes: BTreeSet<Hash>) -> Vec<Attach> {
        let attach = self.give(Input::Stay(hashes)).await;
        self.tell_to_come();
        self.carry_on();
        attach
    }

    /// Everything that is still to come is tried.
    pub(super) fn carry_on(&mut self) {
        self.to_carry = self.media.to_come().into();
        self.receive_next();
    }

    /// Fetches the next one, once no picture is wanted.
    pub(super) fn carry_next(&mut self) {
        if self.is_receiving || !self.is_online {
            return;
        }
        let Some(hash) = self.to_carry.pop_front() else { return };
        self.is_receiving = true;
        let owner = self.owner.clone();
        self.spawn(async move { News::Carried(hash, receive::receive(&owner, hash).await) });
    }

    /// It is here, or it is not to be had now: then the next one is tried, and this one after a pause.
    pub(super) async fn carried(&mut self, hash: Hash, result: Result<Held, Standing>) -> Vec<Attach> {
        self.is_receiving = false;
        let attach = match result {
            Ok(held) => {
                let attach = self.give(Input::Received(held)).await;
                self.tell_to_come();
                let seen: Vec<Wanted> = self.wanted.iter().filter(|one| one.hash == hash).copied().collect();
                seen.into_iter().for_each(|one| self.look_here(one));
                attach
            }
            Err(_) => {
                self.wake(3, AGAIN, || News::CarryOn);
                Vec::new()
            }
        };
        self.receive_next();
        attach
    }

    fn tell_to_come(&self) {
        say(&ToPage::Files(FileSaid::ToCome(self.media.to_come())));
    }
}
