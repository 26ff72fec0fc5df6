//! What was learnt (4.4, 7.4): causes that were found and put right, and the classes that belong into the key-product catalogue.

use leptos::prelude::*;
use shared::{
    key,
    stats::{knowledge, suggestions},
    vocab::{CauseCode, ProductClass},
    words::Key,
};

use super::{Ground, records::records};
use crate::{memo::Memo, ui::live};

pub(super) fn learnt(ground: Ground) -> AnyView {
    let words = ground.words;
    let knowledge = Memo::new(move |_| ground.cases.with(|cases| knowledge::entries(cases, &ground.filter.get())));
    let suggested = Memo::new(move |_| ground.cases.with(|cases| suggestions::suggestions(cases, &ground.filter.get())));
    let entries = move || {
        knowledge.with(|entries| {
            let line = |entry: &knowledge::KnowledgeEntry| {
                let cause = words.t(CauseCode::VOCABULARY.words(&entry.cause).unwrap_or(key!("figures.unclassified")));
                let remedied = words.fill(
                    key!("figures.remedied"),
                    &[("n", &entry.cases.value.to_string()), ("remedied", &entry.remedied.value.to_string())],
                );
                item(ground, "knowledge", format!("{} · {cause}", class(ground, &entry.product_class)), remedied, &entry.cases)
            };
            listed(ground, key!("figures.nothing_learnt"), entries.iter().map(line).collect())
        })
    };
    let classes = move || {
        suggested.with(|suggested| {
            let line = |one: &suggestions::Suggestion| {
                let text = words.fill(
                    key!("figures.suggested"),
                    &[("n", &one.failing.value.to_string()), ("rechecks", &one.failed_rechecks.value.to_string())],
                );
                item(ground, "suggestion", class(ground, &one.product_class).to_owned(), text, &one.failing)
            };
            listed(ground, key!("figures.no_failures"), suggested.iter().map(line).collect())
        })
    };
    view! {
        <section class="Block" aria-labelledby="figures-learnt">
            <h2 id="figures-learnt">{words.t(key!("figures.learnt"))}</h2>
            <p class="Quiet">{words.t(key!("figures.learnt_lead"))}</p>
            {live(entries)}
        </section>
        <section class="Block" aria-labelledby="figures-catalogue">
            <h2 id="figures-catalogue">{words.t(key!("figures.catalogue"))}</h2>
            <p class="Quiet">{words.t(key!("figures.catalogue_lead"))}</p>
            {live(classes)}
        </section>
    }
    .into_any()
}

/// The words of a product class, or that nobody has said which it is.
pub(super) fn class(ground: Ground, code: &str) -> &'static str {
    ground.words.t(ProductClass::VOCABULARY.words(code).unwrap_or(key!("figures.not_said")))
}

fn item(ground: Ground, kind: &'static str, title: String, text: String, cases: &shared::stats::Count) -> AnyView {
    view! { <li class="Figure" data-learnt=kind><strong>{title}</strong><span>{text}</span>{records(ground, cases)}</li> }.into_any()
}

fn listed(ground: Ground, none: Key, items: Vec<AnyView>) -> AnyView {
    if items.is_empty() {
        view! { <p class="Empty">{ground.words.t(none)}</p> }.into_any()
    } else {
        view! { <ul class="FigureGrid">{items}</ul> }.into_any()
    }
}
