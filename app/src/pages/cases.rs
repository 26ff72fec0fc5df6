//! The list of cases, with the open one beside it on wide screens.

mod card;
mod filter;
mod stage;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{documents::DocumentKind, key, sync::device::DocumentLine};

use super::{
    ask::begin,
    documents::desk::{desk, finds, line_of, looks},
    link::Place,
    review::way,
};
use crate::{
    memo::Memo,
    state::{use_documents, use_names, use_words},
    ui::{Icon, icon, list, live},
};
use card::card;
use filter::Filter;
pub(in crate::pages) use stage::{phase_letter, short};

/// So many cards are drawn before the person asks for more.
const PAGE: usize = 60;

/// The list and, beside or instead of it, the open case.
#[component]
pub(super) fn CasesPage() -> AnyView {
    desk(Place::Cases, key!("cases.none_open"), view! { <CaseList/> }.into_any())
}

#[component]
fn CaseList() -> AnyView {
    let words = use_words();
    let (names, documents) = (use_names(), use_documents());
    let (search, filter, limit) = (RwSignal::new(String::new()), RwSignal::new(Filter::All), RwSignal::new(PAGE));
    let cases = Memo::new(move |_| {
        let is_case = |line: &&Arc<DocumentLine>| line.summary.kind == DocumentKind::Case;
        documents.with(|lines| lines.as_ref().map(|lines| lines.iter().filter(is_case).cloned().collect::<Vec<_>>()))
    });
    let found = Memo::new(move |_| {
        let needle = search.get().trim().to_lowercase();
        let filter = filter.get();
        let shows = |line: &&Arc<DocumentLine>| filter.has(line) && finds(names, &needle, line);
        cases.with(|lines| lines.iter().flatten().filter(shows).cloned().collect::<Vec<_>>())
    });
    let drawn = move || found.with(|lines| lines.iter().take(limit.get()).map(|line| looks(names, line)).collect());
    let draw = move |looks: String| {
        let line = found.with_untracked(|lines| line_of(lines, &looks));
        line.map(|line| card(words, names, &line)).into_any()
    };
    let more = move || {
        let rest = found.with(Vec::len).saturating_sub(limit.get());
        (rest > 0).then(|| view! { <button type="button" class="Button" on:click=move |_| limit.update(|limit| *limit += PAGE)>{words.count(key!("cases.more"), rest)}</button> })
    };
    let empty = move || {
        let text = match cases.with(|lines| lines.as_ref().map(Vec::len)) {
            None => key!("cases.reading"),
            Some(0) => key!("cases.empty"),
            Some(_) if found.with(Vec::is_empty) => key!("cases.nothing_found"),
            Some(_) => return None,
        };
        Some(view! { <p class="Empty">{words.t(text)}</p> })
    };
    view! {
        <section aria-labelledby="cases-title">
            <h1 id="cases-title" class="Desk__title">{words.t(key!("cases.title"))}</h1>
            <label class="Search">
                {icon(Icon::Search)}
                <span class="Unseen">{words.t(key!("cases.search"))}</span>
                <input class="Input" type="search" id="cases-search" placeholder=words.t(key!("cases.search"))
                    on:input=move |event| search.set(event_target_value(&event))/>
            </label>
            {way()}
            {begin::new()}
            {filter::chips(words, filter)}
            <ul class="Cards" id="cases">
                {list(drawn, draw)}
            </ul>
            {live(empty)}
            {live(more)}
        </section>
    }
    .into_any()
}
