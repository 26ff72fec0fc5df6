//! Bounds before the library sees a byte: chunk type, checksum, length, and the run lengths by which 50 bytes could ask
//! for millions of operations. Only plain change chunks are taken: nothing here is inflated.

use sha2::{Digest, Sha256};

use crate::workflow::Code;

/// The longest change, in bytes.
const MAX_BYTES: usize = 256 << 10;
/// The most operations in one change: a long page typed or pasted at once.
const MAX_OPERATIONS: u64 = 20_000;
/// The most predecessors in one change.
const MAX_PREDECESSORS: u64 = 20_000;
/// Columns of the change format whose run lengths decide how much work a change makes.
const ACTION: u64 = 0x42;
const PREDECESSOR_GROUP: u64 = 0x70;

/// Checks the outside of a change chunk.
pub(super) fn bounds(bytes: &[u8]) -> Result<(), Code> {
    if bytes.len() > MAX_BYTES {
        return Err(Code::TooLarge);
    }
    let mut reader = Reader(bytes);
    let magic = reader.take(4)?;
    let checksum = reader.take(4)?;
    let rest = reader.0;
    let kind = reader.take(1)?;
    let length = reader.unsigned()?;
    if magic != [0x85, 0x6f, 0x4a, 0x83] || kind != [1] || length != reader.0.len() as u64 || Sha256::digest(rest)[..4] != *checksum {
        return Err(Code::Malformed);
    }
    columns(&mut reader)
}

fn columns(reader: &mut Reader<'_>) -> Result<(), Code> {
    let deps = reader.unsigned()?;
    reader.skip(deps.checked_mul(32).ok_or(Code::Malformed)?)?;
    reader.prefixed()?; // actor
    reader.unsigned()?; // seq
    let start_op = reader.unsigned()?;
    reader.signed()?; // time
    reader.prefixed()?; // message
    for _ in 0..reader.unsigned()? {
        reader.prefixed()?; // another actor
    }
    let mut found = Vec::new();
    for _ in 0..reader.unsigned()? {
        found.push((reader.unsigned()?, reader.unsigned()?));
    }
    if start_op > u64::from(u32::MAX) - MAX_OPERATIONS {
        return Err(Code::OutOfOrder); // Operation numbers are 32 bits in the library; leave room for those to come.
    }
    for (column, length) in found {
        let data = reader.take(usize::try_from(length).map_err(|_| Code::Malformed)?)?;
        match column {
            ACTION if runs(data, false)? > MAX_OPERATIONS => return Err(Code::TooLarge),
            PREDECESSOR_GROUP if runs(data, true)? > MAX_PREDECESSORS => return Err(Code::TooLarge),
            _ => {}
        }
    }
    Ok(())
}

/// How many values a run-length column holds, or their sum when they are group sizes.
fn runs(data: &[u8], sums: bool) -> Result<u64, Code> {
    let mut reader = Reader(data);
    let mut total: u64 = 0;
    while !reader.0.is_empty() {
        let count = reader.signed()?;
        let more = match count {
            0 => {
                if sums {
                    reader.unsigned()?;
                    0
                } else {
                    reader.unsigned()?
                }
            }
            1.. => {
                let value = reader.unsigned()?;
                if sums { count.unsigned_abs().saturating_mul(value) } else { count.unsigned_abs() }
            }
            ..0 => {
                let mut sum: u64 = 0;
                for _ in 0..count.unsigned_abs() {
                    let value = reader.unsigned()?;
                    sum = sum.saturating_add(if sums { value } else { 1 });
                }
                sum
            }
        };
        total = total.saturating_add(more);
    }
    Ok(total)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], Code> {
        let (taken, rest) = self.0.split_at_checked(n).ok_or(Code::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn skip(&mut self, n: u64) -> Result<(), Code> {
        self.take(usize::try_from(n).map_err(|_| Code::Malformed)?).map(|_| ())
    }

    fn prefixed(&mut self) -> Result<(), Code> {
        let n = self.unsigned()?;
        self.skip(n)
    }

    /// An unsigned LEB128 number.
    fn unsigned(&mut self) -> Result<u64, Code> {
        let mut value: u64 = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.take(1)?[0];
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Code::Malformed)
    }

    /// A signed LEB128 number.
    fn signed(&mut self) -> Result<i64, Code> {
        let mut value: i64 = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.take(1)?[0];
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let is_negative = byte & 0x40 != 0;
                return Ok(if is_negative && shift + 7 < 64 { value | (-1_i64 << (shift + 7)) } else { value });
            }
        }
        Err(Code::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_promises_millions_is_counted_not_unrolled() {
        let four_million = [0x80, 0x92, 0xf4, 0x01, 0x01];
        assert_eq!(runs(&four_million, false), Ok(4_000_000));
        assert_eq!(runs(&[0x7e, 1, 2], false), Ok(2));
        assert_eq!(runs(&[0x7e, 1, 2], true), Ok(3));
    }

    #[test]
    fn what_is_no_plain_change_is_refused() {
        assert_eq!(bounds(b""), Err(Code::Malformed));
        assert_eq!(bounds(&vec![0; MAX_BYTES + 1]), Err(Code::TooLarge));
        let good = crate::records::genesis::of(crate::documents::DocumentKind::Case).raw_bytes().to_vec();
        assert_eq!(bounds(&good), Ok(()));
        for at in 0..good.len() {
            let mut bent = good.clone();
            bent[at] ^= 1;
            assert_eq!(bounds(&bent), Err(Code::Malformed), "byte {at}");
        }
    }
}
