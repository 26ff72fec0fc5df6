//! The start page of an enterprise: its case, large and plain, and one next step. Most of them come once or twice in their life.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    records::waits::{self, Mine},
    sync::device::DocumentLine,
    workflow::{Act, Stop},
};

use super::{
    super::{
        documents::desk::{line_of, looks, product},
        link,
    },
    line::deadline,
};
use crate::memo::Memo;
use crate::{
    data::clock,
    state::{use_deadlines, use_documents, use_names, use_session, use_words},
    ui::{Icon, icon, list, live},
};

/// Whether it stands large on the page.
pub(super) fn is_case(line: &DocumentLine) -> bool {
    line.summary.kind == DocumentKind::Case && !line.summary.closed
}

/// Its open cases.
pub(super) fn cases() -> AnyView {
    let (words, names, documents) = (use_words(), use_names(), use_documents());
    let open = Memo::new(move |_| documents.with(|lines| lines.iter().flatten().filter(|line| is_case(line)).cloned().collect::<Vec<_>>()));
    let drawn = move || open.with(|lines| lines.iter().map(|line| format!("{}/{}", looks(names, line), line.asked.len())).collect());
    let draw = move |looks: String| open.with_untracked(|lines| line_of(lines, &looks)).map(|line| hero(&line)).into_any();
    let calm = move || {
        let is_empty = documents.with(Option::is_some) && open.with(Vec::is_empty);
        is_empty.then(|| view! { <p class="Empty">{words.t(key!("start.no_case"))}</p> })
    };
    view! { <ul class="Heroes">{list(drawn, draw)}</ul>{live(calm)} }.into_any()
}

fn hero(line: &Arc<DocumentLine>) -> AnyView {
    let (words, names, deadlines, session) = (use_words(), use_names(), use_deadlines(), use_session());
    let (summary, today) = (&line.summary, clock::now().day());
    let address = link::of_document(summary.kind, summary.id);
    let mine = line.waits.as_deref().zip(untrack(|| session.person()));
    let Mine { next, due } = mine.map_or_else(Mine::default, |(told, person)| {
        deadlines.with_untracked(|deadlines| waits::mine(summary, told, &person, deadlines, today))
    });
    let failed = (!summary.failed.is_empty())
        .then(|| words.fill(key!("cases.failed"), &[("items", &summary.failed.join(words.t(key!("app.comma"))))]));
    let stop = match summary.stop {
        Stop::None | Stop::Ended(_) => None,
        Stop::InForce(since) | Stop::Barred(since) => Some(words.fill(key!("stop.since"), &[("day", &since.to_string())])),
    };
    let step = next.into_iter().find(|(act, _)| !line.asked.contains(act));
    let is_queued = !line.asked.is_empty();
    view! {
        <li class="Hero" data-hero=summary.id.to_string()>
            <h2 class="Hero__who">{untrack(|| names.title(summary))}</h2>
            <p class="Hero__product">{product(summary)}</p>
            {failed.map(|failed| view! { <p class="Hero__failed">{failed}</p> })}
            {stop.map(|stop| view! { <p class="Hero__stop">{icon(Icon::Stop)}<span>{stop}</span></p> })}
            <div class="Hero__next">
                <h3>{words.t(key!("next.title"))}</h3>
                {one_step(step, is_queued)}
                {due.first().map(|due| deadline(words, due, today))}
                <a class="Button Button--primary" href=address>{words.t(if step.is_some() { key!("start.go") } else { key!("start.look") })}</a>
            </div>
        </li>
    }
    .into_any()
}

fn one_step(step: Option<(Act, bool)>, is_queued: bool) -> AnyView {
    let words = use_words();
    let queued = is_queued.then(|| view! { <p class="Todo__asked">{words.t(key!("start.queued"))}</p> });
    let told = match step {
        Some((act, true)) => view! { <p class="Lead" data-step=act.code()>{words.t(act.words())}</p> }.into_any(),
        Some((act, false)) => {
            view! { <p class="Lead" data-step=act.code()>{words.t(act.words())}</p><p>{words.t(key!("start.fill_form_first"))}</p> }
                .into_any()
        }
        None => view! { <p>{words.t(key!("start.wait"))}</p> }.into_any(),
    };
    view! { {queued}{told} }.into_any()
}
