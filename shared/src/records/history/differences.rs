//! What is different between two versions of a document, place by place in the order of its form.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    documents::DocumentKind,
    forms::{self, Field, Holds, Kind, Path, Section},
    records::read::{Content, Row},
};

/// A place that holds something else than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// A field, or a row as such: its cells are places of their own.
    pub path: Path,
    /// What it held.
    pub before: Held,
    /// What it holds now.
    pub after: Held,
}

/// What a place holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Held {
    /// Nothing.
    Nothing,
    /// A short text; several where people wrote at once.
    Values(Vec<String>),
    /// A long text.
    Prose(String),
    /// The chosen options in their order, each with what stands with it.
    Set(Vec<(String, String)>),
    /// A row.
    Row {
        /// Whether it is removed.
        removed: bool,
        /// What sorts it.
        order: String,
    },
}

impl Held {
    pub(super) fn values(texts: Vec<String>) -> Self {
        if texts.iter().all(String::is_empty) { Held::Nothing } else { Held::Values(texts) }
    }

    pub(super) fn prose(text: String) -> Self {
        if text.is_empty() { Held::Nothing } else { Held::Prose(text) }
    }

    pub(super) fn set(options: Vec<(String, String)>) -> Self {
        if options.is_empty() { Held::Nothing } else { Held::Set(options) }
    }

    fn row(row: &Row) -> Self {
        Held::Row { removed: row.removed, order: row.order.clone() }
    }
}

/// Everything that is different. Who wrote what stands in [`sittings`](super::sittings).
#[must_use]
pub fn compare(kind: DocumentKind, before: &Content, after: &Content) -> Vec<Difference> {
    let rounds = |section: &Section| if section.has_rounds() { before.rounds().max(after.rounds()) } else { 1 };
    let all = forms::of(kind).iter().flat_map(|section| (1..=rounds(section)).map(move |round| (section, round)));
    all.flat_map(|(section, round)| compare_section(section, round, before, after)).collect()
}

/// What is different in a section of a round.
#[must_use]
pub fn compare_section(section: &Section, round: u16, before: &Content, after: &Content) -> Vec<Difference> {
    let mut comparison = Comparison { before, after, found: Vec::new() };
    comparison.map(&Path::section_root(&forms::of_round(section, round)), section.fields);
    comparison.found
}

struct Comparison<'a> {
    before: &'a Content,
    after: &'a Content,
    found: Vec<Difference>,
}

impl Comparison<'_> {
    fn map(&mut self, at: &Path, fields: &[Field]) {
        for field in fields {
            self.field(at.cell(field.key), field);
        }
    }

    fn field(&mut self, path: Path, field: &Field) {
        match field.kind.holds() {
            Holds::Rows(cells) => self.rows(&path, cells),
            Holds::Each(vocabulary, cells) => {
                for (code, _) in vocabulary.values {
                    self.map(&path.row(code), cells);
                }
            }
            Holds::Value => {
                let (before, after) = (held(self.before, &path, field), held(self.after, &path, field));
                self.note(path, before, after);
            }
        }
    }

    fn rows(&mut self, table: &Path, cells: &[Field]) {
        let (before, after) = (self.before, self.after);
        let of = |content: &Content, id: &str| content.rows(table).iter().find(|row| row.id == id).map_or(Held::Nothing, Held::row);
        let mut known = BTreeSet::new();
        // A version that is no successor of the other may lack rows of it.
        for row in after.rows(table).iter().chain(before.rows(table)).filter(|row| known.insert(&row.id)) {
            let path = table.row(&row.id);
            self.note(path.clone(), of(before, &row.id), of(after, &row.id));
            self.map(&path, cells);
        }
    }

    fn note(&mut self, path: Path, before: Held, after: Held) {
        if before != after {
            self.found.push(Difference { path, before, after });
        }
    }
}

/// What a field holds that is no table.
fn held(content: &Content, path: &Path, field: &Field) -> Held {
    match field.kind {
        Kind::Line | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_) => {
            let several: Vec<String> = content.concurrent(path).iter().map(|said| said.text.clone()).collect();
            Held::values(if several.is_empty() { vec![content.text(path).to_owned()] } else { several })
        }
        Kind::Prose | Kind::ProseWithin(_) => Held::prose(content.text(path).to_owned()),
        Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) | Kind::Files => {
            Held::set(content.marks(path).iter().map(|mark| (mark.option.clone(), mark.text.clone())).collect())
        }
        Kind::Rows(_) | Kind::Each(..) | Kind::Shown(_) => Held::Nothing,
    }
}
