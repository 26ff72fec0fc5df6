//! The stage track (6.2): nine stations on one line in four P-D-C-A stretches, each of which leads to its work. A failed recheck draws
//! the arc back.

use leptos::prelude::*;
use shared::{
    key,
    workflow::{Stage, State},
};

use super::super::cases::{phase_letter, short};
use crate::{
    memo::Memo,
    state::{Document, Words},
    ui::live,
};

/// Draws it.
pub(super) fn track(document: Document) -> AnyView {
    let words = document.words;
    let state = Memo::new(move |_| document.read(|view| view.state.clone()));
    let stations = move || {
        let state = state.get()?;
        Some(Stage::ALL.iter().enumerate().map(|(index, one)| station(words, &state, index, *one)).collect_view())
    };
    let arc = move || {
        let round = state.with(|state| state.as_ref().map_or(1, |state| state.round));
        (round > 1).then(|| view! { <p class="Track__arc"><span>{words.count(key!("case.round"), round)}</span></p> })
    };
    view! {
        <section class="Track" aria-label=words.t(key!("case.stages")) tabindex="0">
            {live(arc)}
            <ol class="Track__line">{live(stations)}</ol>
        </section>
    }
    .into_any()
}

fn station(words: Words, state: &State, index: usize, stage: Stage) -> AnyView {
    let is_current = state.stage == stage && !state.closed;
    let (code, said) = if is_current {
        ("current", key!("case.stage_current"))
    } else if state.reached.contains(&stage) || state.stage == stage {
        ("reached", key!("case.stage_reached"))
    } else {
        ("open", key!("case.stage_open"))
    };
    let phase = stage.phase();
    let go = move |_| {
        if let Ok(Some(there)) = document().query_selector(place(stage)) {
            there.scroll_into_view();
        }
    };
    let opens_phase = index == 0 || Stage::ALL.get(index - 1).is_none_or(|before| before.phase() != phase);
    view! {
        <li class="Track__station" data-station=code data-phase=phase.code() aria-current=is_current.then_some("step") title=words.t(stage.words())>
            <span class="Track__phase" aria-hidden="true">{opens_phase.then(|| words.t(phase.words()))}</span>
            <span class="Track__dot" aria-hidden="true">{index + 1}</span>
            <span class="Track__name">{words.t(short(stage))}</span>
            <span class="Unseen">{phase_letter(phase)}{words.t(said)}</span>
            <button type="button" class="Track__go" aria-label=words.fill(key!("case.to_stage"), &[("stage", words.t(stage.words()))]) on:click=go></button>
        </li>
    }
    .into_any()
}

/// Where the work of a stage is on this page: a section, or the papers beside the case.
const fn place(stage: Stage) -> &'static str {
    match stage {
        Stage::Finding => "#section-intake",
        Stage::Handling => "#section-measures",
        Stage::Start => "#section-application",
        Stage::Assistance => "#section-investigation",
        Stage::Summary => "#section-visits",
        Stage::Recheck => "#section-rectification",
        Stage::Planning | Stage::Evaluation | Stage::Use => ".Related",
    }
}
