//! A case file that one device hands to another without any network: as a file or as a series of QR codes.
//!
//! What counts in it is proved by others than whoever hands it over: the log by the relay's signature ([`voucher`]), unconfirmed
//! changes by their author's device ([`super::carried`]). It is closed for the devices of the people who may read the document
//! ([`envelope`], [`circle`]); the one that opens it tries everything in a worker that is thrown away ([`trying`]).
//!
//! Closing, opening, signing and verifying belong to the shell: browsers keep the keys.

pub mod circle;
pub mod envelope;
mod flaw;
mod hello;
pub mod parcel;
pub mod series;
pub mod trying;
pub mod voucher;

pub use circle::{Circle, Known};
pub use flaw::Flaw;
pub use hello::Hello;
pub use parcel::{Batch, Claim, Medium, Parcel};
pub use trying::{Fate, Trial, Tried};
pub use voucher::Voucher;
