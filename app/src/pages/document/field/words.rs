//! What stands in a field, as people read it.

use shared::{
    documents::DocumentKind,
    forms::{Field, Kind, Path, Place},
    key,
    records::spoken,
    workflow::{Act, Args, OF_ALL, rule},
};

use crate::state::{Document, Names, Words};

/// What stands at a path.
pub(super) fn standing(document: Document, path: &Path, field: &Field) -> String {
    document.spoken(|spoken| spoken.standing(path, field)).unwrap_or_default()
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
    let said = document.spoken(|spoken| match cells.split_first() {
        Some((number, rest)) if matches!(number.kind, Kind::Shown(_)) => {
            format!("{} · {}", spoken.standing(&row.cell(number.key), number), spoken.row(row, rest))
        }
        Some(_) | None => spoken.row(row, cells),
    });
    said.unwrap_or_else(|| document.words.t(key!("rows.empty")).to_owned())
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
