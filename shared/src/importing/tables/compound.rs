//! Compound files, in which programs of the nineties keep several streams: a small file system of sectors. One stream is read out of it.

/// How such files begin.
pub const MARK: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// From here on a number of a sector says something else: free, the end of a chain, a part of the table itself.
const LAST: u32 = 0xffff_fffa;
/// So long an entry of the directory is.
const ENTRY: usize = 128;
/// Streams shorter than this lie in small sectors, within the stream of the root.
const SMALL: usize = 4_096;
const SMALL_SHIFT: u32 = 6;

struct Sectors<'a> {
    file: &'a [u8],
    shift: u32,
    table: Vec<u32>,
}

/// The stream of this name; `None` where there is none, or the file says what cannot be.
pub(super) fn stream(file: &[u8], name: &str) -> Option<Vec<u8>> {
    if !file.starts_with(&MARK) {
        return None;
    }
    let shift = u32::from(u16::from_le_bytes(*file.get(30..)?.first_chunk()?));
    if !matches!(shift, 9 | 12) {
        return None;
    }
    let mut sectors = Sectors { file, shift, table: Vec::new() };
    sectors.table = sectors.all()?;
    let directory = sectors.chain(four(file, 48)?)?;
    let entries = || directory.chunks_exact(ENTRY);
    let is_named = |entry: &&[u8]| {
        let length = usize::from(u16::from_le_bytes([entry[64], entry[65]])).saturating_sub(2).min(64);
        entry[66] == 2 && entry[..length].chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).eq(name.encode_utf16())
    };
    let entry = entries().find(is_named)?;
    let (first, size) = (four(entry, 116)?, usize::try_from(four(entry, 120)?).ok()?);
    let mut stream = if size < SMALL {
        let root = entries().find(|entry| entry[66] == 5)?;
        let small = sectors.chain(four(root, 116)?)?;
        let table = sectors.chain(four(file, 60)?)?;
        chain(&small, 0, SMALL_SHIFT, &numbers(&table), first)?
    } else {
        sectors.chain(first)?
    };
    stream.truncate(size);
    Some(stream)
}

impl Sectors<'_> {
    /// The table of which sector follows which: its own sectors are listed in the header, and from there on in sectors of their own.
    fn all(&self) -> Option<Vec<u32>> {
        let mut listed = numbers(self.file.get(76..512)?);
        let (mut more, mut left) = (four(self.file, 68)?, self.file.len() >> self.shift);
        while more < LAST {
            left = left.checked_sub(1)?;
            let mut further = numbers(self.sector(more)?);
            more = further.pop()?;
            listed.extend(further);
        }
        let mut table = Vec::new();
        // More than the file has sectors it cannot have.
        for sector in listed.into_iter().filter(|sector| *sector < LAST).take(1 + (self.file.len() >> self.shift)) {
            table.extend(numbers(self.sector(sector)?));
        }
        Some(table)
    }

    fn sector(&self, number: u32) -> Option<&[u8]> {
        sector(self.file, 1, self.shift, number)
    }

    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        chain(self.file, 1, self.shift, &self.table, first)
    }
}

/// A sector; `ahead` stand before the first one.
fn sector(bytes: &[u8], ahead: usize, shift: u32, number: u32) -> Option<&[u8]> {
    let from = (usize::try_from(number).ok()? + ahead).checked_shl(shift)?;
    // The last one may be cut short.
    bytes.get(from..bytes.len().min(from.checked_add(1 << shift)?)).filter(|sector| !sector.is_empty())
}

/// The sectors that follow each other, one after the other; each at most once.
fn chain(bytes: &[u8], ahead: usize, shift: u32, table: &[u32], first: u32) -> Option<Vec<u8>> {
    let (mut chained, mut next, mut left) = (Vec::new(), first, bytes.len() >> shift);
    while next < LAST {
        chained.extend_from_slice(sector(bytes, ahead, shift, next)?);
        next = *table.get(usize::try_from(next).ok()?)?;
        left = left.checked_sub(1)?;
    }
    Some(chained)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
