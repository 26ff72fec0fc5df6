//! The parts of a sheet: framed lines and tables, or headings and paragraphs.

use leptos::prelude::*;
use shared::{
    forms::sheets::{Part, Said},
    key,
    vocab::SignedAs,
    words::Key,
    workflow::{Entry, POLICY},
};

use super::{super::signatures::hand, Ink, said};

type Labelled = (Key, &'static [Said]);

/// Draws a part.
pub(super) fn part(ink: &Ink, part: &'static Part) -> AnyView {
    let words = ink.document.words;
    match part {
        Part::Title(said) => view! { <h2 class="Sheet__title">{paragraphs(ink, said)}</h2> }.into_any(),
        Part::Caption(key) => view! { <h2 class="Sheet__caption">{words.t(*key)}</h2> }.into_any(),
        Part::NextPage(key) => view! { <h2 class="Sheet__caption Sheet__caption--next">{words.t(*key)}</h2> }.into_any(),
        Part::Line(cells) => line(ink, cells),
        Part::Table(rows, columns) => table(ink, rows, columns),
        Part::Band(key) => view! { <p class="Sheet__band">{words.t(*key)}</p> }.into_any(),
        Part::Block(said) => view! { <div class="Sheet__block">{paragraphs(ink, said)}</div> }.into_any(),
        Part::Heading(key) => view! { <h3 class="Sheet__heading">{words.t(*key)}</h3> }.into_any(),
        Part::Text([Said::Words(label), rest @ ..]) if !rest.is_empty() => {
            view! { <p class="Sheet__text">{words.t(*label)}{all(ink, rest).join(" ")}</p> }.into_any()
        }
        Part::Text(said) => view! { <div class="Sheet__text">{paragraphs(ink, said)}</div> }.into_any(),
        Part::Chapters(table, title, text) => chapters(ink, table, (*title, *text)),
        Part::Signed => signed(ink),
    }
}

fn all(ink: &Ink, said: &'static [Said]) -> Vec<String> {
    said.iter().flat_map(|said| said::lines(ink, said)).filter(|line| !line.is_empty()).collect()
}

fn paragraphs(ink: &Ink, said: &'static [Said]) -> AnyView {
    all(ink, said).into_iter().map(|line| view! { <span class="Sheet__line">{line}</span> }.into_any()).collect_view().into_any()
}

/// Labels and what stands in their fields, beside each other.
fn line(ink: &Ink, cells: &'static [Labelled]) -> AnyView {
    let words = ink.document.words;
    let cell =
        |(label, said): &'static Labelled| view! { <th scope="row">{words.t(*label)}</th><td>{paragraphs(ink, said)}</td> }.into_any();
    let pair = cells.len() > 1;
    view! { <table class="Sheet__table" class:Sheet__table--pair=pair><tbody><tr>{cells.iter().map(cell).collect_view()}</tr></tbody></table> }
        .into_any()
}

/// The rows of a table; one without rows is printed with an empty one, for a pen.
fn table(ink: &Ink, rows: &str, columns: &'static [Labelled]) -> AnyView {
    let words = ink.document.words;
    let table = ink.place(rows);
    let head = columns.iter().map(|(label, _)| view! { <th scope="col">{words.t(*label)}</th> }.into_any()).collect_view();
    let row = |ink: &Ink| {
        let cells = columns.iter().map(|(_, said)| view! { <td>{paragraphs(ink, said)}</td> }.into_any()).collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    };
    let mut drawn: Vec<AnyView> = ink.rows(&table).into_iter().map(|at| row(&ink.below(at))).collect();
    if drawn.is_empty() {
        drawn.push(row(&ink.below(table.row("none"))));
    }
    view! { <table class="Sheet__table Sheet__table--rows"><thead><tr>{head}</tr></thead><tbody>{drawn}</tbody></table> }.into_any()
}

fn chapters(ink: &Ink, table: &str, (title, text): (&str, &str)) -> AnyView {
    let words = ink.document.words;
    let numerals: Vec<&str> = words.t(key!("sheet.numerals")).split(',').collect();
    let chapter = |(at, row): (usize, shared::forms::Path)| {
        let number = numerals.get(at).map_or_else(|| (at + 1).to_string(), |numeral| (*numeral).to_owned());
        let head = format!("{}{}", words.count(key!("sheet.chapter"), number), said::text(ink, &row.cell(title)));
        view! { <h4 class="Sheet__heading">{head}</h4><p class="Sheet__text">{said::text(ink, &row.cell(text))}</p> }.into_any()
    };
    ink.rows(&ink.place(table)).into_iter().enumerate().map(chapter).collect_view().into_any()
}

/// The hands of who signed this form in this round, beside each other; room for a pen where nobody has.
fn signed(ink: &Ink) -> AnyView {
    let sides = [(SignedAs::QualityHead, key!("sheet.b.head")), (SignedAs::Expert, key!("sheet.b.expert"))];
    let section = ink.section.key;
    let entries: Vec<Entry> = POLICY.iter().find(|rule| rule.signs == Some(section)).map_or_else(Vec::new, |rule| {
        ink.document.read(|view| view.state.in_round(rule.act, ink.round).cloned().collect()).unwrap_or_default()
    });
    let sides = sides.map(|(as_whom, label)| side(ink, label, entries.iter().filter(|entry| entry.args.text("as") == as_whom.code())));
    view! { <div class="Sheet__signed">{sides.collect_view()}</div> }.into_any()
}

fn side<'e>(ink: &Ink, label: Key, entries: impl Iterator<Item = &'e Entry>) -> AnyView {
    let words = ink.document.words;
    let entries: Vec<&Entry> = entries.collect();
    let days = entries.iter().map(|entry| entry.on.to_string()).collect::<Vec<_>>().join(words.t(key!("app.comma")));
    let hands = entries.iter().map(|entry| {
        let is_of_now =
            ink.document.rules(|facts| ink.round != facts.state.round || shared::signing::is_of_now(facts, ink.section.key, entry));
        let changed = (is_of_now == Some(false)).then(|| view! { <span>{words.t(key!("sign.changed"))}</span> });
        view! { <div class="Sheet__hand">{hand(words, &entry.args)}<span>{entry.args.text("name").to_owned()}</span>{changed}</div> }
            .into_any()
    });
    view! { <div class="Sheet__side"><p>{words.t(label)}</p>{hands.collect_view()}<p>{words.t(key!("sheet.b.date"))}" "{days}</p></div> }
        .into_any()
}
