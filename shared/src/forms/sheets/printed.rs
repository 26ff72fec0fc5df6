//! A sheet with what stands in it: the same lines for the screen, the printer, and a file that an office program opens.

mod factor;
mod said;
mod wide;

pub(super) use wide::halves;

use super::{Part, Said, Sheet};
use crate::{
    forms::{Path, Section, section},
    key,
    records::spoken::Spoken,
    signing,
    vocab::SignedAs,
    words::Key,
    workflow::{Args, Entry, POLICY},
};

/// A part of a sheet as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub enum Printed {
    /// What the sheet is.
    Title(Vec<String>),
    /// The caption of what stands beneath.
    Caption(String),
    /// The same on a page of its own.
    NextPage(String),
    /// Labels, and lines beside each.
    Line(Vec<(String, Vec<String>)>),
    /// What share of the width each column has, their heads, and rows of cells of lines; one without rows has an empty one, for a pen.
    Table(Vec<u32>, Vec<String>, Vec<Vec<Vec<String>>>),
    /// A label that has a line for itself.
    Band(String),
    /// Lines in a frame.
    Block(Vec<String>),
    /// A heading of a sheet without frames.
    Heading(String),
    /// A paragraph of such a sheet.
    Text(Vec<String>),
    /// A chapter: heading and text.
    Chapter(String, String),
    /// Who signed, side by side.
    Signed(Vec<Side>),
}

/// A side on which people sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// As whom.
    pub label: String,
    /// Everybody who has.
    pub hands: Vec<Hand>,
    /// When, behind its label.
    pub days: String,
}

/// A signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Hand {
    /// What was recorded of it: name, strokes, or what was typed instead.
    pub args: Args,
    /// The form was changed since.
    pub is_changed: bool,
}

/// The papers of a form in a round: one, or one for each row of the table of which each row is a paper. Each with the place that names it.
#[must_use]
pub fn papers(sheet: &'static Sheet, spoken: &Spoken<'_>, round: u16) -> Vec<(Path, Vec<Printed>)> {
    let Some(section) = section(sheet.section) else { return Vec::new() };
    let root = sheet.root(round);
    let places = match sheet.each {
        None => vec![root],
        Some(table) => {
            let table = root.cell(table);
            spoken.content.live_rows(&table).map(|row| table.row(&row.id)).collect()
        }
    };
    let paper = |at: Path| {
        let ink = Ink { spoken, section, round, is_wide: sheet.is_wide, at: at.clone() };
        (at, sheet.parts.iter().flat_map(|part| printed(&ink, part)).collect())
    };
    places.into_iter().map(paper).collect()
}

/// Where the fields of a paper are read.
#[derive(Clone)]
struct Ink<'a> {
    spoken: &'a Spoken<'a>,
    section: &'static Section,
    round: u16,
    is_wide: bool,
    /// The map in which the fields stand: the form, or the row that is a paper of its own.
    at: Path,
}

impl Ink<'_> {
    /// A place of the sheet; a key that begins with a section is a place of the document.
    fn place(&self, key: &str) -> Path {
        if key.contains('.') { Path::of_text(key) } else { self.at.cell(key) }
    }

    fn rows(&self, table: &Path) -> Vec<Path> {
        self.spoken.content.live_rows(table).map(|row| table.row(&row.id)).collect()
    }

    fn below(&self, at: Path) -> Self {
        Self { at, ..self.clone() }
    }

    fn t(&self, key: Key) -> String {
        self.spoken.t(key).to_owned()
    }

    fn all(&self, said: &[Said]) -> Vec<String> {
        said.iter().flat_map(|said| said::lines(self, said)).filter(|line| !line.is_empty()).collect()
    }
}

fn printed(ink: &Ink<'_>, part: &'static Part) -> Vec<Printed> {
    let one = match part {
        Part::Title(said) => Printed::Title(ink.all(said)),
        Part::Caption(key) => Printed::Caption(ink.t(*key)),
        Part::NextPage(key) => Printed::NextPage(ink.t(*key)),
        Part::Line(cells) => Printed::Line(cells.iter().map(|(label, said)| (ink.t(*label), ink.all(said))).collect()),
        Part::Table(rows, columns) => table(ink, rows, columns),
        Part::Band(key) => Printed::Band(ink.t(*key)),
        Part::Block(said) => Printed::Block(ink.all(said)),
        Part::Heading(key) => Printed::Heading(ink.t(*key)),
        Part::Text([Said::Words(label), rest @ ..]) if !rest.is_empty() => Printed::Text(vec![ink.t(*label) + &ink.all(rest).join(" ")]),
        Part::Text(said) => Printed::Text(ink.all(said)),
        Part::Chapter(title, key) => Printed::Chapter(ink.t(*title), said::text(ink, &ink.place(key))),
        Part::Chapters(table, title, text) => return chapters(ink, table, (title, text)),
        Part::Signed => signed(ink),
    };
    vec![one]
}

fn table(ink: &Ink<'_>, rows: &str, columns: &'static [(Key, &'static [Said])]) -> Printed {
    let table = ink.place(rows);
    let row = |at: Path| {
        let ink = ink.below(at);
        columns.iter().map(|(_, said)| ink.all(said)).collect()
    };
    let mut drawn: Vec<_> = ink.rows(&table).into_iter().map(row).collect();
    if drawn.is_empty() {
        drawn.push(vec![Vec::new(); columns.len()]);
    }
    let head: Vec<String> = columns.iter().map(|(label, _)| ink.t(*label)).collect();
    Printed::Table(wide::shares(&head, &drawn, ink.is_wide), head, drawn)
}

fn chapters(ink: &Ink<'_>, table: &str, (title, text): (&str, &str)) -> Vec<Printed> {
    let locale = ink.spoken.locale;
    let numerals: Vec<&str> = key!("sheet.numerals").text(locale).split(',').collect();
    let chapter = |(at, row): (usize, Path)| {
        let number = numerals.get(at).map_or_else(|| (at + 1).to_string(), |numeral| (*numeral).to_owned());
        let number = key!("sheet.chapter").fill(locale, &[("n", &number)]);
        Printed::Chapter(number + &said::text(ink, &row.cell(title)), said::text(ink, &row.cell(text)))
    };
    ink.rows(&ink.place(table)).into_iter().enumerate().map(chapter).collect()
}

/// The hands of who signed this form in this round, beside each other; room for a pen where nobody has.
fn signed(ink: &Ink<'_>) -> Printed {
    let act = POLICY.iter().find(|rule| rule.signs == Some(ink.section.key)).map(|rule| rule.act);
    let entries: Vec<&Entry> = act.map_or_else(Vec::new, |act| ink.spoken.state.in_round(act, ink.round).collect());
    let comma = ink.spoken.t(key!("app.comma"));
    let side = |(as_whom, label): (SignedAs, Key)| {
        let signed: Vec<&&Entry> = entries.iter().filter(|entry| entry.args.text("as") == as_whom.code()).collect();
        let hand = |entry: &&&Entry| Hand { args: entry.args.clone(), is_changed: is_changed(ink, entry) };
        let mut days: Vec<String> = signed.iter().map(|entry| entry.on.to_string()).collect();
        days.dedup();
        let days = days.join(comma);
        let days = format!("{} {days}", ink.t(key!("sheet.b.date")));
        Side { label: ink.t(label), hands: signed.iter().map(hand).collect(), days }
    };
    Printed::Signed([(SignedAs::QualityHead, key!("sheet.b.head")), (SignedAs::Expert, key!("sheet.b.expert"))].map(side).into())
}

/// An earlier round is frozen: what was signed there stands.
fn is_changed(ink: &Ink<'_>, entry: &Entry) -> bool {
    let Spoken { state, content, .. } = ink.spoken;
    ink.round == state.round && !signing::says_what_stands(content, state, ink.section.key, entry)
}
