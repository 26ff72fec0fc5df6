//! Everything that waits for a decision because several people wrote it at once, in all documents: from their summaries, none is opened.

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;
use shared::{ids::DocumentId, key, sync::device::DocumentLine};

use crate::{
    memo::Memo,
    pages::{
        documents::desk::said,
        link::{ALL_REVIEW, Aspect, of_document},
    },
    state::{use_address, use_documents, use_names, use_words},
    ui::{Icon, icon, live},
};

/// The documents in which something waits.
#[component]
pub(in crate::pages) fn ReviewPage() -> AnyView {
    let (words, names, documents, address) = (use_words(), use_names(), use_documents(), use_address());
    // Whoever chose some in the table looks at these.
    let chosen = Memo::new(move |_| address.fragment().split('.').filter_map(|id| id.parse().ok()).collect::<BTreeSet<DocumentId>>());
    let waiting = Memo::new(move |_| {
        let is_meant = |line: &&Arc<DocumentLine>| chosen.with(|chosen| chosen.is_empty() || chosen.contains(&line.summary.id));
        documents.with(|lines| lines.as_ref().map(|lines| waits(lines).filter(is_meant).cloned().collect::<Vec<_>>()))
    });
    let all = move || {
        (!chosen.with(BTreeSet::is_empty))
            .then(|| view! { <p><a id="review-all" href=ALL_REVIEW>{words.t(key!("review.see_all"))}</a></p> })
    };
    let line = move |line: Arc<DocumentLine>| {
        let summary = &line.summary;
        let address = Aspect::Review.address(&of_document(summary.kind, summary.id));
        let under = said(&[words.t(summary.kind.words()), &summary.product, &summary.model]);
        view! {
            <li class="CaseCard" data-review-of=summary.id.to_string()>
                <a class="CaseCard__link" href=address>
                    <strong class="CaseCard__who">{untrack(|| names.title(summary))}</strong>
                    <span class="Quiet">{under}</span>
                    <span class="CaseCard__foot"><span class="Badge Badge--waiting">{icon(Icon::Versions)}{words.count(key!("cases.disputed"), summary.disputed)}</span></span>
                </a>
            </li>
        }
        .into_any()
    };
    let list = move || match waiting.get() {
        None => view! { <p class="Empty" aria-live="polite">{words.t(key!("cases.reading"))}</p> }.into_any(),
        Some(lines) if lines.is_empty() => view! { <p class="Empty">{words.t(key!("review.all_empty"))}</p> }.into_any(),
        Some(lines) => view! { <ul class="Cards" id="reviews">{lines.into_iter().map(line).collect_view()}</ul> }.into_any(),
    };
    view! {
        <div class="Page">
            <h1>{words.t(key!("review.title"))}</h1>
            <p class="Quiet">{words.t(key!("review.all_lead"))}</p>
            {live(list)}
            {live(all)}
        </div>
    }
    .into_any()
}

/// Leads there from the lists, where anything waits.
pub(in crate::pages) fn way() -> AnyView {
    let (words, documents) = (use_words(), use_documents());
    let count = Memo::new(move |_| documents.with(|lines| lines.as_ref().map_or(0, |lines| waits(lines).count())));
    live(move || {
        let n = count.get();
        (n > 0).then(
            || view! { <a class="Notice" id="review-way" href=ALL_REVIEW>{icon(Icon::Versions)}{words.count(key!("review.way"), n)}</a> },
        )
    })
}

fn waits(lines: &[Arc<DocumentLine>]) -> impl Iterator<Item = &Arc<DocumentLine>> {
    lines.iter().filter(|line| line.summary.disputed > 0)
}
