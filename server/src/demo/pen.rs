//! Writes like a device: on a copy of the document, then submitted.

use std::collections::HashMap;

use automerge::{Automerge, Change};
use serde_bytes::ByteBuf;
use shared::{
    forms::{Kind, Path},
    ids::DocumentId,
    records::edit::{self, Edit},
    sync::wire::{FromRelay, MAX_CHANGES},
    time::Timestamp,
};

use super::{DemoError, calendar::Calendar, names::Names};
use crate::{
    desk::{Asker, Batch},
    random,
    relay::Relay,
};

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

/// Makes the edits as one person on their device, and hands them in.
pub(super) async fn write(relay: &Relay, asker: &Asker, document: DocumentId, edits: &[Edit]) -> Result<(), DemoError> {
    let log = relay.read(move |store| store.log(document, 0, usize::from(u16::MAX), usize::MAX)).await?;
    let wrong = |what: &dyn std::fmt::Display| DemoError::Data(what.to_string());
    let changes =
        log.into_iter().map(|entry| Change::from_bytes(entry.into_vec())).collect::<Result<Vec<_>, _>>().map_err(|error| wrong(&error))?;
    let mut doc = Automerge::new().with_author(Some(asker.author.to_bytes().into()));
    doc.apply_changes(changes).map_err(|error| wrong(&error))?;
    let mut made = Vec::new();
    for edit in edits {
        let change = edit::apply(&mut doc, edit, asker.now).map_err(|error| wrong(&error))?;
        made.extend(change.map(|change| ByteBuf::from(change.raw_bytes().to_vec())));
    }
    for (changes, number) in made.chunks(MAX_CHANGES).zip(1..) {
        let mut answer = None;
        relay.desks.submit(asker.clone(), Batch { number, document, changes: changes.to_vec() }, |said| answer = Some(said)).await;
        match answer {
            Some(FromRelay::Answer { accepted, mut refused, .. }) => {
                if let Some((_, refusal)) = refused.pop() {
                    return Err(DemoError::Refused(format!("what {} wrote", asker.person.name), refusal));
                }
                if accepted.len() != changes.len() {
                    return Err(wrong(&"changes were neither accepted nor refused"));
                }
            }
            other => return Err(DemoError::Data(format!("no answer but {other:?}"))),
        }
    }
    Ok(())
}

fn hex(bytes: [u8; 8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
