//! A document in the list: what it is called, how far it is, and where its words are.

use leptos::prelude::*;
use shared::{key, sync::device::DocumentLine};

use super::super::{link, mark::mark};
use crate::{
    state::{Names, Words, use_address},
    ui::{Icon, icon},
};

/// Draws it.
pub(in crate::pages) fn card(words: Words, names: Names, line: &DocumentLine) -> AnyView {
    let summary = &line.summary;
    let address = link::of_document(summary.kind, summary.id);
    let here = use_address();
    let current = {
        let address = address.clone();
        move || here.path().starts_with(&address).then_some("true")
    };
    let district = summary.district.map(|district| view! { <span class="Quiet">{words.t(district.words())}</span> });
    view! {
        <li class="CaseCard" data-document=summary.id.to_string()>
            <a class="CaseCard__link" href=address aria-current=current>
                <strong class="CaseCard__who">{untrack(|| names.title(summary))}</strong>
                {district}
                <span class="CaseCard__foot">
                    {summary.published.then(|| view! { <span class="Badge" data-badge="published">{words.t(key!("page.published"))}</span> })}
                    {summary.closed.then(|| view! { <span class="Badge" data-badge="closed">{words.t(key!("page.closed"))}</span> })}
                    {(summary.disputed > 0).then(|| view! { <span class="Badge Badge--waiting">{icon(Icon::Versions)}{words.count(key!("cases.disputed"), summary.disputed)}</span> })}
                    {mark(words, line)}
                </span>
            </a>
        </li>
    }
    .into_any()
}
