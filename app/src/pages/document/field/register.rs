//! What can be picked: bodies, experts, documents, rows of this document.

use std::sync::Arc;

use shared::forms::{Kind, Path, Register};

use crate::state::{Choices, Choosable, Document, Names};

/// Everything that a register holds; rows are looked up in the document, for the round of the place that picks.
pub(in crate::pages) fn options_of(names: Names, from: Option<(Document, &Path)>, register: Register) -> Choices {
    match (register, from) {
        (Register::Rows(table), Some((document, at))) => Choices::of(rows(document, at, table)),
        (Register::Rows(_), None) => Choices::default(),
        (Register::Enterprises | Register::Units | Register::Experts | Register::Documents(_), _) => names.choices(register),
    }
}

/// What is chosen and not known here is shown as such, and never lost.
pub(in crate::pages) fn with_unknown(choices: &Choices, chosen: &[String], unknown: &str) -> Arc<Vec<Choosable>> {
    let mut all = Arc::clone(&choices.all);
    for code in chosen.iter().filter(|code| choices.words(code).is_none()) {
        Arc::make_mut(&mut all).push((code.clone(), unknown.to_owned()));
    }
    all
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
