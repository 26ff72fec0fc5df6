//! The file of settings: TOML, each value with the line on which it stands.

use std::{fs, path::Path};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{What, Wrong};

/// A value of the file.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub(super) key: String,
    pub(super) text: String,
    pub(super) line: usize,
}

/// Everything in the file, and everything that is wrong with its form.
pub(super) fn read(path: &Path) -> (Vec<Found>, Vec<Wrong>) {
    match fs::read_to_string(path) {
        Ok(source) => parse(&source, path),
        Err(error) => (Vec::new(), vec![Wrong { place: path.display().to_string(), what: What::Unreadable(error.to_string()) }]),
    }
}

fn parse(source: &str, path: &Path) -> (Vec<Found>, Vec<Wrong>) {
    let (table, errors) = DeTable::parse_recoverable(source);
    let mut found = Vec::new();
    flatten("", table.get_ref(), source, &mut found);
    let wrong = errors.into_iter().map(|error| {
        let line = error.span().map_or(1, |span| line_of(source, span.start));
        Wrong { place: place(path, line), what: What::Unreadable(error.message().to_owned()) }
    });
    (found, wrong.collect())
}

/// How a line of the file is named to people.
pub(super) fn place(path: &Path, line: usize) -> String {
    format!("{}:{line}", path.display())
}

fn flatten(prefix: &str, table: &DeTable<'_>, source: &str, found: &mut Vec<Found>) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.get_ref().to_string() } else { format!("{prefix}.{}", name.get_ref()) };
        match value.get_ref() {
            DeValue::Table(inner) => flatten(&key, inner, source, found),
            _ => found.push(Found { key, text: text(value), line: line_of(source, name.span().start) }),
        }
    }
}

/// A list is the text of its values with commas between them.
fn text(value: &Spanned<DeValue<'_>>) -> String {
    match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(","),
        DeValue::Table(_) => String::new(),
    }
}

fn line_of(source: &str, at: usize) -> usize {
    source.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
