//! What lies in a zip file, without opening any of it: whoever asks inflates what it wants, as far as it wants.

use std::ops::Range;

/// A part of a zip file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name, with slashes.
    pub name: String,
    /// Its bytes are deflated; else they are there as they are.
    pub is_deflated: bool,
    /// Where its bytes lie in the file.
    pub bytes: Range<usize>,
}

/// The most parts of a workbook that is taken.
const MOST: usize = 2_000;
/// Where the directory's end may begin, counted from the end of the file: behind it stands a comment.
const END: usize = 22;
const LONGEST_COMMENT: usize = 0xffff;

/// The parts, in the order of the directory; `None` for what is no such file, is encrypted, or says what cannot be.
#[must_use]
pub fn parts(file: &[u8]) -> Option<Vec<Part>> {
    let first = file.len().saturating_sub(END + LONGEST_COMMENT);
    let end = (first..=file.len().checked_sub(END)?).rev().find(|at| file[*at..].starts_with(b"PK\x05\x06"))?;
    let (count, mut at) = (two(file, end + 10)?, four(file, end + 16)?);
    if count > MOST {
        return None;
    }
    let mut parts = Vec::new();
    for _ in 0..count {
        if !file.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        let (flags, method) = (two(file, at + 8)?, two(file, at + 10)?);
        let (size, place) = (four(file, at + 20)?, four(file, at + 42)?);
        let (name, extra, comment) = (two(file, at + 28)?, two(file, at + 30)?, two(file, at + 32)?);
        let text = String::from_utf8_lossy(file.get(at + 46..at + 46 + name)?).into_owned();
        if flags & 1 != 0 || !matches!(method, 0 | 8) || !file.get(place..)?.starts_with(b"PK\x03\x04") {
            return None;
        }
        let from = place + 30 + two(file, place + 26)? + two(file, place + 28)?;
        let bytes = from..from.checked_add(size)?;
        file.get(bytes.clone())?;
        parts.push(Part { name: text, is_deflated: method == 8, bytes });
        at = at + 46 + name + extra + comment;
    }
    Some(parts)
}

fn two(file: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(*file.get(at..)?.first_chunk()?)))
}

fn four(file: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(*file.get(at..)?.first_chunk()?)).ok()
}
