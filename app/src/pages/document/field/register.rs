//! What can be picked: bodies, experts, documents, rows of this document.

use shared::forms::{self, Kind, Path, Register};

use super::words;
use crate::state::{Choosable, Document, Names};

/// Everything that a register holds; rows are looked up in the document, for the round of the place that picks.
pub(in crate::pages) fn options_of(names: Names, from: Option<(Document, &Path)>, register: Register) -> Vec<Choosable> {
    match (register, from) {
        (Register::Rows(table), Some((document, at))) => rows(document, at, table),
        (Register::Rows(_), None) => Vec::new(),
        (Register::Enterprises | Register::Units | Register::Experts | Register::Documents(_), _) => names.options(register),
    }
}

/// What is chosen and not known here is shown as such, and never lost.
pub(in crate::pages) fn with_unknown(mut options: Vec<Choosable>, chosen: &[String], unknown: &str) -> Vec<Choosable> {
    for code in chosen {
        if !options.iter().any(|(known, _)| known == code) {
            options.push((code.clone(), unknown.to_owned()));
        }
    }
    options
}

/// A path of the tables, which name the first round, in the round of the place from which it is asked.
pub(super) fn in_round(document: Document, at: &Path, path: &str) -> Path {
    let path = Path::of_text(path);
    let Some(section) = forms::section(path.section()).filter(|section| section.has_rounds()) else { return path };
    let own = forms::section(at.section()).filter(|section| section.has_rounds()).map(|_| forms::round_of(at.section()).1);
    let round = own.unwrap_or_else(|| document.read(|view| view.state.round).unwrap_or(1));
    let below: Vec<&str> = path.steps().skip(1).collect();
    below.into_iter().fold(Path::section_root(&forms::of_round(section, round)), |at, step| at.cell(step))
}

fn rows(document: Document, at: &Path, table: &str) -> Vec<Choosable> {
    rows_of(document, &in_round(document, at, table))
}

/// What people call a row of a table in whatever round it stands: entries of the ledger name rows of earlier rounds.
pub(super) fn row_of_any_round(document: Document, table: &str, id: &str) -> Option<String> {
    let rounds = document.read(|view| view.state.round).unwrap_or(1);
    let (section, rest) = table.split_once('.')?;
    let section = forms::section(section)?;
    let tables = (1..=rounds).map(|round| Path::field(&forms::of_round(section, round), rest));
    let found = tables.flat_map(|table| rows_of(document, &table)).find(|(known, _)| known == id);
    found.map(|(_, words)| words)
}

fn rows_of(document: Document, table: &Path) -> Vec<Choosable> {
    let Some(Kind::Rows(cells)) = table.form_field().map(|field| field.kind) else { return Vec::new() };
    let ids = document.read(|view| view.content.live_rows(table).map(|row| row.id.clone()).collect::<Vec<_>>()).unwrap_or_default();
    ids.into_iter().map(|id| (id.clone(), words::row(document, &table.row(&id), cells))).collect()
}
