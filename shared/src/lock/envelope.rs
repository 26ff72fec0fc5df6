//! An enciphered row: one byte that names the way, the bytes that were drawn for it, what came out. Which row is enciphered the
//! browser's own type tells (a buffer; a plain one is a list of bytes), so that nothing that a person writes or photographs can be
//! taken for one.

/// Bytes drawn anew each time a row is enciphered.
pub const IV: usize = 12;

/// AES-GCM with 256 bits, table and key of the row as additional data. Above every version of [`crate::codec`], so that a release
/// which does not know it leaves the row alone.
const AES_GCM: u8 = 0x4c;

/// An enciphered row, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// What was drawn for it.
    pub iv: &'a [u8],
    /// What came out.
    pub text: &'a [u8],
}

impl<'a> Envelope<'a> {
    /// What stands before the text.
    #[must_use]
    pub fn head(iv: [u8; IV]) -> [u8; IV + 1] {
        let mut head = [AES_GCM; IV + 1];
        head[1..].copy_from_slice(&iv);
        head
    }

    /// Takes it apart; `None` for what a later release enciphered in another way, or nobody did.
    #[must_use]
    pub fn of(row: &'a [u8]) -> Option<Self> {
        let (way, rest) = row.split_first()?;
        let (iv, text) = rest.split_at_checked(IV)?;
        (*way == AES_GCM).then_some(Self { iv, text })
    }

    /// What binds a row to its place: nobody can move it to another.
    #[must_use]
    pub fn place(database: &str, table: &str, key: &str) -> Vec<u8> {
        [database, table, key].join("\0").into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec;

    #[test]
    fn what_was_put_in_is_taken_out() {
        let row = [Envelope::head([7; IV]).as_slice(), b"ciphertext"].concat();
        assert_eq!(Envelope::of(&row), Some(Envelope { iv: &[7; IV], text: b"ciphertext" }));
    }

    #[test]
    fn what_is_none_is_told_apart() {
        for row in [&b""[..], &[AES_GCM; IV], &[0x4d; 40], &codec::encode(&7_u64)] {
            assert_eq!(Envelope::of(row), None);
        }
    }

    #[test]
    fn a_release_that_does_not_know_it_leaves_it_alone() {
        assert!(codec::is_newer(&Envelope::head([0; IV])));
    }

    #[test]
    fn no_two_places_are_the_same() {
        assert_ne!(Envelope::place("a", "b", "cd"), Envelope::place("a", "bc", "d"));
        assert_ne!(Envelope::place("a", "b", "c"), Envelope::place("x", "b", "c"));
    }
}
