//! A case in the list: who, which product, what failed, where it stands.

use leptos::prelude::*;
use shared::{
    key,
    sync::device::CaseLine,
    workflow::{Phase, Stage, Stop},
};

use super::super::{link, mark::mark};
use crate::{
    state::{Words, use_address},
    ui::{Icon, icon},
};

/// Draws it.
pub(super) fn card(words: Words, line: &CaseLine) -> AnyView {
    let summary = &line.summary;
    let address = link::of_case(summary.id);
    let here = use_address();
    let current = {
        let address = address.clone();
        move || (here.path() == address).then_some("true")
    };
    let product =
        [summary.product.as_str(), summary.model.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let failed = (!summary.failed.is_empty())
        .then(|| words.fill(key!("cases.failed"), &[("items", &summary.failed.join(words.t(key!("app.comma"))))]));
    let is_stopped = matches!(summary.stop, Stop::InForce(_));
    view! {
        <li class="CaseCard" data-case=summary.id.to_string()>
            <a class="CaseCard__link" href=address aria-current=current>
                <strong class="CaseCard__who">{or_dash(&summary.enterprise)}</strong>
                <span>{product}</span>
                {failed.map(|failed| view! { <span class="CaseCard__failed">{failed}</span> })}
                <span class="CaseCard__foot">
                    {stage(words, summary.stage)}
                    {(summary.round > 1).then(|| view! { <span class="Badge">{words.count(key!("case.round"), summary.round)}</span> })}
                    {is_stopped.then(|| view! { <span class="Badge Badge--danger">{icon(Icon::Stop)}{words.t(key!("cases.stop"))}</span> })}
                    {summary.closed.then(|| view! { <span class="Badge">{words.t(key!("cases.closed"))}</span> })}
                    {(summary.disputed > 0).then(|| view! { <span class="Badge Badge--waiting">{icon(Icon::Versions)}{words.count(key!("cases.disputed"), summary.disputed)}</span> })}
                    {mark(words, line)}
                </span>
            </a>
        </li>
    }
    .into_any()
}

fn stage(words: Words, stage: Stage) -> AnyView {
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
pub(in crate::pages) const fn short(stage: Stage) -> shared::words::Key {
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

fn or_dash(text: &str) -> String {
    if text.is_empty() { "—".to_owned() } else { text.to_owned() }
}
