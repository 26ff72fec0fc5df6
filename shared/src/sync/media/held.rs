//! What is on this device although the relay has it: what is to stay, and of the rest as much as fits; what was looked at last stays longest.

use std::cmp::Reverse;

use super::{Effect, Held, Media, Table, Write};
use crate::ids::Hash;

impl Media {
    /// Bytes stay here; `writes` go into the same transaction.
    pub(super) fn hold(&mut self, held: Held, mut writes: Vec<Write>) {
        let mut drops = Vec::new();
        if let Some(other) = self.held.get(&held.piece.hash).filter(|other| other.piece.bytes != held.piece.bytes) {
            drops.push(other.piece.bytes.clone());
        }
        writes.push(Write::held(&held));
        self.held.insert(held.piece.hash, held);
        for hash in self.too_much() {
            if let Some(gone) = self.held.remove(&hash) {
                writes.push(Write::delete(Table::Held, hash.to_hex()));
                drops.push(gone.piece.bytes);
            }
        }
        self.save(writes);
        if !drops.is_empty() {
            self.effects.push(Effect::Drop(drops));
        }
    }

    pub(super) fn looked(&mut self, hash: Hash) {
        let now = self.now;
        if let Some(held) = self.held.get_mut(&hash) {
            held.at = now;
            let row = Write::held(held);
            self.save(vec![row]);
        }
    }

    /// Of what is to stay, what is not here.
    #[must_use]
    pub fn to_come(&self) -> Vec<Hash> {
        self.staying.iter().copied().filter(|hash| self.find(*hash).is_none()).collect()
    }

    /// What goes, so that the rest fits; what was looked at last never does, nor what is to stay.
    fn too_much(&self) -> Vec<Hash> {
        let mut all: Vec<&Held> = self.held.values().filter(|held| !self.staying.contains(&held.piece.hash)).collect();
        all.sort_by_key(|held| Reverse(held.at));
        let mut room = self.budget;
        let mut gone = Vec::new();
        for (place, held) in all.into_iter().enumerate() {
            match room.checked_sub(held.piece.size) {
                Some(rest) => room = rest,
                None if place == 0 => room = 0,
                None => gone.push(held.piece.hash),
            }
        }
        gone
    }
}
