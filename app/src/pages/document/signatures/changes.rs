//! What was changed in a form since somebody signed it, place by place.

use leptos::prelude::*;
use shared::{
    forms::Section,
    ids::Hash,
    key,
    records::history::{Difference, compare_section},
};

use super::super::{
    field::place_in_words,
    past::difference::{Drawn, difference},
};
use crate::{
    state::Document,
    ui::{live, says},
};

/// The button, and the list that it opens.
pub(super) fn changes(document: Document, section: &'static Section, round: u16, heads: Vec<Hash>) -> AnyView {
    let words = document.words;
    let is_open = RwSignal::new(false);
    let asked = heads.clone();
    let turn = move |_| {
        is_open.update(|is_open| *is_open = !*is_open);
        document.ask_earlier(asked.clone());
    };
    let label = move || words.t(if is_open.get() { key!("sign.hide_changes") } else { key!("sign.show_changes") });
    let list = move || {
        is_open.get().then(|| match document.earlier(&heads) {
            None => view! { <p class="Quiet" aria-live="polite">{words.t(key!("sign.opening"))}</p> }.into_any(),
            Some(None) => view! { <p class="Quiet">{words.t(key!("sign.no_version"))}</p> }.into_any(),
            Some(Some(then)) => {
                let found = document.read(|view| compare_section(section, round, &then, &view.content)).unwrap_or_default();
                let lines = found.iter().map(|difference| line(document, difference)).collect_view();
                view! { <ul class="Changes">{lines}</ul> }.into_any()
            }
        })
    };
    view! {
        <button type="button" class="Button" data-changes="open" aria-expanded=move || is_open.get().to_string() on:click=turn>{says(label)}</button>
        {live(list)}
    }
    .into_any()
}

fn line(document: Document, it: &Difference) -> AnyView {
    let place = place_in_words(document.words, &it.path);
    view! { <li data-change=it.path.as_str().to_owned()><strong>{place}</strong>{difference(document, it, Drawn::Both)}</li> }.into_any()
}
