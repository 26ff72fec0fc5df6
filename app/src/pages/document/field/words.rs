//! What stands in a field, as people read it.

use shared::{
    documents::DocumentKind,
    files::Named,
    forms::{Field, Kind, Need, Path, Place, Register},
    key,
    vocab::Vocabulary,
    workflow::{Act, Args, OF_ALL, rule},
};

use super::{
    register::{options_of, row_of_any_round},
    shown::shown,
};
use crate::state::{Document, Names, Words};

/// What stands at a path.
pub(in crate::pages::document) fn standing(document: Document, path: &Path, field: &Field) -> String {
    match field.kind {
        Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) => {
            let options: Vec<String> = document.marks(path).into_iter().map(|mark| mark.option).collect();
            in_words((document.words, document.names), Some((document, path)), field, &options.join(" "))
        }
        Kind::Files => {
            let names: Vec<String> = document.marks(path).iter().map(|mark| Named::of_text(&mark.text).name).collect();
            names.join(document.words.t(key!("app.comma")))
        }
        Kind::Shown(what) => shown(document, path, what),
        Kind::Rows(_) | Kind::Each(..) => String::new(),
        Kind::Line | Kind::Prose | Kind::ProseWithin(_) | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_) => {
            in_words((document.words, document.names), Some((document, path)), field, &document.text(path))
        }
    }
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
    let words = by.0;
    let comma = words.t(key!("app.comma"));
    let all = |each: &dyn Fn(&str) -> String| text.split_whitespace().map(each).collect::<Vec<_>>().join(comma);
    match field.kind {
        Kind::Choice(vocabulary) => of_code(words, vocabulary, text),
        Kind::Ticks(vocabulary) | Kind::Ranked(vocabulary) => all(&|code| of_code(words, vocabulary, code)),
        Kind::Pick(register) => of_id(by.1, from, register, text),
        Kind::Picks(register) => all(&|id| of_id(by.1, from, register, id)),
        Kind::Files => Named::of_text(text).name,
        Kind::Line | Kind::Prose | Kind::ProseWithin(_) | Kind::Day | Kind::Number | Kind::Rows(_) | Kind::Each(..) | Kind::Shown(_) => {
            text.to_owned()
        }
    }
}

fn of_code(words: Words, vocabulary: &Vocabulary, code: &str) -> String {
    vocabulary.words(code).map_or_else(|| code.to_owned(), |key| words.t(key).to_owned())
}

fn of_id(names: Names, from: Option<(Document, &Path)>, register: Register, id: &str) -> String {
    if id.is_empty() {
        return String::new();
    }
    let known = options_of(names, from, register).into_iter().find(|(known, _)| known == id);
    let elsewhere = || match register {
        Register::Rows(table) => from.and_then(|(document, _)| row_of_any_round(document, table, id)),
        Register::Enterprises | Register::Units | Register::Experts | Register::Documents(_) => None,
    };
    let name = known.map(|(_, name)| name).or_else(elsewhere);
    name.unwrap_or_else(|| names.unknown().to_owned())
}

/// What names a row: the first words in it; where a row begins with choices and must say something in words, these words.
pub(in crate::pages::document) fn row(document: Document, row: &Path, cells: &'static [Field]) -> String {
    let is_told = |cell: &&Field| matches!((cell.kind, cell.need), (Kind::Prose, Need::Required | Need::Hard));
    let begins_with_choice = cells.first().is_some_and(|first| matches!(first.kind, Kind::Choice(_)));
    let told = cells.iter().filter(|_| begins_with_choice).find(is_told);
    let words =
        told.into_iter().chain(cells).map(|cell| standing(document, &row.cell(cell.key), cell)).find(|text| !text.trim().is_empty());
    words.unwrap_or_else(|| document.words.t(key!("rows.empty")).to_owned())
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
