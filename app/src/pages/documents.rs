//! The list of all documents that are no cases, by kind, with the open one beside it on wide screens.

mod card;
pub(super) mod desk;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{documents::DocumentKind, key, sync::device::DocumentLine};

use super::{
    ask::begin,
    link::{ARCHIVE, HANDBOOK, LIBRARY, Place},
    sync::review::way,
};
use crate::{
    memo::Memo,
    state::{use_documents, use_names, use_words},
    ui::{Icon, icon, list, live},
};
pub(super) use card::card;
use desk::{desk, finds, line_of, looks};

/// The list and, beside or instead of it, the open document.
#[component]
pub(super) fn DocumentsPage() -> AnyView {
    desk(Place::Documents, key!("documents.none_open"), view! { <DocumentList/> }.into_any())
}

#[component]
fn DocumentList() -> AnyView {
    let words = use_words();
    let (names, documents) = (use_names(), use_documents());
    let search = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let needle = search.get().trim().to_lowercase();
        let shows = |line: &&Arc<DocumentLine>| line.summary.kind != DocumentKind::Case && finds(names, &needle, line);
        documents.with(|lines| lines.as_ref().map(|lines| lines.iter().filter(shows).cloned().collect::<Vec<_>>()))
    });
    let empty = move || {
        let text = match found.with(|found| found.as_ref().map(Vec::len)) {
            None => key!("cases.reading"),
            Some(0) if search.with(String::is_empty) => key!("documents.empty"),
            Some(0) => key!("cases.nothing_found"),
            Some(_) => return None,
        };
        Some(view! { <p class="Empty">{words.t(text)}</p> })
    };
    let groups = DocumentKind::ALL.iter().copied().filter(|kind| *kind != DocumentKind::Case).map(|kind| group(kind, found));
    view! {
        <section aria-labelledby="documents-title">
            <h1 id="documents-title" class="Desk__title">{words.t(key!("documents.title"))}</h1>
            <label class="Search">
                {icon(Icon::Search)}
                <span class="Unseen">{words.t(key!("documents.search"))}</span>
                <input class="Input" type="search" id="documents-search" placeholder=words.t(key!("documents.search"))
                    on:input=move |event| search.set(event_target_value(&event))/>
            </label>
            {way()}
            {begin::new()}
            <p class="Row Desk__ways"><a href=LIBRARY>{words.t(key!("library.title"))}</a><a href=HANDBOOK>{words.t(key!("handbook.title"))}</a><a href=ARCHIVE>{words.t(key!("archive.title"))}</a></p>
            <div id="documents" class="Groups">{groups.collect_view()}</div>
            {live(empty)}
        </section>
    }
    .into_any()
}

/// The found documents of a kind, where there are any.
fn group(kind: DocumentKind, found: Memo<Option<Vec<Arc<DocumentLine>>>>) -> AnyView {
    let (words, names) = (use_words(), use_names());
    let of_kind = Memo::new(move |_| {
        found.with(|lines| {
            lines.iter().flatten().filter(|line| line.summary.kind == kind).map(|line| looks(names, line)).collect::<Vec<_>>()
        })
    });
    let has_any = Memo::new(move |_| of_kind.with(|lines| !lines.is_empty()));
    let draw = move |looks: String| {
        let line = found.with_untracked(|lines| line_of(lines.as_deref().unwrap_or_default(), &looks));
        line.map(|line| card(words, names, &line)).into_any()
    };
    live(move || {
        has_any.get().then(|| {
            view! {
                <section data-group=kind.code()>
                    <h2 class="Groups__title">{words.t(kind.words())}</h2>
                    <ul class="Cards">{list(move || of_kind.get(), draw)}</ul>
                </section>
            }
        })
    })
}
