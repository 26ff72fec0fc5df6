//! How many cases stand at which stage (5.3), whatever the time that is chosen: it is about now.

use leptos::prelude::*;
use shared::{documents::DocumentKind, key, stats::progress};

use super::{super::cases::phase_letter, Ground, bars::bar, records::records};
use crate::{memo::Memo, state::use_documents, ui::live};

pub(super) fn board(ground: Ground) -> AnyView {
    let (words, documents) = (ground.words, use_documents());
    let standing = Memo::new(move |_| {
        let district = ground.chosen.district.get();
        documents.with(|lines| {
            let open =
                lines.iter().flatten().map(|line| &line.summary).filter(|summary| summary.kind == DocumentKind::Case && !summary.closed);
            let there = open.filter(|summary| district.is_none() || summary.district == district);
            there.map(|summary| (summary.id, summary.stage)).collect::<Vec<_>>()
        })
    });
    let stages = move || {
        let progress = standing.with(|cases| progress::progress(cases));
        let most = progress.stages.iter().map(|(_, count)| count.value).max().unwrap_or(0);
        let line = |(stage, count): &(shared::workflow::Stage, shared::stats::Count)| {
            view! {
                <li class="BarLine" data-phase=stage.phase().code() data-stage=stage.code()>
                    <span class="BarLine__name">{phase_letter(stage.phase())}{words.t(stage.words())}</span>
                    <strong class="BarLine__number">{count.value}</strong>
                    {bar(count.value, most, "phase")}
                    {records(ground, count)}
                </li>
            }
            .into_any()
        };
        progress.stages.iter().map(line).collect_view()
    };
    view! {
        <section class="Block" aria-labelledby="figures-board">
            <h2 id="figures-board">{words.t(key!("figures.board"))}</h2>
            <p class="Quiet">{words.t(key!("figures.board_lead"))}</p>
            <ul class="BarLines">{live(stages)}</ul>
        </section>
    }
    .into_any()
}
