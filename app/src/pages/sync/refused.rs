//! What the relay refused: the person's words, the reason, and that nothing was lost.

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    records::edit::Edit,
    sync::device::{RefusedWork, Work},
    workflow::{Act, Command},
};

use super::super::{
    document::{place_in_words, told_in_words},
    link,
};
use crate::{
    data::draw,
    state::{Words, use_acts, use_documents, use_lost, use_names, use_refused, use_words},
    ui::{Icon, icon, live, says},
};

/// The refused pieces, if there are any.
pub(super) fn refused() -> AnyView {
    let words = use_words();
    let refused = use_refused();
    live(move || {
        let pieces = refused.work.get();
        (!pieces.is_empty()).then(|| {
            view! {
                <section class="Block" id="refused">
                    <h2>{words.t(key!("refused.title"))}</h2>
                    <p class="Quiet">{words.t(key!("refused.calm"))}</p>
                    <ul class="Cards">{pieces.into_iter().map(|piece| card(words, piece)).collect_view()}</ul>
                </section>
            }
        })
    })
}

fn card(words: Words, piece: RefusedWork) -> AnyView {
    let (refused, acts) = (use_refused(), use_acts());
    let is_sure = RwSignal::new(false);
    let (names, document, id) = (use_names(), piece.document, piece.id.clone());
    let line = use_documents().with(|lines| lines.iter().flatten().find(|line| line.summary.id == document).cloned());
    let lost = use_lost().of(document);
    let kind = line.as_ref().map(|line| line.summary.kind).or(lost.as_ref().map(|lost| lost.kind)).unwrap_or(DocumentKind::Case);
    let title = line.map(|line| {
        let parts = [names.title(&line.summary), line.summary.product];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    let title = title.or(lost.map(|lost| super::lost::title(words, &lost)));
    let what = match &piece.work {
        Work::Edit(edit) => text(words, edit),
        Work::Act(command) => {
            let told = told_in_words((words, names), None, kind, command.act, &command.args).into_iter();
            let told = told.map(|(label, value)| format!("{label} · {value}"));
            std::iter::once(command.on.to_string()).chain(told).collect::<Vec<_>>().join("\n")
        }
    };
    let over = match &piece.work {
        Work::Edit(edit) => place_in_words(words, edit.path()),
        Work::Act(command) => words.t(command.act.words()).to_owned(),
    };
    let to_copy = what.clone();
    let again = match &piece.work {
        Work::Edit(_) => None,
        Work::Act(command) => {
            let (command, id) = (command.clone(), piece.id.clone());
            let ask = move |_| {
                let command = Command { id: draw::command(), heads: Vec::new(), ..command.clone() };
                if command.act == Act::Open {
                    acts.create(document, kind, command)
                } else {
                    acts.ask(document, command)
                }
                refused.discard(id.clone());
            };
            Some(
                view! { <button type="button" class="Button" data-again=piece.id.clone() on:click=ask>{words.t(key!("refused.again"))}</button> },
            )
        }
    };
    let discard = move |_| {
        if is_sure.get_untracked() {
            refused.discard(id.clone());
        } else {
            is_sure.set(true);
        }
    };
    let label = move || if is_sure.get() { words.t(key!("refused.discard_sure")) } else { words.t(key!("refused.discard")) };
    view! {
        <li class="Card" data-refused=piece.refusal.code.code()>
            <p class="Card__over">{over}" · "{words.moment(piece.written_at)}</p>
            <blockquote class="Card__words">{what}</blockquote>
            <p class="Problem">{icon(Icon::Stop)}{words.refusal(&piece.refusal)}</p>
            <p class="Quiet">
                <a href=link::of_document(kind, document)>{title.unwrap_or_else(|| words.t(key!("refused.case")).to_owned())}</a>
                " · "{words.fill(key!("refused.at"), &[("time", &words.moment(piece.refused_at))])}
            </p>
            <div class="Row">
                {again}
                <button type="button" class="Button" on:click=move |_| copy(&to_copy)>{words.t(key!("refused.copy"))}</button>
                <button type="button" class="Button Button--danger" on:click=discard>{says(label)}</button>
            </div>
        </li>
    }
    .into_any()
}

fn text(words: Words, edit: &Edit) -> String {
    match edit {
        Edit::Write { text, .. } if text.is_empty() => words.t(key!("refused.emptied")).to_owned(),
        Edit::Write { text, .. } => text.clone(),
        Edit::Add { .. } => words.t(key!("refused.added")).to_owned(),
        Edit::Remove { removed: true, .. } => words.t(key!("refused.removed")).to_owned(),
        Edit::Remove { removed: false, .. } => words.t(key!("refused.brought_back")).to_owned(),
    }
}

fn copy(text: &str) {
    let clipboard = window().navigator().clipboard();
    // Where there is none, or it is denied, the words stand on the screen and can be marked by hand.
    if !clipboard.is_undefined() {
        drop(clipboard.write_text(text));
    }
}
