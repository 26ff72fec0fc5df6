//! The cases: a list with the open one beside it, or on a desk, where none is open, a table.

mod card;
mod filter;
mod keys;
mod sort;
mod stage;
mod window;

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{documents::DocumentKind, key, records::waits, sync::device::DocumentLine, workflow::Deadline};

use super::{
    ask::begin,
    documents::desk::{desk, document_of, finds, looks},
    import,
    link::{Place, document_in},
    sync::review::way,
};
use crate::{
    data::clock,
    memo::Memo,
    state::{use_address, use_deadlines, use_documents, use_names, use_session, use_words},
    ui::{Icon, icon, list, live, says},
};
use card::card;
use filter::Chosen;
use sort::Sort;
pub(in crate::pages) use stage::{badge, phase_letter, short};

/// So many cards are drawn before the person asks for more; of a table always those around what is seen.
const PAGE: usize = 60;

/// A case with what a table tells of it besides.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    line: Arc<DocumentLine>,
    /// What is due next, from whomever.
    due: Option<Deadline>,
    /// It asks something of the person who works here.
    is_mine: bool,
}

impl Row {
    fn is_overdue(&self, today: NaiveDate) -> bool {
        self.due.as_ref().is_some_and(|due| due.is_overdue(today))
    }
}

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
        let today = clock::now().day();
        let shows = |row: &&Row| chosen.has(row, today) && finds(names, &needle, &row.line);
        let mut found = rows.with(|rows| rows.iter().flatten().filter(shows).cloned().collect::<Vec<_>>());
        sort.get().sort(&mut found, names);
        found
    });
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
        row.map(|row| card(words, names, &row)).into_any()
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
                        on:keydown=keys::leaves_search on:input=move |event| search.set(event_target_value(&event))/>
                </label>
                {filter::controls(words, chosen, rows)}
            </div>
            {way()}
            {begin::new()}
            {import::way()}
            {sort::heads(words, sort)}
            <ul class="Cards" id="cases" on:keydown=move |event| keys::walks(&event, table, count.get_untracked())
                style:padding-top=move || table.above() style:padding-bottom=move || table.below(count.get())>
                {list(drawn, draw)}
            </ul>
            {live(empty)}
            {live(more)}
        </section>
    }
    .into_any()
}

/// All cases, with what is due in them and whether they ask something of the person who works here.
fn rows() -> Memo<Option<Vec<Row>>> {
    let (documents, deadlines, session) = (use_documents(), use_deadlines(), use_session());
    Memo::new(move |_| {
        let (person, today) = (session.person()?, clock::now().day());
        let row = |line: &Arc<DocumentLine>| {
            let told = line.waits.as_deref();
            let due = deadlines.with(|deadlines| told.and_then(|told| waits::owed(told, deadlines).min()));
            let mine = told.map(|told| deadlines.with(|deadlines| waits::mine(&line.summary, told, &person, deadlines, today)));
            Row { line: line.clone(), due, is_mine: mine.is_some_and(|mine| !mine.next.is_empty() || mine.overdue(today).is_some()) }
        };
        let is_case = |line: &&Arc<DocumentLine>| line.summary.kind == DocumentKind::Case;
        documents.with(|lines| lines.as_ref().map(|lines| lines.iter().filter(is_case).map(row).collect()))
    })
}

/// What a card shows, beginning with its case; when it changes, the card is drawn anew.
fn key_of(row: &Row, looks: &str) -> String {
    format!("{looks}/{}", row.due.as_ref().map(|due| due.due.to_string()).unwrap_or_default())
}
