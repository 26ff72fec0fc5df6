//! The ways to what would cure a refusal.

use leptos::prelude::*;
use shared::{
    forms::{Path, handed_in::Problem},
    key,
    workflow::Refusal,
};

use super::super::{
    field::place_in_words,
    lead::{is_here, lead_to},
};
use crate::state::Document;

/// The button that leads to the cure of a refusal, where that is in this document.
pub(super) fn lead_button(document: Document, refusal: &Refusal) -> Option<AnyView> {
    let place = refusal.place.as_ref().or_else(|| refusal.lacks.first().map(|problem| &problem.place))?;
    to(document, place, document.words.t(key!("next.show")).to_owned())
}

/// Everything that is missing, each leading to its place.
pub(in crate::pages::document) fn lacks(document: Document, problems: &[Problem]) -> AnyView {
    let words = document.words;
    let lines = problems.iter().map(|problem| {
        let (place, code) = (problem.place.clone(), problem.lack.code());
        let label = place_in_words(words, &place);
        let name = to(document, &place, label.clone()).unwrap_or_else(|| label.into_any());
        view! { <li data-lack=code data-place=place.as_str().to_owned()>{name}" "<span class="Quiet">{words.t(problem.lack.words())}</span></li> }.into_any()
    });
    view! { <ul class="Lacks">{lines.collect_view()}</ul> }.into_any()
}

fn to(document: Document, place: &Path, words: String) -> Option<AnyView> {
    let place = place.clone();
    untrack(|| is_here(document, &place)).then(|| {
        let here = place.as_str().to_owned();
        view! { <button type="button" class="Link" data-show=here on:click=move |_| lead_to(document, place.clone())>{words}</button> }
            .into_any()
    })
}
