//! Bounds before the library sees a byte: the outside of a change chunk and, row by row, every column of it. The library
//! unrolls whatever run lengths claim, reserves whatever lengths claim and panics over actors that are not there; here
//! nothing is reserved, nothing inflated and nothing walked beyond [`limits`].
//!
//! Only what our own devices write is let through: no words beside the forms (message, marks, footers other than the
//! author's), no compressed or unknown columns. That a change is written in the one canonical way, the trial sees.

mod cursor;
mod rows;

use sha2::{Digest, Sha256};

use super::limits;
use super::reader::Reader;
use crate::workflow::Code;
use rows::Rows;

/// The bytes with which every chunk begins.
pub(super) const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
/// The chunk type of an uncompressed change.
pub(super) const CHANGE: u8 = 1;
/// Bytes of an actor's id: drawn by the device, or a hash cut to this length.
const ACTOR_BYTES: usize = 16;
/// What an actor's first change ends with: the mark of an author, the length, person and device.
const FOOTER: [u8; 2] = [1, 32];

/// Checks a change chunk.
///
/// # Errors
/// [`Code::Malformed`], [`Code::TooLarge`], or [`Code::OutOfOrder`] for operation numbers beyond the library's.
pub(super) fn bounds(bytes: &[u8]) -> Result<(), Code> {
    if bytes.len() > limits::CHANGE_BYTES {
        return Err(Code::TooLarge);
    }
    let mut reader = Reader(bytes);
    let magic: &[u8; 4] = reader.array()?;
    let checksum: &[u8; 4] = reader.array()?;
    let covered = reader.0;
    let [kind] = *reader.array()?;
    let length = reader.unsigned()?;
    let is_whole = *magic == MAGIC && kind == CHANGE && length == reader.0.len() as u64;
    if !is_whole || Sha256::digest(covered)[..4] != *checksum {
        return Err(Code::Malformed);
    }
    let (start_op, actors) = head(&mut reader)?;
    let columns = columns(&mut reader)?;
    footer(reader)?;
    let operations = Rows::new(&columns, actors).check()?;
    // Operation numbers have 32 bits in the library; room is left for those to come.
    if start_op + operations > u64::from(u32::MAX) - limits::DOCUMENT_WRITTEN { Err(Code::OutOfOrder) } else { Ok(()) }
}

/// Everything before the columns; answers the first operation's number and how many actors are named.
fn head(reader: &mut Reader<'_>) -> Result<(u64, u64), Code> {
    let deps = reader.unsigned()?;
    if deps > limits::CHANGE_DEPS {
        return Err(Code::TooLarge);
    }
    ascending((0..deps).map(|_| reader.array::<32>()))?;
    let actor = reader.prefixed()?;
    let seq = reader.unsigned()?;
    let start_op = reader.unsigned()?;
    let time = reader.signed()?;
    let message = reader.prefixed()?;
    if actor.len() != ACTOR_BYTES || !limits::TIMES.contains(&time) || !message.is_empty() {
        return Err(Code::Malformed);
    }
    if seq > u64::from(u32::MAX) || start_op > u64::from(u32::MAX) {
        return Err(Code::OutOfOrder);
    }
    let others = reader.unsigned()?;
    if others > limits::DOCUMENT_ACTORS {
        return Err(Code::TooLarge);
    }
    let named = (0..others).map(|_| match reader.prefixed()? {
        other if other.len() == ACTOR_BYTES && other != actor => Ok(other),
        _ => Err(Code::Malformed),
    });
    ascending(named)?;
    Ok((start_op, 1 + others))
}

/// Each is greater than the one before.
fn ascending<T: PartialOrd>(values: impl Iterator<Item = Result<T, Code>>) -> Result<(), Code> {
    let mut before: Option<T> = None;
    for value in values {
        let value = value?;
        if before.is_some_and(|before| before >= value) {
            return Err(Code::Malformed);
        }
        before = Some(value);
    }
    Ok(())
}

/// The columns' bytes by their place in [`rows::COLUMNS`]; what is not there is empty.
fn columns<'a>(reader: &mut Reader<'a>) -> Result<[&'a [u8]; rows::COLUMNS.len()], Code> {
    let mut lengths = [0; rows::COLUMNS.len()];
    let mut known = rows::COLUMNS.iter().zip(&mut lengths);
    let count = reader.unsigned()?;
    if count > rows::COLUMNS.len() as u64 {
        return Err(Code::Malformed);
    }
    for _ in 0..count {
        let (column, length) = (reader.unsigned()?, reader.unsigned()?);
        // Searching on from the last one found refuses what is unknown, compressed, twice there or out of order.
        let (_, place) = known.find(|(known, _)| u64::from(**known) == column).ok_or(Code::Malformed)?;
        *place = length;
    }
    let mut columns = [&[][..]; rows::COLUMNS.len()];
    for (column, length) in columns.iter_mut().zip(lengths) {
        *column = reader.take(length)?;
    }
    Ok(columns)
}

/// Nothing, or the author.
fn footer(reader: Reader<'_>) -> Result<(), Code> {
    match reader.0 {
        [] => Ok(()),
        [mark, length, author @ ..] if [*mark, *length] == FOOTER && author.len() == usize::from(FOOTER[1]) => Ok(()),
        [..] => Err(Code::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_plain_change_is_refused() {
        assert_eq!(bounds(b""), Err(Code::Malformed));
        assert_eq!(bounds(&vec![0; limits::CHANGE_BYTES + 1]), Err(Code::TooLarge));
        for kind in crate::documents::DocumentKind::ALL {
            assert_eq!(bounds(crate::records::genesis::of(*kind).raw_bytes()), Ok(()), "{kind:?}");
        }
        let good = crate::records::genesis::of(crate::documents::DocumentKind::Case).raw_bytes().to_vec();
        for at in 0..good.len() {
            let mut bent = good.clone();
            bent[at] ^= 1;
            assert_eq!(bounds(&bent), Err(Code::Malformed), "byte {at}");
        }
    }
}
