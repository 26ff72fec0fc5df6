//! Identities: 16 bytes that somebody drew at random, so that two devices without network never draw the same.
//!
//! As bytes on wire and disk, as base58 with a checksum (the form in which automerge-repo writes document ids) for
//! people, addresses and JSON.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};
use sha2::{Digest, Sha256};

/// Text that is no id: wrong letters, wrong length or wrong checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidId;

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id")
    }
}

impl std::error::Error for InvalidId {}

/// Reads either form.
struct Sixteen;

impl Visitor<'_> for Sixteen {
    type Value = [u8; 16];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("16 bytes, or their base58 text with checksum")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<[u8; 16], E> {
        bytes.try_into().map_err(|_| E::invalid_length(bytes.len(), &self))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<[u8; 16], E> {
        of_text(text).map_err(E::custom)
    }
}

/// base58check: the bytes and the first four of their double SHA-256.
fn to_text(id: [u8; 16]) -> String {
    bs58::encode([id.as_slice(), &checksum(&id)].concat()).into_string()
}

fn of_text(text: &str) -> Result<[u8; 16], InvalidId> {
    let bytes = bs58::decode(text).into_vec().map_err(|_| InvalidId)?;
    let (id, check) = bytes.split_first_chunk::<16>().ok_or(InvalidId)?;
    if checksum(id) == check { Ok(*id) } else { Err(InvalidId) }
}

fn checksum(id: &[u8]) -> [u8; 4] {
    let twice = Sha256::digest(Sha256::digest(id));
    [twice[0], twice[1], twice[2], twice[3]]
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_text(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                of_text(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_bytes(&self.0) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    deserializer.deserialize_str(Sixteen).map(Self)
                } else {
                    deserializer.deserialize_bytes(Sixteen).map(Self)
                }
            }
        }

        #[cfg(feature = "described")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $crate::described::id()
            }
        }

        #[cfg(feature = "described")]
        impl utoipa::ToSchema for $name {}
    )+};
}

ids! {
    /// A document: a case (联动事项), later also a plan, a survey answer, a report.
    DocumentId;
    /// A person who signs in.
    PersonId;
    /// A body: bureau, unit, enterprise.
    OrgId;
    /// One browser profile on one device.
    DeviceId;
    /// A command, so that asking twice is answered the same.
    CommandId;
    /// One life of a relay's store: a restored backup begins a new one.
    Era;
    /// An invitation.
    InvitationId;
    /// A piece of work that was handed to the relay and stands in no document.
    PieceId;
}

/// The SHA-256 by which Automerge names a change, and documents a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Hash(#[serde(with = "serde_bytes")] pub [u8; 32]);

impl Hash {
    /// As 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn to_hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The hash of 64 lower-case hexadecimal digits, and of nothing else.
    #[must_use]
    pub fn of_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut hash = [0; 32];
        for (byte, at) in hash.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
        }
        Some(Self(hash))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({:02x}{:02x}{:02x}{:02x})", self.0[0], self.0[1], self.0[2], self.0[3])
    }
}

impl From<automerge::ChangeHash> for Hash {
    fn from(hash: automerge::ChangeHash) -> Self {
        Self(hash.0)
    }
}

impl From<Hash> for automerge::ChangeHash {
    fn from(hash: Hash) -> Self {
        Self(hash.0)
    }
}

/// Who wrote a change, and where: 32 bytes in the author field of an actor's first change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Author {
    /// The person.
    pub person: PersonId,
    /// The device on which the words were written.
    pub device: DeviceId,
}

impl Author {
    /// Person, then device.
    #[must_use]
    pub fn to_bytes(self) -> Vec<u8> {
        [self.person.0, self.device.0].concat()
    }

    /// The author of 32 bytes; `None` for another length.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (person, device) = bytes.split_at_checked(16)?;
        Some(Self { person: PersonId(person.try_into().ok()?), device: DeviceId(device.try_into().ok()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_its_digits_and_other_text_is_none() {
        let hash = Hash([0xa7; 32]);
        assert_eq!(Hash::of_hex(&hash.to_hex()), Some(hash));
        for wrong in ["", "a7", &"A7".repeat(32), &"g7".repeat(32), &"+7".repeat(32), &"a7".repeat(33)] {
            assert_eq!(Hash::of_hex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_id_survives_text_and_a_typing_error_is_noticed() {
        let id = DocumentId([7; 16]);
        let text = id.to_string();
        assert_eq!(text.parse(), Ok(id));
        let wrong = if text.ends_with('2') { text[..text.len() - 1].to_owned() + "3" } else { text[..text.len() - 1].to_owned() + "2" };
        assert_eq!(wrong.parse::<DocumentId>(), Err(InvalidId));
        assert_eq!("".parse::<DocumentId>(), Err(InvalidId));
    }
}
