//! What of a form is signed: its words as they stand, in the order of its table, whatever they look like on a screen or on paper.

use sha2::{Digest, Sha256};

use super::cbor::Writer;
use crate::{
    forms::{Field, Kind, Path, Section, Store, of_round},
    ids::Hash,
    records::read::Content,
};

/// The version of this encoding. A form's fields may grow: an empty field is not written, so what was signed before stays what it
/// is. Whoever moves or removes a field of a form that is signed, or changes what follows, counts this up and keeps the old reading.
pub const FORM: u64 = 1;

/// The bytes that stand for a section of a round: deterministic CBOR of
///
/// ```text
/// ["liandong form", 1, "causes#2", fields]
/// fields  = [[key, value], …]            in the table's order; a field in which nothing stands is left out
/// value   = [text, …]                    short text, day, number, choice: every value that stands, sorted
///         | text                         long text
///         | [[option, text], …]          a set: what is chosen, in the order of its ranks
///         | [[row, fields], …]           a table: the rows that were not removed, in their order
/// ```
///
/// What is only shown (a name from another section, say) is another section's and not written.
#[must_use]
pub fn canonical(content: &Content, section: &Section, round: u16) -> Vec<u8> {
    let key = of_round(section, round);
    let mut writer = Writer::default();
    writer.array(4);
    writer.text("liandong form");
    writer.number(FORM);
    writer.text(&key);
    fields(&mut writer, content, section.fields, &Path::section_root(&key));
    writer.0
}

/// The SHA-256 of [`canonical`].
#[must_use]
pub fn content_hash(content: &Content, section: &Section, round: u16) -> Hash {
    Hash(Sha256::digest(canonical(content, section, round)).into())
}

fn fields(writer: &mut Writer, content: &Content, fields: &'static [Field], at: &Path) {
    let standing: Vec<(&Field, Path)> =
        fields.iter().map(|field| (field, at.cell(field.key))).filter(|(field, path)| stands(content, field, path)).collect();
    writer.array(standing.len());
    for (field, path) in standing {
        writer.array(2);
        writer.text(field.key);
        value(writer, content, field, &path);
    }
}

fn value(writer: &mut Writer, content: &Content, field: &Field, path: &Path) {
    match (field.kind.store(), field.kind) {
        (_, Kind::Rows(cells)) => {
            let rows: Vec<Path> = content.live_rows(path).map(|row| path.row(&row.id)).collect();
            rows_of(writer, content, &rows, cells);
        }
        (_, Kind::Each(vocabulary, cells)) => {
            let rows: Vec<Path> = vocabulary.values.iter().map(|(code, _)| path.row(code)).collect();
            let rows: Vec<Path> = rows.into_iter().filter(|row| any(content, cells, row)).collect();
            rows_of(writer, content, &rows, cells);
        }
        (Store::Set, _) => {
            let marks = content.marks(path);
            writer.array(marks.len());
            for mark in marks {
                writer.array(2);
                writer.text(&mark.option);
                writer.text(&mark.text);
            }
        }
        (Store::Text, _) => writer.text(content.text(path)),
        (Store::Register | Store::Rows | Store::Calculated, _) => {
            let mut said: Vec<&str> = content.concurrent(path).iter().map(|said| said.text.as_str()).collect();
            if said.is_empty() {
                said.push(content.text(path));
            }
            // Which of several values an editor shows first depends on the names of changes, not on the words.
            said.sort_unstable();
            writer.array(said.len());
            said.into_iter().for_each(|text| writer.text(text));
        }
    }
}

fn rows_of(writer: &mut Writer, content: &Content, rows: &[Path], cells: &'static [Field]) {
    writer.array(rows.len());
    for row in rows {
        writer.array(2);
        writer.text(row.last());
        fields(writer, content, cells, row);
    }
}

fn stands(content: &Content, field: &Field, path: &Path) -> bool {
    match field.kind {
        Kind::Rows(_) => content.live_rows(path).next().is_some(),
        Kind::Each(vocabulary, cells) => vocabulary.values.iter().any(|(code, _)| any(content, cells, &path.row(code))),
        Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) | Kind::Files => !content.marks(path).is_empty(),
        Kind::Shown(_) => false,
        Kind::Line | Kind::Prose | Kind::ProseWithin(_) | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_) => {
            !content.text(path).is_empty() || !content.concurrent(path).is_empty()
        }
    }
}

fn any(content: &Content, cells: &'static [Field], row: &Path) -> bool {
    cells.iter().any(|cell| stands(content, cell, &row.cell(cell.key)))
}
