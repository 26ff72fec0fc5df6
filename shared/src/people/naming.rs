//! Enterprises by their names: one that a list brought and one that somebody enters later by hand are the same if they are called the same.

use sha2::{Digest, Sha256};

use crate::ids::OrgId;

/// As names of enterprises are compared: brackets are part of a name, their width is not.
#[must_use]
pub fn plain_name(text: &str) -> String {
    let letter = |letter: char| match letter {
        '\u{ff08}' => '(',
        '\u{ff09}' => ')',
        other => other,
    };
    text.chars().filter(|letter| !letter.is_whitespace()).map(letter).flat_map(char::to_lowercase).collect()
}

/// The id of an enterprise that nobody has entered yet: two devices without a network, and whoever enters it later, mean the same one.
#[must_use]
pub fn enterprise_named(name: &str) -> OrgId {
    let hash: [u8; 32] = Sha256::new().chain_update("enterprise").chain_update([0]).chain_update(plain_name(name)).finalize().into();
    OrgId(*hash.first_chunk().expect("a hash has more than sixteen bytes"))
}
