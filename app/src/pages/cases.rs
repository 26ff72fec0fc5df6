//! The list of cases, with the open one beside it on wide screens.

mod card;
mod filter;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::{key, sync::device::CaseLine};

use super::frame;
use crate::{
    state::{use_cases, use_words},
    ui::{Icon, icon, live},
};
use card::card;
pub(in crate::pages) use card::{phase_letter, short};
use filter::Filter;

/// So many cards are drawn before the person asks for more.
const PAGE: usize = 60;

/// The list and, beside or instead of it, the open case.
#[component]
pub(super) fn CasesPage() -> AnyView {
    let address = use_location().pathname;
    let is_open = Memo::new(move |_| address.with(|address| address.starts_with("/cases/")));
    view! {
        <div class="Desk" class:Desk--open=is_open>
            <div class="Desk__list"><CaseList/></div>
            <div class="Desk__case">{frame::inner()}</div>
        </div>
    }
    .into_any()
}

/// The place beside the list while no case is open.
#[component]
pub(super) fn NoCase() -> AnyView {
    let words = use_words();
    view! { <p class="Empty Empty--beside">{words.t(key!("cases.none_open"))}</p> }.into_any()
}

#[component]
fn CaseList() -> AnyView {
    let words = use_words();
    let cases = use_cases();
    let (search, filter, limit) = (RwSignal::new(String::new()), RwSignal::new(Filter::All), RwSignal::new(PAGE));
    let found = Memo::new(move |_| {
        let needle = search.get().trim().to_lowercase();
        cases.with(|lines| {
            lines.iter().flatten().filter(|line| filter.get().has(line) && filter::finds(&needle, line)).cloned().collect::<Vec<_>>()
        })
    });
    let drawn = move || found.get().into_iter().take(limit.get()).collect::<Vec<_>>();
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
            {filter::chips(words, filter)}
            <ul class="Cards" id="cases">
                <For each=drawn key=looks children=move |line| card(words, &line)/>
            </ul>
            {live(empty)}
            {live(more)}
        </section>
    }
    .into_any()
}

/// What a card shows; when it changes, the card is drawn anew.
fn looks(line: &CaseLine) -> impl Eq + std::hash::Hash + 'static + use<> {
    let summary = &line.summary;
    (summary.id, summary.moved_at, summary.disputed, line.saved, line.sent, line.refused, line.is_complete)
}
