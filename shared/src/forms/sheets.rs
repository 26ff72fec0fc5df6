//! How the annexes look on paper (A–F): in the standard's own layout and words, as tables over the forms. Nothing here holds a
//! value; [`papers`] walks the parts and reads the fields that they name, for the screen, the printer and [`docx`].

mod case;
mod docx;
mod papers;
mod printed;

pub use docx::docx;
use printed::halves;
pub use printed::{Hand, Printed, Side, papers};

use super::{Path, of_round, section};
use crate::{vocab::Factor, words::Key};

/// An annex on paper.
#[derive(Debug)]
pub struct Sheet {
    /// The form that it prints.
    pub section: &'static str,
    /// Landscape.
    pub is_wide: bool,
    /// The table of which each row is a sheet of its own: the fields stand in the row.
    pub each: Option<&'static str>,
    /// From above.
    pub parts: &'static [Part],
}

/// A part of a sheet, across its whole width.
#[derive(Debug)]
pub enum Part {
    /// What the sheet is, large, in the middle.
    Title(&'static [Said]),
    /// The caption of the table beneath.
    Caption(Key),
    /// The same on a page of its own.
    NextPage(Key),
    /// A line of labels, each with what stands in its field.
    Line(&'static [(Key, &'static [Said])]),
    /// The rows of a table under a head: its path (of this document where it begins with a section), its columns.
    Table(&'static str, &'static [(Key, &'static [Said])]),
    /// A label that has a line for itself.
    Band(Key),
    /// What stands in a frame of its own.
    Block(&'static [Said]),
    /// A heading of a sheet without frames.
    Heading(Key),
    /// A paragraph of such a sheet: words and fields behind each other.
    Text(&'static [Said]),
    /// A chapter of such a sheet: its heading, the field of its text.
    Chapter(Key, &'static str),
    /// Numbered chapters, one for each row: table, cell of the title, cell of the text.
    Chapters(&'static str, &'static str, &'static str),
    /// Where people sign.
    Signed,
}

/// What is printed at a place.
#[derive(Debug)]
pub enum Said {
    /// Words, the same every time.
    Words(Key),
    /// What stands in a field, as people read it.
    Field(&'static str),
    /// What stands in the fields that are filled, with this between them.
    Joined(&'static [&'static str], &'static str),
    /// Cells of each row of a table, a line for each row.
    Cells(&'static str, &'static [&'static str]),
    /// The same, numbered.
    Numbered(&'static str, &'static str),
    /// All options of a field with boxes, the chosen ones ticked.
    Boxes(&'static str),
    /// All options, a numbered line for each, with what stands in another field behind the last.
    Options(&'static str, Option<&'static str>),
    /// Words with fields in their gaps.
    Filled(Key, &'static [&'static str]),
    /// Words with one gap, for the first of these fields in which something stands.
    FirstOf(Key, &'static str, &'static [&'static str]),
    /// A block of Annex B: its questions, what was found, the causes.
    Factor(Factor),
}

/// All sheets, in the order of the annexes.
pub static SHEETS: [&Sheet; 6] = [&papers::PLAN, &case::CAUSES, &case::VISITS, &papers::REPORT, &papers::SURVEY, &papers::STORY];

/// The sheet of a form.
#[must_use]
pub fn of(section: &str) -> Option<&'static Sheet> {
    SHEETS.into_iter().find(|sheet| sheet.section == section)
}

impl Sheet {
    /// Where its fields stand in a round: the form, or the table of which each row is a sheet.
    #[must_use]
    pub fn root(&self, round: u16) -> Path {
        let key = section(self.section).map_or_else(|| self.section.to_owned(), |section| of_round(section, round));
        Path::section_root(&key)
    }
}

#[cfg(test)]
mod tests;
