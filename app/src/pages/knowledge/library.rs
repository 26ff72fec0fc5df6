//! The library (7.4): typical cases, handbook, catalogue and bases, searched by words, product, stage and cause. Over what this device holds,
//! without a network as with one.

mod choose;
mod hits;

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    key,
    library::{Hit, KINDS, Query, Volume, search},
    office::workbook,
    stats::CaseFigures,
    sync::device::DocumentLine,
};

use crate::memo::Memo;
use crate::{
    data::table,
    state::{use_documents, use_names, use_readings, use_words},
    ui::{Icon, icon, live},
};

/// So many are drawn before the person asks for more.
const PAGE: usize = 40;

/// The page.
#[component]
pub(in crate::pages) fn LibraryPage() -> AnyView {
    let (words, names, documents, readings) = (use_words(), use_names(), use_documents(), use_readings());
    let (query, limit) = (RwSignal::new(Query::default()), RwSignal::new(PAGE));
    let shelves = Memo::new(move |_| documents.with(|lines| lines.as_ref().map(|lines| held(lines))));
    Effect::new(move || {
        let wanted = shelves.with(|lines| {
            // What has not come whole is read when it has.
            let whole = lines.iter().flatten().filter(|line| line.is_complete);
            whole.map(|line| (line.summary.id, line.summary.moved_at)).collect::<Vec<_>>()
        });
        readings.want(wanted);
    });
    let found = Memo::new(move |_| {
        let figures = names.case_figures();
        let cases: BTreeMap<DocumentId, &CaseFigures> = figures.iter().map(|case| (case.id, case)).collect();
        shelves.with(|lines| {
            let read: Vec<_> =
                lines.iter().flatten().map(|line| (line, names.title(&line.summary), readings.of(line.summary.id))).collect();
            let volumes: Vec<Volume<'_>> = read
                .iter()
                .map(|(line, title, read)| Volume {
                    id: line.summary.id,
                    kind: line.summary.kind,
                    title,
                    content: read.as_deref().map(|read| &read.content),
                })
                .collect();
            query.with(|query| search(&volumes, query, &cases, words.language()))
        })
    });
    let write = move |event| {
        let text = event_target_value(&event);
        limit.set(PAGE);
        query.update(|query| query.words = text);
    };
    let told = move || {
        let text = match (shelves.with(|lines| lines.as_ref().map(Vec::len)), found.with(Vec::len)) {
            (None, _) => words.t(key!("cases.reading")).to_owned(),
            (Some(0), _) => words.t(key!("library.empty")).to_owned(),
            (Some(_), n) => words.count(key!("library.found"), n),
        };
        view! { <p class="Quiet" role="status" id="library-found">{text}</p> }
    };
    let more = move || {
        let rest = found.with(Vec::len).saturating_sub(limit.get());
        (rest > 0).then(|| view! { <button type="button" class="Button" on:click=move |_| limit.update(|limit| *limit += PAGE)>{words.count(key!("library.more"), rest)}</button> })
    };
    let save = move |_| {
        let file = found.with_untracked(|found| workbook(&[untrack(|| hits::sheet(words, names, found))]));
        table::save_bytes(&format!("{}.xlsx", words.t(key!("library.sheet"))), &file);
    };
    let has_any = Memo::new(move |_| found.with(|found| !found.is_empty()));
    let save = move || {
        has_any.get().then(|| {
            view! { <button type="button" class="Button" id="library-table" on:click=save>{icon(Icon::Save)}{words.t(key!("library.table"))}</button> }
        })
    };
    let drawn =
        move || found.with(|found| found.iter().take(limit.get()).cloned().map(|hit: Hit| hits::hit(words, names, hit)).collect_view());
    view! {
        <div class="Page Library" id="library">
            <h1>{words.t(key!("library.title"))}</h1>
            <p class="Quiet">{words.t(key!("library.lead"))}</p>
            <label class="Search">
                {icon(Icon::Search)}
                <span class="Unseen">{words.t(key!("library.search"))}</span>
                <input class="Input" type="search" id="library-search" autocomplete="off" placeholder=words.t(key!("library.search")) on:input=write/>
            </label>
            {choose::chooser(words, query)}
            <div class="Row">{live(told)}{live(save)}</div>
            <ul class="Cards" id="library-hits">{live(drawn)}</ul>
            {live(more)}
        </div>
    }
    .into_any()
}

/// What of the list stands in the library.
fn held(lines: &[Arc<DocumentLine>]) -> Vec<Arc<DocumentLine>> {
    let is_in = |kind: DocumentKind| KINDS.contains(&kind);
    lines.iter().filter(|line| is_in(line.summary.kind)).cloned().collect()
}
