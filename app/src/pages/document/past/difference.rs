//! What was different, drawn so that it reads without colours: what is gone is struck and called so, what is new is underlined and
//! called so.

use leptos::prelude::*;
use shared::{
    forms::{self, Holds, Kind, Path, Place},
    key,
    records::history::{
        Difference, Held,
        wording::{Part, Stands, parts},
    },
};

use super::super::field::{in_words, row_in_words};
use crate::state::{Document, Words};

/// Which wording is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::pages::document) enum Drawn {
    /// Both in one.
    Both,
    /// The earlier, with what is gone.
    Before,
    /// The later, with what is new.
    After,
}

/// More of what stands in both wordings is left out in the middle.
const WHOLE: usize = 80;
/// So much of it is left at either end.
const LEFT: usize = 24;

/// What a place held and holds.
pub(in crate::pages::document) fn difference(document: Document, it: &Difference, drawn: Drawn) -> AnyView {
    let (before, after) = (held(document, &it.path, &it.before), held(document, &it.path, &it.after));
    let is_prose = matches!((&it.before, &it.after), (Held::Prose(_), _) | (_, Held::Prose(_)));
    if is_prose {
        return wording(document.words, before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default(), drawn, true);
    }
    let words = document.words;
    let old = before.filter(|_| drawn != Drawn::After).map(|text| gone(words, text));
    let new = after.filter(|_| drawn != Drawn::Before).map(|text| new(words, text));
    if old.is_none() && new.is_none() {
        return view! { <p class="Wording Quiet">{words.t(key!("case.not_filled"))}</p> }.into_any();
    }
    let arrow = (old.is_some() && new.is_some()).then_some(" → ");
    view! { <p class="Wording">{old}{arrow}{new}</p> }.into_any()
}

/// Two wordings of a long text.
pub(in crate::pages::document) fn wording(words: Words, before: &str, after: &str, drawn: Drawn, is_short: bool) -> AnyView {
    let is_drawn = |part: &Part| match part.stands {
        Stands::Same => true,
        Stands::Gone => drawn != Drawn::After,
        Stands::New => drawn != Drawn::Before,
    };
    let draw = |part: Part| match part.stands {
        Stands::Same if is_short => shortened(&part.text).into_any(),
        Stands::Same => part.text.into_any(),
        Stands::Gone => gone(words, part.text),
        Stands::New => new(words, part.text),
    };
    view! { <p class="Wording">{parts(before, after).into_iter().filter(is_drawn).map(draw).collect_view()}</p> }.into_any()
}

fn gone(words: Words, text: String) -> AnyView {
    view! { <del><span class="Unseen">{words.t(key!("past.gone"))}</span>{text}</del> }.into_any()
}

fn new(words: Words, text: String) -> AnyView {
    view! { <ins><span class="Unseen">{words.t(key!("past.new"))}</span>{text}</ins> }.into_any()
}

fn shortened(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= WHOLE {
        return text.to_owned();
    }
    let (start, end) = (&letters[..LEFT], &letters[letters.len() - LEFT..]);
    start.iter().chain(&[' ', '…', ' ']).chain(end).collect()
}

/// What a place holds, in words; `None` for nothing.
fn held(document: Document, path: &Path, held: &Held) -> Option<String> {
    let words = document.words;
    let value = |text: &str| {
        let field = path.form_field();
        field.map_or_else(|| text.to_owned(), |field| in_words((words, document.names), Some((document, path)), field, text))
    };
    match held {
        Held::Nothing => None,
        Held::Values(texts) => Some(texts.iter().map(|text| value(text)).collect::<Vec<_>>().join(" / ")),
        Held::Prose(text) => Some(text.clone()),
        Held::Set(options) => {
            let is_files = path.form_field().is_some_and(|field| matches!(field.kind, Kind::Files));
            let each = |(option, text): &(String, String)| if is_files { text.clone() } else { value(option) };
            Some(options.iter().map(each).collect::<Vec<_>>().join(words.t(key!("app.comma"))))
        }
        Held::Row { removed: true, .. } => Some(words.t(key!("past.row_removed")).to_owned()),
        Held::Row { removed: false, .. } => Some(words.t(key!("past.row_there")).to_owned()),
    }
}

/// Where a place is below its section: table, row, field.
pub(in crate::pages::document) fn below_section(document: Document, path: &Path) -> String {
    let words = document.words;
    let mut steps = path.steps();
    let mut at = Path::section_root(steps.next().unwrap_or_default());
    let mut told = Vec::new();
    for step in steps {
        at = at.cell(step);
        match at.place() {
            Some(Place::Field(_, field)) => told.push(words.t(field.label).to_owned()),
            Some(Place::Row(_, table)) => match table.kind.holds() {
                Holds::Each(vocabulary, _) => told.extend(vocabulary.words(step).map(|key| words.t(key).to_owned())),
                Holds::Rows(cells) => told.push(words.fill(key!("past.row"), &[("name", &untrack(|| row_in_words(document, &at, cells)))])),
                Holds::Value => {}
            },
            Some(Place::Section(_) | Place::RowMark(..) | Place::Mark(..)) | None => {}
        }
    }
    told.join(" › ")
}

/// What a section is called, with its round where there are several.
pub(in crate::pages::document) fn section_in_words(words: Words, key: &str) -> String {
    let title = forms::section(key).map_or(key, |section| words.t(section.title));
    match forms::round_of(key) {
        (_, 1) => title.to_owned(),
        (_, round) => format!("{title} · {}", words.count(key!("case.round"), round)),
    }
}
