//! Changes of one person that another's device hands in: what the author's device signs, so that they are the author's whoever
//! brings them.
//!
//! The key is of ECDSA over P-256 with SHA-256, which every browser makes without ever giving it out; key and signature
//! have the forms in which browsers write them: 65 bytes (an uncompressed point) and 64 bytes (r, then s). Only the relay
//! verifies, so the verifying is not here.

use crate::ids::{Author, DocumentId, Hash};

/// The bytes of a key.
pub const KEY: usize = 65;
/// The most changes under one signature.
pub const MAX_SIGNED: usize = 10_000;
/// Nothing else that a device may ever sign begins like this.
const DOMAIN: &[u8] = b"liandong carried changes 1\0";

/// What an author's device signs: who wrote which changes of which document where, in the order of writing. A change's hash
/// covers everything in it.
#[must_use]
pub fn to_sign(document: DocumentId, author: Author, changes: &[Hash]) -> Vec<u8> {
    let count = (changes.len() as u64).to_be_bytes();
    let mut bytes = [DOMAIN, &document.0, &author.to_bytes(), &count].concat();
    changes.iter().for_each(|change| bytes.extend(change.0));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{DeviceId, PersonId};

    #[test]
    fn whatever_differs_is_signed_differently_and_the_form_never_changes() {
        let author = |person, device| Author { person: PersonId([person; 16]), device: DeviceId([device; 16]) };
        let sign = |document, author, changes: &[u8]| {
            to_sign(DocumentId([document; 16]), author, &changes.iter().map(|change| Hash([*change; 32])).collect::<Vec<_>>())
        };
        let one = sign(1, author(2, 3), &[4, 5]);
        for other in [sign(9, author(2, 3), &[4, 5]), sign(1, author(9, 3), &[4, 5]), sign(1, author(2, 9), &[4, 5])] {
            assert_ne!(other, one);
        }
        for other in [sign(1, author(2, 3), &[4]), sign(1, author(2, 3), &[5, 4]), sign(1, author(2, 3), &[4, 5, 5])] {
            assert_ne!(other, one);
        }
        let expected = [&b"liandong carried changes 1\0"[..], &[1; 16], &[2; 16], &[3; 16], &[0, 0, 0, 0, 0, 0, 0, 2], &[4; 32], &[5; 32]];
        assert_eq!(one, expected.concat());
    }
}
