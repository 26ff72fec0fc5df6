//! A case in the list: who, which product, what failed, where it stands. On a desk the same is a row of a table.

use leptos::prelude::*;
use shared::key;

use super::{
    super::{documents::desk::product, link, mark::mark},
    Row,
    selecting::{Selection, tick},
    stage,
};
use crate::{
    data::clock,
    state::{Words, use_address},
    ui::{Icon, icon},
};

/// Draws it.
pub(super) fn card(words: Words, selection: Selection, row: &Row) -> AnyView {
    let (line, summary, id) = (&row.line, &row.line.summary, row.id());
    let who = row.title.clone();
    let address = link::of_document(summary.kind, summary.id);
    let here = use_address();
    let current = {
        let address = address.clone();
        move || here.path().starts_with(&address).then_some("true")
    };
    let failed = (!summary.failed.is_empty())
        .then(|| words.fill(key!("cases.failed"), &[("items", &summary.failed.join(words.t(key!("app.comma"))))]));
    let is_stopped = summary.stop.forbids();
    view! {
        <li class="CaseCard" class:CaseCard--chosen=move || selection.has(id) data-case=id.to_string()>
            {tick(words, selection, id, &who)}
            <a class="CaseCard__link" href=address aria-current=current>
                <strong class="CaseCard__who">{who.clone()}</strong>
                <span class="CaseCard__product">{product(summary)}</span>
                {failed.map(|failed| view! { <span class="CaseCard__failed">{failed}</span> })}
                <span class="CaseCard__district">{summary.district.map(|district| words.t(district.words()))}</span>
                <span class="CaseCard__foot">
                    <span class="CaseCard__cell">
                        {stage::badge(words, summary.stage)}
                        {(summary.round > 1).then(|| view! { <span class="Badge">{words.count(key!("case.round"), summary.round)}</span> })}
                        {summary.closed.then(|| view! { <span class="Badge">{words.t(key!("cases.closed"))}</span> })}
                    </span>
                    <span class="CaseCard__cell">{is_stopped.then(|| view! { <span class="Badge Badge--danger">{icon(Icon::Stop)}{words.t(key!("cases.stop"))}</span> })}</span>
                    <span class="CaseCard__cell">{due(words, row)}</span>
                    <span class="CaseCard__moved">{words.moment(summary.moved_at)}</span>
                    <span class="CaseCard__cell CaseCard__cell--end">
                        {(summary.disputed > 0).then(|| view! { <span class="Badge Badge--waiting">{icon(Icon::Versions)}{words.count(key!("cases.disputed"), summary.disputed)}</span> })}
                        {mark(words, line)}
                    </span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// What is due next, in a word and a day; the days that were missed are counted.
fn due(words: Words, row: &Row) -> Option<AnyView> {
    let due = row.due.as_ref()?;
    let today = clock::now().day();
    let late = due.is_overdue(today).then(|| words.count(key!("table.late"), (today - due.due).num_days()));
    let is_late = late.is_some();
    let day = late.unwrap_or_else(|| due.due.to_string());
    Some(
        view! {
            <span class="Due" class:Due--late=is_late data-due=if is_late { "overdue" } else { "open" }>
                <span class="Due__what">{words.t(due.kind.words())}</span>" "<span class="Due__day">{day}</span>
            </span>
        }
        .into_any(),
    )
}
