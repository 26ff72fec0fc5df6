//! What is learnt and kept (7.4), for whoever looks for something: typical cases, bases, the handbook and the catalogue, by words, product,
//! and cause; over what a device holds, without a network as with one.

mod search;
mod whole;

pub use search::{Hit, Query, Volume, search};
pub use whole::{File, Names};

use crate::documents::DocumentKind;

/// The kinds that stand in the library, the most asked for first.
pub const KINDS: [DocumentKind; 4] = [DocumentKind::Story, DocumentKind::Handbook, DocumentKind::Catalogue, DocumentKind::Basis];
