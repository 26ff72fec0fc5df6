//! The stop of production and sale: what is forbidden, since when, and the way out. It cannot be closed; it ends.

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{
    key,
    workflow::{Act, State, Stop},
};

use super::versions::name;
use crate::{
    memo::Memo,
    state::{Document, Words},
    ui::{Icon, icon, live},
};

/// Draws it where there is a stop, or was one.
pub(super) fn banner(document: Document) -> AnyView {
    let state = Memo::new(move |_| document.read(|view| view.state.clone()));
    live(move || state.with(|state| state.as_ref().and_then(|state| draw(document, state))))
}

fn draw(document: Document, state: &State) -> Option<AnyView> {
    let words = document.words;
    match state.stop {
        Stop::None => None,
        Stop::Ended(day) => {
            let text = words.fill(key!("stop.ended"), &[("day", &day.to_string())]);
            Some(view! { <p class="StopBanner StopBanner--ended" data-stop="ended">{icon(Icon::Tick)}{text}</p> }.into_any())
        }
        Stop::Barred(day) => {
            let end = view! { <p class="StopBanner__way">{words.t(key!("stop.barred"))}</p> };
            Some(in_force(document, state, ("barred", day), end.into_any()))
        }
        Stop::InForce(day) => Some(in_force(document, state, ("in_force", day), way_out(words, state))),
    }
}

fn in_force(document: Document, state: &State, (code, since): (&'static str, NaiveDate), way: AnyView) -> AnyView {
    let words = document.words;
    // The paper from which it follows: a failing conclusion that was served, or an order of its own.
    let papers = [Act::Serve, Act::ImposeStop].into_iter().flat_map(|act| state.all(act)).find(|entry| entry.on == since);
    let basis = papers.map(|entry| {
        let told = [
            ("act", words.t(entry.act.words()).to_owned()),
            ("number", entry.args.text("number").to_owned()),
            ("by", name(document, Some(entry.by))),
        ];
        words.fill(key!("stop.basis"), &told.each_ref().map(|(key, text)| (*key, text.as_str())))
    });
    view! {
        <section class="StopBanner" aria-labelledby="stop-title" data-stop=code>
            <h2 id="stop-title">{icon(Icon::Stop)}{words.t(key!("stop.title"))}</h2>
            <p>{words.fill(key!("stop.since"), &[("day", &since.to_string())])}</p>
            {basis.map(|basis| view! { <p class="Quiet" data-stop-basis="">{basis}</p> })}
            <p>{words.t(key!("stop.means"))}</p>
            {way}
        </section>
    }
    .into_any()
}

fn way_out(words: Words, state: &State) -> AnyView {
    let did = |act| state.did_this_round(act);
    let passed = did(Act::PassRecheck);
    let steps = [
        (key!("stop.rectify"), did(Act::SubmitRecord) || passed),
        (key!("stop.recheck"), passed),
        (key!("stop.notice_issued"), did(Act::IssueNotice) || state.did(Act::NoticeShared)),
        (key!("stop.notice_received"), did(Act::ReceiveNotice)),
        (key!("stop.resume"), false),
    ];
    let steps = steps.map(|(step, is_done)| {
        let mark = if is_done { words.t(key!("stop.done")) } else { words.t(key!("stop.to_do")) };
        view! { <li class:is-done=is_done>{is_done.then(|| icon(Icon::Tick))}{words.t(step)}<span class="Unseen">{mark}</span></li> }
            .into_any()
    });
    view! {
        <p class="StopBanner__way">{words.t(key!("stop.way_out"))}</p>
        <ol class="StopBanner__steps">{steps.into_iter().collect_view()}</ol>
    }
    .into_any()
}
