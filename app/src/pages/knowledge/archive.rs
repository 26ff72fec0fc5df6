//! The regional archive of product quality (7.4): all cases of an enterprise and product class, and the whole file of them to take away.

mod shelf;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    key,
    office::workbook,
    stats::{
        Filter,
        archive::{Shelf, shelves},
    },
};

use crate::memo::Memo;
use crate::{
    data::{clock, table},
    state::{use_documents, use_names, use_words},
    ui::{Icon, icon, live},
};

/// So many files are drawn before the person asks for more.
const PAGE: usize = 30;

/// The page.
#[component]
pub(in crate::pages) fn ArchivePage() -> AnyView {
    let (words, names, documents) = (use_words(), use_names(), use_documents());
    let (search, limit) = (RwSignal::new(String::new()), RwSignal::new(PAGE));
    let all = Memo::new(move |_| {
        let today = clock::now().day();
        // An archive keeps everything: the time has no say.
        let filter = Filter { from: today, to: today, district: None, product_class: None };
        let found = shelves(&names.case_figures(), &filter).into_iter().map(|shelf| (shelf::enterprise(names, &shelf), shelf));
        let mut found: Vec<(String, Shelf)> = found.collect();
        found.sort_by(|one, other| (&one.0, &one.1.product_class).cmp(&(&other.0, &other.1.product_class)));
        Arc::new(found)
    });
    let found = Memo::new(move |_| {
        let needle = search.get().trim().to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&needle);
        let fits = |(name, shelf): &&(String, Shelf)| {
            has(name)
                || shelf.cases.iter().any(|case| has(&case.report_no) || names.document(case.id).is_some_and(|(_, title)| has(&title)))
        };
        all.with(|all| all.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let told = move || {
        let text = match (documents.with(Option::is_some), all.with(|all| all.is_empty())) {
            (false, _) => words.t(key!("cases.reading")).to_owned(),
            (true, true) => words.t(key!("archive.empty")).to_owned(),
            (true, false) => words.count(key!("archive.found"), found.with(Vec::len)),
        };
        view! { <p class="Quiet" role="status" id="archive-found">{text}</p> }
    };
    let write = move |event| {
        limit.set(PAGE);
        search.set(event_target_value(&event));
    };
    let save = move |_| {
        let file = found.with_untracked(|found| workbook(&[untrack(|| shelf::sheet(words, names, found))]));
        table::save_bytes(&format!("{}.xlsx", words.t(key!("archive.sheet"))), &file);
    };
    let has_any = Memo::new(move |_| found.with(|found| !found.is_empty()));
    let save = move || {
        has_any.get().then(|| {
            view! { <button type="button" class="Button" id="archive-table" on:click=save>{icon(Icon::Save)}{words.t(key!("archive.table"))}</button> }
        })
    };
    let drawn = move || {
        found.with(|found| found.iter().take(limit.get()).map(|(name, shelf)| shelf::draw(words, names, name, shelf)).collect_view())
    };
    let more = move || {
        let rest = found.with(Vec::len).saturating_sub(limit.get());
        (rest > 0).then(|| view! { <button type="button" class="Button" on:click=move |_| limit.update(|limit| *limit += PAGE)>{words.count(key!("archive.more"), rest)}</button> })
    };
    view! {
        <div class="Page Library" id="archive">
            <h1>{words.t(key!("archive.title"))}</h1>
            <p class="Quiet">{words.t(key!("archive.lead"))}</p>
            <label class="Search">
                {icon(Icon::Search)}
                <span class="Unseen">{words.t(key!("archive.search"))}</span>
                <input class="Input" type="search" id="archive-search" autocomplete="off" placeholder=words.t(key!("archive.search")) on:input=write/>
            </label>
            <div class="Row">{live(told)}{live(save)}</div>
            <ul class="Cards">{live(drawn)}</ul>
            {live(more)}
        </div>
    }
    .into_any()
}
