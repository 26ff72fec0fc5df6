//! What the person may not read any more: what, since when, why, that their own words are kept, and whom to ask.

use leptos::prelude::*;
use shared::{key, sync::device::LostDocument};

use crate::{
    state::{Words, use_lost, use_words},
    ui::live,
};

/// The lost documents, if there are any.
pub(super) fn lost() -> AnyView {
    let words = use_words();
    let lost = use_lost();
    live(move || {
        let documents = lost.documents.get();
        (!documents.is_empty()).then(|| {
            view! {
                <section class="Block" id="lost">
                    <h2>{words.t(key!("lost.title"))}</h2>
                    <p class="Quiet">{words.t(key!("lost.calm"))}</p>
                    <p>{words.t(key!("lost.ask"))}</p>
                    <ul class="Cards">{documents.into_iter().map(|document| card(words, document)).collect_view()}</ul>
                </section>
            }
        })
    })
}

fn card(words: Words, lost: LostDocument) -> AnyView {
    let all = use_lost();
    let document = lost.document;
    view! {
        <li class="Card" data-lost=document.to_string()>
            <p class="Card__over">{words.t(lost.kind.words())}" · "{words.fill(key!("lost.at"), &[("time", &words.moment(lost.at))])}</p>
            <p class="Card__words">{title(words, &lost)}</p>
            <p>{words.t(lost.why.words())}</p>
            <button type="button" class="Button" on:click=move |_| all.forget(document)>{words.t(key!("lost.seen"))}</button>
        </li>
    }
    .into_any()
}

/// Its name and its product, or at least what it was.
pub(in crate::pages) fn title(words: Words, lost: &LostDocument) -> String {
    let parts: Vec<&str> = [lost.title.as_str(), lost.product.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { words.t(lost.kind.words()).to_owned() } else { parts.join(" · ") }
}
