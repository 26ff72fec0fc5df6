//! A field that this person only reads.

use leptos::prelude::*;
use shared::{
    forms::{Kind, Shown},
    key,
};

use super::{Here, frame::told, words::standing};
use crate::{memo::Memo, ui::says};

/// Draws it.
pub(super) fn said(here: Here) -> AnyView {
    let words = here.document.words;
    let of_text = here.clone();
    let text = Memo::new(move |_| standing(of_text.document, &of_text.path, of_text.field));
    let shown = move || text.with(|text| if text.is_empty() { words.t(key!("case.not_filled")).to_owned() } else { text.clone() });
    let hint = matches!(here.field.kind, Kind::Shown(Shown::Figure(_)))
        .then(|| view! { <span class="Quiet">" "{words.t(key!("input.figure"))}</span> });
    let text = view! { <p class="Field__text" class:is-empty=move || text.with(String::is_empty)>{says(shown)}{hint}</p> };
    told(&here, text.into_any())
}
