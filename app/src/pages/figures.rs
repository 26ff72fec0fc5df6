//! What the records on this device add up to (4.4, 5.3, 7.2.4.2, 7.3, 7.4): each number opens the records that it counted. Nothing is
//! calculated here; the statistics are asked again whenever a record changes.

mod alerts;
mod annex;
mod answers;
mod bars;
mod board;
mod choose;
mod frequent;
mod learnt;
mod map;
mod records;
mod trend;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    key,
    stats::{CaseFigures, Filter},
};

use crate::{
    memo::Memo,
    state::{Names, Words, use_documents, use_names, use_words},
    ui::live,
};
use choose::Chosen;

/// What every part of the page reads.
#[derive(Clone, Copy)]
struct Ground {
    words: Words,
    names: Names,
    chosen: Chosen,
    /// The cases that this person may read.
    cases: Memo<Arc<Vec<CaseFigures>>>,
    filter: Memo<Filter>,
}

/// All figures.
#[component]
pub(super) fn FiguresPage() -> AnyView {
    let (words, names, documents) = (use_words(), use_names(), use_documents());
    let chosen = Chosen::this_year();
    let ground = Ground {
        words,
        names,
        chosen,
        cases: Memo::new(move |_| Arc::new(names.case_figures())),
        filter: Memo::new(move |_| chosen.filter()),
    };
    let is_read = Memo::new(move |_| documents.with(Option::is_some));
    let ground_of = move || {
        let text = match (is_read.get(), ground.cases.with(|cases| cases.len())) {
            (false, _) => words.t(key!("cases.reading")).to_owned(),
            (true, n) => words.count(key!("figures.ground"), n),
        };
        view! { <p class="Quiet" aria-live="polite">{text}</p> }
    };
    view! {
        <div class="Page Page--wide Figures">
            <h1>{words.t(key!("figures.title"))}</h1>
            {live(ground_of)}
            {choose::chooser(words, chosen)}
            {annex::annex(ground)}
            {board::board(ground)}
            {map::map(ground)}
            {trend::trend(ground)}
            {frequent::frequent(ground)}
            {alerts::alerts(ground)}
            {learnt::learnt(ground)}
            {answers::answers(ground)}
        </div>
    }
    .into_any()
}
