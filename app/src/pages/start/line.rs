//! One line of the start page: which document, what to do in it, by when.

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    workflow::{Act, Deadline},
};

use super::super::{
    cases::badge,
    documents::desk::product,
    link,
    mark::{key_product, mark},
};
use crate::{
    state::{Group, Names, Todo, Words, is_soon},
    ui::{Icon, icon},
};

/// The most steps that are named; the document names all of them.
const STEPS: usize = 3;

/// Draws it.
pub(super) fn line(words: Words, names: Names, todo: &Todo, group: Group, today: NaiveDate) -> AnyView {
    let summary = &todo.line.summary;
    let is_case = summary.kind == DocumentKind::Case;
    let about = if is_case { product(summary) } else { words.t(summary.kind.words()).to_owned() };
    let asked = (!todo.line.asked.is_empty()).then(|| {
        let acts = todo.line.asked.iter().map(|act| words.t(act.words())).collect::<Vec<_>>();
        view! { <span class="Todo__asked">{words.fill(key!("start.asked"), &[("acts", &acts.join(words.t(key!("app.comma"))))])}</span> }
    });
    let codes =
        |is_ready: bool| todo.next.iter().filter(|(_, ready)| *ready == is_ready).map(|(act, _)| act.code()).collect::<Vec<_>>().join(" ");
    view! {
        <li class="TodoLine" data-todo=summary.id.to_string() data-ready=codes(true) data-later=codes(false)>
            <a class="TodoLine__link" href=link::of_document(summary.kind, summary.id)>
                <span class="TodoLine__what">
                    <strong>{untrack(|| names.title(summary))}</strong>
                    <span class="Quiet">{about}</span>
                </span>
                {todo.due.as_ref().map(|due| deadline(words, due, today))}
                {steps(words, &todo.next)}
                {asked}
                <span class="TodoLine__foot">
                    {is_case.then(|| badge(words, summary.stage))}
                    {summary.stop.forbids().then(|| view! { <span class="Badge Badge--danger">{icon(Icon::Stop)}{words.t(key!("cases.stop"))}</span> })}
                    {key_product(words, summary)}
                    {todo.line.waits.iter().flat_map(|waits| &waits.badges).map(|badge| view! { <span class="Badge Badge--waiting" data-badge=badge.code()>{words.t(badge.words())}</span> }.into_any()).collect_view()}
                    {(group == Group::New).then(|| view! { <span class="Quiet">{words.moment(summary.moved_at)}</span> })}
                    {(group == Group::Unsent).then(|| mark(words, &todo.line))}
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// The steps, those that may be done at once before those for which something is filled in first.
pub(super) fn steps(words: Words, next: &[(Act, bool)]) -> AnyView {
    let named = |is_ready: bool| {
        let acts: Vec<&str> =
            next.iter().filter(|(_, ready)| *ready == is_ready).take(STEPS).map(|(act, _)| words.t(act.words())).collect();
        (!acts.is_empty()).then(|| acts.join(words.t(key!("app.comma"))))
    };
    let ready = named(true).map(|acts| view! { <span class="Todo__step" data-ready="true">{acts}</span> });
    let later = named(false).map(
        |acts| view! { <span class="Todo__step" data-ready="false">{words.fill(key!("start.fill_first"), &[("acts", &acts)])}</span> },
    );
    view! { {ready}{later} }.into_any()
}

/// What is due and by when.
pub(super) fn deadline(words: Words, deadline: &Deadline, today: NaiveDate) -> AnyView {
    let (days, day) = ((today - deadline.due).num_days(), deadline.due.to_string());
    let is_overdue = deadline.is_overdue(today);
    let state = if is_overdue {
        "overdue"
    } else if is_soon(deadline, today) {
        "soon"
    } else {
        "open"
    };
    let text = if is_overdue {
        words.fill(key!("due.overdue"), &[("day", &day), ("n", &days.to_string())])
    } else {
        words.fill(key!("due.open"), &[("day", &day), ("n", &(-days).to_string())])
    };
    view! {
        <span class="Todo__due" data-deadline=deadline.kind.code() data-due=state>
            <strong>{words.t(deadline.kind.words())}</strong>" "{text}
        </span>
    }
    .into_any()
}

/// What a line shows, beginning with its document; when it changes, the line is drawn anew.
pub(super) fn looks(names: Names, todo: &Todo) -> String {
    let (line, summary) = (&todo.line, &todo.line.summary);
    let next: String = todo.next.iter().map(|(act, is_ready)| format!("{}{is_ready}", act.code())).collect();
    let due = todo.due.as_ref().map(|due| due.due.to_string()).unwrap_or_default();
    let asked: String = line.asked.iter().map(|act| act.code()).collect();
    format!("{}/{}/{}/{}/{next}/{due}/{asked}/{}", summary.id, summary.moved_at.0, line.saved, line.sent, names.title(summary))
}
