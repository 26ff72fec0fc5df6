//! In which order the cases stand, and the heads of the table that choose it.

use std::{
    cmp::{Ordering, Reverse},
    sync::Arc,
};

use leptos::prelude::*;
use shared::{key, words::Key};

use super::{
    Row,
    selecting::{Selection, tick_all},
};
use crate::{
    state::Words,
    ui::{Icon, icon, live},
};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Who,
    Product,
    District,
    Stage,
    Stop,
    Due,
    Moved,
}

impl Column {
    const ALL: [Column; 7] = [Column::Who, Column::Product, Column::District, Column::Stage, Column::Stop, Column::Due, Column::Moved];

    const fn words(self) -> Key {
        match self {
            Column::Who => key!("table.who"),
            Column::Product => key!("table.product"),
            Column::District => key!("table.district"),
            Column::Stage => key!("table.stage"),
            Column::Stop => key!("cases.stop"),
            Column::Due => key!("table.due"),
            Column::Moved => key!("table.moved"),
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Column::Who => "who",
            Column::Product => "product",
            Column::District => "district",
            Column::Stage => "stage",
            Column::Stop => "stop",
            Column::Due => "due",
            Column::Moved => "moved",
        }
    }

    fn compare(self, one: &Row, other: &Row) -> Ordering {
        let (a, b) = (&one.line.summary, &other.line.summary);
        match self {
            Column::Who => one.title.cmp(&other.title),
            Column::Product => (&a.product, &a.model).cmp(&(&b.product, &b.model)),
            Column::District => a.district.cmp(&b.district),
            Column::Stage => (a.closed, a.stage, a.round).cmp(&(b.closed, b.stage, b.round)),
            Column::Stop => b.stop.forbids().cmp(&a.stop.forbids()),
            // What is not due comes last.
            Column::Due => due(one).cmp(&due(other)),
            // What moved last comes first.
            Column::Moved => Reverse((a.moved_at, a.id)).cmp(&Reverse((b.moved_at, b.id))),
        }
    }
}

fn due(row: &Row) -> (bool, Option<chrono::NaiveDate>) {
    let due = row.due.as_ref().map(|due| due.due);
    (due.is_none(), due)
}

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    by: Column,
    is_reversed: bool,
}

impl Sort {
    /// What moved last first.
    pub(super) fn by_default() -> RwSignal<Self> {
        RwSignal::new(Self { by: Column::Moved, is_reversed: false })
    }

    /// Puts the rows, which stand as they moved, in this order.
    pub(super) fn sort(self, rows: &mut [Arc<Row>]) {
        if self.is_reversed {
            rows.sort_by(|one, other| self.by.compare(other, one));
        } else {
            rows.sort_by(|one, other| self.by.compare(one, other));
        }
    }
}

/// The heads, which a table alone has.
pub(super) fn heads(words: Words, sort: RwSignal<Sort>, selection: Selection) -> AnyView {
    let head = |column: Column| {
        let is_by = move || sort.with(|sort| sort.by == column);
        let choose = move |_| sort.update(|sort| *sort = Sort { by: column, is_reversed: sort.by == column && !sort.is_reversed });
        let arrow = move || is_by().then(|| icon(if sort.with(|sort| sort.is_reversed) { Icon::Up } else { Icon::Down }));
        let said = move || {
            is_by().then(|| words.t(if sort.with(|sort| sort.is_reversed) { key!("table.reversed") } else { key!("table.in_order") }))
        };
        view! {
            <button type="button" class="CaseHeads__head" data-sort=column.code() aria-pressed=move || is_by().to_string() on:click=choose>
                <span>{words.t(column.words())}</span>{live(arrow)}<span class="Unseen">{live(said)}</span>
            </button>
        }
        .into_any()
    };
    view! { <div class="CaseHeads" role="group" aria-label=words.t(key!("table.sort"))>{tick_all(selection)}{Column::ALL.map(head).into_iter().collect_view()}</div> }.into_any()
}
