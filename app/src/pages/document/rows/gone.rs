//! Rows that were removed: those removed unawares wait for a person to decide; the others are folded away.

use leptos::prelude::*;
use shared::{forms::Path, key};

use super::{
    super::field::{fields, row_in_words},
    Cells, ids,
};
use crate::{
    memo::Memo,
    state::Document,
    ui::{live, says},
};

/// Draws both, where there are any.
pub(super) fn gone(document: Document, table: &Path, cells: Cells, is_writable: bool) -> AnyView {
    let in_review = ids(document, table.clone(), |row| row.removed && row.in_review);
    let removed = ids(document, table.clone(), |row| row.removed && !row.in_review);
    view! { {review(document, table.clone(), cells, in_review, is_writable)}{folded(document, table.clone(), cells, removed, is_writable)} }
        .into_any()
}

/// Removed by somebody who had not seen the latest words in it.
fn review(document: Document, table: Path, cells: Cells, rows: Memo<Vec<String>>, is_writable: bool) -> AnyView {
    let words = document.words;
    let line = move |id: String| {
        let row = table.row(&id);
        let (back, again) = (row.clone(), row.clone());
        let decide = is_writable.then(|| {
            view! {
                <div class="Row">
                    <button type="button" class="Button" data-back=row.as_str().to_owned() on:click=move |_| document.remove(back.clone(), false)>{words.t(key!("rows.bring_back"))}</button>
                    <button type="button" class="Button Button--danger" data-gone=row.as_str().to_owned() on:click=move |_| document.remove(again.clone(), true)>{words.t(key!("rows.remove_again"))}</button>
                </div>
            }
        });
        view! {
            <div class="Notice Notice--tall" data-review=row.as_str().to_owned()>
                <p>{words.t(key!("rows.in_review"))}</p>
                {fields(document, &row, cells, false)}
                {decide}
            </div>
        }
        .into_any()
    };
    live(move || rows.get().into_iter().map(&line).collect_view())
}

fn folded(document: Document, table: Path, cells: Cells, removed: Memo<Vec<String>>, is_writable: bool) -> AnyView {
    let words = document.words;
    let line = move |id: String| {
        let row = table.row(&id);
        let of_name = row.clone();
        let name = Memo::new(move |_| row_in_words(document, &of_name, cells));
        let place = row.as_str().to_owned();
        let back = is_writable.then(|| {
            view! { <button type="button" class="Button" data-back=place on:click=move |_| document.remove(row.clone(), false)>{words.t(key!("rows.bring_back"))}</button> }
        });
        view! { <li class="Row"><s>{says(move || name.get())}</s>{back}</li> }.into_any()
    };
    live(move || {
        let gone = removed.get();
        (!gone.is_empty()).then(|| {
            view! {
                <details class="Rows__gone">
                    <summary>{words.count(key!("rows.gone"), gone.len())}</summary>
                    <ul>{gone.into_iter().map(&line).collect_view()}</ul>
                </details>
            }
        })
    })
}
