//! Where the cells of a column may go: the fields of the intake, as its form's table has them.

use crate::{
    forms::{self, Field, Holds, Kind, Path},
    words::Key,
};

/// The section that an import fills.
pub(super) const SECTION: &str = "intake";

/// A field of the intake, or a column of a table in it.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The table in which the field is a column.
    pub table: Option<&'static str>,
    /// The field.
    pub field: &'static Field,
}

impl Target {
    /// Every target, in the order of the form. Files come from nowhere but a person's hand.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = forms::section(SECTION).map_or(&[][..], |section| section.fields);
        fields.iter().flat_map(|field| {
            let (table, cells) = match field.kind.holds() {
                Holds::Rows(cells) => (Some(field.key), cells),
                Holds::Value if matches!(field.kind, Kind::Files) => (None, &[][..]),
                Holds::Value | Holds::Each(..) => (None, std::slice::from_ref(field)),
            };
            cells.iter().map(move |field| Self { table, field })
        })
    }

    /// The target of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::all().find(|target| target.code() == code)
    }

    /// What it is called in what is kept: `product`, `failed_items.item`.
    #[must_use]
    pub fn code(self) -> String {
        self.table.map_or_else(|| self.field.key.to_owned(), |table| format!("{table}.{}", self.field.key))
    }

    /// What it is called to people.
    #[must_use]
    pub const fn words(self) -> Key {
        self.field.label
    }

    /// The headings under which lists are known to have it, the usual one first: one text, with `|` between.
    pub(super) fn headings(self) -> Option<Key> {
        Key::of_name(&format!("heading.{}", self.code().replace('.', "_")))
    }

    /// Where it stands in the form, outside of tables.
    pub(super) fn path(self) -> Path {
        Path::field(SECTION, self.field.key)
    }
}
