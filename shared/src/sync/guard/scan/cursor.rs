//! Walks one column of the change format value by value. A run costs what is walked of it, not what it claims.

use super::super::reader::Reader;
use crate::workflow::Code;

/// How the values of a run-length column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// Unsigned numbers.
    Number,
    /// Differences to the number before.
    Delta,
    /// Texts, of which only the length is told.
    Text,
}

/// A run-length column. A column without bytes holds nothing in every row.
#[derive(Debug)]
pub(super) struct Runs<'a> {
    reader: Reader<'a>,
    coding: Coding,
    is_absent: bool,
    run: Run,
    left: u64,
    sum: i64,
}

#[derive(Clone, Copy, Debug)]
enum Run {
    Nothing,
    Same(i64),
    Each,
}

impl<'a> Runs<'a> {
    pub(super) fn new(data: &'a [u8], coding: Coding) -> Self {
        Self { reader: Reader(data), coding, is_absent: data.is_empty(), run: Run::Nothing, left: 0, sum: 0 }
    }

    /// Whether all of it was walked.
    pub(super) fn is_done(&self) -> bool {
        self.left == 0 && self.reader.is_empty()
    }

    /// The next row's value; a present column must have one for every row, be it nothing.
    pub(super) fn next(&mut self) -> Result<Option<u64>, Code> {
        if self.is_absent {
            return Ok(None);
        }
        if self.left == 0 {
            self.begin()?;
        }
        self.left -= 1;
        let value = match self.run {
            Run::Nothing => return Ok(None),
            Run::Same(value) => value,
            Run::Each => self.value()?,
        };
        match self.coding {
            Coding::Number | Coding::Text => Ok(Some(value.unsigned_abs())),
            Coding::Delta => {
                self.sum = self.sum.checked_add(value).ok_or(Code::Malformed)?;
                u64::try_from(self.sum).map(Some).map_err(|_| Code::Malformed)
            }
        }
    }

    fn begin(&mut self) -> Result<(), Code> {
        let count = self.reader.signed()?;
        (self.run, self.left) = match count {
            0 => (Run::Nothing, self.reader.unsigned()?),
            1.. => (Run::Same(self.value()?), count.unsigned_abs()),
            ..0 => (Run::Each, count.unsigned_abs()),
        };
        if self.left == 0 { Err(Code::Malformed) } else { Ok(()) }
    }

    fn value(&mut self) -> Result<i64, Code> {
        match self.coding {
            Coding::Number => self.reader.unsigned().map(u64::cast_signed),
            Coding::Delta => self.reader.signed(),
            Coding::Text => Ok(i64::try_from(self.reader.prefixed()?.len()).expect("a length in memory is below 63 bits")),
        }
    }
}

/// A column of yes and no: how often no, how often yes, how often no …
#[derive(Debug)]
pub(super) struct Flags<'a> {
    reader: Reader<'a>,
    is_absent: bool,
    flag: bool,
    left: u64,
}

impl<'a> Flags<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { reader: Reader(data), is_absent: data.is_empty(), flag: true, left: 0 }
    }

    pub(super) fn is_done(&self) -> bool {
        self.left == 0 && self.reader.is_empty()
    }

    pub(super) fn next(&mut self) -> Result<bool, Code> {
        if self.is_absent {
            return Ok(false);
        }
        while self.left == 0 {
            self.left = self.reader.unsigned()?;
            self.flag = !self.flag;
        }
        self.left -= 1;
        Ok(self.flag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(data: &[u8], coding: Coding) -> Result<Vec<Option<u64>>, Code> {
        let mut runs = Runs::new(data, coding);
        let mut values = Vec::new();
        while !runs.is_done() {
            values.push(runs.next()?);
        }
        Ok(values)
    }

    #[test]
    fn runs_are_read_as_the_library_writes_them() {
        assert_eq!(all(&[3, 7], Coding::Number), Ok(vec![Some(7); 3]));
        assert_eq!(all(&[0x7e, 1, 2], Coding::Number), Ok(vec![Some(1), Some(2)]));
        assert_eq!(all(&[0, 2, 0x7f, 5], Coding::Number), Ok(vec![None, None, Some(5)]));
        assert_eq!(all(&[2, 1, 0x7f, 0x7e], Coding::Delta), Ok(vec![Some(1), Some(2), Some(0)]));
        assert_eq!(all(&[2, 3, b'a', b'b', b'c'], Coding::Text), Ok(vec![Some(3); 2]));
    }

    #[test]
    fn runs_that_lie_are_malformed() {
        for (data, coding) in [
            (&[0x7f][..], Coding::Number),
            (&[0, 0], Coding::Number),
            (&[1, 0x7f], Coding::Delta),
            (&[1, 0xff, 0xff, 0xff, 0xff, 0x0f, b'a'], Coding::Text),
            (&[0xff; 12], Coding::Number),
        ] {
            assert_eq!(all(data, coding), Err(Code::Malformed), "{data:?}");
        }
    }

    #[test]
    fn flags_alternate() {
        let mut flags = Flags::new(&[1, 2, 1]);
        let read: Result<Vec<_>, _> = (0..4).map(|_| flags.next()).collect();
        assert_eq!((read, flags.is_done()), (Ok(vec![false, true, true, false]), true));
        assert_eq!(flags.next(), Err(Code::Malformed));
        assert_eq!(Flags::new(&[]).next(), Ok(false), "an absent column says no");
        assert_eq!(Flags::new(&[0, 0, 0]).next(), Err(Code::Malformed));
    }
}
