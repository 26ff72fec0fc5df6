//! The numbers of the board, each a way to the table.

use leptos::prelude::*;
use shared::{
    key,
    stats::board::{Awaits, Board, Cell, Round, Span},
    workflow::Stage,
};

use super::super::{
    cases::{phase_letter, short},
    link::of_cases,
};
use crate::{
    memo::Memo,
    state::{Words, use_words},
    ui::{Icon, icon, live},
};

/// By when something is due.
pub(super) fn spans(board: Memo<Option<Board>>) -> AnyView {
    let words = use_words();
    let tiles = move || {
        board.with(|board| {
            let board = board.as_ref()?;
            let tile = |span: &Span| {
                let n = board.spans.get(span).map_or(0, |count| count.value);
                let state = if *span == Span::Overdue && n > 0 { "overdue" } else { "open" };
                view! {
                    <a class="BoardTile" data-span=span.code() data-due=state href=of_cases(&[("due", span.code())])>
                        <strong class="BoardTile__number">{n}</strong>
                        <span>{words.t(span.words())}</span>
                    </a>
                }
                .into_any()
            };
            Some(Span::ALL.iter().map(tile).collect_view())
        })
    };
    view! {
        <section class="Block" aria-labelledby="board-due">
            <h2 id="board-due">{words.t(key!("board.due"))}</h2>
            <div class="BoardTiles">{live(tiles)}</div>
        </section>
    }
    .into_any()
}

/// By stage and round.
pub(super) fn stages(board: Memo<Option<Board>>) -> AnyView {
    let words = use_words();
    let rounds = Round::ALL.iter().map(|round| view! { <th scope="col">{words.t(round.words())}</th> }.into_any()).collect_view();
    let rows = move || {
        board.with(|board| {
            let board = board.as_ref()?;
            let row = |stage: &Stage| {
                let cells = Round::ALL.iter().map(|round| {
                    let way = of_cases(&[("stage", stage.code()), ("round", round.code())]);
                    let inside = board
                        .cells
                        .get(&(*stage, *round))
                        .map(|cell| number(words, cell, way, words.t(stage.words()), words.t(round.words())));
                    view! { <td data-cell=format!("{}/{}", stage.code(), round.code())>{inside}</td> }.into_any()
                });
                view! {
                    <tr data-phase=stage.phase().code()>
                        <th scope="row"><span class="BoardTable__phase">{phase_letter(stage.phase())}</span>{words.t(short(*stage))}</th>
                        {cells.collect_view()}
                    </tr>
                }
                .into_any()
            };
            Some(Stage::ALL.iter().map(row).collect_view())
        })
    };
    view! {
        <section class="Block" aria-labelledby="board-stages">
            <h2 id="board-stages">{words.t(key!("board.stages"))}</h2>
            <div class="Table__frame" role="region" aria-labelledby="board-stages" tabindex="0">
                <table class="Table BoardTable">
                    <thead><tr><th scope="col">{words.t(key!("table.stage"))}</th>{rounds}</tr></thead>
                    <tbody>{live(rows)}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// For whom they wait.
pub(super) fn awaits(board: Memo<Option<Board>>) -> AnyView {
    let words = use_words();
    let lines = move || {
        board.with(|board| {
            let board = board.as_ref()?;
            let line = |awaits: &Awaits| {
                let cell = board.awaits.get(awaits)?;
                let inside = if cell.cases.value == 0 {
                    view! { <span class="Quiet">"0"</span> }.into_any()
                } else {
                    number(words, cell, of_cases(&[("awaits", awaits.code())]), words.t(awaits.words()), "")
                };
                Some(
                    view! { <li class="BoardLine" data-awaits=awaits.code()><span>{words.t(awaits.words())}</span>{inside}</li> }
                        .into_any(),
                )
            };
            Some(Awaits::ALL.iter().filter_map(line).collect_view())
        })
    };
    view! {
        <section class="Block" aria-labelledby="board-awaits">
            <h2 id="board-awaits">{words.t(key!("board.awaits"))}</h2>
            <p class="Quiet">{words.t(key!("board.awaits_lead"))}</p>
            <ul class="BoardLines">{live(lines)}</ul>
        </section>
    }
    .into_any()
}

/// So many cases, of these so many overdue; read aloud with where it stands, which on screen the table says.
fn number(words: Words, cell: &Cell, way: String, of: &str, round: &str) -> AnyView {
    let overdue = (cell.overdue.value > 0).then(|| words.count(key!("board.overdue"), cell.overdue.value));
    let place = [of, round].into_iter().filter(|part| !part.is_empty()).map(|part| format!("{part} · ")).collect::<String>();
    let late = overdue.map(|text| view! { <span class="BoardNumber__late">{icon(Icon::Danger)}{text}</span> });
    view! { <a class="BoardNumber" href=way><span class="Unseen">{place}</span><strong>{cell.cases.value}</strong>{late}</a> }.into_any()
}
