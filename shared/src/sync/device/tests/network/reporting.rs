//! What a device tells the relay of itself.

use super::{CASE, Network};
use crate::{
    sync::{
        device::Input,
        handover::Piece,
        standing::Report,
        wire::{FromRelay, takes},
    },
    time::Timestamp,
};

impl Network {
    /// The relay of this connection says that it takes all that a relay of today takes.
    pub(in super::super) fn takes_all(&mut self, at: usize) {
        let codes = [takes::REPORTS, "what only a later release takes", takes::LATER].map(str::to_owned).to_vec();
        self.give(at, Input::Heard(Box::new(FromRelay::Takes { codes })));
    }

    /// Of how many pieces each report told that they wait, sent and refused.
    pub(in super::super) fn reports(&self) -> Vec<(u32, u32)> {
        let told =
            |report: &Report| report.held.iter().find(|holding| holding.document == CASE).map_or((0, 0), |one| (one.unsent, one.refused));
        self.reports.iter().map(told).collect()
    }

    /// What waits for whoever leads.
    pub(in super::super) fn later(&self) -> &[Piece] {
        &self.later
    }

    /// Seconds go by.
    pub(in super::super) fn seconds(&mut self, at: usize, seconds: i64) {
        self.now = Timestamp(self.now.0 + seconds * 1_000);
        self.give(at, Input::Tick);
    }

    /// A list with a line that only a later release understands.
    pub(in super::super) fn hears_of_what_it_does_not_know(&mut self, at: usize) {
        let now = self.now;
        let documents = crate::sync::wire::Lines { known: vec![], is_whole: false };
        self.give(at, Input::Heard(Box::new(FromRelay::Inventory { documents, cursor: 9, more: false, now })));
    }
}
