//! A line of the history: what somebody wrote in one go, or an act that counted.

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    records::history::{Decision, Version},
    sync::device::ToldSitting,
    time::Timestamp,
    workflow::Entry,
};

use super::{
    super::{
        super::link::{Aspect, of_document},
        versions::name,
    },
    difference::{Drawn, below_section, difference, section_in_words},
};
use crate::state::Document;

/// What somebody wrote in one go.
pub(super) fn sitting(document: Document, kind: DocumentKind, it: &ToldSitting) -> AnyView {
    let words = document.words;
    let [from, to] = it.times.map(clock);
    let time = if from == to { to } else { format!("{from}–{to}") };
    let changes = it.changes.iter().map(|(change, decision)| {
        let decision = decision.map(|decision| {
            let (code, text) = match decision {
                Decision::Decided => ("decided", key!("past.decided")),
                Decision::Undone => ("undone", key!("past.undone")),
            };
            view! { <span class="Badge" data-decision=code>{words.t(text)}</span> }
        });
        let place = change.path.as_str().to_owned();
        view! { <dt data-changed=place>{below_section(document, &change.path)}{decision}</dt><dd>{difference(document, change, Drawn::Both)}</dd> }.into_any()
    });
    let then = Aspect::Then(Version::Change(it.last)).address(&of_document(kind, document.id));
    view! {
        <li class="History__entry Sitting" data-by=it.by.person.to_string()>
            <p><strong>{name(document, Some(it.by.person))}</strong>" · "{section_in_words(words, &it.section)}</p>
            <p class="Quiet">{time}" · "{document.device(it.by.device)}</p>
            <dl class="Sitting__changes">{changes.collect_view()}</dl>
            <a class="Link" href=then>{words.t(key!("past.look"))}</a>
        </li>
    }
    .into_any()
}

/// An act that counted.
pub(super) fn act(document: Document, kind: DocumentKind, entry: &Entry) -> AnyView {
    let words = document.words;
    let version = Version::Entry(entry.number);
    let here = of_document(kind, document.id);
    let (then, compare) = (Aspect::Then(version.clone()).address(&here), Aspect::Compare(version, Version::Now).address(&here));
    view! {
        <li class="History__entry Sitting Sitting--act" data-entry=entry.number>
            <p><strong>{words.t(entry.act.words())}</strong></p>
            <p class="Quiet">{words.fill(key!("history.by"), &[("n", &entry.number.to_string()), ("who", &name(document, Some(entry.by))), ("time", &clock(entry.at))])}</p>
            <div class="Row">
                <a class="Link" href=then>{words.t(key!("past.look"))}</a>
                <a class="Link" href=compare>{words.t(key!("past.compare_now"))}</a>
            </div>
        </li>
    }
    .into_any()
}

/// The time of day.
fn clock(at: Timestamp) -> String {
    at.minute().split_once(' ').map(|(_, time)| time.to_owned()).unwrap_or_default()
}
