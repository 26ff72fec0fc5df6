//! A case in the list: who, which product, what failed, where it stands.

use leptos::prelude::*;
use shared::{key, sync::device::DocumentLine};

use super::{
    super::{link, mark::mark},
    stage,
};
use crate::{
    state::{Names, Words, use_address},
    ui::{Icon, icon},
};

/// Draws it.
pub(super) fn card(words: Words, names: Names, line: &DocumentLine) -> AnyView {
    let summary = &line.summary;
    let address = link::of_document(summary.kind, summary.id);
    let here = use_address();
    let current = {
        let address = address.clone();
        move || here.path().starts_with(&address).then_some("true")
    };
    let product =
        [summary.product.as_str(), summary.model.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let failed = (!summary.failed.is_empty())
        .then(|| words.fill(key!("cases.failed"), &[("items", &summary.failed.join(words.t(key!("app.comma"))))]));
    let is_stopped = summary.stop.forbids();
    view! {
        <li class="CaseCard" data-case=summary.id.to_string()>
            <a class="CaseCard__link" href=address aria-current=current>
                <strong class="CaseCard__who">{untrack(|| names.title(summary))}</strong>
                <span>{product}</span>
                {failed.map(|failed| view! { <span class="CaseCard__failed">{failed}</span> })}
                <span class="CaseCard__foot">
                    {stage::badge(words, summary.stage)}
                    {(summary.round > 1).then(|| view! { <span class="Badge">{words.count(key!("case.round"), summary.round)}</span> })}
                    {is_stopped.then(|| view! { <span class="Badge Badge--danger">{icon(Icon::Stop)}{words.t(key!("cases.stop"))}</span> })}
                    {summary.closed.then(|| view! { <span class="Badge">{words.t(key!("cases.closed"))}</span> })}
                    {(summary.disputed > 0).then(|| view! { <span class="Badge Badge--waiting">{icon(Icon::Versions)}{words.count(key!("cases.disputed"), summary.disputed)}</span> })}
                    {mark(words, line)}
                </span>
            </a>
        </li>
    }
    .into_any()
}
