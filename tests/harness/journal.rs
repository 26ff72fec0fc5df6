//! What a tablet asked the relay for and what it was answered, so that a story can ask again and hold the relay to its word.

use std::collections::BTreeMap;

use shared::{
    ids::{CommandId, DocumentId, Hash},
    sync::wire::{FromDevice, FromRelay},
    workflow::Refusal,
};

/// Everything asked and answered, over all connections.
#[derive(Debug, Default)]
pub struct Journal {
    /// Submits that were answered, with the changes that were accepted and their numbers in the log.
    pub submits: Vec<(FromDevice, Vec<(Hash, u64)>)>,
    /// Where each accepted change stands.
    pub accepted: BTreeMap<Hash, (DocumentId, u64)>,
    /// What was asked for, and the decision once there is one.
    pub commands: BTreeMap<CommandId, (FromDevice, Option<Option<Refusal>>)>,
    /// Submits without an answer, by batch.
    open: BTreeMap<u64, FromDevice>,
}

impl Journal {
    pub(crate) fn sent(&mut self, message: &FromDevice) {
        match message {
            FromDevice::Submit { batch, .. } => drop(self.open.insert(*batch, message.clone())),
            FromDevice::Command { command, .. } | FromDevice::Open { command, .. } => {
                self.commands.entry(command.id).or_insert_with(|| (message.clone(), None));
            }
            _ => {} // Whatever else is asked changes nothing.
        }
    }

    /// # Panics
    /// When the relay answers otherwise than before.
    pub(crate) fn heard(&mut self, message: &FromRelay) {
        match message {
            FromRelay::Answer { batch, document, accepted, .. } => {
                for (hash, n) in accepted {
                    let before = self.accepted.insert(*hash, (*document, *n));
                    assert!(before.is_none_or(|before| before == (*document, *n)), "{hash:?} moved from {before:?} to {n}");
                }
                self.submits.extend(self.open.remove(batch).map(|submit| (submit, accepted.clone())));
            }
            FromRelay::Decided { id, refused, .. } => {
                if let Some((_, decision)) = self.commands.get_mut(id) {
                    assert!(decision.as_ref().is_none_or(|before| before == refused), "{id:?}: {decision:?}, now {refused:?}");
                    *decision = Some(refused.clone());
                }
            }
            _ => {} // Nothing else is an answer to keep.
        }
    }

    /// A connection ended: what had no answer will be asked anew, under other numbers.
    pub(crate) fn hung_up(&mut self) {
        self.open.clear();
    }

    /// Wishes without a decision.
    #[must_use]
    pub fn undecided(&self) -> usize {
        self.commands.values().filter(|(_, decision)| decision.is_none()).count()
    }
}
