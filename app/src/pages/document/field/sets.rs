//! Fields that hold any number of things: boxes to tick.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    forms::{Path, Register, YES},
    key,
    vocab::Vocabulary,
};

use super::{
    Here,
    frame::grouped,
    register::{options_of, with_unknown},
};
use crate::{
    memo::Memo,
    state::{Choices, Choosable, Document},
    ui::{Options, live, options},
};

/// Values of a vocabulary.
pub(super) fn ticks(here: &Here, vocabulary: &'static Vocabulary) -> AnyView {
    let (document, path) = (here.document, here.path.clone());
    let on = Callback::new(move |(code, is_chosen): (String, bool)| mark(document, &path, &code, is_chosen));
    grouped(here, boxes(here, of_vocabulary(here, vocabulary), true, on))
}

/// Things that stand elsewhere.
pub(super) fn picks(here: &Here, register: Register) -> AnyView {
    let words = here.document.words;
    let (document, path, chosen) = (here.document, here.path.clone(), chosen(here));
    let known = {
        let path = path.clone();
        Memo::new(move |_| {
            with_unknown(&options_of(document.names, Some((document, &path)), register), &chosen.get(), document.names.unknown())
        })
    };
    let on = Callback::new(move |(id, is_chosen): (String, bool)| mark(document, &path, &id, is_chosen));
    let none = live(move || known.with(|known| known.is_empty()).then(|| view! { <p class="Quiet">{words.t(key!("pick.none"))}</p> }));
    grouped(here, view! { {boxes(here, known, false, on)}{none} }.into_any())
}

/// The codes that are chosen, in their order.
pub(super) fn chosen(here: &Here) -> Memo<Vec<String>> {
    let (document, path) = (here.document, here.path.clone());
    Memo::new(move |_| document.marks(&path).into_iter().map(|mark| mark.option).collect())
}

/// Every value of a vocabulary, and what a newer version of the app chose.
pub(super) fn of_vocabulary(here: &Here, vocabulary: &'static Vocabulary) -> Memo<Arc<Vec<Choosable>>> {
    let (words, chosen) = (here.document.words, chosen(here));
    Memo::new(move |_| {
        let known = vocabulary.values.iter().map(|(code, key)| ((*code).to_owned(), words.t(*key).to_owned())).collect();
        with_unknown(&Choices::of(known), &chosen.get(), words.t(key!("pick.unknown")))
    })
}

/// The boxes.
pub(super) fn boxes(here: &Here, known: Memo<Arc<Vec<Choosable>>>, is_whole: bool, on: Callback<(String, bool)>) -> AnyView {
    let words = here.document.words;
    options(Options {
        id: here.id(),
        is_one: false,
        is_whole,
        options: known.into(),
        chosen: chosen(here).into(),
        on,
        words: (words.t(key!("pick.search")), words.t(key!("pick.more")), None),
    })
}

/// Chooses an option of a set, or drops it.
pub(super) fn mark(document: Document, set: &Path, option: &str, is_chosen: bool) {
    let text = if is_chosen { YES } else { "" };
    document.write(set.cell(option), text.to_owned());
}
