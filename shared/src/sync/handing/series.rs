//! A small file as a series of QR codes, which a screen shows one after the other and a camera sees in any order, some twice, some
//! late. Each is text of the letters that QR codes write most densely, since readers in browsers give text and not bytes.
//!
//! `LDF1/<first 8 digits of the file's SHA-256>/<number>/<count>/<bytes in base45 (RFC 9285)>`

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// Bytes of a file in one code. With them a code has 77 × 77 modules, which a telephone reads off a tablet at arm's length.
const PART: usize = 420;
/// The most codes: at four a second a minute for the whole series, 67 KB.
pub const MOST: usize = 160;
/// The largest file that fits a series, in bytes.
pub const LARGEST: u64 = (PART * MOST) as u64;
/// What each begins with.
const BEGINS: &str = "LDF1/";
const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// The texts of the codes; `None` for a file that is too large for a series.
#[must_use]
pub fn frames(file: &[u8]) -> Option<Vec<String>> {
    let (name, count) = (name(file), file.len().div_ceil(PART));
    let frame = |(at, part): (usize, &[u8])| format!("{BEGINS}{name}/{}/{count}/{}", at + 1, to_text(part));
    (count > 0 && count <= MOST).then(|| file.chunks(PART).enumerate().map(frame).collect())
}

/// What was seen of a series so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    name: String,
    count: usize,
    parts: BTreeMap<usize, Vec<u8>>,
}

impl Series {
    /// A code was seen; whether it is one of a series. One of another series begins anew.
    pub fn see(&mut self, text: &str) -> bool {
        let Some((name, number, count, part)) = parts(text) else { return false };
        if (self.name.as_str(), self.count) != (name, count) {
            *self = Self { name: name.to_owned(), count, parts: BTreeMap::new() };
        }
        self.parts.insert(number, part);
        true
    }

    /// How many of how many are here.
    #[must_use]
    pub fn seen(&self) -> (usize, usize) {
        (self.parts.len(), self.count)
    }

    /// The file, once all of it was seen and is what its name says.
    #[must_use]
    pub fn file(&self) -> Option<Vec<u8>> {
        let is_whole = self.count > 0 && self.parts.len() == self.count;
        let file: Vec<u8> = self.parts.values().flatten().copied().collect();
        (is_whole && name(&file) == self.name).then_some(file)
    }
}

fn parts(text: &str) -> Option<(&str, usize, usize, Vec<u8>)> {
    let mut steps = text.strip_prefix(BEGINS)?.splitn(4, '/');
    let name = steps.next().filter(|name| name.len() == 8)?;
    let (number, count) = (steps.next()?.parse().ok()?, steps.next()?.parse().ok()?);
    let part = from_text(steps.next()?)?;
    ((1..=count).contains(&number) && count <= MOST && part.len() <= PART).then_some((name, number, count, part))
}

fn name(file: &[u8]) -> String {
    Sha256::digest(file).iter().take(4).map(|byte| format!("{byte:02X}")).collect()
}

/// Bytes in base45.
pub(super) fn to_text(bytes: &[u8]) -> String {
    let mut text = String::new();
    for pair in bytes.chunks(2) {
        let (mut value, digits) = match pair {
            [high, low] => (usize::from(*high) << 8 | usize::from(*low), 3),
            pair => (usize::from(pair[0]), 2),
        };
        for _ in 0..digits {
            text.push(char::from(LETTERS[value % 45]));
            value /= 45;
        }
    }
    text
}

/// The bytes of a text in base45; `None` for what is none.
pub(super) fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let digits = text.bytes().map(|letter| LETTERS.iter().position(|known| *known == letter)).collect::<Option<Vec<usize>>>()?;
    for some in digits.chunks(3) {
        let value = some.iter().rev().fold(0, |value, digit| value * 45 + digit);
        match some.len() {
            3 => bytes.extend(u16::try_from(value).ok()?.to_be_bytes()),
            2 => bytes.push(u8::try_from(value).ok()?),
            _ => return None,
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(length: usize) -> Vec<u8> {
        (0..length).map(|at| (at.wrapping_mul(2_654_435_761) >> 9).to_le_bytes()[0]).collect()
    }

    #[test]
    fn base45_is_that_of_the_standard() {
        for (plain, text) in [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("ietf!", "QED8WEX0")] {
            assert_eq!(to_text(plain.as_bytes()), text);
            assert_eq!(from_text(text).as_deref(), Some(plain.as_bytes()));
        }
        for wrong in ["GGW", ":::", "A", "a", "ÄB", ":Z"] {
            assert_eq!(from_text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_series_is_whole_in_any_order_and_however_often_each_was_seen() {
        for length in [1, PART, PART + 1, 5_000, MOST * PART] {
            let (file, mut series) = (file(length), Series::default());
            let frames = frames(&file).unwrap();
            for (seen, frame) in frames.iter().rev().enumerate() {
                assert_eq!(series.file(), None);
                assert!(series.see(frame) && series.see(frame));
                assert_eq!(series.seen(), (seen + 1, frames.len()));
            }
            assert!(series.see(&frames[0]));
            assert_eq!(series.file(), Some(file));
        }
        assert_eq!(frames(&file(MOST * PART + 1)), None);
        assert_eq!(frames(&[]), None);
    }

    #[test]
    fn other_codes_are_none_and_another_series_begins_anew() {
        let (one, other) = (frames(&file(1_000)).unwrap(), frames(&file(900)).unwrap());
        let mut series = Series::default();
        for strange in
            ["https://example.org", "LDF1/", "LDF1/00000000/0/1/BB8", "LDF1/00000000/2/1/BB8", "LDF1/00000000/1/9999/BB8", "LDF1/0/1/1/BB8"]
        {
            assert!(!series.see(strange), "{strange}");
        }
        one.iter().take(2).for_each(|frame| assert!(series.see(frame)));
        assert!(series.see(&other[1]));
        assert_eq!(series.seen(), (1, other.len()));
        other.iter().for_each(|frame| assert!(series.see(frame)));
        assert_eq!(series.file(), Some(file(900)));
    }
}
