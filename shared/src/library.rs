//! What is learnt and kept (7.4), for whoever looks for something: typical cases, bases, the handbook and the catalogue, by words, product,
//! factor and cause; over what a device holds, without a network as with one. And what is made of it: the handbook with its drafts, the
//! catalogue with its history, the files that stay on a device.

pub mod bases;
pub mod catalogue;
pub mod drafts;
pub mod handbook;
mod search;
mod whole;

pub use search::{Hit, Query, Volume, search};
pub use whole::File;

use crate::documents::DocumentKind;

/// The kinds that stand in the library, the most asked for first.
pub const KINDS: [DocumentKind; 4] = [DocumentKind::Story, DocumentKind::Handbook, DocumentKind::Catalogue, DocumentKind::Basis];
