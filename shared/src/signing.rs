//! Signatures on the glass of a device: what is signed, what was drawn, and what the device's key covers.
//!
//! A signature is an entry of the ledger like any other act, with [`KEYS`] beside what the act is told: the [`content_hash`] of the
//! form, the [`Strokes`] (or the typed name of somebody who cannot draw), the time, and the device's key over all of it
//! ([`to_sign`]). The heads of the entry only locate the version and are not covered, so that a signature stays good when the
//! changes under it get other names and say the same.
//!
//! What is drawn stands in the entry and not in a file beside it or in a row of the form: it arrives with the act or not at
//! all, waits with it without a network, and nobody can write in it afterwards.

mod cbor;
mod form;
mod seal;
mod strokes;

pub use form::{FORM, canonical, content_hash};
pub use seal::{Seal, device_of, holds, is_of_now, says_what_stands, signing_rule, to_sign, wants_seal};
pub use strokes::{Dot, Strokes, WIDTH};

/// What stands in an entry beside what its act is told: the content's hash in hexadecimal digits; what was drawn, or the name that
/// was typed instead; the device's time in milliseconds; the device; its key and its signature in hexadecimal digits.
pub const KEYS: [&str; 7] = [SIGNED, STROKES, TYPED, SIGNED_AT, DEVICE, KEY, SIGNATURE];

/// See [`KEYS`].
pub const SIGNED: &str = "signed";
/// See [`KEYS`].
pub const STROKES: &str = "strokes";
/// See [`KEYS`].
pub const TYPED: &str = "typed";
/// See [`KEYS`].
pub const SIGNED_AT: &str = "signed_at";
/// See [`KEYS`].
pub const DEVICE: &str = "device";
/// See [`KEYS`].
pub const KEY: &str = "key";
/// See [`KEYS`].
pub const SIGNATURE: &str = "signature";

#[cfg(test)]
mod tests;
