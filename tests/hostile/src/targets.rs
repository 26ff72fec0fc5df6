//! What must hold whatever bytes come. Each takes any bytes and panics where something does not hold.

mod frames;
mod import;
mod judge;

pub use frames::frames;
pub use import::import;
pub use judge::{check, judge};

use crate::{Chunk, Dice, spoil, world::World};
use shared::sync::guard;

/// The pre-scan: of bytes as they come, and of an honest change spoiled. What it lets through, the library can read without
/// unrolling more than the caps.
pub fn scan(bytes: &[u8]) {
    let _ = guard::bounds(bytes);
    let mut dice = Dice(bytes);
    let mut chunk = Chunk::of(dice.one(&World::get().honest).raw_bytes());
    while !dice.is_empty() {
        spoil(&mut chunk, &mut dice);
    }
    let spoiled = chunk.bytes();
    if guard::bounds(&spoiled).is_ok()
        && let Ok(change) = automerge::Change::from_bytes(spoiled)
    {
        assert!((1..=guard::limits::CHANGE_OPERATIONS).contains(&(change.len() as u64)));
        drop(change.decode());
    }
}
