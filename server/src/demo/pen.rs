//! Writes like a device: on a copy of the document, then submitted.

use std::collections::HashMap;

use automerge::{Automerge, Change};
use serde_bytes::ByteBuf;
use shared::{
    forms::{Kind, Path},
    ids::DocumentId,
    records::edit::{self, Edit},
    sync::wire::{FromRelay, MAX_CHANGES},
};

use super::DemoError;
use crate::{
    desk::{Asker, Batch},
    random,
    relay::Relay,
};

/// The rows of a case that were added, by table and letter.
#[derive(Debug, Default)]
pub(super) struct Rows(HashMap<String, String>);

impl Rows {
    /// The edits that write `text` at a path with letters for rows.
    pub(super) fn edits(&mut self, path: &str, text: String, now: i64) -> Vec<Edit> {
        let steps: Vec<&str> = path.split('.').collect();
        let [section, field, letter, rest @ ..] = steps.as_slice() else {
            return vec![Edit::Write { path: path_of(&steps), text }];
        };
        let table = Path::field(section, field);
        if !table.form_field().is_some_and(|field| matches!(field.kind, Kind::Rows(_))) {
            return vec![Edit::Write { path: path_of(&steps), text }];
        }
        let known = self.0.len();
        let key = format!("{}.{letter}", table.as_str());
        let is_new = !self.0.contains_key(&key);
        let row = self.0.entry(key).or_insert_with(|| hex(random::bytes())).clone();
        let mut edits = Vec::new();
        if is_new {
            edits.push(Edit::Add { path: table.clone(), row: row.clone(), order: format!("{now:013}{known:04}-{}", &row[..4]) });
        }
        edits.push(Edit::Write { path: rest.iter().fold(table.row(&row), |path, step| path.cell(step)), text });
        edits
    }
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

fn path_of(steps: &[&str]) -> Path {
    Path::of_steps(&steps.iter().map(|step| (*step).to_owned()).collect::<Vec<_>>())
}

fn hex(bytes: [u8; 8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
