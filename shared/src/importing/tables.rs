//! Tables out of files: text with separators, and the workbooks of spreadsheet programs. Whoever reads is tolerant, bounded, and never panics.

pub mod csv;
pub mod xls;
pub mod xlsx;
pub mod zip;

mod compound;
mod dates;
mod grid;
pub(crate) mod xml;

use serde::{Deserialize, Serialize};

use crate::vocab::vocabulary;

/// The most rows that are taken from one list. Beyond that the list is cut in two by whoever has it.
pub const MOST_ROWS: usize = 5_000;
/// The most columns.
pub const MOST_COLUMNS: usize = 100;

/// A table as it was read: texts by row and column, empty rows included, so that a row has the number that people know it by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The name of the sheet, or of the file.
    pub name: String,
    /// The rows, each as long as it is.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// What stands in a cell, without blanks around it.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", |text| text.trim())
    }

    /// The widest row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Nothing stands in this row.
    #[must_use]
    pub fn is_empty_row(&self, row: usize) -> bool {
        self.rows.get(row).is_none_or(|row| row.iter().all(|text| text.trim().is_empty()))
    }

    /// Rows at the end and columns at the right in which nothing stands go; what is too much is told.
    pub(super) fn settled(mut self) -> Result<Self, Unreadable> {
        for row in &mut self.rows {
            let filled = row.iter().rposition(|text| !text.trim().is_empty()).map_or(0, |last| last + 1);
            row.truncate(filled);
        }
        let filled = self.rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
        self.rows.truncate(filled);
        if self.rows.len() > MOST_ROWS || self.width() > MOST_COLUMNS { Err(Unreadable::TooLarge) } else { Ok(self) }
    }
}

/// The day of a serial number in a cell whose format does not say that it is one.
pub(super) fn day_of_serial(serial: u64) -> Option<chrono::NaiveDate> {
    dates::of_serial(serial, false).filter(|_| (20_000..80_000).contains(&serial))
}

/// Whether a text is one of those that stand in `list` with `|` between.
pub(super) fn is_one_of(list: &str, text: &str) -> bool {
    list.split('|').any(|one| one.eq_ignore_ascii_case(text.trim()))
}

vocabulary! {
    /// Why a file is no table for us.
    unreadable_table: Unreadable {
        /// It is damaged, protected by a password, or something else.
        Broken = "broken",
        /// There is nothing in it.
        Empty = "empty",
        /// It has too many rows or columns, or is too large.
        TooLarge = "too_large",
    }
}
