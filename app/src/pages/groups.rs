//! The working groups (5.3, R-0-15): of each open case who sits in its group, who has left, and which cases still wait for one; of each expert
//! in which cases they sit. Nothing is changed here: every line leads to the act in its case.

mod case;
mod expert;
mod gathered;
mod seat;

use leptos::prelude::*;
use shared::{key, words::Key};

use crate::{
    memo::Memo,
    state::{Words, use_words},
    ui::{Icon, each, icon, live, says},
};
use case::Case;
use expert::Expert;
pub(in crate::pages) use expert::seats_of;
use gathered::Gathered;

/// So many cards are drawn before the person asks for more.
const PAGE: usize = 40;

/// By what the groups are arranged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Case,
    Expert,
}

/// The page.
#[component]
pub(super) fn GroupsPage() -> AnyView {
    let words = use_words();
    let gathered = gathered::gathered();
    let (by, search) = (RwSignal::new(By::Case), RwSignal::new(String::new()));
    let needle = Memo::new(move |_| search.get().trim().to_lowercase());
    let reading =
        move || gathered.with(Option::is_none).then(|| view! { <p class="Empty" aria-live="polite">{words.t(key!("cases.reading"))}</p> });
    let tab = move |of: By, id: &'static str, name: Key| {
        view! {
            <button type="button" class="Chip" id=id aria-pressed=move || (by.get() == of).to_string() on:click=move |_| by.set(of)>
                <span>{words.t(name)}</span>
            </button>
        }
        .into_any()
    };
    let body = move || {
        match by.get() {
        By::Case => view! {
            {part(words, "groups-lacking", key!("groups.lacking"), key!("groups.none_lacking"), cases(gathered, needle, |all| &all.lacking))}
            {part(words, "groups-formed", key!("groups.formed"), key!("groups.none_formed"), cases(gathered, needle, |all| &all.formed))}
        }
        .into_any(),
        By::Expert => experts(words, gathered, needle),
    }
    };
    view! {
        <div class="Page Page--wide Groups">
            <h1>{words.t(key!("groups.title"))}</h1>
            <p class="Quiet">{words.t(key!("groups.lead"))}</p>
            <div class="Groups__choose">
                <div class="Chips" role="group" aria-label=words.t(key!("groups.by"))>
                    {tab(By::Case, "groups-by-case", key!("groups.by_case"))}
                    {tab(By::Expert, "groups-by-expert", key!("groups.by_expert"))}
                </div>
                <label class="Search">
                    {icon(Icon::Search)}
                    <span class="Unseen">{words.t(key!("groups.search"))}</span>
                    <input class="Input" type="search" id="groups-search" placeholder=words.t(key!("groups.search")) on:input=move |event| search.set(event_target_value(&event))/>
                </label>
            </div>
            {live(reading)}
            {live(body)}
        </div>
    }
    .into_any()
}

/// The cases of a part in which this is found.
fn cases(gathered: Memo<Option<Gathered>>, needle: Memo<String>, of: fn(&Gathered) -> &Vec<Case>) -> Memo<Vec<Case>> {
    Memo::new(move |_| {
        let needle = needle.get();
        gathered.with(|all| all.iter().flat_map(of).filter(|case| case.says(&needle)).cloned().collect())
    })
}

fn part(words: Words, id: &'static str, title: Key, none: Key, found: Memo<Vec<Case>>) -> AnyView {
    let heading = format!("{id}-title");
    let named = heading.clone();
    let empty = Memo::new(move |_| found.with(Vec::is_empty));
    view! {
        <section class="Block" id=id aria-labelledby=named>
            <h2 id=heading>{words.t(title)}" "<span class="Quiet">{says(move || found.with(Vec::len).to_string())}</span></h2>
            {live(move || empty.get().then(|| view! { <p class="Quiet">{words.t(none)}</p> }))}
            {paged(words, found, Case::looks, move |case| case::card(words, &case))}
        </section>
    }
    .into_any()
}

fn experts(words: Words, gathered: Memo<Option<Gathered>>, needle: Memo<String>) -> AnyView {
    let found = Memo::new(move |_| {
        let needle = needle.get();
        gathered.with(|all| all.iter().flat_map(|all| &all.experts).filter(|expert| expert.says(&needle)).cloned().collect::<Vec<_>>())
    });
    let empty = Memo::new(move |_| found.with(Vec::is_empty));
    view! {
        <section class="Block" id="groups-experts" aria-labelledby="groups-experts-title">
            <h2 id="groups-experts-title">{words.t(key!("groups.experts"))}" "<span class="Quiet">{says(move || found.with(Vec::len).to_string())}</span></h2>
            {live(move || empty.get().then(|| view! { <p class="Quiet">{words.t(key!("groups.no_experts"))}</p> }))}
            {paged(words, found, Expert::looks, move |expert| expert::card(words, &expert))}
        </section>
    }
    .into_any()
}

/// The first cards, and a button for more.
fn paged<T: PartialEq + Clone + Send + Sync + 'static>(
    words: Words,
    all: Memo<Vec<T>>,
    key: fn(&T) -> String,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let shown = RwSignal::new(PAGE);
    let first = Memo::new(move |_| all.with(|all| all.iter().take(shown.get()).cloned().collect::<Vec<_>>()));
    let rest = Memo::new(move |_| all.with(Vec::len).saturating_sub(shown.get()));
    let more = move || {
        (rest.get() > 0).then(|| {
            let text = words.count(key!("groups.more"), rest.get());
            view! { <button type="button" class="Button" data-more="" on:click=move |_| shown.update(|shown| *shown += PAGE)>{text}</button> }
        })
    };
    view! { <ul class="Groups__cards">{each(first, key, draw)}</ul>{live(more)} }.into_any()
}
