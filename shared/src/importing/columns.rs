//! Which column is what: guessed from the headings, of which every authority has its own. The person has the last word.

use std::{cmp::Reverse, collections::BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Table, Target};
use crate::{
    key,
    words::{Key, Locale},
};

/// What becomes of the cells of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Column {
    /// They go into the note, with their heading.
    #[default]
    Note,
    /// They are not taken in: running numbers, say.
    Left,
    /// They fill this field, by [`Target::code`].
    Field(String),
}

impl Column {
    /// The target, if there is one.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        match self {
            Column::Note | Column::Left => None,
            Column::Field(code) => Target::of_code(code),
        }
    }
}

/// The rows that say what the columns are. Above them stand titles; headings may have two storeys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The first of them, from 0.
    pub first: u32,
    /// How many there are; 0 where the list has none.
    pub rows: u32,
}

/// In so many rows at the top headings are looked for.
const TOP: usize = 20;
/// How sure a heading is that is one of the known ones; that holds one; and that ends with it, since the last word says what it is.
const SAME: usize = 2_000;
const HOLDS: usize = 500;
const ENDS: usize = 200;

impl Heading {
    /// Finds the headings of a table.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        let known = Headings::new();
        let count = |row: usize, least: usize| {
            let texts = table.rows[row].iter().map(|text| text.trim()).filter(|text| !text.is_empty() && known.best(text) >= least);
            texts.collect::<BTreeSet<_>>().len()
        };
        let top = table.rows.len().min(TOP);
        let best = (0..top).map(|row| count(row, HOLDS)).max().unwrap_or(0);
        let filled = |row: &usize| count(*row, 0) > 1;
        let is_storey = |row: usize| count(row, SAME / 2) > 0 && count(row, SAME / 2) * 3 >= count(row, 0);
        let first = match best {
            0 | 1 => (0..top).find(filled).unwrap_or(0),
            // The first storey knows fewer of them than the second.
            _ => (0..top).find(|row| count(*row, HOLDS) * 2 >= best.max(4)).unwrap_or(0),
        };
        let mut rows = 1;
        while best > 1 && first + rows < top && rows < 3 && is_storey(first + rows) {
            rows += 1;
        }
        Self { first: u32_of(first), rows: u32_of(rows) }
    }

    /// The first row that is no heading.
    #[must_use]
    pub const fn end(self) -> usize {
        (self.first + self.rows) as usize
    }

    /// What a column is called: of two storeys both, each text once.
    #[must_use]
    pub fn text(self, table: &Table, column: usize) -> String {
        let mut texts: Vec<String> = Vec::new();
        for row in self.first as usize..self.end() {
            let text = table.cell(row, column).split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.join(" ")
    }

    /// What all columns are called.
    #[must_use]
    pub fn texts(self, table: &Table) -> Vec<String> {
        (0..table.width()).map(|column| self.text(table, column)).collect()
    }
}

fn u32_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What each of these headings seems to mean; no field is guessed twice.
#[must_use]
pub fn guess(headings: &[String]) -> Vec<Column> {
    let known = Headings::new();
    let mut columns: Vec<Column> = headings.iter().map(|text| if known.is_left(text) { Column::Left } else { Column::Note }).collect();
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (column, text) in headings.iter().enumerate().filter(|(column, _)| columns[*column] == Column::Note) {
        found.extend(known.scores(text).map(|(target, score)| (score, target, column)));
    }
    found.sort_unstable_by_key(|(score, target, column)| (Reverse(*score), *target, *column));
    let mut is_used = vec![false; known.targets.len()];
    for (_, target, column) in &found {
        if columns[*column] == Column::Note && !is_used[*target] {
            is_used[*target] = true;
            columns[*column] = Column::Field(known.targets[*target].0.clone());
        }
    }
    // Without an enterprise nothing begins: where two columns could be it, and each is better known as something else, it is the better one.
    let enterprise = known.targets.iter().position(|(code, _)| code == "enterprise");
    let unused = enterprise.filter(|at| !is_used[*at]);
    if let Some((_, _, column)) = unused.and_then(|at| found.iter().find(|(_, target, _)| *target == at)) {
        columns[*column] = Column::Field("enterprise".to_owned());
    }
    columns
}

/// The headings that are known, as they are compared.
struct Headings {
    targets: Vec<(String, Vec<String>)>,
    left: Vec<String>,
}

impl Headings {
    fn new() -> Self {
        let targets = Target::all().map(|target| {
            let words = Locale::ALL.iter().flat_map(|locale| {
                let own = [plain(target.words().text(*locale))];
                own.into_iter().chain(target.headings().into_iter().flat_map(|key| listed(key, *locale)))
            });
            (target.code(), words.collect())
        });
        let left = Locale::ALL.iter().flat_map(|locale| listed(key!("heading.left"), *locale));
        Self { targets: targets.collect(), left: left.collect() }
    }

    fn is_left(&self, text: &str) -> bool {
        let text = plain(text);
        text.is_empty() || self.left.contains(&text)
    }

    fn best(&self, text: &str) -> usize {
        self.scores(text).map(|(_, score)| score).max().unwrap_or(0)
    }

    /// What a heading could mean, and how surely: earlier words of a list are surer, longer words in a heading too.
    fn scores(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        let text = plain(text);
        self.targets.iter().enumerate().filter_map(move |(target, (_, words))| {
            let score = words.iter().enumerate().filter_map(|(at, word)| {
                let letters = word.chars().count();
                if text == *word {
                    return Some(SAME - at);
                }
                // Words of a language that parts them are too short to be found within others.
                let is_held = letters > 1 && !word.is_ascii() && text.contains(word.as_str());
                is_held.then(|| HOLDS + letters + if text.ends_with(word.as_str()) { ENDS } else { 0 })
            });
            score.max().map(|score| (target, score))
        })
    }
}

fn listed(key: Key, locale: Locale) -> impl Iterator<Item = String> {
    key.text(locale).split('|').map(plain)
}

/// As headings are compared: what stands in brackets, blanks and marks say nothing.
pub(super) fn plain(text: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for letter in text.chars() {
        match letter {
            '(' | '\u{ff08}' | '[' | '\u{3010}' => depth += 1,
            ')' | '\u{ff09}' | ']' | '\u{3011}' => depth = depth.saturating_sub(1),
            _ if depth == 0 && letter.is_alphanumeric() => plain.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    // A heading that is nothing but brackets is read all the same.
    if plain.is_empty() { text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect() } else { plain }
}
