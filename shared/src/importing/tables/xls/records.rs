//! The records of a workbook's stream. One that is too long for its length goes on in the next ones, and a text that is cut so tells anew
//! there how wide its letters are.

/// What begins where another record has no room left.
const GOES_ON: u16 = 0x003c;

/// The records of a stream, up to where it is none any more.
pub(super) struct Records<'a>(&'a [u8]);

/// A record, with those in which it goes on.
pub(super) struct Record<'a> {
    /// What it is about.
    pub(super) id: u16,
    pieces: Vec<&'a [u8]>,
}

impl<'a> Records<'a> {
    pub(super) const fn of(stream: &'a [u8]) -> Self {
        Self(stream)
    }

    fn one(&mut self) -> Option<(u16, &'a [u8])> {
        let (head, rest) = self.0.split_first_chunk::<4>()?;
        let (id, length) = (u16::from_le_bytes([head[0], head[1]]), usize::from(u16::from_le_bytes([head[2], head[3]])));
        let (bytes, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((id, bytes))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (id, bytes) = self.one()?;
        let mut pieces = vec![bytes];
        while self.0.starts_with(&GOES_ON.to_le_bytes()) {
            let Some((_, bytes)) = self.one() else { break };
            pieces.push(bytes);
        }
        pieces.reverse(); // What is read next stands last.
        Some(Record { id, pieces })
    }
}

impl Record<'_> {
    /// How many bytes are left before it goes on elsewhere.
    pub(super) fn left(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.len())
    }

    pub(super) fn one(&mut self) -> Option<u8> {
        self.settle();
        let piece = self.pieces.last_mut()?;
        let (first, rest) = piece.split_first()?;
        *piece = rest;
        Some(*first)
    }

    pub(super) fn two(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.one()?, self.one()?]))
    }

    pub(super) fn four(&mut self) -> Option<u32> {
        Some(u32::from(self.two()?) | u32::from(self.two()?) << 16)
    }

    pub(super) fn eight(&mut self) -> Option<u64> {
        Some(u64::from(self.four()?) | u64::from(self.four()?) << 32)
    }

    /// A text of so many letters, behind the byte that says how wide they are.
    pub(super) fn text(&mut self, length: usize) -> Option<String> {
        let flags = self.one()?;
        self.letters(length, flags & 1 != 0)
    }

    /// A text of the table that cells share: how it is formatted and spoken stands behind it.
    pub(super) fn rich_text(&mut self) -> Option<String> {
        let (length, flags) = (self.two()?, self.one()?);
        let runs = if flags & 8 != 0 { usize::from(self.two()?) } else { 0 };
        let spoken = if flags & 4 != 0 { usize::try_from(self.four()?).ok()? } else { 0 };
        let text = self.letters(length.into(), flags & 1 != 0)?;
        self.skip((4 * runs).checked_add(spoken)?)?;
        Some(text)
    }

    fn letters(&mut self, length: usize, is_wide: bool) -> Option<String> {
        let (mut units, mut is_wide) = (Vec::new(), is_wide);
        while units.len() < length {
            if self.left() == 0 {
                self.pieces.pop();
                let (flags, rest) = self.pieces.last()?.split_first()?;
                is_wide = flags & 1 != 0;
                *self.pieces.last_mut()? = rest;
                continue;
            }
            units.push(if is_wide { self.two()? } else { u16::from(self.one()?) });
        }
        Some(String::from_utf16_lossy(&units))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.settle();
            let piece = self.pieces.last_mut()?;
            let here = count.min(piece.len());
            if here == 0 {
                return None; // The stream ends sooner than it says.
            }
            *piece = &piece[here..];
            count -= here;
        }
        Some(())
    }

    /// Goes on where there is something left.
    fn settle(&mut self) {
        while self.pieces.len() > 1 && self.left() == 0 {
            self.pieces.pop();
        }
    }
}
