//! What can be picked: bodies, experts, documents, rows of this document.

use shared::forms::{Kind, Path, Register};

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

fn rows(document: Document, at: &Path, table: &str) -> Vec<Choosable> {
    let found = document.spoken(|spoken| {
        let table = spoken.in_round(at, table);
        let Some(Kind::Rows(cells)) = table.form_field().map(|field| field.kind) else { return Vec::new() };
        let row = |id: &String| (id.clone(), spoken.row(&table.row(id), cells));
        spoken.content.live_rows(&table).map(|one| row(&one.id)).collect()
    });
    found.unwrap_or_default()
}
