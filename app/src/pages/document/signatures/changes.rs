//! What was changed in a form since somebody signed it: place by place, then and now.

use leptos::prelude::*;
use shared::{
    forms::{Field, Path, Place, Section},
    ids::Hash,
    key,
    records::compare::{Difference, What, compare},
};

use super::super::field::{in_words, place_in_words};
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
                let found = document.read(|view| compare(&then, &view.content, section, round)).unwrap_or_default();
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

fn line(document: Document, difference: &Difference) -> AnyView {
    let words = document.words;
    let Difference { place, what } = difference;
    let told = match what {
        What::Written { before, after } => {
            let value = |text: &str| {
                let shown = field(place)
                    .map_or_else(|| text.to_owned(), |field| in_words((words, document.names), Some((document, place)), field, text));
                if shown.is_empty() { words.t(key!("sign.nothing")).to_owned() } else { shown }
            };
            view! {
                <dl class="Changes__both">
                    <div><dt>{words.t(key!("sign.was"))}</dt><dd><del>{value(before)}</del></dd></div>
                    <div><dt>{words.t(key!("sign.now"))}</dt><dd><ins>{value(after)}</ins></dd></div>
                </dl>
            }
            .into_any()
        }
        What::Added => view! { <p>{words.t(key!("sign.row_added"))}</p> }.into_any(),
        What::Removed => view! { <p>{words.t(key!("sign.row_removed"))}</p> }.into_any(),
        What::Moved => view! { <p>{words.t(key!("sign.rows_moved"))}</p> }.into_any(),
    };
    view! { <li data-change=place.as_str().to_owned()><strong>{place_in_words(words, place)}</strong>{told}</li> }.into_any()
}

fn field(place: &Path) -> Option<&'static Field> {
    match place.place()? {
        Place::Field(_, field) => Some(field),
        Place::Section(_) | Place::Row(..) | Place::RowMark(..) | Place::Mark(..) => None,
    }
}
