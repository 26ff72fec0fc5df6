//! An import under way, as the device keeps it: the list itself and everything that its person has decided about it. Whoever is
//! interrupted finds it as it was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Column, Heading, Table, columns, columns::plain};
use crate::{
    ids::DocumentId,
    people::Person,
    vocab::{Conclusion, ProductCategory, Source},
};

/// What a device keeps of imports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Importing {
    /// What columns meant, by authority, the last one first.
    pub remembered: Vec<Remembered>,
    /// The import that is under way.
    pub import: Option<Import>,
}

/// What the columns of an authority's lists mean, as somebody said it here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The authority, as the person calls it.
    pub authority: String,
    /// Headings, and what they mean.
    pub columns: Vec<(String, Column)>,
    /// What holds for all rows that do not say otherwise.
    pub defaults: BTreeMap<String, String>,
}

/// A list that is being taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// The file from which it came.
    pub file: String,
    /// Its table.
    pub table: Table,
    /// Where its headings stand.
    pub heading: Heading,
    /// What becomes of each column.
    pub columns: Vec<Column>,
    /// Whose list it is.
    pub authority: String,
    /// What holds for all rows that do not say otherwise, by target.
    pub defaults: BTreeMap<String, String>,
    /// What somebody put right, by row and target.
    pub corrected: BTreeMap<u32, BTreeMap<String, String>>,
    /// Rows that somebody chose, or left out, against what is proposed.
    pub picked: BTreeMap<u32, bool>,
    /// The case that each row becomes, once the import has begun.
    pub begun: BTreeMap<u32, DocumentId>,
}

/// So many authorities are remembered.
const MOST_REMEMBERED: usize = 30;

/// The targets of which a person may say what holds for all rows.
pub const FOR_ALL: [&str; 8] = ["source", "level", "conclusion", "category", "district", "inspection_body", "found_by", "found_on"];

impl Importing {
    /// A list was read: its columns mean what those of such a list meant here before, else what they seem to mean.
    pub fn begin(&mut self, file: &str, table: Table, person: &Person) {
        let heading = Heading::of(&table);
        let district = person.org.district.map(|district| ("district", district.code()));
        let usual = [
            ("source", Source::SpotCheck.code()),
            ("conclusion", Conclusion::Fail.code()),
            ("category", ProductCategory::Industrial.code()),
        ];
        let defaults = usual.into_iter().chain(district).map(|(target, code)| (target.to_owned(), code.to_owned())).collect();
        let mut import = Import { file: file.to_owned(), table, defaults, ..Import::default() };
        import.heads(heading);
        let headings = import.headings();
        let known = self.remembered.iter().find(|remembered| remembered.is_of(&headings)).cloned();
        if let Some(remembered) = known {
            import.means(&remembered);
        }
        self.import = Some(import);
    }

    /// Remembers what the columns of the list under way mean.
    pub fn remember(&mut self) {
        let Some(import) = &self.import else { return };
        let authority = import.authority.trim().to_owned();
        if authority.is_empty() {
            return;
        }
        let columns = import.headings().into_iter().zip(import.columns.iter().cloned()).filter(|(heading, _)| !heading.is_empty());
        let remembered = Remembered { authority, columns: columns.collect(), defaults: import.defaults.clone() };
        self.remembered.retain(|other| other.authority != remembered.authority);
        self.remembered.insert(0, remembered);
        self.remembered.truncate(MOST_REMEMBERED);
    }

    /// The person says whose list it is: what is remembered of them holds.
    pub fn is_of(&mut self, authority: &str) {
        let remembered = self.remembered.iter().find(|one| one.authority == authority.trim()).cloned();
        let Some(import) = &mut self.import else { return };
        import.authority = authority.to_owned();
        if let Some(remembered) = remembered {
            import.means(&remembered);
        }
    }
}

impl Remembered {
    /// Most of these headings are known from this authority, and all that it has.
    fn is_of(&self, headings: &[String]) -> bool {
        let has = |heading: &String| self.columns.iter().any(|(known, _)| plain(known) == plain(heading));
        let filled = || headings.iter().filter(|heading| !heading.is_empty());
        let known = filled().filter(|heading| has(heading)).count();
        known > 1 && known * 4 >= filled().count() * 3 && known * 4 >= self.columns.len() * 3
    }
}

impl Import {
    /// The headings stand elsewhere: the columns are guessed anew.
    pub fn heads(&mut self, heading: Heading) {
        self.heading = heading;
        self.columns = columns::guess(&self.headings());
    }

    /// The columns mean what they meant before; of those that are new it is guessed.
    fn means(&mut self, remembered: &Remembered) {
        self.authority.clone_from(&remembered.authority);
        self.defaults.clone_from(&remembered.defaults);
        let headings = self.headings();
        for (column, heading) in self.columns.iter_mut().zip(&headings).filter(|(_, heading)| !heading.is_empty()) {
            if let Some((_, known)) = remembered.columns.iter().find(|(known, _)| plain(known) == plain(heading)) {
                column.clone_from(known);
            }
        }
    }

    /// What the columns are called.
    #[must_use]
    pub fn headings(&self) -> Vec<String> {
        self.heading.texts(&self.table)
    }

    /// The columns that fill a target.
    pub(super) fn columns_of(&self, code: &str) -> Vec<usize> {
        let is_it = |column: &Column| matches!(column, Column::Field(field) if field == code);
        self.columns.iter().enumerate().filter(|(_, column)| is_it(column)).map(|(at, _)| at).collect()
    }

    /// What a row says to a target: what somebody put right, else what the cells say, else what holds for all rows.
    #[must_use]
    pub fn text(&self, row: u32, code: &str, columns: &[usize]) -> String {
        if let Some(text) = self.corrected.get(&row).and_then(|corrected| corrected.get(code)) {
            return text.clone();
        }
        let cells = columns.iter().map(|column| self.table.cell(row as usize, *column)).filter(|text| !text.is_empty());
        let text = cells.collect::<Vec<_>>().join("; ");
        if text.is_empty() { self.defaults.get(code).cloned().unwrap_or_default() } else { text }
    }

    /// As [`Import::text`], for one that is asked by itself.
    #[must_use]
    pub fn text_of(&self, row: u32, code: &str) -> String {
        self.text(row, code, &self.columns_of(code))
    }

    /// Somebody put this right.
    #[must_use]
    pub fn is_corrected(&self, row: u32, code: &str) -> bool {
        self.corrected.get(&row).is_some_and(|corrected| corrected.contains_key(code))
    }

    /// The rows that say something, headings left out.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        let rows = self.heading.end()..self.table.rows.len();
        rows.filter(|row| !self.table.is_empty_row(*row)).filter_map(|row| u32::try_from(row).ok())
    }

    /// Rows whose cases are not among these yet.
    #[must_use]
    pub fn unfinished(&self, is_here: impl Fn(DocumentId) -> bool) -> Vec<(u32, DocumentId)> {
        self.begun.iter().filter(|(_, document)| !is_here(**document)).map(|(row, document)| (*row, *document)).collect()
    }

    /// Puts one value right; nothing puts it back as the list has it.
    pub fn correct(&mut self, row: u32, target: &str, text: Option<String>) {
        let corrected = self.corrected.entry(row).or_default();
        match text {
            Some(text) => drop(corrected.insert(target.to_owned(), text)),
            None => drop(corrected.remove(target)),
        }
        self.corrected.retain(|_, corrected| !corrected.is_empty());
    }
}
