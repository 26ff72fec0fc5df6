//! The list of cases, with the open one beside it on wide screens.

mod card;
mod filter;

use leptos::prelude::*;
use shared::{ids::DocumentId, key, sync::device::CaseLine};

use super::{case::case, link::case_in, not_found::NotFoundPage};
use crate::{
    state::{use_address, use_cases, use_words},
    ui::{Icon, icon, list, live},
};
use card::card;
pub(in crate::pages) use card::{phase_letter, short};
use filter::Filter;

/// So many cards are drawn before the person asks for more.
const PAGE: usize = 60;

/// The list and, beside or instead of it, the open case.
#[component]
pub(super) fn CasesPage() -> AnyView {
    let address = use_address();
    let named = move || case_in(&address.path()).map(str::to_owned);
    let beside = move || match named().map(|id| id.parse::<DocumentId>()) {
        None => no_case(),
        Some(Ok(id)) => case(id),
        Some(Err(_)) => view! { <NotFoundPage/> }.into_any(),
    };
    view! {
        <div class="Desk" class:Desk--open=move || named().is_some()>
            <div class="Desk__list"><CaseList/></div>
            <div class="Desk__case">{live(beside)}</div>
        </div>
    }
    .into_any()
}

/// The place beside the list while no case is open.
fn no_case() -> AnyView {
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
    let drawn = move || found.with(|lines| lines.iter().take(limit.get()).map(looks).collect());
    let draw = move |looks: String| {
        let id = looks.split('/').next().and_then(|id| id.parse::<DocumentId>().ok());
        let line = found.with_untracked(|lines| lines.iter().find(|line| Some(line.summary.id) == id).cloned());
        line.map(|line| card(words, &line)).into_any()
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

/// What a card shows, beginning with its case; when it changes, the card is drawn anew.
fn looks(line: &CaseLine) -> String {
    let summary = &line.summary;
    let mut looks = summary.id.to_string();
    for part in
        [summary.moved_at.0, summary.disputed.into(), line.saved.into(), line.sent.into(), line.refused.into(), line.is_complete.into()]
    {
        looks.push('/');
        looks.push_str(&part.to_string());
    }
    looks
}
