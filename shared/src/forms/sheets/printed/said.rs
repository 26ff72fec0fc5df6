//! What is printed at a place, as lines of text.

use super::{super::Said, Ink, factor};
use crate::{
    forms::{Kind, Path, Shown},
    key,
    vocab::{RecheckStatus, Vocabulary},
    words::{Key, Locale},
};

/// A box, empty or ticked: every font has them.
const BOXES: [&str; 2] = ["□", "☑"];
/// What a hand fills in where nothing stands.
const GAP: &str = "____";
/// ①, the first of twenty.
const CIRCLED: u32 = 0x2460;

/// The lines of what is said.
pub(super) fn lines(ink: &Ink<'_>, said: &Said) -> Vec<String> {
    match said {
        Said::Words(key) => vec![ink.t(*key)],
        Said::Field(key) => vec![text(ink, &ink.place(key))],
        Said::Joined(keys, between) => vec![joined(ink, keys.iter().map(|key| ink.place(key)), between)],
        Said::Cells(table, cells) => {
            let rows = ink.rows(&ink.place(table)).into_iter();
            rows.map(|row| joined(ink, cells.iter().map(|cell| row.cell(cell)), " ")).collect()
        }
        Said::Numbered(table, cell) => {
            let rows = ink.rows(&ink.place(table)).into_iter().enumerate();
            rows.map(|(at, row)| format!("{}. {}", at + 1, text(ink, &row.cell(cell)))).collect()
        }
        Said::Boxes(key) => {
            let place = ink.place(key);
            let chosen = chosen(ink, &place);
            let option = |(code, name): &(&str, Key)| format!("{}{}{}", tick(&chosen, code), apart(ink), ink.spoken.t(*name));
            let options = options(&place).map_or(&[][..], |vocabulary| vocabulary.values);
            vec![options.iter().map(option).collect::<Vec<_>>().join("  ")]
        }
        Said::Options(key, other) => numbered(ink, &ink.place(key), other.map(|key| ink.place(key))),
        Said::Filled(key, keys) => {
            let texts: Vec<(&str, String)> = keys.iter().map(|key| (*key, gap(text(ink, &ink.place(key))))).collect();
            let with: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
            vec![key.fill(ink.spoken.locale, &with)]
        }
        Said::FirstOf(key, gap_name, keys) => {
            let said = keys.iter().map(|key| text(ink, &ink.place(key))).find(|text| !text.trim().is_empty()).unwrap_or_default();
            vec![key.fill(ink.spoken.locale, &[(gap_name, &gap(said))])]
        }
        Said::Factor(factor) => factor::lines(ink, *factor),
    }
}

/// What stands in a field. A figure is printed by itself: its correction is told on the screen.
pub(super) fn text(ink: &Ink<'_>, path: &Path) -> String {
    let Some(field) = path.form_field() else { return String::new() };
    if let Kind::Shown(Shown::Figure(code)) = field.kind { ink.spoken.figure(code) } else { ink.spoken.standing(path, field) }
}

/// What stands between a sign and a word: Chinese letters keep their distance by themselves.
const fn apart(ink: &Ink<'_>) -> &'static str {
    match ink.spoken.locale {
        Locale::Chinese => "",
        Locale::English => " ",
    }
}

/// A box before an option.
pub(super) fn tick(chosen: &[String], code: &str) -> &'static str {
    BOXES[usize::from(chosen.iter().any(|one| one == code))]
}

fn joined(ink: &Ink<'_>, places: impl Iterator<Item = Path>, between: &str) -> String {
    places.map(|place| text(ink, &place)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
}

fn gap(text: String) -> String {
    if text.is_empty() { GAP.to_owned() } else { text }
}

/// The options of a field.
fn options(place: &Path) -> Option<Vocabulary> {
    match place.form_field()?.kind {
        Kind::Choice(vocabulary) | Kind::Ticks(vocabulary) | Kind::Ranked(vocabulary) => Some(Vocabulary { values: vocabulary.values }),
        Kind::Shown(Shown::RecheckStatus) => Some(RecheckStatus::VOCABULARY),
        Kind::Line
        | Kind::Prose
        | Kind::ProseWithin(_)
        | Kind::Day
        | Kind::Number
        | Kind::Pick(_)
        | Kind::Picks(_)
        | Kind::Files
        | Kind::Rows(_)
        | Kind::Each(..)
        | Kind::Shown(_) => None,
    }
}

/// The codes that are chosen; ranked ones in their order.
pub(super) fn chosen(ink: &Ink<'_>, place: &Path) -> Vec<String> {
    if place.form_field().is_some_and(|field| matches!(field.kind, Kind::Shown(_))) {
        return vec![ink.spoken.state.recheck_status(ink.round).code().to_owned()];
    }
    let marks = ink.spoken.content.marks(place).iter().map(|mark| mark.option.clone());
    let one = Some(ink.spoken.content.text(place)).filter(|code| !code.is_empty()).map(str::to_owned);
    marks.chain(one).collect()
}

/// A numbered line for each option, with the rank that somebody gave it.
fn numbered(ink: &Ink<'_>, place: &Path, other: Option<Path>) -> Vec<String> {
    let is_ranked = place.form_field().is_some_and(|field| matches!(field.kind, Kind::Ranked(_)));
    let chosen = chosen(ink, place);
    let values = options(place).map_or(&[][..], |vocabulary| vocabulary.values);
    let line = |(number, (code, name)): (u32, &(&str, Key))| {
        let sign = char::from_u32(CIRCLED + number).unwrap_or(' ');
        let rank = chosen.iter().position(|one| one == code).filter(|_| is_ranked && chosen.len() > 1);
        let rank = rank.map(|at| key!("sheet.rank").fill(ink.spoken.locale, &[("n", &(at + 1).to_string())])).unwrap_or_default();
        let is_last = usize::try_from(number).is_ok_and(|number| number + 1 == values.len());
        let more = other.as_ref().filter(|_| is_last).map(|other| gap(text(ink, other))).unwrap_or_default();
        format!("{} {sign}{}{}{more}{rank}", tick(&chosen, code), apart(ink), ink.spoken.t(*name))
    };
    (0..).zip(values).map(line).collect()
}
