//! What everybody may learn from: typical cases, the handbook, the catalogue, the basis library, the campaigns. Here stands what there is.

pub(super) mod archive;
pub(super) mod bases;
mod begin;
pub(super) mod catalogue;
pub(super) mod handbook;
pub(super) mod library;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{documents::DocumentKind, key, sync::device::DocumentLine};

use super::{
    documents::{
        card,
        desk::{line_of, looks},
    },
    link::{ARCHIVE, BASES, CATALOGUE, HANDBOOK, LIBRARY},
};
use crate::memo::Memo;
use crate::{
    state::{use_documents, use_names, use_words},
    ui::{list, live},
};

/// In the order in which people look for them.
const KINDS: [DocumentKind; 6] = [
    DocumentKind::Story,
    DocumentKind::Handbook,
    DocumentKind::Catalogue,
    DocumentKind::Basis,
    DocumentKind::Topic,
    DocumentKind::Campaign,
];

/// The documents of these kinds that the person may read.
#[component]
pub(super) fn KnowledgePage() -> AnyView {
    let (words, documents) = (use_words(), use_documents());
    let empty = move || {
        let has_any = |lines: &Vec<Arc<DocumentLine>>| lines.iter().any(|line| KINDS.contains(&line.summary.kind));
        let text = match documents.with(|lines| lines.as_ref().map(has_any)) {
            None => key!("cases.reading"),
            Some(false) => key!("knowledge.empty"),
            Some(true) => return None,
        };
        Some(view! { <p class="Empty">{words.t(text)}</p> })
    };
    view! {
        <div class="Page">
            <h1>{words.t(key!("knowledge.title"))}</h1>
            <div class="Row">
                <a class="Button" href=LIBRARY>{words.t(key!("library.title"))}</a>
                <a class="Button" href=BASES>{words.t(key!("bases.title"))}</a>
                <a class="Button" href=HANDBOOK>{words.t(key!("handbook.title"))}</a>
                <a class="Button" href=CATALOGUE>{words.t(key!("catalogue.title"))}</a>
                <a class="Button" href=ARCHIVE>{words.t(key!("archive.title"))}</a>
            </div>
            <div class="Groups" id="knowledge">{KINDS.map(group).into_iter().collect_view()}</div>
            {live(empty)}
        </div>
    }
    .into_any()
}

fn group(kind: DocumentKind) -> AnyView {
    let (words, names, documents) = (use_words(), use_names(), use_documents());
    let found = Memo::new(move |_| {
        documents.with(|lines| lines.iter().flatten().filter(|line| line.summary.kind == kind).cloned().collect::<Vec<_>>())
    });
    let has_any = Memo::new(move |_| found.with(|lines| !lines.is_empty()));
    let drawn = move || found.with(|lines| lines.iter().map(|line| looks(names, line)).collect());
    let draw = move |looks: String| found.with_untracked(|lines| line_of(lines, &looks)).map(|line| card(words, names, &line)).into_any();
    live(move || {
        has_any.get().then(|| {
            view! {
                <section data-knowledge=kind.code()>
                    <h2 class="Groups__title">{words.t(kind.words())}</h2>
                    <ul class="Cards">{list(drawn, draw)}</ul>
                </section>
            }
        })
    })
}
