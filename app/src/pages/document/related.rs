//! The documents beside this one: those that it names, those that name it, and those that can be begun for it.

use leptos::prelude::*;
use shared::{documents::DocumentKind, key, sync::device::DocumentLine};

use super::super::{ask::begin, link};
use crate::{
    memo::Memo,
    state::{Document, use_documents},
    ui::live,
};

/// So many stand before the form; a plan can name hundreds of cases, and nobody should have to pass them all.
const AT_ONCE: usize = 6;

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
        let mut first = beside.get();
        let rest = first.split_off(first.len().min(AT_ONCE));
        let list = |links: Vec<(String, DocumentKind, String)>| {
            let lines = links.into_iter().map(|(address, kind, title)| {
                view! { <li data-related=kind.code()><a href=address>{title}</a>" "<span class="Quiet">{words.t(kind.words())}</span></li> }
                    .into_any()
            });
            view! { <ul class="Related__links">{lines.collect_view()}</ul> }.into_any()
        };
        let more = (!rest.is_empty()).then(|| {
            let label = words.count(key!("page.related_more"), rest.len());
            view! { <details class="Related__more"><summary>{label}</summary>{list(rest)}</details> }
        });
        view! { {list(first)}{more} }
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
