//! One act in several cases, on screen: what the rules say of each, what is told once for all, and what became of each.

mod results;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    key,
    workflow::{Joint, Refusal},
};

use crate::{
    memo::Memo,
    pages::{
        ask::{Wish, asks_of, form},
        link,
    },
    state::{Names, Stands, Step, Words, use_acts, use_names, use_together, use_words},
    ui::{Dialog, Icon, icon, live, says},
};
use results::results;

/// So many cases are named before the person asks for more.
const PAGE: usize = 40;

/// The sheet of whatever is under way; once something was asked for and the sheet is closed, the way back to what became of it.
pub(super) fn notice() -> AnyView {
    let (words, together, acts) = (use_words(), use_together(), use_acts());
    let is_open = together.is_open;
    let step = Memo::new(move |_| together.run.with(|run| run.as_ref().map(|run| (run.joint.clone(), run.step()))));
    let count = Memo::new(move |_| together.run.with(|run| run.as_ref().map_or(0, |run| run.cases.len())));
    let act = move || together.run.with(|run| run.as_ref().map(|run| run.joint.act().words()));
    let title = Signal::derive(move || {
        let with = |act| words.fill(key!("together.of"), &[("act", words.t(act)), ("n", &count.get().to_string())]);
        act().map(with).unwrap_or_default()
    });
    // What was asked for stays until it was seen.
    let is_told = Memo::new(move |_| step.with(|step| step.as_ref().is_some_and(|(_, step)| matches!(step, Step::Asking | Step::Asked))));
    let closed = Callback::new(move |()| {
        acts.begun.set(None);
        if !is_told.get_untracked() {
            together.forget();
        }
    });
    let way = move || {
        (is_told.get() && !is_open.get()).then(|| {
            view! {
                <div class="Notice" id="together-way">
                    <span>{says(move || title.get())}</span>
                    <button type="button" class="Button" on:click=move |_| is_open.set(true)>{words.t(key!("together.results"))}</button>
                </div>
            }
        })
    };
    view! {
        {live(way)}
        <Dialog is_open title close=words.t(key!("app.close")) on_close=closed>{live(move || step.get().map(|(joint, step)| body(joint, step)))}</Dialog>
    }
    .into_any()
}

fn body(joint: Joint, step: Step) -> AnyView {
    match step {
        Step::Looking => progress(key!("together.looking"), |stands| *stands != Stands::Unread),
        Step::Telling => telling(joint),
        Step::Asking => progress(key!("together.asking"), |stands| *stands != Stands::May),
        Step::Asked => results(&joint),
    }
}

/// How many of them have been dealt with.
fn progress(what: shared::words::Key, is_over: fn(&Stands) -> bool) -> AnyView {
    let (words, together) = (use_words(), use_together());
    let come = Memo::new(move |_| {
        together.run.with(|run| {
            let cases = run.as_ref().map_or(&[][..], |run| &run.cases);
            (cases.iter().filter(|(_, stands)| is_over(stands)).count(), cases.len())
        })
    });
    let text = move || {
        let (n, all) = come.get();
        words.fill(what, &[("n", &n.to_string()), ("all", &all.to_string())])
    };
    view! {
        <div class="Together" role="status">
            <progress class="Import__bar" aria-label=words.t(key!("together.title")) prop:value=move || come.get().0.to_string() prop:max=move || come.get().1.to_string()></progress>
            <p>{says(text)}</p>
        </div>
    }
    .into_any()
}

/// Where it may be done and where not, and the fields that are told once.
fn telling(joint: Joint) -> AnyView {
    let (words, names, together) = (use_words(), use_names(), use_together());
    let cases = together.run.with_untracked(|run| run.as_ref().map(|run| run.cases.clone()).unwrap_or_default());
    let may = cases.iter().filter(|(_, stands)| *stands == Stands::May).count();
    // What was not here may have come meanwhile.
    let ids: Vec<DocumentId> = cases.iter().map(|(id, _)| *id).collect();
    let again = cases.iter().any(|(_, stands)| *stands == Stands::Missing).then(|| {
        let joint = joint.clone();
        let look = move |_| together.begin(joint.clone(), ids.clone());
        view! { <button type="button" class="Button" id="together-again" on:click=look>{words.t(key!("together.again"))}</button> }
    });
    let not: Vec<(DocumentId, Option<Refusal>)> =
        cases.into_iter().filter_map(|(id, stands)| why_not(stands).map(|why| (id, why))).collect();
    let count = not.len();
    let not = (count > 0).then(|| {
        view! {
            <details class="Fold" open={may == 0}>
                <summary>{words.count(key!("together.may_not"), count)}</summary>
                <ul class="Together__list">{not.into_iter().take(PAGE).map(|(id, why)| line(words, names, id, "refused", reason(words, why.as_ref()))).collect_view()}</ul>
                {(count > PAGE).then(|| view! { <p class="Quiet">{words.count(key!("together.further"), count - PAGE)}</p> })}
                {again}
            </details>
        }
    });
    let wish = Wish::plain(DocumentKind::Case, joint.act());
    let is_told_here = |field: &&'static shared::forms::Field| matches!(joint, Joint::Do(_)) || field.key != "entry";
    let asks = asks_of(DocumentKind::Case, joint.act()).into_iter().filter(is_told_here).collect();
    let send = Callback::new(move |command| together.ask(command));
    let form = (may > 0).then(|| form("together", &wish, asks, None, None, (send, Callback::new(|()| ()))));
    let lead = if may > 0 { words.count(key!("together.may"), may) } else { words.t(key!("together.none")).to_owned() };
    view! { <div class="Together" data-may=may><p class="Lead">{lead}</p>{not}{form}</div> }.into_any()
}

/// Why it is not done in a case; `None` within where the case is not on this device.
fn why_not(stands: Stands) -> Option<Option<Refusal>> {
    match stands {
        Stands::Missing => Some(None),
        Stands::Refused(refusal) => Some(Some(refusal)),
        Stands::Unread | Stands::May | Stands::Asked(_) => None,
    }
}

fn reason(words: Words, why: Option<&Refusal>) -> String {
    why.map_or_else(|| words.t(key!("together.missing")).to_owned(), |refusal| words.refusal(refusal))
}

/// A case, and what is to be said of it; leads there.
fn line(words: Words, names: Names, case: DocumentId, state: &'static str, text: String) -> AnyView {
    let title = untrack(|| names.document(case)).map_or_else(|| words.t(DocumentKind::Case.words()).to_owned(), |(_, title)| title);
    let picture = match state {
        "done" => Icon::Tick,
        "waiting" => Icon::Device,
        _ => Icon::Stop,
    };
    view! {
        <li class="Together__line" data-of=case.to_string() data-state=state>
            {icon(picture)}
            <a href=link::of_document(DocumentKind::Case, case)>{title}</a>
            <span class="Quiet">{text}</span>
        </li>
    }
    .into_any()
}
