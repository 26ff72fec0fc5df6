//! The next step: what this person may do now as buttons; folded beneath, what not yet, with the reason and the way to its cure.

pub(super) mod lacks;
mod led;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    records::group,
    workflow::{Act, Choice, Code, Command, Refusal, allowed, awaited, check, gates::Facts},
};

use super::super::ask::{Wish, dialog};
use crate::{
    data::clock,
    memo::Memo,
    state::{Asked, Document},
    ui::{Icon, icon, live},
};
use lacks::{lacks, lead_button};

/// Draws it, where the person's role knows any act.
pub(super) fn card(document: Document, kind: DocumentKind) -> AnyView {
    let words = document.words;
    let chosen = RwSignal::new(None::<Wish>);
    let known = Memo::new(move |_| if document.is_written() { document.at_rest().ahead(allowed).unwrap_or_default() } else { Vec::new() });
    if let Some(choice) = untrack(|| known.with(|known| led::led(known))).filter(|choice| choice.refused.is_none()) {
        chosen.set(Some(wish(document, kind, choice.act)));
    }
    let awaits = Memo::new(move |_| {
        let of_person = |facts: &Facts<'_>| {
            let next = awaited(facts.state, facts.content).into_iter();
            next.filter(|next| next.whom.is(facts.person)).map(|next| next.act).collect::<Vec<Act>>()
        };
        document.at_rest().ahead(of_person).unwrap_or_default()
    });
    let steps = move || {
        let (possible, not_yet): (Vec<Choice>, Vec<Choice>) = known.get().into_iter().partition(|choice| choice.refused.is_none());
        let lead = if possible.is_empty() { key!("next.nothing") } else { key!("next.lead") };
        // What stands out is what the document waits for.
        let first = possible.iter().map(|choice| choice.act).find(|act| awaits.with(|awaits| awaits.contains(act)));
        let buttons = possible.into_iter().map(|choice| button(document, &choice, first == Some(choice.act), chosen)).collect_view();
        let count = not_yet.len();
        let later = (count > 0).then(|| {
            view! {
                <details class="Next__fold">
                    <summary>{words.count(key!("next.later"), count)}</summary>
                    <ul class="Next__later">{not_yet.into_iter().filter_map(|choice| Some(later(document, choice.act, choice.refused?))).collect_view()}</ul>
                </details>
            }
        });
        view! { <p>{words.t(lead)}</p><ul class="Next__now">{buttons}</ul>{later} }
    };
    let send = Callback::new(move |command: Command| send(document, command));
    let has_any = Memo::new(move |_| known.with(|known| !known.is_empty()) || !document.asked().is_empty());
    live(move || {
        has_any.get().then(|| {
            view! {
                <section class="Next" aria-labelledby="next-title">
                    <h2 id="next-title">{words.t(key!("next.title"))}</h2>
                    {live(steps)}
                    <ul class="Next__asked" aria-live="polite">{live(move || document.asked().into_iter().map(|asked| outcome(document, asked)).collect_view())}</ul>
                    {dialog("next", chosen, Some(document), send)}
                </section>
            }
        })
    })
}

/// What is told with an act begins as things are: whoever changes a group starts from its members.
fn wish(document: Document, kind: DocumentKind, act: Act) -> Wish {
    let mut wish = Wish::plain(kind, act);
    if act == Act::FormGroup {
        let group = untrack(|| document.ahead(|facts| group::of(facts.state))).unwrap_or_default();
        let members: Vec<String> = group.members.iter().map(ToString::to_string).collect();
        wish.args.put("group", members.join(" "));
        wish.args.put("lead", group.lead.map(|lead| lead.to_string()).unwrap_or_default());
    }
    wish
}

/// Asks the rules, then the relay; tells what the rules have against it.
pub(super) fn send(document: Document, command: Command) -> Option<Refusal> {
    let asked = command.clone();
    let answer = untrack(|| document.ahead(|facts| check(facts, asked, clock::now()).err()));
    let refused = answer.unwrap_or_else(|| Some(Code::NoSuchDocument.into()));
    if refused.is_none() {
        document.acts.ask(document.id, command);
    }
    refused
}

fn button(document: Document, choice: &Choice, is_first: bool, chosen: RwSignal<Option<Wish>>) -> AnyView {
    let (words, act) = (document.words, choice.act);
    let warnings = choice.warnings.iter().map(|warning| warning_line(document, warning)).collect_view();
    let kind = untrack(|| document.read(|view| view.state.kind)).unwrap_or(DocumentKind::Case);
    view! {
        <li>
            <button type="button" class="Button" class:Button--primary=is_first data-act=act.code() on:click=move |_| chosen.set(Some(wish(document, kind, act)))>
                {words.t(act.words())}
            </button>
            {warnings}
        </li>
    }
    .into_any()
}

fn warning_line(document: Document, warning: &Refusal) -> AnyView {
    view! { <p class="Warning" data-warning=warning.code.code()>{icon(Icon::Danger)}{document.words.refusal(warning)}{lead_button(document, warning)}</p> }
        .into_any()
}

fn later(document: Document, act: Act, why: Refusal) -> AnyView {
    let words = document.words;
    let is_done = why.code == Code::AlreadyDone;
    let list = (!why.lacks.is_empty()).then(|| lacks(document, &why.lacks));
    let cure = why.lacks.is_empty().then(|| lead_button(document, &why));
    view! {
        <li data-act=act.code() data-why=why.code.code() class:is-done=is_done>
            {is_done.then(|| icon(Icon::Tick))}
            <strong>{words.t(act.words())}</strong>
            <span class="Quiet">{words.refusal(&why)}</span>
            {cure}
            {list}
        </li>
    }
    .into_any()
}

fn outcome(document: Document, asked: Asked) -> AnyView {
    let words = document.words;
    let (code, text) = match asked.decision {
        None => ("waiting", words.t(key!("next.waiting")).to_owned()),
        Some(None) => ("done", words.t(key!("next.done")).to_owned()),
        Some(Some(refusal)) => ("refused", words.fill(key!("next.refused"), &[("reason", &words.refusal(&refusal))])),
    };
    view! { <li data-asked=code data-of=asked.act.code()><strong>{words.t(asked.act.words())}</strong><span>{text}</span></li> }.into_any()
}
