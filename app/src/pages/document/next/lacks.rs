//! Reasons in words, and the ways to what would cure them.

use leptos::prelude::*;
use shared::{
    forms::{Path, handed_in::Problem},
    key,
    words::Key,
    workflow::Refusal,
};

use super::super::{
    field::place_in_words,
    lead::{is_here, lead_to},
};
use crate::state::{Document, Words};

/// The reason, with what it names; what begins with `@` is a key of words.
pub(in crate::pages) fn refusal_in_words(words: Words, refusal: &Refusal) -> String {
    let in_words = |value: &str| match value.strip_prefix('@').and_then(Key::find) {
        Some(key) => words.t(key).to_owned(),
        None => value.to_owned(),
    };
    let mut with: Vec<(&str, String)> = Vec::new();
    for (name, value) in &refusal.with {
        match with.iter_mut().find(|(other, _)| other == name) {
            Some((_, standing)) => *standing += &(words.t(key!("app.comma")).to_owned() + &in_words(value)),
            None => with.push((name, in_words(value))),
        }
    }
    let with: Vec<(&str, &str)> = with.iter().map(|(name, value)| (*name, value.as_str())).collect();
    words.fill(refusal.code.words(), &with)
}

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
