//! Values of a vocabulary in the order of their weight: ticked, then moved up and down.

use leptos::prelude::*;
use shared::{
    forms::{Path, RANK, order},
    key,
    records::read::Mark,
    vocab::Vocabulary,
};

use super::{
    super::moving::mover,
    Here,
    frame::grouped,
    sets::{boxes, chosen, mark, of_vocabulary},
};
use crate::{
    data::{clock, draw},
    memo::Memo,
    state::Document,
    ui::{list, live, says},
};

/// Draws it.
pub(super) fn ranked(here: &Here, vocabulary: &'static Vocabulary) -> AnyView {
    let words = here.document.words;
    let (document, path) = (here.document, here.path.clone());
    let choose = {
        let path = path.clone();
        Callback::new(move |(code, is_chosen): (String, bool)| {
            mark(document, &path, &code, is_chosen);
            let rank = if is_chosen { order::at_end(clock::now().0, &draw::suffix()) } else { String::new() };
            document.write(path.cell(&format!("{code}{RANK}")), rank);
        })
    };
    let chosen = chosen(here);
    let go = Callback::new(move |(code, to): (String, usize)| put(document, &path, &code, to));
    let label = move |code: &str| vocabulary.words(code).map_or(words.t(key!("pick.unknown")), |key| words.t(key));
    let id = here.id();
    let line = move |code: String| {
        let place = {
            let code = code.clone();
            Memo::new(move |_| chosen.with(|codes| codes.iter().position(|one| *one == code)).unwrap_or_default())
        };
        let last = Memo::new(move |_| chosen.with(|codes| place.get() + 1 == codes.len()));
        let name = label(&code);
        let move_it = Callback::new({
            let code = code.clone();
            move |to| go.run((code.clone(), to))
        });
        let tools = mover(words, &format!("{id}-{code}"), name.to_owned(), place, last, move_it);
        view! { <li class="Ranked__line" data-rank=move || place.get() + 1><span>{says(move || format!("{}. {name}", place.get() + 1))}</span>{tools}</li> }.into_any()
    };
    let title = live(move || (!chosen.with(Vec::is_empty)).then(|| view! { <p class="Quiet">{words.t(key!("ranked.order"))}</p> }));
    let controls = view! {
        {boxes(here, of_vocabulary(here, vocabulary), true, choose)}
        {title}
        <ol class="Ranked">{list(move || chosen.get(), line)}</ol>
    };
    grouped(here, controls.into_any())
}

/// Moves a chosen option to a place. Those that nobody ranked are ranked first, as they stand.
fn put(document: Document, set: &Path, code: &str, to: usize) {
    let marks: Vec<Mark> = untrack(|| document.marks(set));
    let rank = |option: &str, rank: &str| document.write(set.cell(&format!("{option}{RANK}")), rank.to_owned());
    let mut keys = Vec::new();
    for (mark, now) in marks.iter().zip(clock::now().0..) {
        if mark.rank.is_empty() {
            keys.push(order::at_end(now, &draw::suffix()));
            if mark.option != code {
                rank(&mark.option, &keys[keys.len() - 1]);
            }
        } else {
            keys.push(mark.rank.clone());
        }
    }
    if let Some(from) = marks.iter().position(|mark| mark.option == code) {
        rank(code, &order::moved(&keys, from, to, &draw::suffix()));
    }
}
