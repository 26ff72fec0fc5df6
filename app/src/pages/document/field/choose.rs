//! Fields that hold one of several things: a value of a vocabulary, or something that stands elsewhere.

use leptos::prelude::*;
use shared::{
    forms::{Need, Register},
    key,
    vocab::Vocabulary,
};

use super::{
    Here,
    frame::{grouped, labelled},
    register::{options_of, with_unknown},
};
use crate::{
    memo::Memo,
    ui::{Choice, Options, live, options},
};

/// A value of a vocabulary.
pub(super) fn choice(here: &Here, vocabulary: &'static Vocabulary) -> AnyView {
    let (words, value) = (here.document.words, here.text());
    let options = vocabulary.values.iter().map(|(code, key)| (*code, words.t(*key))).collect();
    let is_free = !matches!(here.field.need, Need::Required | Need::Hard);
    let nothing = is_free.then(|| words.t(key!("case.no_choice")));
    let (id, name) = (here.id(), here.path.as_str().to_owned());
    let labelled_by = format!("{id}-label");
    let (document, path) = (here.document, here.path.clone());
    let on_pick = Callback::new(move |code| document.write(path.clone(), code));
    // A value of a newer version of the app.
    let stray = move || {
        value.with(|code| {
            (!code.is_empty() && vocabulary.words(code).is_none()).then(|| words.fill(key!("input.stray"), &[("value", code)]))
        })
    };
    let note = live(move || stray().map(|text| view! { <p class="Quiet">{text}</p> }));
    let control = view! { <Choice id name labelled_by options nothing value=value.into() on_pick/>{note} };
    labelled(here, control.into_any())
}

/// Something that stands elsewhere.
pub(super) fn pick(here: &Here, register: Register) -> AnyView {
    let words = here.document.words;
    let (document, path, value) = (here.document, here.path.clone(), here.text());
    let chosen = Memo::new(move |_| value.with(|id| if id.is_empty() { Vec::new() } else { vec![id.clone()] }));
    let known = {
        let path = path.clone();
        Memo::new(move |_| {
            with_unknown(&options_of(document.names, Some((document, &path)), register), &chosen.get(), document.names.unknown())
        })
    };
    let on = Callback::new(move |(id, is_chosen): (String, bool)| document.write(path.clone(), if is_chosen { id } else { String::new() }));
    let (search, more, nothing) = (words.t(key!("pick.search")), words.t(key!("pick.more")), words.t(key!("pick.nothing")));
    let control = options(Options {
        id: here.id(),
        is_one: true,
        is_whole: false,
        options: known.into(),
        chosen: chosen.into(),
        on,
        words: (search, more, Some(nothing)),
    });
    let none = live(move || known.with(|known| known.is_empty()).then(|| view! { <p class="Quiet">{words.t(key!("pick.none"))}</p> }));
    grouped(here, view! { {control}{none} }.into_any())
}
