//! How values become bytes in frames and on disk: one byte that names the version, then the value in postcard's form.
//!
//! The form is small in bytes and in code, and does not describe itself: a type that was released stays as it is, and
//! its successor comes with the next version byte. No version is ever a byte with which a CBOR map begins, so that
//! a foreign protocol on the same socket can be told apart.

use serde::{Serialize, de::DeserializeOwned};

/// The version in which everything is written but what holds lines of lists.
pub const SECOND: u8 = 2;
/// What holds lines of lists, since these tell what waits: what has not changed goes on as it was, so that neither an older app nor a
/// colleague's device meets a strange byte for nothing.
pub const THIRD: u8 = 3;
/// The first of all: read where a row may hold people's words ([`decode_first`]); everything else of it is fetched anew.
const FIRST: u8 = 1;

/// The bytes of a value.
#[must_use]
pub fn encode(value: &impl Serialize) -> Vec<u8> {
    encode_as(SECOND, value)
}

/// The bytes of a value in the form of a version.
#[must_use]
pub fn encode_as(version: u8, value: &impl Serialize) -> Vec<u8> {
    postcard::to_extend(value, vec![version]).expect("values are plain data and memory takes them")
}

/// The value of bytes; `None` for what is none, or of a version that this program does not know.
#[must_use]
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    decode_as(SECOND, bytes)
}

/// The value of bytes of the first version, in the form that it had then.
#[must_use]
pub fn decode_first<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    decode_as(FIRST, bytes)
}

/// A later version wrote this: to be left as it is.
#[must_use]
pub fn is_newer(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|version| *version > THIRD)
}

/// The value of bytes in the form of a version.
#[must_use]
pub fn decode_as<T: DeserializeOwned>(version: u8, bytes: &[u8]) -> Option<T> {
    match bytes.split_first()? {
        (given, value) if *given == version => match postcard::take_from_bytes(value).ok()? {
            (value, []) => Some(value),
            (_, [..]) => None,
        },
        (_, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_exactly_a_value_is_none() {
        let bytes = encode(&(7_u64, "七".to_owned()));
        assert_eq!(decode(&bytes), Some((7_u64, "七".to_owned())));
        assert_eq!(decode::<(u64, String)>(&bytes[..bytes.len() - 1]), None);
        assert_eq!(decode::<(u64, String)>(&[bytes.as_slice(), b"x"].concat()), None);
        assert_eq!(decode::<(u64, String)>(&[&[3], &bytes[1..]].concat()), None);
        assert_eq!(decode::<u64>(&[]), None);
        assert_eq!(decode_as(THIRD, &encode_as(THIRD, &7_u64)), Some(7_u64));
        assert!(!is_newer(&encode_as(THIRD, &7_u64)) && is_newer(&encode_as(THIRD + 1, &7_u64)));
    }
}
