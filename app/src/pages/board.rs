//! What whoever coordinates looks at (5.1, 5.3 过程控制): where the cases stand and what is due, for whom they wait, who still holds unsent
//! work, and what former members wrote. Every number opens the table that shows what it counts.

mod grid;
mod later;
mod unsent;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    records::waits,
    stats::board::{self, Board, Standing},
    sync::device::DocumentLine,
    workflow::{Act, rule},
};

use super::link;

use crate::{
    data::clock,
    memo::Memo,
    state::{use_deadlines, use_documents, use_session, use_words},
    ui::{Icon, icon, live},
};

/// The page.
#[component]
pub(super) fn BoardPage() -> AnyView {
    let words = use_words();
    let board = board();
    let reading =
        move || board.with(Option::is_none).then(|| view! { <p class="Empty" aria-live="polite">{words.t(key!("cases.reading"))}</p> });
    view! {
        <div class="Page Page--wide Board">
            <h1>{words.t(key!("board.title"))}</h1>
            <p class="Quiet">{words.t(key!("board.lead"))}</p>
            {ways()}
            {live(reading)}
            {grid::spans(board)}
            {grid::stages(board)}
            {grid::awaits(board)}
            {later::later()}
            {unsent::unsent()}
        </div>
    }
    .into_any()
}

/// The ways to the working groups and, for whoever may ask, to the survey's campaign.
fn ways() -> AnyView {
    let words = use_words();
    view! {
        <div class="Row">
            <a class="Button" id="groups-way" href=link::GROUPS>{icon(Icon::Me)}{words.t(key!("groups.title"))}</a>
            {asking_way()}
        </div>
    }
    .into_any()
}

fn asking_way() -> Option<AnyView> {
    let words = use_words();
    let person = untrack(|| use_session().person())?;
    let may = rule(DocumentKind::Survey, Act::Open).is_some_and(|rule| rule.roles.contains(&person.role));
    may.then(|| {
        view! { <a class="Button" id="asking-way" href=link::ASKING>{icon(Icon::Documents)}{words.t(key!("asking.way"))}</a> }.into_any()
    })
}

/// The board of the open cases on this device; `None` until they are read.
fn board() -> Memo<Option<Board>> {
    let (documents, deadlines) = (use_documents(), use_deadlines());
    Memo::new(move |_| {
        let today = clock::now().day();
        documents.with(|lines| {
            let is_open = |line: &&Arc<DocumentLine>| line.summary.kind == DocumentKind::Case && !line.summary.closed;
            let open: Vec<&Arc<DocumentLine>> = lines.as_ref()?.iter().filter(is_open).collect();
            let due = |line: &Arc<DocumentLine>| deadlines.with(|deadlines| waits::owed(line.waits.as_deref()?, deadlines).min());
            let dues: Vec<_> = open.iter().map(|line| due(line)).collect();
            let standing = open.iter().zip(&dues).map(|(line, due)| Standing {
                id: line.summary.id,
                stage: line.summary.stage,
                round: line.summary.round,
                waits: line.waits.as_deref(),
                due: due.as_ref(),
            });
            Some(board::board(&standing.collect::<Vec<_>>(), today))
        })
    })
}
