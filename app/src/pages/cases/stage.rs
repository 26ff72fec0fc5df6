//! A stage on a badge and on the track.

use leptos::prelude::*;
use shared::{
    key,
    words::Key,
    workflow::{Phase, Stage},
};

use crate::state::Words;

/// The badge of a stage.
pub(in crate::pages) fn badge(words: Words, stage: Stage) -> AnyView {
    let number = Stage::ALL.iter().position(|one| *one == stage).map_or(0, |index| index + 1);
    view! {
        <span class="Badge Badge--phase" data-phase=stage.phase().code()>
            {phase_letter(stage.phase())}{number}"/"{Stage::ALL.len()}" "{words.t(short(stage))}
        </span>
    }
    .into_any()
}

/// The letter of the loop, with the space after it.
pub(in crate::pages) const fn phase_letter(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => "",
        Phase::Plan => "P ",
        Phase::Do => "D ",
        Phase::Check => "C ",
        Phase::Act => "A ",
    }
}

/// The short name of a stage.
pub(in crate::pages) const fn short(stage: Stage) -> Key {
    match stage {
        Stage::Finding => key!("stage_short.finding"),
        Stage::Handling => key!("stage_short.handling"),
        Stage::Start => key!("stage_short.start"),
        Stage::Planning => key!("stage_short.planning"),
        Stage::Assistance => key!("stage_short.assistance"),
        Stage::Summary => key!("stage_short.summary"),
        Stage::Recheck => key!("stage_short.recheck"),
        Stage::Evaluation => key!("stage_short.evaluation"),
        Stage::Use => key!("stage_short.use"),
    }
}
