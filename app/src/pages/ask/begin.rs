//! Beginning a document, with or without network: the kinds that the person's role may open, and the dialog for each.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    people::Person,
    records::read::Content,
    workflow::{Act, Command, Deadlines, POLICY, Refusal, Rule, State, check, gates::Facts},
};

use super::{
    Wish, dialog,
    prefill::{Beside, prefill},
};
use crate::{
    data::{clock, draw},
    pages::link,
    state::{Document, use_acts, use_address, use_deadlines, use_documents, use_session, use_words},
    ui::{Icon, icon},
};

/// The kinds that this person may begin, where there are any.
pub(in crate::pages) fn new() -> Option<AnyView> {
    let person = untrack(|| use_session().person())?;
    let rules = POLICY.iter().filter(|rule| opens(rule, &person)).collect();
    buttons(rules, &person, None)
}

/// The kinds that this person may begin for the open document.
pub(in crate::pages) fn beside(document: Document, kind: DocumentKind) -> Option<AnyView> {
    let person = untrack(|| use_session().person())?;
    let belongs = |rule: &&Rule| {
        let asks = |key| rule.asks.iter().any(|field| field.key == key);
        match kind {
            DocumentKind::Case => rule.kind != kind && (asks("case") || asks("cases")),
            DocumentKind::Campaign => asks("campaign"),
            DocumentKind::SupervisionFile
            | DocumentKind::GroupFile
            | DocumentKind::WorkPlan
            | DocumentKind::Plan
            | DocumentKind::Survey
            | DocumentKind::Report
            | DocumentKind::Evaluation
            | DocumentKind::Story
            | DocumentKind::Handbook
            | DocumentKind::Catalogue
            | DocumentKind::Topic
            | DocumentKind::Basis
            | DocumentKind::Expert => false,
        }
    };
    let rules = POLICY.iter().filter(|rule| opens(rule, &person) && belongs(rule)).collect();
    buttons(rules, &person, Some(document))
}

fn opens(rule: &Rule, person: &Person) -> bool {
    rule.act == Act::Open && rule.roles.contains(&person.role)
}

fn buttons(rules: Vec<&'static Rule>, person: &Person, beside: Option<Document>) -> Option<AnyView> {
    if rules.is_empty() {
        return None;
    }
    let words = use_words();
    let (acts, address, documents, deadlines) = (use_acts(), use_address(), use_documents(), use_deadlines());
    let chosen = RwSignal::new(None::<Wish>);
    let around = move || {
        let document = beside?;
        let state = document.read(|view| view.state.clone())?;
        let is_campaign = |id| {
            documents.with(|lines| lines.iter().flatten().any(|line| line.summary.id == id && line.summary.kind == DocumentKind::Campaign))
        };
        let own = (state.kind == DocumentKind::Campaign).then_some(document.id);
        let campaign = own.or_else(|| state.parties.belongs_to.iter().copied().find(|id| is_campaign(*id)));
        Some(Beside { id: document.id, state, campaign })
    };
    let button = |rule: &'static Rule| {
        let (kind, person) = (rule.kind, person.clone());
        let choose = move |_| {
            let around = untrack(around);
            chosen.set(Some(Wish { kind, act: Act::Open, args: prefill(rule.asks, &person, around.as_ref()) }));
        };
        view! { <button type="button" class="Button" data-new=kind.code() on:click=choose>{words.t(kind.words())}</button> }.into_any()
    };
    let drawn = rules.into_iter().map(button).collect_view();
    let person = person.clone();
    let send = Callback::new(move |command: Command| {
        let kind = chosen.with_untracked(|wish| wish.as_ref().map(|wish| wish.kind))?;
        let refused = deadlines.with_untracked(|deadlines| ask_rules(kind, &person, command.clone(), deadlines));
        if refused.is_none() {
            let id = draw::document();
            acts.create(id, kind, command);
            // After the dialog has closed: a browser may crash over a modal dialog that is torn out while open.
            request_animation_frame(move || address.go(&link::of_document(kind, id)));
        }
        refused
    });
    let title = if beside.is_some() { key!("begin.beside") } else { key!("begin.title") };
    let view = view! {
        <details class="New">
            <summary class="Button">{icon(Icon::Add)}{words.t(title)}</summary>
            <div class="Row" role="group" aria-label=words.t(title)>{drawn}</div>
        </details>
        {dialog(if beside.is_some() { "beside" } else { "new" }, chosen, None, send)}
    };
    Some(view.into_any())
}

/// Whether the rules have anything against this beginning.
pub(in crate::pages) fn ask_rules(kind: DocumentKind, person: &Person, command: Command, deadlines: &Deadlines) -> Option<Refusal> {
    let (state, content, experts) = (State::new(kind), Content::default(), BTreeMap::new());
    let today = clock::now().day();
    let facts = Facts { person, state: &state, content: &content, experts: &experts, deadlines, today };
    check(&facts, command, clock::now()).err()
}
