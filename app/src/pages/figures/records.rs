//! What a figure counted, as a list that leads to each record; drawn when somebody opens it.

use leptos::{ev::Event, html, prelude::*};
use shared::{ids::DocumentId, key, stats::Count};

use super::{super::link, Ground};
use crate::ui::live;

/// So many records are listed before the person asks for the rest.
const PAGE: usize = 50;

/// The fold beneath a figure; nothing where it counted none.
pub(super) fn records(ground: Ground, count: &Count) -> AnyView {
    fold(ground, count, ground.words.count(key!("figures.records"), count.of.len()))
}

/// The number as its own fold, where it stands among many.
pub(super) fn number(ground: Ground, count: &Count) -> AnyView {
    fold(ground, count, count.value.to_string())
}

fn fold(ground: Ground, count: &Count, label: String) -> AnyView {
    let of = count.of.clone();
    if of.is_empty() {
        return ().into_any();
    }
    let words = ground.words;
    let (is_open, limit) = (RwSignal::new(false), RwSignal::new(PAGE));
    let fold = NodeRef::<html::Details>::new();
    let toggled = move |_: Event| is_open.set(fold.get_untracked().is_some_and(|fold| fold.open()));
    let list = move || {
        is_open.get().then(|| {
            let rest = of.len().saturating_sub(limit.get());
            let more = (rest > 0).then(|| {
                view! { <button type="button" class="Button" on:click=move |_| limit.update(|limit| *limit += PAGE)>{words.count(key!("cases.more"), rest)}</button> }
            });
            let lines = of.iter().take(limit.get()).map(|id| record(ground, *id)).collect_view();
            view! { <ul class="Records__list">{lines}</ul>{more} }
        })
    };
    view! {
        <details class="Records" node_ref=fold prop:open=move || is_open.get() on:toggle=toggled>
            <summary>{label}</summary>
            {live(list)}
        </details>
    }
    .into_any()
}

fn record(ground: Ground, id: DocumentId) -> AnyView {
    match untrack(|| ground.names.document(id)) {
        Some((kind, name)) => view! { <li><a href=link::of_document(kind, id)>{name}</a></li> }.into_any(),
        None => view! { <li class="Quiet">{ground.names.unknown()}</li> }.into_any(),
    }
}
