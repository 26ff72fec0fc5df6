//! ONE table per form: field, kind, when required. Screens, write access, genesis and validation read these tables; a
//! new field is one row here and its words (`field.<section>.<key>`) in the locale files.
//!
//! Order and keys follow the annexes (requirements §6).

mod annex_b;
mod annex_c;
mod intake;
mod rectification;

use crate::{people::Role, vocab::Vocabulary, words::Key};

/// The content sections of a case, in the order of the screen.
pub static CASE: &[&Section] = &[&intake::INTAKE, &annex_b::CAUSES, &rectification::RECTIFICATION, &annex_c::VISITS];

/// A named part of a document that certain roles write.
#[derive(Debug)]
pub struct Section {
    /// The key of its map at the document's root.
    pub key: &'static str,
    /// Its title.
    pub title: Key,
    /// The roles that write it (who of them, and when: [`crate::access`]).
    pub writers: &'static [Role],
    /// Its fields, in printed order.
    pub fields: &'static [Field],
}

/// One row of a form's table.
#[derive(Debug)]
pub struct Field {
    /// The key inside its map.
    pub key: &'static str,
    /// The printed label.
    pub label: Key,
    /// What may be written, and how it merges.
    pub kind: Kind,
    /// Needed when the form is submitted or signed, never while drafting.
    pub required: bool,
}

/// What a field holds. The kind decides the widget, the check of the value and the way it merges.
#[derive(Debug)]
pub enum Kind {
    /// Short text: a scalar; concurrent values are all kept and shown (store `reg`).
    Line,
    /// Long text that merges character by character (store `text`).
    Prose,
    /// A day, `2026-11-22` (store `reg`).
    Day,
    /// A value of a vocabulary, by code (store `reg`).
    Choice(&'static Vocabulary),
    /// Rows that people add, keyed by random id (store `rows`).
    Rows(&'static [Field]),
    /// Rows that exist from the beginning, one for each value of a vocabulary.
    Each(&'static Vocabulary, &'static [Field]),
}

/// The rows of a form: `"prefix of the labels": "key" required Kind; …`.
macro_rules! fields {
    ($prefix:literal: $($key:literal $required:ident $kind:expr;)+) => {
        &[$($crate::forms::Field {
            key: $key,
            label: $crate::key!($prefix, ".", $key),
            kind: $kind,
            required: $crate::forms::fields!(@ $required),
        }),+]
    };
    (@ required) => { true };
    (@ optional) => { false };
}
use fields;

/// Where a value stands in a document, as `section.field`, `section.rows.<row>.field`: the address by which screens,
/// drafts and the guard name it. Serialised as that text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Path(String);

impl Path {
    /// A field of a section.
    #[must_use]
    pub fn field(section: &str, field: &str) -> Self {
        Self(format!("{section}.{field}"))
    }

    /// A row of a table.
    #[must_use]
    pub fn row(&self, row: &str) -> Self {
        Self(format!("{}.{row}", self.0))
    }

    /// What stands under `key` of this row.
    #[must_use]
    pub fn cell(&self, key: &str) -> Self {
        Self(format!("{}.{key}", self.0))
    }

    /// The path of these steps; not yet known to be in a form, see [`Path::place`].
    #[must_use]
    pub fn of_steps(steps: &[String]) -> Self {
        Self(steps.join("."))
    }

    /// From the section down.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.0.split('.')
    }

    /// The text form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The section's key.
    #[must_use]
    pub fn section(&self) -> &str {
        self.steps().next().unwrap_or_default()
    }

    /// What the forms say of this place; `None` when no form has it.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        let mut steps = self.steps();
        let section = section(steps.next()?)?;
        let Some(key) = steps.next() else { return Some(Place::Section(section)) };
        let field = find(section.fields, key)?;
        let Some(row) = steps.next() else { return Some(Place::Field(section, field)) };
        let cells = match field.kind {
            Kind::Rows(cells) if is_row_id(row) => cells,
            Kind::Each(vocabulary, cells) if vocabulary.words(row).is_some() => cells,
            Kind::Line | Kind::Prose | Kind::Day | Kind::Choice(_) | Kind::Rows(_) | Kind::Each(..) => return None,
        };
        let place = match steps.next() {
            None => Place::Row(section, field),
            Some(ORDER | DELETED) if matches!(field.kind, Kind::Rows(_)) => Place::RowMark(section, field),
            Some(cell) => Place::Field(section, find(cells, cell)?),
        };
        steps.next().is_none().then_some(place)
    }

    /// The field at this path, when it is one.
    #[must_use]
    pub fn form_field(&self) -> Option<&'static Field> {
        match self.place()? {
            Place::Field(_, field) => Some(field),
            Place::Section(_) | Place::Row(..) | Place::RowMark(..) => None,
        }
    }
}

/// What stands at a [`Path`].
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A section's map.
    Section(&'static Section),
    /// A field, in a section or in a row.
    Field(&'static Section, &'static Field),
    /// One row of the table `1`.
    Row(&'static Section, &'static Field),
    /// A row's order key or its mark of removal.
    RowMark(&'static Section, &'static Field),
}

impl Place {
    /// The section in which the place is.
    #[must_use]
    pub const fn section(self) -> &'static Section {
        match self {
            Place::Section(section) | Place::Field(section, _) | Place::Row(section, _) | Place::RowMark(section, _) => section,
        }
    }
}

/// The key in a row that sorts it: milliseconds, then a random suffix.
pub const ORDER: &str = "order";
/// The key in a row that marks it removed; the row stays.
pub const DELETED: &str = "deleted";

/// The section of a key.
#[must_use]
pub fn section(key: &str) -> Option<&'static Section> {
    CASE.iter().copied().find(|section| section.key == key)
}

fn find(fields: &'static [Field], key: &str) -> Option<&'static Field> {
    fields.iter().find(|field| field.key == key)
}

/// A row id is 16 lower-case hexadecimal digits.
fn is_row_id(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_fields_and_nowhere_else() {
        for (path, is_field) in [
            ("intake.product", true),
            ("causes.list.0123456789abcdef.text", true),
            ("causes.factors.man.findings", true),
            ("causes.factors.moon.findings", false),
            ("causes.list.not-a-row.text", false),
            ("causes.list.0123456789abcdef.text.more", false),
            ("ledger.0000", false),
            ("intake", false),
            ("", false),
        ] {
            assert_eq!(Path(path.into()).form_field().is_some(), is_field, "{path}");
        }
    }

    #[test]
    fn keys_are_unique_in_their_map() {
        fn walk(fields: &[Field]) {
            for (i, field) in fields.iter().enumerate() {
                assert!(fields[..i].iter().all(|other| other.key != field.key), "{}", field.key);
                assert!(![ORDER, DELETED].contains(&field.key), "{} is taken", field.key);
                if let Kind::Rows(cells) | Kind::Each(_, cells) = field.kind {
                    walk(cells);
                }
            }
        }
        for section in CASE {
            walk(section.fields);
        }
    }
}
