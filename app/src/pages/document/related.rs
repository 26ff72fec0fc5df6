//! The documents beside this one: those that it names, those that name it, and those that can be begun for it.

use leptos::prelude::*;
use shared::{documents::DocumentKind, key, sync::device::DocumentLine};

use super::super::{ask::begin, link};
use crate::{
    memo::Memo,
    state::{Document, use_documents},
    ui::live,
};

/// Draws them.
pub(super) fn related(document: Document, kind: DocumentKind) -> AnyView {
    let (words, lines) = (document.words, use_documents());
    let id = document.id;
    let beside = Memo::new(move |_| {
        let names = document.read(|view| view.line.summary.names.clone()).unwrap_or_default();
        lines.with(|lines| {
            let beside = lines.iter().flatten().filter(|line| line.summary.id != id);
            let beside = beside.filter(|line| names.contains(&line.summary.id) || line.summary.names.contains(&id));
            beside.map(|line| one(document, line)).collect::<Vec<_>>()
        })
    });
    let links = move || {
        let links = beside.get();
        let lines = links.into_iter().map(|(address, kind, title)| {
            view! { <li data-related=kind.code()><a href=address>{title}</a>" "<span class="Quiet">{words.t(kind.words())}</span></li> }
                .into_any()
        });
        view! { <ul class="Related__links">{lines.collect_view()}</ul> }
    };
    let has_links = Memo::new(move |_| beside.with(|beside| !beside.is_empty()));
    let new = begin::beside(document, kind);
    let has_new = new.is_some();
    view! {
        <section class="Related" hidden=move || !has_new && !has_links.get() aria-labelledby="related-title">
            <h2 id="related-title">{words.t(key!("page.related"))}</h2>
            {live(links)}
            {new}
        </section>
    }
    .into_any()
}

fn one(document: Document, line: &DocumentLine) -> (String, DocumentKind, String) {
    let summary = &line.summary;
    (link::of_document(summary.kind, summary.id), summary.kind, document.names.title(summary))
}
