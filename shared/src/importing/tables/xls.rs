//! Workbooks of Excel 97 to 2003 (`.xls`, BIFF8): a stream of records. What older and enciphered ones say is not read.

mod records;

use std::collections::BTreeMap;

use super::{Table, Unreadable, compound, dates, grid::Grid};
use records::{Record, Records};

pub use compound::MARK;

/// Reads every sheet in which anything stands, in the order of the workbook.
///
/// # Errors
/// Where it is none that is read, or a sheet is too large.
pub fn read(file: &[u8]) -> Result<Vec<Table>, Unreadable> {
    let stream = compound::stream(file, "Workbook").ok_or(Unreadable::Broken)?;
    let book = Book::of(&stream).ok_or(Unreadable::Broken)?;
    let mut tables = Vec::new();
    for (name, at) in &book.sheets {
        let table = book.table(name.clone(), stream.get(*at..).ok_or(Unreadable::Broken)?)?;
        if !table.rows.is_empty() {
            tables.push(table);
        }
    }
    if tables.is_empty() { Err(Unreadable::Empty) } else { Ok(tables) }
}

/// What the sheets of a workbook share.
#[derive(Default)]
struct Book {
    sheets: Vec<(String, usize)>,
    strings: Vec<String>,
    formats: BTreeMap<u16, String>,
    /// The format of each style of cells.
    styles: Vec<u16>,
    is_1904: bool,
}

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
/// Of a form of records that is read, at the beginning of what it begins.
const BIFF8: u16 = 0x0600;

impl Book {
    fn of(stream: &[u8]) -> Option<Self> {
        let mut book = Self::default();
        let mut records = Records::of(stream);
        let mut first = records.next()?;
        if first.id != BEGIN || first.two()? != BIFF8 {
            return None;
        }
        for mut record in records {
            match record.id {
                END => return Some(book),
                0x002f => return None, // Enciphered.
                0x0022 => book.is_1904 = record.two()? == 1,
                0x041e => {
                    let number = record.two()?;
                    let length = record.two()?;
                    book.formats.insert(number, record.text(length.into())?);
                }
                0x00e0 => {
                    record.two()?;
                    book.styles.push(record.two()?);
                }
                0x0085 => {
                    let (at, kind) = (record.four()?, record.two()?);
                    let length = record.one()?;
                    let name = record.text(length.into())?;
                    // Charts and macros are sheets as well.
                    book.sheets.extend((kind >> 8 == 0).then_some((name, usize::try_from(at).ok()?)));
                }
                0x00fc => {
                    record.four()?;
                    let count = record.four()?;
                    // What is damaged behind them does not take the strings before it.
                    book.strings = (0..count).map_while(|_| record.rich_text()).collect();
                }
                _ => {}
            }
        }
        None
    }

    fn table(&self, name: String, stream: &[u8]) -> Result<Table, Unreadable> {
        let mut grid = Grid::default();
        let (mut depth, mut told) = (0, None);
        for mut record in Records::of(stream) {
            match record.id {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                // What stands in pictures and charts of the sheet is none of its cells.
                _ if depth > 1 => {}
                _ => self.record(&mut record, &mut grid, &mut told).unwrap_or(Ok(()))?,
            }
        }
        grid.table(name)
    }

    /// What a record says of cells; nothing where it is too short for that.
    fn record(&self, record: &mut Record<'_>, grid: &mut Grid, told: &mut Option<(usize, usize)>) -> Option<Result<(), Unreadable>> {
        if record.id == 0x00e5 {
            for _ in 0..record.two()? {
                let [top, bottom, left, right] = [record.two()?, record.two()?, record.two()?, record.two()?].map(usize::from);
                grid.merge((top, left), (bottom, right));
            }
            return Some(Ok(()));
        }
        if record.id == 0x0207 {
            let length = record.two()?;
            return Some(grid.put(told.take()?, record.text(length.into())?));
        }
        let corner = |record: &mut Record<'_>| Some((usize::from(record.two()?), usize::from(record.two()?)));
        let text = match record.id {
            0x00bd => return self.many(record, grid),
            0x00fd => {
                let at = corner(record)?;
                record.two()?;
                (at, self.strings.get(usize::try_from(record.four()?).ok()?)?.clone())
            }
            0x0203 => {
                let (at, style) = (corner(record)?, record.two()?);
                (at, self.shown(f64::from_bits(record.eight()?), style))
            }
            0x027e => {
                let (at, style) = (corner(record)?, record.two()?);
                (at, self.shown(packed(record.four()?), style))
            }
            0x0204 | 0x00d6 => {
                let at = corner(record)?;
                record.two()?;
                let length = record.two()?;
                (at, record.text(length.into())?)
            }
            0x0205 => {
                let at = corner(record)?;
                record.two()?;
                (at, truth(record.two()?).to_owned())
            }
            0x0006 => {
                let (at, style, result) = (corner(record)?, record.two()?, record.eight()?);
                match (result >> 48, result & 0xff) {
                    (0xffff, 0) => {
                        *told = Some(at); // The text of it comes in a record of its own.
                        return Some(Ok(()));
                    }
                    (0xffff, 1) => (at, truth(u16::from(result >> 16 & 0xff == 1)).to_owned()),
                    (0xffff, _) => return Some(Ok(())),
                    (_, _) => (at, self.shown(f64::from_bits(result), style)),
                }
            }
            _ => return Some(Ok(())),
        };
        Some(grid.put(text.0, text.1))
    }

    /// Several numbers beside each other.
    fn many(&self, record: &mut Record<'_>, grid: &mut Grid) -> Option<Result<(), Unreadable>> {
        let (row, first) = (usize::from(record.two()?), usize::from(record.two()?));
        // The last two bytes say the last column.
        for column in first..first + record.left().saturating_sub(2) / 6 {
            let (style, number) = (record.two()?, record.four()?);
            if let Err(error) = grid.put((row, column), self.shown(packed(number), style)) {
                return Some(Err(error));
            }
        }
        Some(Ok(()))
    }

    fn shown(&self, number: f64, style: u16) -> String {
        let format = self.styles.get(usize::from(style)).copied().unwrap_or(0);
        let is_day = dates::is_of_days(format.into(), self.formats.get(&format).map(String::as_str));
        dates::shown(number, is_day, self.is_1904)
    }
}

fn truth(value: u16) -> &'static str {
    match value {
        0 => "FALSE",
        1 => "TRUE",
        _ => "", // An error of a formula.
    }
}

/// A number in four bytes: whole, or the upper half of a fraction, perhaps in hundredths.
fn packed(packed: u32) -> f64 {
    let number = if packed & 2 != 0 { f64::from(packed.cast_signed() >> 2) } else { f64::from_bits(u64::from(packed & !3) << 32) };
    if packed & 1 != 0 { number / 100.0 } else { number }
}
