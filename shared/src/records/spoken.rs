//! What stands in a field as people read it: codes and ids by their names, what is only shown from where it stands. Screens, paper and the
//! files for office programs say it alike.

use super::read::Content;
use crate::{
    files::Named,
    forms::{self, Field, Kind, Need, Path, Register, Shown},
    key,
    stats::{CaseFigures, report},
    vocab::{Figure, Vocabulary},
    words::{Key, Locale},
    workflow::State,
};

/// What an id of a register is called, as far as it is known here.
pub type Names<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A document that is being read out.
#[derive(Clone, Copy)]
pub struct Spoken<'a> {
    /// What people wrote.
    pub content: &'a Content,
    /// What its ledger says.
    pub state: &'a State,
    /// In which language.
    pub locale: Locale,
    /// What ids are called.
    pub names: Names<'a>,
    /// The cases over which figures are counted; asked where there is a figure.
    pub cases: &'a dyn Fn() -> Vec<CaseFigures>,
}

/// A stored value in words: codes and ids by their names, everything else as it is.
#[must_use]
pub fn value(locale: Locale, names: Names<'_>, kind: &Kind, text: &str) -> String {
    let named = |id: &str| names(id).unwrap_or_else(|| key!("pick.unknown").text(locale).to_owned());
    let all = |each: &dyn Fn(&str) -> String| joined(locale, text.split_whitespace().map(each));
    match kind {
        Kind::Choice(vocabulary) => of_code(locale, vocabulary, text),
        Kind::Ticks(vocabulary) | Kind::Ranked(vocabulary) => all(&|code| of_code(locale, vocabulary, code)),
        Kind::Pick(_) if text.is_empty() => String::new(),
        Kind::Pick(_) => named(text),
        Kind::Picks(_) => all(&named),
        Kind::Files => Named::of_text(text).name,
        Kind::Line | Kind::Prose | Kind::ProseWithin(_) | Kind::Day | Kind::Number | Kind::Rows(_) | Kind::Each(..) | Kind::Shown(_) => {
            text.to_owned()
        }
    }
}

fn of_code(locale: Locale, vocabulary: &Vocabulary, code: &str) -> String {
    vocabulary.words(code).map_or(code, |key| key.text(locale)).to_owned()
}

fn joined(locale: Locale, texts: impl Iterator<Item = String>) -> String {
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(key!("app.comma").text(locale))
}

impl Spoken<'_> {
    /// The words of a key.
    #[must_use]
    pub fn t(&self, key: Key) -> &'static str {
        key.text(self.locale)
    }

    /// What stands at a path.
    #[must_use]
    pub fn standing(&self, path: &Path, field: &Field) -> String {
        match field.kind {
            Kind::Ticks(_) | Kind::Ranked(_) | Kind::Picks(_) => {
                let options: Vec<&str> = self.content.marks(path).iter().map(|mark| mark.option.as_str()).collect();
                self.value(path, &field.kind, &options.join(" "))
            }
            Kind::Files => joined(self.locale, self.content.marks(path).iter().map(|mark| Named::of_text(&mark.text).name)),
            Kind::Shown(what) => self.shown(path, what),
            Kind::Rows(_) | Kind::Each(..) => String::new(),
            Kind::Line | Kind::Prose | Kind::ProseWithin(_) | Kind::Day | Kind::Number | Kind::Choice(_) | Kind::Pick(_) => {
                self.value(path, &field.kind, self.content.text(path))
            }
        }
    }

    /// What stands at a path of the forms; nothing where no form has it.
    #[must_use]
    pub fn at(&self, path: &Path) -> String {
        path.form_field().map(|field| self.standing(path, field)).unwrap_or_default()
    }

    /// A stored value in words, rows of this document by what they are called.
    #[must_use]
    pub fn value(&self, at: &Path, kind: &Kind, text: &str) -> String {
        if let Kind::Pick(Register::Rows(table)) | Kind::Picks(Register::Rows(table)) = kind {
            return value(self.locale, &|id| self.row_named(at, table, id), kind, text);
        }
        value(self.locale, self.names, kind, text)
    }

    /// What a row is called, in whatever round its table has it: entries of the ledger name rows of earlier rounds.
    fn row_named(&self, at: &Path, table: &str, id: &str) -> Option<String> {
        let (section, rest) = table.split_once('.')?;
        let section = forms::section(section)?;
        let earlier = (1..=self.state.round).map(|round| Path::field(&forms::of_round(section, round), rest));
        let tables = std::iter::once(self.in_round(at, table)).chain(earlier);
        tables.into_iter().find(|table| self.content.live_rows(table).any(|row| row.id == id)).and_then(|table| {
            let Kind::Rows(cells) = table.form_field()?.kind else { return None };
            Some(self.row(&table.row(id), cells))
        })
    }

    /// What names a row: the first words in it; where a row begins with choices and must say something in words, these words.
    #[must_use]
    pub fn row(&self, row: &Path, cells: &'static [Field]) -> String {
        let is_told = |cell: &&Field| matches!((cell.kind, cell.need), (Kind::Prose, Need::Required | Need::Hard));
        let begins_with_choice = cells.first().is_some_and(|first| matches!(first.kind, Kind::Choice(_)));
        let told = cells.iter().filter(|_| begins_with_choice).find(is_told);
        let words = told.into_iter().chain(cells).map(|cell| self.standing(&row.cell(cell.key), cell)).find(|text| !text.trim().is_empty());
        words.unwrap_or_else(|| self.t(key!("rows.empty")).to_owned())
    }

    /// A path of the tables, which name the first round, in the round of the place from which it is asked.
    #[must_use]
    pub fn in_round(&self, at: &Path, path: &str) -> Path {
        let path = Path::of_text(path);
        let Some(section) = forms::section(path.section()).filter(|section| section.has_rounds()) else { return path };
        let own = forms::section(at.section()).filter(|section| section.has_rounds()).map(|_| forms::round_of(at.section()).1);
        let root = Path::section_root(&forms::of_round(section, own.unwrap_or(self.state.round)));
        path.steps().skip(1).fold(root, |at, step| at.cell(step))
    }

    /// What a field shows that is not typed.
    fn shown(&self, at: &Path, what: Shown) -> String {
        match what {
            Shown::Field(path) => self.at(&self.in_round(at, path)),
            Shown::Cells(table, cell) => {
                let table = self.in_round(at, table);
                joined(self.locale, self.content.live_rows(&table).map(|row| self.at(&table.row(&row.id).cell(cell))))
            }
            Shown::Position => {
                let row = at.parent();
                let table = row.as_ref().and_then(Path::parent);
                let place = table.zip(row).and_then(|(table, row)| self.content.live_rows(&table).position(|one| one.id == row.last()));
                place.map(|place| (place + 1).to_string()).unwrap_or_default()
            }
            Shown::RecheckStatus => self.t(self.state.recheck_status(forms::round_of(at.section()).1).words()).to_owned(),
            Shown::Contact => self.t(key!("shown.contact")).to_owned(),
            Shown::Figure(code) => Figure::of_code(code).map(|one| self.figure_told(one)).unwrap_or_default(),
        }
    }

    /// A figure of a report; a correction shows what was counted beside it (G20).
    fn figure_told(&self, figure: Figure) -> String {
        let all = report::figures(self.content, &(self.cases)());
        let Some((_, counted)) = all.into_iter().find(|(one, _)| *one == figure) else { return String::new() };
        let calculated = report::printed(figure, counted.calculated().value);
        let Some(given) = counted.given() else { return calculated };
        let value = report::printed(figure, given.value());
        key!("shown.corrected").fill(self.locale, &[("value", &value), ("calculated", &calculated), ("reason", given.reason())])
    }

    /// The figure of a code as a report prints it; nothing where it is no amount of money: zero is printed as a gap.
    #[must_use]
    pub fn figure(&self, code: &str) -> String {
        let Some(figure) = Figure::of_code(code) else { return String::new() };
        let all = report::figures(self.content, &(self.cases)());
        let value = all.into_iter().find(|(one, _)| *one == figure).map(|(_, counted)| counted.value());
        value.filter(|value| *value > 0 || !report::is_money(figure)).map(|value| report::printed(figure, value)).unwrap_or_default()
    }
}
