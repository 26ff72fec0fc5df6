//! What a hostile device sends. A change is taken apart into the fields of the format ([`Chunk`]), spoiled and put together
//! again with the right checksum; [`world`] has a case and people to spoil it for; [`targets`] say what must hold whatever
//! comes. Tests, the hostile suite against a real relay and `cargo xtask fuzz` share it; it is no part of what is shipped.

mod chunk;
pub mod columns;
mod dice;
mod spoil;
pub mod targets;
pub mod world;

pub use chunk::{Chunk, sealed};
pub use dice::Dice;
pub use spoil::spoil;
