//! ONE table per form: field, kind, when required, and the key that the annex gives it. Screens, write access, genesis,
//! validation, exports and help read these tables; a new field is one row here and its words (`field.<section>.<key>`) in
//! the locale files.
//!
//! Order and keys follow the annexes (requirements §6). Section keys are unique among all documents.

pub mod answer;
mod case;
mod checks;
pub mod handed_in;
pub mod order;
mod papers;
mod path;
pub mod sheets;

pub use path::{Path, Place, RANK, of_round, round_of};

use crate::{documents::DocumentKind, people::Role, records::read::Content, vocab::Vocabulary, words::Key};

/// The content sections of a kind of document, in the order of the screen.
#[must_use]
pub const fn of(kind: DocumentKind) -> &'static [&'static Section] {
    match kind {
        DocumentKind::Case => case::SECTIONS,
        DocumentKind::SupervisionFile => papers::files::SUPERVISION,
        DocumentKind::GroupFile => papers::files::GROUP,
        DocumentKind::WorkPlan => papers::work_plan::SECTIONS,
        DocumentKind::Campaign => papers::campaign::SECTIONS,
        DocumentKind::Plan => papers::plan::SECTIONS,
        DocumentKind::Survey => papers::survey::SECTIONS,
        DocumentKind::Report => papers::report::SECTIONS,
        DocumentKind::Evaluation => papers::evaluation::SECTIONS,
        DocumentKind::Story => papers::story::SECTIONS,
        DocumentKind::Handbook => papers::library::HANDBOOK,
        DocumentKind::Catalogue => papers::library::CATALOGUE,
        DocumentKind::Topic => papers::library::TOPIC,
        DocumentKind::Basis => papers::library::BASIS,
        DocumentKind::Expert => papers::expert::SECTIONS,
    }
}

/// A named part of a document that certain roles write.
#[derive(Debug)]
pub struct Section {
    /// The key of its map at the document's root.
    pub key: &'static str,
    /// Its title, as printed.
    pub title: Key,
    /// The roles that write it (who of them, and when: [`crate::access`]).
    pub writers: &'static [Role],
    /// Whether each round of assistance has its own (7.2.5.2).
    pub rounds: Rounds,
    /// Its fields, in printed order.
    pub fields: &'static [Field],
    /// What must hold between fields when the section is handed in.
    pub checks: &'static [handed_in::Check],
}

/// How a section goes with the rounds of assistance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounds {
    /// One for all rounds.
    Once,
    /// Each round has its own: that of round 2 stands under `causes#2`.
    Each,
    /// Each round after a failed recheck has its own; the first is not asked.
    FromSecond,
}

impl Section {
    /// Each round has its own.
    #[must_use]
    pub const fn has_rounds(&self) -> bool {
        matches!(self.rounds, Rounds::Each | Rounds::FromSecond)
    }

    /// It is asked in this round.
    #[must_use]
    pub const fn is_asked_in(&self, round: u16) -> bool {
        round > 1 || !matches!(self.rounds, Rounds::FromSecond)
    }
}

/// One row of a form's table.
#[derive(Debug)]
pub struct Field {
    /// The key inside its map.
    pub key: &'static str,
    /// The key that requirements §6 gives it, for fields of the annexes: `B.item.product`.
    pub annex: Option<&'static str>,
    /// The printed label.
    pub label: Key,
    /// How to fill it, where that needs saying: `help.<section>.<key>`.
    pub help: Option<Key>,
    /// What may be written, and how it merges.
    pub kind: Kind,
    /// When it must be filled.
    pub need: Need,
}

/// When a field must be filled: asked when its form is handed in, signed or filed, never while drafting.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// Always; `/` or 待补 with a reason will do.
    Required,
    /// Always, and with a real value.
    Hard,
    /// Never.
    Optional,
    /// Where this holds of the map in which the field stands.
    When(fn(&Content, &Path) -> bool),
    /// The field has a successor: it is read and still accepted from devices that know it, and drawn only where something stands in it.
    Retired,
}

/// What a field holds. The kind decides the widget, the check of the value and the way it merges.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Short text.
    Line,
    /// Long text.
    Prose,
    /// Long text of at most so many 字 (counted as Q37 says) when it is handed in; a draft may be longer.
    ProseWithin(usize),
    /// A day, `2026-11-22`.
    Day,
    /// A decimal number, not negative: `12.5`.
    Number,
    /// A value of a vocabulary, by code.
    Choice(&'static Vocabulary),
    /// Any number of values of a vocabulary.
    Ticks(&'static Vocabulary),
    /// Any number of values of a vocabulary, in the order of their weight (Q26).
    Ranked(&'static Vocabulary),
    /// Something that stands elsewhere, by id.
    Pick(Register),
    /// Any number of things that stand elsewhere, by id.
    Picks(Register),
    /// Files by SHA-256, with their names.
    Files,
    /// Rows that people add, keyed by random id.
    Rows(&'static [Field]),
    /// Rows that exist from the beginning, one for each value of a vocabulary.
    Each(&'static Vocabulary, &'static [Field]),
    /// Not typed but shown: what stands elsewhere or follows from it.
    Shown(Shown),
}

/// What a picked id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// Bodies of which the device knows: enterprises.
    Enterprises,
    /// Bodies that can carry assistance out: technical bodies, associations.
    Units,
    /// The expert register, by person.
    Experts,
    /// Documents of a kind.
    Documents(DocumentKind),
    /// Rows of a table of this document, named by its path in the first round.
    Rows(&'static str),
}

/// What a shown field shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Another field of this document, by its path.
    Field(&'static str),
    /// One field of every row of a table of this document: path of the table, key of the cell.
    Cells(&'static str, &'static str),
    /// The row's position, from 1.
    Position,
    /// C.phone: the enterprise's contact from the directory, outside the document because it must be erasable.
    Contact,
    /// C.5, from the recheck's entries in the ledger.
    RecheckStatus,
    /// A figure of the statistics, by its code.
    Figure(&'static str),
}

/// How concurrent writing into a field merges (the Store column of requirements §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// `reg`: one scalar; concurrent values are all kept and shown.
    Register,
    /// `text`: merges character by character.
    Text,
    /// `set`: option by option, the rank of each apart.
    Set,
    /// `rows`: row by row, cell by cell.
    Rows,
    /// `calc`: never written.
    Calculated,
}

impl Kind {
    /// How concurrent writing merges.
    #[must_use]
    pub const fn store(&self) -> Store {
        match self {
            Kind::Line | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_) => Store::Register,
            Kind::Prose | Kind::ProseWithin(_) => Store::Text,
            Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) | Kind::Files => Store::Set,
            Kind::Rows(_) | Kind::Each(..) => Store::Rows,
            Kind::Shown(_) => Store::Calculated,
        }
    }

    /// Whether further fields stand in it: whoever walks a form asks this.
    #[must_use]
    pub const fn holds(&self) -> Holds {
        match self {
            Kind::Rows(cells) => Holds::Rows(cells),
            Kind::Each(vocabulary, cells) => Holds::Each(vocabulary, cells),
            Kind::Line
            | Kind::Prose
            | Kind::ProseWithin(_)
            | Kind::Day
            | Kind::Number
            | Kind::Choice(_)
            | Kind::Ticks(_)
            | Kind::Ranked(_)
            | Kind::Pick(_)
            | Kind::Picks(_)
            | Kind::Files
            | Kind::Shown(_) => Holds::Value,
        }
    }
}

/// What stands in a field.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// Something of its own: a text, a choice, files.
    Value,
    /// Rows that people add, with these fields.
    Rows(&'static [Field]),
    /// A row for each value of a vocabulary, with these fields.
    Each(&'static Vocabulary, &'static [Field]),
}

/// The rows of a form: `"prefix of the labels": ["annex key"] "key" need: Kind; …`, where need is `required`, `hard`,
/// `optional`, `retired` or `when condition`.
macro_rules! fields {
    ($prefix:literal: $($([$annex:literal])? $key:literal $need:ident $($condition:path)? : $kind:expr;)+) => {
        &[$($crate::forms::Field {
            key: $key,
            annex: $crate::forms::fields!(@annex $($annex)?),
            label: $crate::key!($prefix, ".", $key),
            help: const { $crate::words::Key::find(concat!("help.", $prefix, ".", $key)) },
            kind: $kind,
            need: $crate::forms::fields!(@need $need $($condition)?),
        }),+]
    };
    (@annex) => { None };
    (@annex $annex:literal) => { Some($annex) };
    (@need required) => { $crate::forms::Need::Required };
    (@need hard) => { $crate::forms::Need::Hard };
    (@need optional) => { $crate::forms::Need::Optional };
    (@need retired) => { $crate::forms::Need::Retired };
    (@need when $condition:path) => { $crate::forms::Need::When($condition) };
}
pub(crate) use fields;

/// The key in a row that sorts it: see [`order`].
pub const ORDER: &str = "order";
/// The key in a row that marks it removed; the row stays.
pub const DELETED: &str = "deleted";
/// What stands at a chosen option, and at [`DELETED`] of a removed row.
pub const YES: &str = "yes";

/// The section of a key, with or without the mark of a round.
#[must_use]
pub fn section(key: &str) -> Option<&'static Section> {
    let (base, round) = round_of(key);
    let all = DocumentKind::ALL.iter().flat_map(|kind| of(*kind));
    all.copied().find(|section| section.key == base && (round == 1 || section.has_rounds()))
}

/// Which answers a row of a table may take from another row.
#[derive(Clone, Copy, Debug)]
pub struct Takes {
    /// From the row before it.
    pub next: &'static [&'static str],
    /// From a row of another document that tells of the same.
    pub shared: &'static [&'static str],
}

/// What rows of this table take, if they take anything.
#[must_use]
pub fn takes(table: &Path) -> Option<&'static Takes> {
    let (section, _) = round_of(table.section());
    (*table == Path::field(table.section(), "records") && section == case::VISITS.key).then_some(&case::OF_VISITS)
}

/// Walks every field of a table, those in rows too, with its path below the table's root: `items.*.product`.
pub fn walk(fields: &'static [Field], visit: &mut impl FnMut(&str, &'static Field)) {
    fn below(prefix: &str, fields: &'static [Field], visit: &mut impl FnMut(&str, &'static Field)) {
        for field in fields {
            let path = format!("{prefix}{}", field.key);
            visit(&path, field);
            if let Holds::Rows(cells) | Holds::Each(_, cells) = field.kind.holds() {
                below(&format!("{path}.*."), cells, visit);
            }
        }
    }
    below("", fields, visit);
}

#[cfg(test)]
mod tests;
