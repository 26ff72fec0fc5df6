//! The closed file: what stands before its closed sections, and of what its keys are made.
//!
//! ```text
//! "LIANDONG"  version 1  length of the head (4 bytes)  head  section 0  section 1  …
//! ```
//!
//! Sections are AES-GCM under a key drawn for this file, the number of the section as nonce, everything before them as additional
//! data. Section 0 is a [`Sealed`], each further one a file of which the parcel tells the size. That key is wrapped for each device:
//! AES-GCM under [`wrapping`], made of what ECDH over P-256 gives of a pair drawn for this file and the device's key.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

use super::Flaw;
use crate::{codec, ids::Author, sync::carried::KEY};

const MAGIC: &[u8; 8] = b"LIANDONG";
const VERSION: u8 = 1;
/// Bytes before the head.
pub const BEFORE: usize = MAGIC.len() + 1 + 4;
/// The largest head: a thousand devices and five hundred files need a tenth of it.
const HEAD: usize = 1 << 20;
/// The most devices for which a file is closed.
pub const SLOTS: usize = 1_000;
/// Bytes that AES-GCM adds to a section.
pub const TAG: u64 = 16;
/// The largest section: the largest photograph fits.
pub const SECTION: u64 = 41 << 20;
/// The most sections beside the first.
pub const MEDIA: usize = 500;
/// The largest file of all: what a device can hold in its memory for a moment.
pub const LARGEST: u64 = 400 << 20;

/// Nothing else of which a key is made begins like this.
const DOMAIN: &[u8] = b"liandong handed file 1\0";
/// Nothing else that a device may ever sign begins like this.
const SEAL: &[u8] = b"liandong handed over 1\0";

/// What everybody can read of a closed file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The public half of the pair that was drawn for this file.
    pub ephemeral: ByteBuf,
    /// The key of the sections, for each device.
    pub slots: Vec<Slot>,
    /// Bytes of each closed section.
    pub sections: Vec<u64>,
}

/// The key of the sections for one device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// By which the device finds it, and nobody else learns whose it is: [`mark`].
    pub mark: u64,
    /// The key, wrapped.
    pub wrapped: ByteBuf,
}

/// What stands in section 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Which device made the file.
    pub from: Author,
    /// A [`Parcel`](super::Parcel).
    pub parcel: ByteBuf,
    /// That device's signature over [`to_seal`].
    pub signature: ByteBuf,
}

impl Head {
    /// What stands before the sections.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let head = codec::encode(self);
        let length = u32::try_from(head.len()).expect("a head has an end far below that");
        [&MAGIC[..], &[VERSION], &length.to_be_bytes(), &head].concat()
    }

    /// How long the head is, by the first [`BEFORE`] bytes of a file.
    ///
    /// # Errors
    /// [`Flaw::NotOurs`], [`Flaw::Newer`] or [`Flaw::Damaged`].
    pub fn length(begin: &[u8]) -> Result<usize, Flaw> {
        let rest = begin.strip_prefix(MAGIC).ok_or(Flaw::NotOurs)?;
        let (version, rest) = rest.split_first().ok_or(Flaw::Damaged)?;
        if *version > VERSION {
            return Err(Flaw::Newer);
        }
        let length = rest.first_chunk::<4>().map(|length| u32::from_be_bytes(*length)).ok_or(Flaw::Damaged)?;
        let length = usize::try_from(length).map_err(|_| Flaw::Damaged)?;
        if *version == VERSION && length <= HEAD { Ok(length) } else { Err(Flaw::Damaged) }
    }

    /// Reads a head; `size` is that of the whole file.
    ///
    /// # Errors
    /// [`Flaw::TooLarge`], or [`Flaw::Damaged`] where the file does not end where its sections do.
    pub fn read(bytes: &[u8], size: u64) -> Result<Self, Flaw> {
        let head: Self = codec::decode(bytes).ok_or(Flaw::Damaged)?;
        if size > LARGEST || head.slots.len() > SLOTS || head.sections.len() > MEDIA + 1 {
            return Err(Flaw::TooLarge);
        }
        let is_sound = |length: &u64| (TAG..=SECTION).contains(length);
        if head.ephemeral.len() != KEY || head.sections.is_empty() || !head.sections.iter().all(is_sound) {
            return Err(Flaw::Damaged);
        }
        let end = (BEFORE + bytes.len()) as u64 + head.sections.iter().sum::<u64>();
        if end == size { Ok(head) } else { Err(Flaw::Damaged) }
    }

    /// The wrapped key for the device with this key.
    #[must_use]
    pub fn slot(&self, opens: &[u8]) -> Option<&[u8]> {
        let mark = mark(&self.ephemeral, opens);
        self.slots.iter().find(|slot| slot.mark == mark).map(|slot| slot.wrapped.as_slice())
    }
}

/// The mark of a device's slot; of the same device it is another one in each file.
#[must_use]
pub fn mark(ephemeral: &[u8], opens: &[u8]) -> u64 {
    let hash = Sha256::new().chain_update(DOMAIN).chain_update(b"mark").chain_update(ephemeral).chain_update(opens).finalize();
    hash.iter().take(8).fold(0, |mark, byte| mark << 8 | u64::from(*byte))
}

/// The key that wraps the key of the sections, made of what both sides compute (NIST SP 800-56C, one step with SHA-256).
#[must_use]
pub fn wrapping(shared: &[u8], ephemeral: &[u8], opens: &[u8]) -> [u8; 32] {
    let made = Sha256::new().chain_update(1_u32.to_be_bytes()).chain_update(shared);
    made.chain_update(DOMAIN).chain_update(b"wrap").chain_update(ephemeral).chain_update(opens).finalize().into()
}

/// The nonce of a section. The key is of this file alone, so that none comes twice.
#[must_use]
pub fn nonce(section: u32) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[8..].copy_from_slice(&section.to_be_bytes());
    nonce
}

/// What the device that makes a file signs.
#[must_use]
pub fn to_seal(ephemeral: &[u8], parcel: &[u8]) -> Vec<u8> {
    [SEAL, ephemeral, &Sha256::digest(parcel)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        let slots = [7_u8, 8].map(|opens| Slot { mark: mark(&[4; KEY], &[opens; KEY]), wrapped: ByteBuf::from(vec![opens; 48]) });
        Head { ephemeral: ByteBuf::from([4; KEY]), slots: slots.to_vec(), sections: vec![100, 16] }
    }

    #[test]
    fn a_head_is_read_where_the_file_is_whole_and_opens_for_whom_it_was_closed() {
        let bytes = head().bytes();
        let length = Head::length(&bytes[..BEFORE]).unwrap();
        assert_eq!(length, bytes.len() - BEFORE);
        let size = bytes.len() as u64 + 116;
        let read = Head::read(&bytes[BEFORE..], size).unwrap();
        assert_eq!(read, head());
        assert_eq!(read.slot(&[8; KEY]), Some(&[8; 48][..]));
        assert_eq!(read.slot(&[9; KEY]), None);
        for wrong in [size - 1, size + 1, 0] {
            assert_eq!(Head::read(&bytes[BEFORE..], wrong), Err(Flaw::Damaged));
        }
        assert_eq!(Head::read(&bytes[BEFORE..], LARGEST + 1), Err(Flaw::TooLarge));
    }

    #[test]
    fn another_file_a_newer_one_and_half_a_one_are_told_apart() {
        let bytes = head().bytes();
        for (begin, flaw) in [
            (&b""[..], Flaw::NotOurs),
            (b"%PDF-1.7 and so on", Flaw::NotOurs),
            (b"LIANDONG", Flaw::Damaged),
            (b"LIANDONG\x01\0\0", Flaw::Damaged),
            (b"LIANDONG\x02\0\0\0\x01", Flaw::Newer),
            (b"LIANDONG\x00\0\0\0\x01", Flaw::Damaged),
            (b"LIANDONG\x01\xff\xff\xff\xff", Flaw::Damaged),
        ] {
            assert_eq!(Head::length(begin), Err(flaw), "{begin:?}");
        }
        for end in BEFORE..bytes.len() {
            assert_eq!(Head::read(&bytes[BEFORE..end], end as u64), Err(Flaw::Damaged));
        }
    }

    #[test]
    fn what_keys_are_made_of_is_never_the_same_for_two() {
        let keys =
            [wrapping(&[1; 32], &[2; KEY], &[3; KEY]), wrapping(&[1; 32], &[2; KEY], &[4; KEY]), wrapping(&[1; 32], &[9; KEY], &[3; KEY])];
        assert!(keys[0] != keys[1] && keys[0] != keys[2] && keys[1] != keys[2]);
        assert_ne!(nonce(0), nonce(1));
        assert_ne!(to_seal(&[2; KEY], b"a"), to_seal(&[2; KEY], b"b"));
    }
}
