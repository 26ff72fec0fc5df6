//! Lists of failing inspections become cases (7.2.2.1): a table is read, its columns are matched with the fields of the intake, every
//! row is told what it lacks, what could not be read and what it may be twice, and begins a case in the way in which every case begins.
//!
//! Nothing that stands in a cell is lost: what no field takes goes into the note of the intake with its heading.

pub mod tables;
pub mod target;

mod cases;
mod columns;
mod import;
mod known;
mod line;
mod said;
mod value;

pub use cases::beginning;
pub use columns::{Column, Heading, guess};
pub use import::{FOR_ALL, Import, Importing, Remembered};
pub use known::Known;
pub use line::{Flaw, Line, lacks_in_words, lines};
pub use said::Draw;
pub use tables::{MOST_COLUMNS, MOST_ROWS, Table, Unreadable};
pub use target::Target;

#[cfg(test)]
mod tests;
