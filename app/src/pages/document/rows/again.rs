//! What need not be entered twice: the next row goes on from the last, and a visit to several cases is told once.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    forms::{self, Path},
    ids::{DocumentId, OrgId},
    key,
    records::{read::Content, taken},
};

use super::Cells;
use crate::{
    data::{clock, draw},
    memo::Memo,
    pages::link,
    state::{Document, Visit, use_documents, use_visit},
    ui::live,
};

/// The buttons beneath a table, where its rows take anything from others.
pub(super) fn again(document: Document, table: &Path, cells: Cells, added: StoredValue<Option<String>>) -> Option<AnyView> {
    let takes = forms::takes(table)?;
    let (words, visit, table) = (document.words, use_visit(), StoredValue::new(table.clone()));
    let last = Memo::new(move |_| {
        let table = table.get_value();
        document.read(|view| view.content.live_rows(&table).next_back().map(|row| table.row(&row.id))).flatten()
    });
    let here = move || untrack(|| document.read(|view| (view.content.clone(), view.line.summary.enterprise)));
    let take = move |content: &Content, from: &Path, keys: &'static [&'static str]| {
        let table = table.get_value();
        let to = table.row(&document.add(table.clone()));
        added.set_value(Some(to.last().to_owned()));
        document.all(taken::edits(content, (from, &to), cells, &|key| keys.contains(&key), &mut || draw::row(clock::now())));
    };
    let go_on = move |_| {
        if let (Some(from), Some((content, _))) = (last.get_untracked(), here()) {
            take(&content, &from, takes.next);
        }
    };
    let take_along = move |_| {
        if let (Some(row), Some((content, enterprise))) = (last.get_untracked(), here()) {
            visit.set(Some(Visit { of: document.id, enterprise, content: Arc::new(content), row }));
        }
    };
    let take_over = move |_| {
        if let Some(Visit { content, row, .. }) = visit.get_untracked() {
            take(&content, &row, takes.shared);
            visit.set(None);
        }
    };
    let is_other = Memo::new(move |_| visit.with(|visit| visit.as_ref().is_some_and(|visit| visit.of != document.id)));
    let is_along = Memo::new(move |_| visit.with(|visit| visit.as_ref().is_some_and(|visit| visit.of == document.id)));
    let has_last = Memo::new(move |_| last.with(Option::is_some));
    Some(
        view! {
            {live(move || is_other.get().then(|| view! { <button type="button" class="Button Button--primary" data-visit="take-over" on:click=take_over>{words.t(key!("rows.take_over"))}</button> }))}
            {live(move || has_last.get().then(|| view! {
                <div class="Row">
                    <button type="button" class="Button" data-visit="go-on" on:click=go_on>{words.t(key!("rows.go_on"))}</button>
                    <button type="button" class="Button" data-visit="take-along" on:click=take_along>{words.t(key!("rows.take_along"))}</button>
                </div>
            }))}
            {live(move || is_along.get().then(|| others(document)))}
        }
        .into_any(),
    )
}

/// Where the visit can be taken: the other open cases of the enterprise.
fn others(document: Document) -> AnyView {
    let (words, lines, names) = (document.words, use_documents(), document.names);
    let (of, enterprise): (DocumentId, Option<OrgId>) =
        use_visit().with_untracked(|visit| visit.as_ref().map_or((document.id, None), |visit| (visit.of, visit.enterprise)));
    let cases = lines.with_untracked(|lines| {
        let all = lines.iter().flatten().map(|line| &line.summary);
        let same = all.filter(|one| one.kind == DocumentKind::Case && !one.closed && one.id != of && one.enterprise == enterprise);
        same.map(|one| (link::of_document(one.kind, one.id), format!("{} · {}", names.title(one), one.product))).collect::<Vec<_>>()
    });
    let said = if cases.is_empty() { key!("rows.nowhere_along") } else { key!("rows.along") };
    let links = cases.into_iter().map(|(address, title)| view! { <li><a href=address>{title}</a></li> }.into_any()).collect_view();
    view! { <div class="Notice" role="status" data-visit="along"><span>{words.t(said)}</span><ul>{links}</ul></div> }.into_any()
}
