//! What is printed at a place, as lines of text.

use shared::{
    forms::{Kind, Path, Shown, sheets::Said},
    key,
    vocab::{RecheckStatus, Vocabulary},
};

use super::{
    super::field::{figure_alone, standing},
    Ink, factor,
};

/// A box, empty or ticked: every font has them.
const BOXES: [&str; 2] = ["□", "☑"];
/// What a hand fills in where nothing stands.
const GAP: &str = "____";
/// ①, the first of twenty.
const CIRCLED: u32 = 0x2460;

/// The lines of what is said.
pub(super) fn lines(ink: &Ink, said: &Said) -> Vec<String> {
    let words = ink.document.words;
    match said {
        Said::Words(key) => vec![words.t(*key).to_owned()],
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
            let option = |(code, name): &(&str, shared::words::Key)| format!("{}{}", tick(&chosen, code), words.t(*name));
            let options = options(&place).map_or(&[][..], |vocabulary| vocabulary.values);
            vec![options.iter().map(option).collect::<Vec<_>>().join("  ")]
        }
        Said::Options(key, other) => numbered(ink, &ink.place(key), other.map(|key| ink.place(key))),
        Said::Filled(key, keys) => {
            let texts: Vec<(&str, String)> = keys.iter().map(|key| (*key, gap(text(ink, &ink.place(key))))).collect();
            let with: Vec<(&str, &str)> = texts.iter().map(|(key, text)| (*key, text.as_str())).collect();
            vec![words.fill(*key, &with)]
        }
        Said::Factor(factor) => factor::lines(ink, *factor),
    }
}

/// What stands in a field. A figure is printed by itself: its correction is told on the screen.
pub(super) fn text(ink: &Ink, path: &Path) -> String {
    let Some(field) = path.form_field() else { return String::new() };
    if let Kind::Shown(Shown::Figure(code)) = field.kind { figure_alone(ink.document, code) } else { standing(ink.document, path, field) }
}

/// A box before an option.
pub(super) fn tick(chosen: &[String], code: &str) -> &'static str {
    BOXES[usize::from(chosen.iter().any(|one| one == code))]
}

fn joined(ink: &Ink, places: impl Iterator<Item = Path>, between: &str) -> String {
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
pub(super) fn chosen(ink: &Ink, place: &Path) -> Vec<String> {
    let is_shown = place.form_field().is_some_and(|field| matches!(field.kind, Kind::Shown(_)));
    let chosen = ink.document.read(|view| {
        if is_shown {
            return vec![view.state.recheck_status(ink.round).code().to_owned()];
        }
        let marks = view.content.marks(place).iter().map(|mark| mark.option.clone());
        let one = Some(view.content.text(place)).filter(|code| !code.is_empty()).map(str::to_owned);
        marks.chain(one).collect()
    });
    chosen.unwrap_or_default()
}

/// A numbered line for each option, with the rank that somebody gave it.
fn numbered(ink: &Ink, place: &Path, other: Option<Path>) -> Vec<String> {
    let words = ink.document.words;
    let is_ranked = place.form_field().is_some_and(|field| matches!(field.kind, Kind::Ranked(_)));
    let chosen = chosen(ink, place);
    let values = options(place).map_or(&[][..], |vocabulary| vocabulary.values);
    let line = |(number, (code, name)): (u32, &(&str, shared::words::Key))| {
        let sign = char::from_u32(CIRCLED + number).unwrap_or(' ');
        let rank = chosen.iter().position(|one| one == code).filter(|_| is_ranked && chosen.len() > 1);
        let rank = rank.map(|at| words.count(key!("sheet.rank"), at + 1)).unwrap_or_default();
        let is_last = usize::try_from(number).is_ok_and(|number| number + 1 == values.len());
        let more = other.as_ref().filter(|_| is_last).map(|other| gap(text(ink, other))).unwrap_or_default();
        format!("{} {sign}{}{more}{rank}", tick(&chosen, code), words.t(*name))
    };
    (0..).zip(values).map(line).collect()
}
