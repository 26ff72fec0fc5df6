//! One document on one screen. Of a case: who, what product, what failed; the stop; the stages; the next step; the forms.

mod charts;
mod compare;
mod field;
mod fishbone;
mod five_w;
mod handed;
mod head;
mod history;
mod invite;
mod later;
mod lead;
mod moving;
mod next;
mod past;
mod related;
mod review;
mod rows;
mod section;
mod sheet;
mod signatures;
mod stop;
mod track;
mod versions;
mod wheels;

use leptos::prelude::*;
use shared::{documents::DocumentKind, forms, ids::DocumentId, key, workflow::Code};

use super::{
    apart::{Screen, apart},
    link::{Aspect, Place},
    sync::refused,
    sync::title_of_lost,
};
use crate::{
    memo::Memo,
    state::{Document, use_document, use_lost, use_words},
    ui::{Icon, icon, live, says},
};
pub(in crate::pages) use charts::charts;
pub(in crate::pages) use field::{Viewed, Viewing, options_of, place_in_words, told_in_words, viewer, with_unknown};
pub(in crate::pages) use invite::invite;
pub(in crate::pages) use lead::lead_to;
pub(in crate::pages) use past::{compare, history, then};
pub(in crate::pages) use review::review;
pub(in crate::pages) use sheet::sheet;
pub(in crate::pages) use signatures::signatures;

/// Draws an aspect of a document; `from` is the list from which the person comes.
pub(super) fn document(id: DocumentId, from: Place, aspect: Aspect) -> AnyView {
    let words = use_words();
    let document = use_document(id);
    let kind = Memo::new(move |_| document.read(|view| view.line.summary.kind));
    let waiting = move || if document.is_missing() { words.t(key!("case.missing")) } else { words.t(key!("case.opening")) };
    let lost = use_lost();
    let is_lost = Memo::new(move |_| lost.of(id).is_some());
    let of_body = aspect.clone();
    let body = move || match (is_lost.get(), kind.get()) {
        (true, _) => gone(id),
        (false, None) => view! { <p class="Empty" aria-live="polite">{says(waiting)}</p> }.into_any(),
        (false, Some(kind)) => draw(document, kind, &of_body),
    };
    let (back, to) = match &aspect {
        Aspect::Itself => (from.address().to_owned(), from.words()),
        Aspect::History | Aspect::Review | Aspect::Hand | Aspect::Sheet(..) => (from.of(id), key!("past.back")),
        Aspect::Then(_) | Aspect::Compare(..) => (Aspect::History.address(&from.of(id)), key!("past.title")),
    };
    view! {
        <article class="Case" data-case=id.to_string() data-kind=move || kind.get().map(DocumentKind::code)>
            <a class="Case__back" href=back>{icon(Icon::Back)}{words.t(to)}</a>
            {live(body)}
        </article>
    }
    .into_any()
}

/// The person may not read it any more: that is said where it stood.
fn gone(id: DocumentId) -> AnyView {
    let (words, lost) = (use_words(), use_lost().of(id));
    view! {
        <section class="Block" role="alert" data-lost=id.to_string()>
            {lost.map(|lost| view! { <h1>{title_of_lost(words, &lost)}</h1><p>{words.t(lost.why.words())}</p> })}
            <p>{words.t(key!("lost.page"))}</p>
            <a class="Button" href=Place::Sync.address()>{words.t(key!("lost.more"))}</a>
        </section>
    }
    .into_any()
}

/// A newer version wrote in it: it is only read here, and that is said.
fn newer(document: Document) -> Option<AnyView> {
    let words = document.words;
    let is_newer = document.read(|view| view.is_newer) == Some(true);
    is_newer.then(|| view! { <p class="Notice" data-notice="newer">{words.t(Code::Newer.words())}</p> }.into_any())
}

fn draw(document: Document, kind: DocumentKind, aspect: &Aspect) -> AnyView {
    match aspect {
        Aspect::Itself => itself(document, kind),
        Aspect::History => apart(Screen::History(document, kind)),
        Aspect::Then(version) => apart(Screen::Then(document, kind, version.clone())),
        Aspect::Compare(from, to) => apart(Screen::Compare(document, kind, from.clone(), to.clone())),
        Aspect::Review => apart(Screen::Review(document, kind)),
        Aspect::Hand => apart(Screen::Hand(document)),
        Aspect::Sheet(version, form) => apart(Screen::Sheet(document, kind, version.clone(), form.clone())),
    }
}

fn itself(document: Document, kind: DocumentKind) -> AnyView {
    let is_case = kind == DocumentKind::Case;
    lead::back_to_camera(document);
    view! {
        {if is_case { head::of_case(document) } else { head::of_other(document, kind) }}
        {head::marks(document)}
        {live(move || newer(document))}
        {refused::place(document)}
        {later::later(document)}
        {handed::notice(document)}
        {review::notice(document, kind)}
        {is_case.then(|| stop::banner(document))}
        {is_case.then(|| track::track(document))}
        {is_case.then(|| wheels::wheels(document))}
        {next::card(document, kind)}
        {related::related(document, kind)}
        {invite::place(document)}
        {section::chips(document, kind)}
        {forms::of(kind).iter().map(|section| section::section(document, section)).collect_view()}
        {history::history(document, kind)}
    }
    .into_any()
}
