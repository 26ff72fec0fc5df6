//! The cases: a list with the open one beside it, or on a desk, where none is open, a table.

mod bar;
mod card;
mod export;
mod filter;
mod keys;
mod row;
mod selecting;
mod sort;
mod stage;
mod together;
mod window;

use std::sync::Arc;

use leptos::prelude::*;
use shared::key;

use super::{
    ask::begin,
    documents::desk::{desk, document_of, looks},
    import,
    link::{Place, document_in},
    sync::review::way,
};
use crate::{
    data::clock,
    memo::Memo,
    state::{use_address, use_names, use_words},
    ui::{Icon, icon, list, live, says},
};
use card::card;
use filter::Chosen;
use row::{Row, rows};
use selecting::Selection;
use sort::Sort;
pub(in crate::pages) use stage::{badge, phase_letter, short};

/// So many cards are drawn before the person asks for more; of a table always those around what is seen.
const PAGE: usize = 60;

/// The list and, beside or instead of it, the open case.
#[component]
pub(super) fn CasesPage() -> AnyView {
    desk(Place::Cases, key!("cases.none_open"), view! { <CaseList/> }.into_any())
}

#[component]
fn CaseList() -> AnyView {
    let words = use_words();
    let (names, address) = (use_names(), use_address());
    let (search, limit, chosen, sort) = (RwSignal::new(String::new()), RwSignal::new(PAGE), Chosen::of(address), Sort::by_default());
    let rows = rows();
    let found = Memo::new(move |_| {
        let needle = search.get().trim().to_lowercase();
        let (today, is_chosen) = (clock::now().day(), chosen.now());
        let shows = |row: &&Arc<Row>| is_chosen(row, today) && row.says(&needle);
        let mut found = rows.with(|rows| rows.iter().flatten().filter(shows).cloned().collect::<Vec<_>>());
        sort.get().sort(&mut found);
        found
    });
    let selection = Selection::of(found);
    let is_open = Memo::new(move |_| document_in(&address.path()).is_some());
    let table = window::watch(move || !is_open.get());
    let count = Memo::new(move |_| found.with(Vec::len));
    let drawn = move || {
        let (from, many) = table.part(limit.get());
        found.with(|rows| rows.iter().skip(from).take(many).map(|row| key_of(row, &looks(names, &row.line))).collect())
    };
    let draw = move |key: String| {
        let id = document_of(&key);
        let row = found.with_untracked(|rows| rows.iter().find(|row| Some(row.line.summary.id) == id).cloned());
        row.map(|row| card(words, selection, &row)).into_any()
    };
    let more = move || {
        let rest = count.get().saturating_sub(limit.get());
        (rest > 0 && !table.is_table.get()).then(|| view! { <button type="button" class="Button" on:click=move |_| limit.update(|limit| *limit += PAGE)>{words.count(key!("cases.more"), rest)}</button> })
    };
    let empty = move || {
        let text = match rows.with(|rows| rows.as_ref().map(Vec::len)) {
            None => key!("cases.reading"),
            Some(0) => key!("cases.empty"),
            Some(_) if count.get() == 0 => key!("cases.nothing_found"),
            Some(_) => return None,
        };
        Some(view! { <p class="Empty">{words.t(text)}</p> })
    };
    keys::slash_searches();
    view! {
        <section aria-labelledby="cases-title">
            <div class="Cases__head">
                <h1 id="cases-title">{words.t(key!("cases.title"))}</h1>
                <p class="Quiet" id="cases-count" role="status">{says(move || words.count(key!("table.count"), count.get()))}</p>
                <a class="Narrow" href=Place::Documents.address()>{words.t(Place::Documents.words())}</a>
            </div>
            <div class="Cases__tools">
                <label class="Search">
                    {icon(Icon::Search)}
                    <span class="Unseen">{words.t(key!("cases.search"))}</span>
                    <input class="Input" type="search" id="cases-search" aria-keyshortcuts="/" placeholder=words.t(key!("cases.search"))
                        on:keydown=move |event| keys::leaves_search(&event, table) on:input=move |event| search.set(event_target_value(&event))/>
                </label>
                {filter::controls(words, chosen, rows)}
            </div>
            {way()}
            <div class="Cases__ways">{begin::new()}{import::way()}</div>
            {together::notice()}
            {bar::bar(selection, found)}
            {sort::heads(words, sort, selection)}
            <ul class="Cards" id="cases" on:click=move |event| selecting::taps(&event, selection)
                on:keydown=move |event| keys::walks(&event, table, selection, count.get_untracked())
                style:padding-top=move || table.above() style:padding-bottom=move || table.below(count.get())>
                {list(drawn, draw)}
            </ul>
            {live(empty)}
            {live(more)}
        </section>
    }
    .into_any()
}

/// What a card shows, beginning with its case; when it changes, the card is drawn anew.
fn key_of(row: &Row, looks: &str) -> String {
    format!("{looks}/{}", row.due.as_ref().map(|due| due.due.to_string()).unwrap_or_default())
}
