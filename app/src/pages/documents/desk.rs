//! A list with the open document beside it, and what both lists have in common.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{forms::answer::Answer, ids::DocumentId, records::summary::Summary, sync::device::DocumentLine, words::Key};

use crate::{
    memo::Memo,
    pages::{
        document::document,
        frame::NotFoundPage,
        link::{Aspect, Place, document_in},
    },
    state::{Names, use_address, use_words},
    ui::live,
};

/// The list and, beside or instead of it, the open document.
pub(in crate::pages) fn desk(place: Place, none_open: Key, list: AnyView) -> AnyView {
    let (words, address) = (use_words(), use_address());
    let named = Memo::new(move |_| document_in(&address.path()).map(|(_, id, what)| (id.to_owned(), what.to_owned())));
    let beside = move || match named.get().map(|(id, what)| (id.parse::<DocumentId>(), Aspect::of(&what))) {
        None => view! { <p class="Empty Empty--beside">{words.t(none_open)}</p> }.into_any(),
        Some((Ok(id), Some(aspect))) => document(id, place, aspect),
        Some((Err(_), _) | (_, None)) => view! { <NotFoundPage/> }.into_any(),
    };
    let is_wide = move || named.with(|named| named.as_ref().is_some_and(|(_, what)| matches!(Aspect::of(what), Some(Aspect::Compare(..)))));
    view! {
        <div class="Desk" class:Desk--table=place == Place::Cases class:Desk--open=move || named.with(Option::is_some) class:Desk--wide=is_wide>
            <div class="Desk__list">{list}</div>
            <div class="Desk__case">{live(beside)}</div>
        </div>
    }
    .into_any()
}

/// Whether the words of a document hold what is searched for.
pub(in crate::pages) fn finds(names: Names, needle: &str, line: &DocumentLine) -> bool {
    let summary = &line.summary;
    needle.is_empty()
        || [&names.title(summary), &summary.product, &summary.model, &summary.report_no]
            .iter()
            .any(|text| text.to_lowercase().contains(needle))
}

/// The product of a document's case and its specification, as far as they were said.
pub(in crate::pages) fn product(summary: &Summary) -> String {
    said(&[&summary.product, &summary.model])
}

/// What was said of these, in one line: who wrote that there is none, or that it comes later, said nothing.
pub(in crate::pages) fn said(parts: &[&str]) -> String {
    let said = parts.iter().filter_map(|text| match Answer::of(text) {
        Answer::Given(text) => Some(text),
        Answer::Empty | Answer::None | Answer::Later(_) => None,
    });
    said.collect::<Vec<_>>().join(" · ")
}

/// What a card shows, beginning with its document; when it changes, the card is drawn anew.
pub(in crate::pages) fn looks(names: Names, line: &DocumentLine) -> String {
    let summary = &line.summary;
    let counts = [line.saved, line.sent, line.refused, summary.disputed, line.is_complete.into(), summary.people.is_empty().into()];
    let counts = counts.map(|count| count.to_string()).join("/");
    format!("{}/{}/{counts}/{}", summary.id, summary.moved_at.0, names.title(summary))
}

/// The document with which these looks begin.
pub(in crate::pages) fn document_of(looks: &str) -> Option<DocumentId> {
    looks.split('/').next().and_then(|id| id.parse().ok())
}

/// The line whose looks these are.
pub(in crate::pages) fn line_of(lines: &[Arc<DocumentLine>], looks: &str) -> Option<Arc<DocumentLine>> {
    let id = document_of(looks);
    lines.iter().find(|line| Some(line.summary.id) == id).cloned()
}
