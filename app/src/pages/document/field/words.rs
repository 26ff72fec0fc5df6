//! What stands in a field, as people read it.

use shared::{
    documents::DocumentKind,
    forms::{Field, Kind, Path, Place, Register, Shown},
    key,
    records::spoken::{self, Spoken},
    workflow::{Act, Args, OF_ALL, rule},
};

use crate::state::{Document, Names, Words};

/// What stands at a path; read anew when what its words are made of changes.
pub(super) fn standing(document: Document, path: &Path, field: &Field) -> String {
    let said = |spoken: &Spoken<'_>| spoken.standing(path, field);
    let table = path.parent().and_then(|row| row.parent()).filter(|_| matches!(field.kind, Kind::Shown(Shown::Position)));
    let said = match table {
        Some(table) => document.spoken_at(&table, said),
        None if is_of_elsewhere(field) => document.spoken(said),
        None => document.spoken_at(path, said),
    };
    said.unwrap_or_default()
}

/// Its words are made of what stands in other fields of the document.
const fn is_of_elsewhere(field: &Field) -> bool {
    matches!(field.kind, Kind::Shown(_) | Kind::Pick(Register::Rows(_)) | Kind::Picks(Register::Rows(_)))
}

/// What an act was told, by the labels and in the words of what it asks for. `document`: where it is open.
pub(in crate::pages) fn told_in_words(
    by: (Words, Names),
    document: Option<Document>,
    kind: DocumentKind,
    act: Act,
    args: &Args,
) -> Vec<(&'static str, String)> {
    let asks = rule(kind, act).map_or(&[][..], |rule| rule.asks);
    let fields = asks.iter().chain(OF_ALL).map(|field| {
        let path = Path::field("arg", field.key);
        let value = in_words(by, document.map(|document| (document, &path)), field, args.text(field.key));
        (by.0.t(field.label), value)
    });
    fields.filter(|(_, value)| !value.is_empty()).collect()
}

/// A stored value in words: codes and ids by their names, everything else as it is.
pub(in crate::pages::document) fn in_words(by: (Words, Names), from: Option<(Document, &Path)>, field: &Field, text: &str) -> String {
    let here = from.and_then(|(document, path)| document.spoken(|spoken| spoken.value(path, &field.kind, text)));
    here.unwrap_or_else(|| spoken::value(by.0.language(), &|id| by.1.name(id), &field.kind, text))
}

/// What names a row: its number where the form has one, and what it says.
pub(in crate::pages::document) fn row(document: Document, row: &Path, cells: &'static [Field]) -> String {
    let (number, rest) = match cells.split_first() {
        Some((number, rest)) if matches!(number.kind, Kind::Shown(_)) => (Some(number), rest),
        Some(_) | None => (None, cells),
    };
    let is_whole = rest.iter().any(is_of_elsewhere);
    let said =
        if is_whole { document.spoken(|spoken| spoken.row(row, rest)) } else { document.spoken_at(row, |spoken| spoken.row(row, rest)) };
    let said = said.unwrap_or_else(|| document.words.t(key!("rows.empty")).to_owned());
    number.map_or_else(|| said.clone(), |number| format!("{} · {said}", standing(document, &row.cell(number.key), number)))
}

/// Where a place is, by the printed names: section, table and field.
pub(in crate::pages) fn place_in_words(words: Words, path: &Path) -> String {
    let labels = |section, field| format!("{} › {}", words.t(section), words.t(field));
    match path.place() {
        Some(Place::Section(section)) => words.t(section.title).to_owned(),
        Some(Place::Field(section, field) | Place::Row(section, field) | Place::RowMark(section, field) | Place::Mark(section, field)) => {
            labels(section.title, field.label)
        }
        None => shared::words::Key::of_name(path.as_str()).map_or_else(|| path.as_str().to_owned(), |key| words.t(key).to_owned()),
    }
}
