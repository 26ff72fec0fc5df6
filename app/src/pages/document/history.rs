//! The ledger as people read it: what counts, when, by whom, with what; what was revoked is struck.

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::CommandId,
    key,
    workflow::{Act, Args, Command, Entry, check},
};

use super::{
    super::{
        ask::{Wish, dialog},
        link::{Aspect, of_document},
    },
    field::told_in_words,
    next::send,
    versions::name,
};
use crate::{data::clock, memo::Memo, state::Document, ui::live};

/// Draws it, folded.
pub(super) fn history(document: Document, kind: DocumentKind) -> AnyView {
    let words = document.words;
    let is_open = RwSignal::new(false);
    let chosen = RwSignal::new(None::<Wish>);
    let entries = Memo::new(move |_| document.read(|view| view.state.entries.len()).unwrap_or_default());
    let list = move || {
        is_open.get().then(|| {
            let lines = document.read(|view| {
                let all = view.state.entries.iter().rev();
                all.map(|entry| (entry.clone(), view.state.is_revoked(entry.number))).collect::<Vec<_>>()
            });
            let lines = lines.unwrap_or_default().into_iter().map(|(entry, is_revoked)| line(document, &entry, is_revoked, chosen));
            view! { <ol class="History" reversed=true>{lines.collect_view()}</ol> }
        })
    };
    let send = Callback::new(move |command: Command| send(document, command));
    view! {
        <section class="Section" id="history" aria-labelledby="history-title">
            <h2 id="history-title">{words.t(key!("history.title"))}</h2>
            <button type="button" class="Button" id="history-open" aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                {live(move || words.count(key!("history.open"), entries.get()))}
            </button>
            {live(list)}
            <a class="Button" id="past-open" href=Aspect::History.address(&of_document(kind, document.id))>{words.t(key!("past.open"))}</a>
            <a class="Button" id="hand-open" href=Aspect::Hand.address(&of_document(kind, document.id))>{words.t(key!("handing.title"))}</a>
            {dialog("history", chosen, Some(document), send)}
        </section>
    }
    .into_any()
}

fn line(document: Document, entry: &Entry, is_revoked: bool, chosen: RwSignal<Option<Wish>>) -> AnyView {
    let words = document.words;
    let kind = document.read(|view| view.state.kind).unwrap_or(DocumentKind::Case);
    let told = told_in_words((words, document.names), Some(document), kind, entry.act, &entry.args);
    let by = name(document, Some(entry.by));
    let act = words.t(entry.act.words());
    let act = if is_revoked {
        view! { <s>{act}</s><span class="Unseen">{words.t(key!("history.revoked"))}</span> }.into_any()
    } else {
        view! { <strong>{act}</strong> }.into_any()
    };
    let told = told.into_iter().map(|(label, value)| view! { <dt>{label}</dt><dd>{value}</dd> }.into_any()).collect_view();
    let buttons = [Act::Revoke, Act::ConfirmPaper].map(|act| offer(document, act, entry.number, chosen));
    view! {
        <li class="History__entry" data-entry=entry.number data-of=entry.act.code() data-revoked=is_revoked.to_string()>
            <p>{act}" "<span>{entry.on.to_string()}</span></p>
            <p class="Quiet">{words.fill(key!("history.by"), &[("n", &entry.number.to_string()), ("who", &by), ("time", &words.moment(entry.at))])}</p>
            <dl class="History__args">{told}</dl>
            <div class="Row">{buttons.into_iter().collect_view()}</div>
        </li>
    }
    .into_any()
}

/// The button for an act that names this entry, where the rules would have nothing against it.
fn offer(document: Document, act: Act, entry: u32, chosen: RwSignal<Option<Wish>>) -> Option<AnyView> {
    let args = Args::default().with("entry", entry);
    let asked = Command {
        id: CommandId([0; 16]),
        act,
        on: clock::now().day(),
        args: args.clone().with("reason", "-"),
        heads: Vec::new(),
        rules: shared::workflow::RULES,
    };
    let (kind, is_possible) = document.ahead(|facts| (facts.state.kind, check(facts, asked, clock::now()).is_ok()))?;
    is_possible.then(|| {
        let wish = Wish { kind, act, args };
        view! { <button type="button" class="Button" data-act=act.code() data-on=entry on:click=move |_| chosen.set(Some(wish.clone()))>{document.words.t(act.words())}</button> }.into_any()
    })
}
