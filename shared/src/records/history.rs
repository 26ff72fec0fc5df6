//! What became of a document: who changed what, when and on which device; how it was at any moment; what is different between
//! two versions. Everything is read from the changes themselves: nothing is kept beside them.

mod differences;
mod sittings;
mod version;
pub mod wording;

pub use differences::{Difference, Held, compare, compare_section};
pub use sittings::{Decision, Sitting, Touched, sittings, told};
pub use version::Version;

#[cfg(test)]
mod tests;
