//! Tables: rows that people add, and rows that a vocabulary gives. Past a few, a row is a line that opens.

mod card;

use leptos::prelude::*;
use shared::{
    forms::{Field, Path},
    key,
    records::read::Row,
    vocab::Vocabulary,
};

use self::card::{card, title};
use super::field::{fields, id};
use crate::{
    state::{Case, use_words},
    ui::{Icon, icon, list, live, says},
};

type Cells = &'static [Field];

/// Rows that people add.
pub(super) fn rows(case: Case, path: Path, field: &'static Field, cells: Cells, is_writable: bool) -> AnyView {
    let words = use_words();
    let added = StoredValue::new(None::<String>);
    let ids = move |path: Path, removed: bool| {
        Memo::new(move |_| {
            let of = |row: &&Row| row.removed == removed;
            case.read(|view| view.content.rows(&path).iter().filter(of).map(|row| row.id.clone()).collect::<Vec<_>>()).unwrap_or_default()
        })
    };
    let (standing, removed) = (ids(path.clone(), false), ids(path.clone(), true));
    let of_table = path.clone();
    let draw = move |row: String| {
        let index = standing.with_untracked(|rows| rows.iter().position(|one| *one == row)).unwrap_or_default();
        let is_new = added.with_value(|added| added.as_ref() == Some(&row));
        card(case, of_table.row(&row), cells, is_writable, index, is_new)
    };
    let add = {
        let path = path.clone();
        move |_| added.set_value(Some(case.add(path.clone())))
    };
    let button = is_writable.then(|| {
        view! { <button type="button" class="Button" data-add=path.as_str().to_owned() on:click=add>{icon(Icon::Add)}{words.fill(key!("rows.add"), &[("what", words.t(field.label))])}</button> }
    });
    let (table, title) = (path.as_str().to_owned(), id(&path));
    let taken_away = taken_away(case, path, cells, removed, is_writable);
    view! {
        <div class="Rows" role="group" aria-labelledby=title.clone() data-table=table>
            <h3 class="Rows__title" id=title.clone()>
                {words.t(field.label)}
                {field.required.then(|| view! { <span class="Field__need">{words.t(key!("case.required"))}</span> })}
            </h3>
            {list(move || standing.get(), draw)}
            {live(move || standing.with(Vec::is_empty).then(|| view! { <p class="Quiet">{words.t(key!("rows.none"))}</p> }))}
            {button}
            {taken_away}
        </div>
    }
    .into_any()
}

/// Rows that exist from the beginning.
pub(super) fn each(
    case: Case,
    path: &Path,
    field: &'static Field,
    vocabulary: &'static Vocabulary,
    cells: Cells,
    is_writable: bool,
) -> AnyView {
    let words = use_words();
    let blocks = vocabulary.values.iter().map(|(code, name)| {
        let row = path.row(code);
        view! {
            <div class="RowCard" role="group" aria-label=words.t(*name) data-row=row.as_str().to_owned()>
                <h4 class="RowCard__title">{words.t(*name)}</h4>
                {fields(case, &row, cells, is_writable)}
            </div>
        }
        .into_any()
    });
    view! {
        <div class="Rows" role="group" aria-labelledby=id(path)>
            <h3 class="Rows__title" id=id(path)>{words.t(field.label)}</h3>
            {blocks.collect_view()}
        </div>
    }
    .into_any()
}

fn taken_away(case: Case, table: Path, cells: Cells, removed: Memo<Vec<String>>, is_writable: bool) -> AnyView {
    let words = use_words();
    let line = move |row: String| {
        let row = table.row(&row);
        let name = title(words, case, row.clone(), cells);
        let back = is_writable.then(|| {
            view! { <button type="button" class="Button" on:click=move |_| case.remove(row.clone(), false)>{words.t(key!("rows.bring_back"))}</button> }
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
