//! What is written in the city's files, as edits.

use std::collections::HashMap;

use shared::{
    forms::{Kind, Path},
    records::edit::Edit,
    time::Timestamp,
};

use super::{DemoError, calendar::Calendar, names::Names};
use crate::random;

/// The rows that were added, by table and letter.
#[derive(Debug, Default)]
pub(super) struct Rows(HashMap<String, String>);

impl Rows {
    /// The id of a row.
    pub(super) fn id(&self, table: &str, letter: &str) -> Option<String> {
        self.0.get(&format!("{table}.{letter}")).cloned()
    }

    /// The edits that write `text` at a path with letters for rows and names for what is picked.
    pub(super) fn edits(
        &mut self,
        path: &str,
        text: &str,
        now: Timestamp,
        names: &Names<'_>,
        calendar: Calendar,
    ) -> Result<Vec<Edit>, DemoError> {
        let mut steps = path.split('.');
        let mut at = Path::section_root(steps.next().unwrap_or_default());
        let mut edits = Vec::new();
        for step in steps {
            at = match at.form_field().map(|field| field.kind) {
                Some(Kind::Rows(_)) => {
                    let known = self.0.len();
                    let is_new = !self.0.contains_key(at.cell(step).as_str());
                    let row = self.0.entry(at.cell(step).as_str().to_owned()).or_insert_with(|| hex(random::bytes())).clone();
                    if is_new {
                        let order = format!("{:013}{known:04}-{}", now.0, &row[..4]);
                        edits.push(Edit::Add { path: at.clone(), row: row.clone(), order });
                    }
                    at.row(&row)
                }
                Some(Kind::Picks(register)) => at.cell(&names.id(register, step)?),
                Some(_) | None => at.cell(step),
            };
        }
        let text = match at.form_field() {
            Some(field) => names.value(&field.kind, text, calendar)?,
            None => text.to_owned(),
        };
        edits.push(Edit::Write { path: at, text });
        Ok(edits)
    }
}

/// One text for each row where a path says `*`: the parts of a list.
pub(super) fn each(path: &str, text: &str) -> Vec<(String, String)> {
    if !path.contains(".*.") {
        return vec![(path.to_owned(), text.to_owned())];
    }
    let parts = text.split(['、', '；']).zip('a'..);
    parts.map(|(part, row)| (path.replacen(".*.", &format!(".{row}."), 1), part.to_owned())).collect()
}

fn hex(bytes: [u8; 8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
