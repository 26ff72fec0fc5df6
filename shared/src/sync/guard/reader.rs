//! Reads bytes that may lie about their length: nothing is reserved for what is only claimed.

use crate::workflow::Code;

/// What is still to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn take(&mut self, n: u64) -> Result<&'a [u8], Code> {
        let n = usize::try_from(n).map_err(|_| Code::Malformed)?;
        let (taken, rest) = self.0.split_at_checked(n).ok_or(Code::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<&'a [u8; N], Code> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Code::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn prefixed(&mut self) -> Result<&'a [u8], Code> {
        let n = self.unsigned()?;
        self.take(n)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An unsigned LEB128 number of up to 63 bits.
    pub(super) fn unsigned(&mut self) -> Result<u64, Code> {
        let mut value: u64 = 0;
        for shift in (0..63).step_by(7) {
            let [byte] = *self.array()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Code::Malformed)
    }

    /// A signed LEB128 number of up to 63 bits.
    pub(super) fn signed(&mut self) -> Result<i64, Code> {
        let mut value: i64 = 0;
        for shift in (0..63).step_by(7) {
            let [byte] = *self.array()?;
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let is_negative = byte & 0x40 != 0;
                return Ok(if is_negative { value | (-1_i64 << (shift + 7)) } else { value });
            }
        }
        Err(Code::Malformed)
    }
}
