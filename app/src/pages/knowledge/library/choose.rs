//! What is looked for, apart from words: kinds, product class, stage, factor, cause.

use leptos::prelude::*;
use shared::{
    key,
    library::{KINDS, Query},
    vocab::{CauseCode, Factor, ProductClass, RealisationStage, Vocabulary},
    words::Key,
};

use crate::state::Words;

pub(super) fn chooser(words: Words, query: RwSignal<Query>) -> AnyView {
    let chip = |kind: Option<shared::documents::DocumentKind>| {
        let label = kind.map_or(key!("library.all"), shared::documents::DocumentKind::words);
        let is_pressed = move || query.with(|query| query.kind == kind).to_string();
        view! {
            <button type="button" class="Chip" data-kind=kind.map_or("all", |kind| kind.code()) aria-pressed=is_pressed
                on:click=move |_| query.update(|query| query.kind = kind)>
                <span>{words.t(label)}</span>
            </button>
        }
        .into_any()
    };
    let chips = std::iter::once(None).chain(KINDS.into_iter().map(Some)).map(chip).collect_view();
    let class = select(words, "library-class", key!("library.class"), &ProductClass::VOCABULARY, move |code| {
        query.update(|query| query.product_class = ProductClass::of_code(code));
    });
    let stage = select(words, "library-stage", key!("library.stage"), &RealisationStage::VOCABULARY, move |code| {
        query.update(|query| query.stage = RealisationStage::of_code(code));
    });
    let cause = select(words, "library-cause", key!("library.cause"), &CauseCode::VOCABULARY, move |code| {
        query.update(|query| query.cause = CauseCode::of_code(code));
    });
    let factor = select(words, "library-factor", key!("library.factor"), &Factor::VOCABULARY, move |code| {
        query.update(|query| query.factor = Factor::of_code(code));
    });
    view! {
        <div class="Chips Chips--quiet" role="group" aria-label=words.t(key!("library.kind"))>{chips}</div>
        <div class="Library__choose">{class}{stage}{factor}{cause}</div>
    }
    .into_any()
}

fn select(words: Words, id: &'static str, label: Key, vocabulary: &'static Vocabulary, choose: impl Fn(&str) + 'static) -> AnyView {
    let options =
        vocabulary.values.iter().map(|(code, key)| view! { <option value=*code>{words.t(*key)}</option> }.into_any()).collect_view();
    view! {
        <div class="Field">
            <label class="Field__label" for=id>{words.t(label)}</label>
            <select class="Choice" id=id on:change=move |event| choose(&event_target_value(&event))>
                <option value="">{words.t(key!("library.any"))}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
