//! The ways on from a refusal: change it and send it again, as a supplement, as a note, copied, or not at all.

use leptos::prelude::*;
use shared::{
    access,
    forms::{self, Path},
    key,
    records::edit::Edit,
    sync::device::{RefusedWork, Work},
    workflow::{Act, Command},
};

use super::{Told, copier};
use crate::{
    data::draw,
    memo::Memo,
    pages::{document::lead_to, link},
    state::{Document, Words, use_acts, use_refused},
    ui::{Twice, live, twice},
};

/// The buttons of a piece. Where the document is not open, what needs it leads there.
pub(super) fn ways(words: Words, piece: RefusedWork, told: Memo<Told>, document: Option<Document>) -> AnyView {
    let into_document = match document {
        None => {
            let address = move || told.with(|told| link::of_refused(told.kind, piece.document));
            view! { <a class="Button" data-way="open" href=address>{words.t(key!("refused.open"))}</a> }.into_any()
        }
        Some(document) => view! { {anew(words, document, &piece)}{supplement(words, document, &piece, told)} }.into_any(),
    };
    view! {
        <div class="Row">
            {again(words, &piece)}
            {into_document}
            {note(words, &piece)}
            {copier(words, move || told.with_untracked(|told| told.text.clone()))}
            {discard(words, piece.id)}
        </div>
    }
    .into_any()
}

/// To the field, where the words stand beside it.
fn anew(words: Words, document: Document, piece: &RefusedWork) -> AnyView {
    let Work::Edit(Edit::Write { path, .. }) = &piece.work else { return ().into_any() };
    let (path, place) = (path.clone(), path.clone());
    let may = Memo::new(move |_| may_write(document, &place));
    live(move || {
        let path = path.clone();
        may.get().then(|| {
            view! { <button type="button" class="Button" data-way="anew" on:click=move |_| lead_to(document, path.clone())>{words.t(key!("refused.anew"))}</button> }
        })
    })
}

/// As a row of the supplements, which take words at any time.
fn supplement(words: Words, document: Document, piece: &RefusedWork, told: Memo<Told>) -> AnyView {
    let rows = Path::field(access::SUPPLEMENTS, "rows");
    let has_words = match &piece.work {
        Work::Edit(Edit::Write { text, .. } | Edit::Settle { text, .. }) => !text.is_empty(),
        Work::Edit(Edit::Add { .. } | Edit::Remove { .. } | Edit::Confirm { .. }) => false,
        Work::Act(_) => true,
    };
    let place = rows.clone();
    let may = Memo::new(move |_| {
        let has = document.read(|view| forms::of(view.state.kind).iter().any(|section| section.key == access::SUPPLEMENTS));
        has_words && has == Some(true) && may_write(document, &place)
    });
    let refused = use_refused();
    let id = piece.id.clone();
    let send = Callback::new(move |()| {
        let Told { place, text, .. } = told.get_untracked();
        let row = rows.row(&document.add(rows.clone()));
        document.write(row.cell("about"), place);
        document.write(row.cell("text"), text);
        refused.discard(id.clone());
        lead_to(document, row);
    });
    live(move || {
        may.get().then(|| {
            view! { <button type="button" class="Button" data-way="supplement" on:click=move |_| send.run(())>{words.t(key!("refused.supplement"))}</button> }
        })
    })
}

fn may_write(document: Document, place: &Path) -> bool {
    document.is_written()
        && document.rules(|facts| access::may_write(facts.person, facts.state, place, facts.today, facts.today).is_ok()) == Some(true)
}

/// An act can be asked for again as it was.
fn again(words: Words, piece: &RefusedWork) -> Option<AnyView> {
    let Work::Act(command) = &piece.work else { return None };
    let (refused, acts) = (use_refused(), use_acts());
    let (command, id, document, kind) = (command.clone(), piece.id.clone(), piece.document, super::name(words, piece.document).0);
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
        view! { <button type="button" class="Button" data-again=piece.id.clone() on:click=ask>{words.t(key!("refused.again"))}</button> }
            .into_any(),
    )
}

fn note(words: Words, piece: &RefusedWork) -> AnyView {
    let (refused, id) = (use_refused(), piece.id.clone());
    view! { <button type="button" class="Button" data-way="note" on:click=move |_| refused.note(id.clone())>{words.t(key!("refused.note"))}</button> }
        .into_any()
}

fn discard(words: Words, id: String) -> AnyView {
    let refused = use_refused();
    twice(discarding(words), false, move || refused.discard(id.clone()))
}

/// How a button speaks that puts words away.
pub(in crate::pages) fn discarding(words: Words) -> Twice {
    Twice { label: words.t(key!("refused.discard")), sure: words.t(key!("refused.discard_sure")), way: "discard", is_danger: true }
}
