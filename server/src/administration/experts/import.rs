//! Experts from a file: each becomes a document of the register, written the way that a person's device writes it.

use std::{collections::BTreeSet, sync::Arc};

use serde::Deserialize;
use shared::{
    documents::DocumentKind,
    forms::{Path, YES},
    ids::{Author, CommandId, DeviceId, DocumentId, PersonId},
    people::{Audited, Person},
    records::edit::Edit,
    time,
    vocab::{ExperienceKind, ProductClass, Qualification, TitleLevel},
    workflow::{Act, Args, Command, Deadlines, RULES},
};

use crate::{
    desk::{Asker, Desks},
    pen::{self, PenError},
    random,
    store::{
        PeopleStore, RelayStore, Sqlite, StoreError,
        people::{Deed, Note},
    },
};

/// A line of the file and what is wrong with it.
pub(crate) type Wrong = (u64, String);

/// A row of the file.
#[derive(Clone, Debug, Deserialize)]
struct Row {
    login: String,
    name: String,
    employer: String,
    title: String,
    #[serde(default)]
    qualification: String,
    #[serde(default)]
    qualification_number: String,
    #[serde(default)]
    valid_from: String,
    #[serde(default)]
    valid_to: String,
    experience: String,
    experience_text: String,
    fields: String,
    appointed_from: String,
    #[serde(default)]
    appointed_to: String,
}

/// An expert to be entered.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    line: u64,
    person: PersonId,
    row: Row,
}

/// Reads the whole file before anything is entered; everything that is wrong is told at once.
pub(crate) fn read(store: &dyn RelayStore, text: &str) -> Result<Result<Vec<Entry>, Vec<Wrong>>, StoreError> {
    let (mut entries, mut wrong) = (Vec::new(), Vec::new());
    for (row, line) in csv::Reader::from_reader(text.as_bytes()).deserialize::<Row>().zip(2..) {
        match row {
            Err(error) => wrong.push((line, error.to_string())),
            Ok(row) => match store.account(&row.login)? {
                None => wrong.push((line, format!("login: {}", row.login))),
                Some(account) => {
                    wrong.extend(strange(&row).into_iter().map(|what| (line, what)));
                    entries.push(Entry { line, person: account.person.id, row });
                }
            },
        }
    }
    Ok(if wrong.is_empty() { Ok(entries) } else { Err(wrong) })
}

/// Cells that are no codes or days.
fn strange(row: &Row) -> Vec<String> {
    let words = |cell: &str, is: fn(&str) -> bool| cell.split_whitespace().all(is);
    let day = |cell: &str| cell.is_empty() || time::day(cell).is_some();
    [
        (!row.name.is_empty(), "name", &row.name),
        (TitleLevel::of_code(&row.title).is_some(), "title", &row.title),
        (words(&row.qualification, |code| Qualification::of_code(code).is_some()), "qualification", &row.qualification),
        (day(&row.valid_from), "valid_from", &row.valid_from),
        (day(&row.valid_to), "valid_to", &row.valid_to),
        (words(&row.experience, |code| ExperienceKind::of_code(code).is_some()), "experience", &row.experience),
        (words(&row.fields, |code| ProductClass::of_code(code).is_some()), "fields", &row.fields),
        (time::day(&row.appointed_from).is_some(), "appointed_from", &row.appointed_from),
        (day(&row.appointed_to), "appointed_to", &row.appointed_to),
    ]
    .into_iter()
    .filter(|(is_fine, ..)| !is_fine)
    .map(|(_, column, cell)| format!("{column}: {cell}"))
    .collect()
}

/// Enters those who are not in the register yet; answers how many. A refusal by the rules stops at its line.
pub(crate) async fn enter(store: Sqlite, by: Person, entries: Vec<Entry>, note: &Note) -> Result<Result<u64, Wrong>, StoreError> {
    let known: BTreeSet<PersonId> = super::list(&store, note.at.day())?.into_iter().map(|row| row.person).collect();
    let store = Arc::new(store);
    let desks = Desks::over(store.clone(), Deadlines::default())?;
    let asker = Asker { author: Author { person: by.id, device: DeviceId(random::bytes()) }, person: by, line: None, now: note.at };
    let mut entered = 0;
    for entry in entries.into_iter().filter(|entry| !known.contains(&entry.person)) {
        match one(&desks, &asker, &entry).await {
            Ok(document) => {
                let note = note.of(Audited::ExpertImported, format_args!("{} {document}", entry.person));
                store.carry_out(&Deed::Nothing, &note)?;
                entered += 1;
            }
            Err(PenError::Store(error)) => return Err(error),
            Err(PenError::Refused(refusal)) => return Ok(Err((entry.line, refusal.code.code().to_owned()))),
            Err(PenError::Failed(what)) => return Ok(Err((entry.line, what))),
        }
    }
    desks.finish();
    Ok(Ok(entered))
}

async fn one(desks: &Desks, asker: &Asker, entry: &Entry) -> Result<DocumentId, PenError> {
    let args = Args::default().with("name", &entry.row.name).with("person", entry.person);
    let (id, on) = (CommandId(random::bytes()), asker.now.day());
    let command = Command { id, act: Act::Open, on, args, heads: Vec::new(), rules: RULES };
    let opened = desks.create(asker.clone(), DocumentKind::Expert, command).await.map_err(PenError::Store)?;
    let document = opened.map_err(PenError::Refused)?;
    pen::write(desks, asker, document, &edits(entry)).await?;
    Ok(document)
}

fn edits(Entry { person, row, .. }: &Entry) -> Vec<Edit> {
    let root = Path::section_root("expert");
    let write = |path: Path, text: &str| Edit::Write { path, text: text.to_owned() };
    let person = person.to_string();
    let cells = [
        ("person", &person),
        ("name", &row.name),
        ("employer", &row.employer),
        ("title", &row.title),
        ("experience_text", &row.experience_text),
        ("appointed_from", &row.appointed_from),
        ("appointed_to", &row.appointed_to),
    ];
    let mut edits: Vec<Edit> = cells.into_iter().map(|(key, text)| write(root.cell(key), text)).collect();
    for (key, codes) in [("experience", &row.experience), ("fields", &row.fields)] {
        edits.extend(codes.split_whitespace().map(|code| write(root.cell(key).cell(code), YES)));
    }
    for kind in row.qualification.split_whitespace() {
        let (table, id) = (root.cell("qualifications"), hex(random::bytes()));
        edits.push(Edit::Add { path: table.clone(), row: id.clone(), order: format!("{kind}-{}", &id[..4]) });
        let cells = [
            ("kind", kind),
            ("number", row.qualification_number.as_str()),
            ("valid_from", row.valid_from.as_str()),
            ("valid_to", row.valid_to.as_str()),
        ];
        edits.extend(cells.into_iter().map(|(key, text)| write(table.row(&id).cell(key), text)));
    }
    edits.retain(|edit| !matches!(edit, Edit::Write { text, .. } if text.is_empty()));
    edits
}

fn hex(bytes: [u8; 8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
