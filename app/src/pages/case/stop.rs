//! The stop of production and sale: what is forbidden, since when, and the way out. It cannot be closed; it ends.

use leptos::prelude::*;
use shared::{
    key,
    workflow::{CaseState, Stop},
};

use crate::{
    state::{Case, Words, use_words},
    ui::{Icon, icon, live},
};

/// Draws it where there is a stop, or was one.
pub(super) fn banner(case: Case) -> AnyView {
    let words = use_words();
    let state = Memo::new(move |_| case.read(|view| view.state.clone()));
    live(move || state.get().and_then(|state| draw(words, &state)))
}

fn draw(words: Words, state: &CaseState) -> Option<AnyView> {
    match state.stop {
        Stop::None => None,
        Stop::Ended(day) => {
            let text = words.fill(key!("stop.ended"), &[("day", &day.to_string())]);
            Some(view! { <p class="StopBanner StopBanner--ended">{icon(Icon::Tick)}{text}</p> }.into_any())
        }
        Stop::InForce(day) => {
            let steps = [
                (key!("stop.rectify"), state.record_submitted || state.passed),
                (key!("stop.recheck"), state.passed),
                (key!("stop.notice_issued"), state.notice_issued),
                (key!("stop.notice_received"), state.notice_received),
                (key!("stop.resume"), state.resumed),
            ];
            let steps = steps.map(|(step, is_done)| {
                let mark = if is_done { words.t(key!("stop.done")) } else { words.t(key!("stop.to_do")) };
                view! { <li class:is-done=is_done>{is_done.then(|| icon(Icon::Tick))}{words.t(step)}<span class="Unseen">{mark}</span></li> }.into_any()
            });
            let banner = view! {
                <section class="StopBanner" aria-labelledby="stop-title">
                    <h2 id="stop-title">{icon(Icon::Stop)}{words.t(key!("stop.title"))}</h2>
                    <p>{words.fill(key!("stop.since"), &[("day", &day.to_string())])}</p>
                    <p class="StopBanner__way">{words.t(key!("stop.way_out"))}</p>
                    <ol class="StopBanner__steps">{steps.into_iter().collect_view()}</ol>
                </section>
            };
            Some(banner.into_any())
        }
    }
}
