//! What the relay refused: the person's words, the reason, that nothing was lost, and every way on.

mod ways;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    key,
    records::edit::Edit,
    sync::device::{RefusedWork, Work},
};

pub(in crate::pages) use ways::discarding;

use crate::{
    memo::Memo,
    pages::{
        apart::{Screen, apart},
        document::{place_in_words, told_in_words},
        link,
    },
    state::{Document, Words, use_documents, use_lost, use_names, use_refused, use_words},
    ui::{Icon, each, icon, live, says},
};

/// All refused pieces, if there are any.
pub(in crate::pages) fn all() -> AnyView {
    let refused = use_refused();
    block(Memo::new(move |_| refused.work.get()), None)
}

/// The place of those of the open document: their code is fetched where there are any.
pub(in crate::pages) fn place(document: Document) -> AnyView {
    let refused = use_refused();
    let is_any = Memo::new(move |_| refused.work.with(|work| work.iter().any(|piece| piece.document == document.id)));
    live(move || is_any.get().then(|| apart(Screen::Refused(document))))
}

/// Those of the open document.
pub(in crate::pages) fn of_document(document: Document) -> AnyView {
    let refused = use_refused();
    let of_it = move || refused.work.with(|work| work.iter().filter(|piece| piece.document == document.id).cloned().collect());
    block(Memo::new(move |_| of_it()), Some(document))
}

fn block(pieces: Memo<Vec<RefusedWork>>, document: Option<Document>) -> AnyView {
    let words = use_words();
    let is_any = Memo::new(move |_| pieces.with(|pieces| !pieces.is_empty()));
    live(move || {
        is_any.get().then(|| {
            view! {
                <section class="Block" id="refused">
                    <h2>{words.t(key!("refused.title"))}</h2>
                    <p class="Quiet">{words.t(key!("refused.calm"))}</p>
                    <ul class="Cards">{each(pieces, |piece| piece.id.clone(), move |piece| card(words, piece, document))}</ul>
                </section>
            }
        })
    })
}

fn card(words: Words, piece: RefusedWork, document: Option<Document>) -> AnyView {
    let about = piece.clone();
    let told = Memo::new(move |_| Told::of(words, &about));
    let ways = ways::ways(words, piece.clone(), told, document);
    let over = move || told.with(|told| format!("{} · {}", told.place, words.moment(piece.written_at)));
    let of = document.is_none().then(|| {
        view! { {of_its(told, piece.document)}" · " }
    });
    view! {
        <li class="Card" data-refused=piece.refusal.code.code()>
            <p class="Card__over">{says(over)}</p>
            <blockquote class="Card__words">{says(move || told.with(|told| told.text.clone()))}</blockquote>
            <p class="Problem">{icon(Icon::Stop)}{words.refusal(&piece.refusal)}</p>
            <p class="Quiet">{of}{words.fill(key!("refused.at"), &[("time", &words.moment(piece.refused_at))])}</p>
            {ways}
        </li>
    }
    .into_any()
}

/// A piece of work in words.
#[derive(Clone, PartialEq)]
pub(in crate::pages) struct Told {
    /// What kind of document it is of.
    pub(in crate::pages) kind: DocumentKind,
    /// The document's name.
    pub(in crate::pages) title: String,
    /// The place in it, or the act.
    pub(in crate::pages) place: String,
    /// What was written, or told with the act.
    pub(in crate::pages) text: String,
}

impl Told {
    /// Of a piece.
    pub(in crate::pages) fn of(words: Words, piece: &RefusedWork) -> Self {
        let (kind, title) = name(words, piece.document);
        let (place, text) = match &piece.work {
            Work::Edit(edit) => (place_in_words(words, edit.path()), text(words, edit)),
            Work::Act(command) => {
                let told = told_in_words((words, use_names()), None, kind, command.act, &command.args).into_iter();
                let told = told.map(|(label, value)| format!("{label} · {value}"));
                let text = std::iter::once(command.on.to_string()).chain(told).collect::<Vec<_>>().join("\n");
                (words.t(command.act.words()).to_owned(), text)
            }
        };
        Self { kind, title, place, text }
    }
}

/// The kind of a document and its name, as lists show or showed it.
fn name(words: Words, document: DocumentId) -> (DocumentKind, String) {
    let names = use_names();
    let line = use_documents().with(|lines| lines.iter().flatten().find(|line| line.summary.id == document).cloned());
    let lost = use_lost().of(document);
    let kind = line.as_ref().map(|line| line.summary.kind).or(lost.as_ref().map(|lost| lost.kind)).unwrap_or(DocumentKind::Case);
    let title = line.map(|line| {
        let parts = [names.title(&line.summary), line.summary.product.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    let title = title.or(lost.map(|lost| super::title_of_lost(words, &lost)));
    (kind, title.unwrap_or_else(|| words.t(key!("refused.case")).to_owned()))
}

fn text(words: Words, edit: &Edit) -> String {
    match edit {
        Edit::Write { text, .. } | Edit::Settle { text, .. } if text.is_empty() => words.t(key!("refused.emptied")).to_owned(),
        Edit::Write { text, .. } | Edit::Settle { text, .. } => text.clone(),
        Edit::Confirm { .. } => words.t(key!("refused.confirmed")).to_owned(),
        Edit::Add { .. } => words.t(key!("refused.added")).to_owned(),
        Edit::Remove { removed: true, .. } => words.t(key!("refused.removed")).to_owned(),
        Edit::Remove { removed: false, .. } => words.t(key!("refused.brought_back")).to_owned(),
    }
}

/// The way to the document of a piece, by its name.
pub(in crate::pages) fn of_its(told: Memo<Told>, document: DocumentId) -> AnyView {
    let address = move || told.with(|told| link::of_document(told.kind, document));
    view! { <a href=address>{says(move || told.with(|told| told.title.clone()))}</a> }.into_any()
}

/// A button that copies words.
pub(in crate::pages) fn copier(words: Words, text: impl Fn() -> String + 'static) -> AnyView {
    let copy = move |_| {
        let clipboard = window().navigator().clipboard();
        // Where there is none, or it is denied, the words stand on the screen and can be marked by hand.
        if !clipboard.is_undefined() {
            drop(clipboard.write_text(&text()));
        }
    };
    view! { <button type="button" class="Button" on:click=copy>{words.t(key!("refused.copy"))}</button> }.into_any()
}
