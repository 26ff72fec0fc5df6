//! The cells of a sheet as they come: anywhere, in any order. What nobody sees is not kept, since far away cells hold formats and nothing
//! else; so a few bytes of a file never become more than the list that we would take.

use super::{MOST_COLUMNS, MOST_ROWS, Table, Unreadable};

/// Row and column, from 0.
pub(super) type Corner = (usize, usize);

/// Them.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<String>>,
    merged: Vec<(Corner, Corner)>,
}

impl Grid {
    /// This stands there.
    pub(super) fn put(&mut self, (row, column): Corner, text: String) -> Result<(), Unreadable> {
        if text.trim().is_empty() {
            return Ok(());
        }
        // A little more than is taken, so that whoever has too much is told so.
        if row > MOST_ROWS || column > MOST_COLUMNS {
            return Err(Unreadable::TooLarge);
        }
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
        Ok(())
    }

    /// These cells are one.
    pub(super) fn merge(&mut self, from: Corner, to: Corner) {
        self.merged.push((from, to));
    }

    /// The table, each cell of merged ones with what they say.
    pub(super) fn table(mut self, name: String) -> Result<Table, Unreadable> {
        let mut room = MOST_ROWS * MOST_COLUMNS;
        for ((top, left), (bottom, right)) in std::mem::take(&mut self.merged) {
            let text = self.rows.get(top).and_then(|row| row.get(left)).filter(|text| !text.is_empty()).cloned();
            // A whole column may be merged; nothing stands below the last row.
            let (bottom, right) = (bottom.min(self.rows.len().saturating_sub(1)), right.min(MOST_COLUMNS));
            let size = (bottom + 1).saturating_sub(top) * (right + 1).saturating_sub(left);
            room = room.checked_sub(size).ok_or(Unreadable::TooLarge)?;
            for corner in (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column))) {
                self.put(corner, text.clone().unwrap_or_default())?;
            }
        }
        Table { name, rows: self.rows }.settled()
    }
}
