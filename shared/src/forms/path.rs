//! Where a value stands in a document, and what the forms say of that place.

use super::{DELETED, Field, Kind, ORDER, Register, Section, section};

/// The address by which screens, drafts and the guard name a place: `section.field`, `section.table.<row>.field`,
/// `section.set.<option>`, as deep as the forms go. Serialised as that text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Path(String);

/// What stands at a [`Path`].
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A section's map.
    Section(&'static Section),
    /// A field, in a section or in a row: a value, or the map of a table or set.
    Field(&'static Section, &'static Field),
    /// One row of the table `1`.
    Row(&'static Section, &'static Field),
    /// A row's order key or its mark of removal.
    RowMark(&'static Section, &'static Field),
    /// One option of the set `1`, or the option's rank.
    Mark(&'static Section, &'static Field),
}

/// What follows an option's code at the key of its rank.
pub const RANK: &str = ":rank";

/// The key of a section in a round: round 1 has no mark.
#[must_use]
pub fn of_round(section: &Section, round: u16) -> String {
    if section.has_rounds() && round > 1 { format!("{}#{round}", section.key) } else { section.key.to_owned() }
}

/// The section's bare key and the round that the key names.
#[must_use]
pub fn round_of(key: &str) -> (&str, u16) {
    match key.split_once('#') {
        Some((base, round)) => match round.parse() {
            Ok(number @ 2..) if !round.starts_with(['0', '+']) => (base, number),
            Ok(_) | Err(_) => (key, 1),
        },
        None => (key, 1),
    }
}

impl Path {
    /// The root of a section.
    #[must_use]
    pub fn section_root(key: &str) -> Self {
        Self(key.to_owned())
    }

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

    /// What stands under `key` of this map.
    #[must_use]
    pub fn cell(&self, key: &str) -> Self {
        Self(format!("{}.{key}", self.0))
    }

    /// The path of these steps; not yet known to be in a form, see [`Path::place`].
    #[must_use]
    pub fn of_steps(steps: &[String]) -> Self {
        Self(steps.join("."))
    }

    /// The path of this text; not yet known to be in a form, see [`Path::place`].
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// From the section down.
    pub fn steps(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.split('.')
    }

    /// The text form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The section's key, with the mark of its round.
    #[must_use]
    pub fn section(&self) -> &str {
        self.steps().next().unwrap_or_default()
    }

    /// The last step.
    #[must_use]
    pub fn last(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or_default()
    }

    /// What holds this place; `None` for a section.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(parent, _)| Self(parent.to_owned()))
    }

    /// Whether this is `other` or below it.
    #[must_use]
    pub fn is_in(&self, other: &Self) -> bool {
        self.0.strip_prefix(&other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// What the forms say of this place; `None` when no form has it.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        let mut steps = self.steps();
        let section = section(steps.next()?)?;
        let mut fields = section.fields;
        let mut place = Place::Section(section);
        while let Some(key) = steps.next() {
            let field = fields.iter().find(|field| field.key == key)?;
            place = Place::Field(section, field);
            let Some(inner) = steps.next() else { break };
            fields = match field.kind {
                Kind::Rows(cells) if is_row_id(inner) => cells,
                Kind::Each(vocabulary, cells) if vocabulary.words(inner).is_some() => cells,
                _ if is_mark(&field.kind, inner) => return steps.next().is_none().then_some(Place::Mark(section, field)),
                _ => return None,
            };
            place = Place::Row(section, field);
            let mut ahead = steps.clone();
            if let (Some(ORDER | DELETED), Kind::Rows(_)) = (ahead.next(), &field.kind) {
                return ahead.next().is_none().then_some(Place::RowMark(section, field));
            }
        }
        Some(place)
    }

    /// The field at this path, when it is one.
    #[must_use]
    pub fn form_field(&self) -> Option<&'static Field> {
        match self.place()? {
            Place::Field(_, field) => Some(field),
            Place::Section(_) | Place::Row(..) | Place::RowMark(..) | Place::Mark(..) => None,
        }
    }
}

impl Place {
    /// The section in which the place is.
    #[must_use]
    pub const fn section(self) -> &'static Section {
        match self {
            Place::Section(section)
            | Place::Field(section, _)
            | Place::Row(section, _)
            | Place::RowMark(section, _)
            | Place::Mark(section, _) => section,
        }
    }
}

/// Whether a set of this kind can hold a mark under this key.
fn is_mark(kind: &Kind, key: &str) -> bool {
    match kind {
        Kind::Ticks(vocabulary) => vocabulary.words(key).is_some(),
        Kind::Ranked(vocabulary) => vocabulary.words(key.strip_suffix(RANK).unwrap_or(key)).is_some(),
        Kind::Picks(register) => is_of(*register, key),
        Kind::Files => key.len() == 64 && is_hex(key),
        Kind::Line
        | Kind::Prose
        | Kind::ProseWithin(_)
        | Kind::Day
        | Kind::Number
        | Kind::Choice(_)
        | Kind::Pick(_)
        | Kind::Rows(_)
        | Kind::Each(..)
        | Kind::Shown(_) => false,
    }
}

/// Whether text has the form of an id of this register.
pub(super) fn is_of(register: Register, text: &str) -> bool {
    match register {
        Register::Rows(_) => is_row_id(text),
        Register::Enterprises | Register::Units | Register::Experts | Register::Documents(_) => {
            text.parse::<crate::ids::DocumentId>().is_ok()
        }
    }
}

/// A row id is 16 lower-case hexadecimal digits.
fn is_row_id(text: &str) -> bool {
    text.len() == 16 && is_hex(text)
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
