//! Tables: rows that people add, and rows that a vocabulary gives. Past a few, a row is a line that opens.

mod again;
mod card;
mod gone;

use leptos::prelude::*;
use shared::{
    forms::{Field, ORDER, Path, order},
    key,
    records::read::Row,
    vocab::Vocabulary,
};

use self::{
    card::{Card, Tools, card},
    gone::gone,
};
use super::{
    field::{Here, id, need_of},
    moving::mover,
};
use crate::{
    data::draw,
    memo::Memo,
    state::Document,
    ui::{Icon, icon, list, live, nearness},
};
pub(super) use card::led;

/// The fields of a row.
pub(super) type Cells = &'static [Field];

/// So many rows of a table are drawn open.
const OPEN: usize = 8;
/// So many are drawn wherever they stand; the others when they come near.
const NEAR: usize = 16;
/// With more rows than this, those that a vocabulary gives are drawn as lines that open.
const SPREAD: usize = 6;

/// Rows that people add.
pub(super) fn rows(here: Here, cells: Cells, is_writable: bool) -> AnyView {
    let Here { document, path, field } = here;
    let words = document.words;
    let added = StoredValue::new(None::<String>);
    let standing = ids(document, path.clone(), |row| !row.removed);
    let nearness = nearness();
    let draw = {
        let table = path.clone();
        move |row: String| {
            let index = standing.with_untracked(|rows| rows.iter().position(|one| *one == row)).unwrap_or_default();
            let is_new = added.with_value(|added| added.as_ref() == Some(&row));
            let at = table.row(&row);
            let mover = {
                let table = table.clone();
                move || of_row(document, &table, row.clone(), cells, standing)
            };
            let tools = is_writable.then(|| Tools { mover: Box::new(mover) });
            let (is_open, far) = (index < OPEN || is_new, (index >= NEAR && !is_new).then_some(nearness));
            card(Card { document, row: at, title: None, cells, is_writable, is_open, is_new, tools, far })
        }
    };
    let add = {
        let path = path.clone();
        move |_| added.set_value(Some(document.add(path.clone())))
    };
    let button = is_writable.then(|| {
        view! { <button type="button" class="Button" data-add=path.as_str().to_owned() on:click=add>{icon(Icon::Add)}{words.fill(key!("rows.add"), &[("what", words.t(field.label))])}</button> }
    });
    let again = is_writable.then(|| again::again(document, &path, cells, added)).flatten();
    let (title, table) = (id(&path), path.as_str().to_owned());
    let help = field.help.map(|help| view! { <p class="Field__help">{words.t(help)}</p> });
    view! {
        <div class="Rows" role="group" aria-labelledby=title.clone() data-table=table>
            <h3 class="Rows__title" id=title.clone()>{words.t(field.label)}{need_of(document, field, &path)}</h3>
            {help}
            {list(move || standing.get(), draw)}
            {live(move || standing.with(Vec::is_empty).then(|| view! { <p class="Quiet">{words.t(key!("rows.none"))}</p> }))}
            {button}
            {again}
            {gone(document, &path, cells, is_writable)}
        </div>
    }
    .into_any()
}

/// The ids of a table's rows, in their order.
fn ids(document: Document, table: Path, of: fn(&Row) -> bool) -> Memo<Vec<String>> {
    Memo::new(move |_| {
        let rows = document.at(&table, |view| {
            let rows = view.content.rows(&table).iter().filter(|row| of(row));
            rows.map(|row| row.id.clone()).collect()
        });
        rows.unwrap_or_default()
    })
}

/// The buttons that move a row up and down.
fn of_row(document: Document, table: &Path, row: String, cells: Cells, standing: Memo<Vec<String>>) -> AnyView {
    let at = table.row(&row);
    let name = untrack(|| super::field::row_in_words(document, &at, cells));
    let place = {
        let row = row.clone();
        Memo::new(move |_| standing.with(|rows| rows.iter().position(|one| *one == row)).unwrap_or_default())
    };
    let is_last = Memo::new(move |_| standing.with(|rows| place.get() + 1 == rows.len()));
    let (table, of_buttons) = (table.clone(), format!("{}-move", id(&at)));
    let go = Callback::new(move |to| {
        let keys = untrack(|| document.read(|view| view.content.live_rows(&table).map(|row| row.order.clone()).collect::<Vec<_>>()));
        let key = order::moved(&keys.unwrap_or_default(), place.get_untracked(), to, &draw::suffix());
        document.write(table.row(&row).cell(ORDER), key);
    });
    mover(document.words, &of_buttons, name, place, is_last, go)
}

/// Rows that exist from the beginning.
pub(super) fn each(here: &Here, vocabulary: &'static Vocabulary, cells: Cells, is_writable: bool) -> AnyView {
    let Here { document, path, field } = here.clone();
    let words = document.words;
    let is_open = vocabulary.values.len() <= SPREAD;
    let cards = vocabulary.values.iter().map(|(code, name)| {
        let row = path.row(code);
        card(Card { document, row, title: Some(words.t(*name)), cells, is_writable, is_open, is_new: false, tools: None, far: None })
    });
    view! {
        <div class="Rows" role="group" aria-labelledby=id(&path) data-table=path.as_str().to_owned()>
            <h3 class="Rows__title" id=id(&path)>{words.t(field.label)}{need_of(document, field, &path)}</h3>
            {field.help.map(|help| view! { <p class="Field__help">{words.t(help)}</p> })}
            {cards.collect_view()}
        </div>
    }
    .into_any()
}
