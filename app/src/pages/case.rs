//! One case on one screen: who, what product, what failed; the stop; the stages; the next step; the forms.

mod ask;
mod field;
mod head;
mod next;
mod rows;
mod section;
mod stop;
mod track;
mod versions;

use leptos::prelude::*;
use shared::{forms::CASE, ids::DocumentId, key};

use super::link::Place;
use crate::{
    state::{use_case, use_words},
    ui::{Icon, icon, live, says},
};

/// Draws a case.
pub(super) fn case(id: DocumentId) -> AnyView {
    let words = use_words();
    let case = use_case(id);
    let is_here = Memo::new(move |_| case.read(|_| ()).is_some());
    let waiting = move || if case.is_missing() { words.t(key!("case.missing")) } else { words.t(key!("case.opening")) };
    let body = move || {
        if !is_here.get() {
            return view! { <p class="Empty" aria-live="polite">{says(waiting)}</p> }.into_any();
        }
        view! {
            {head::head(case)}
            {stop::banner(case)}
            {track::track(case)}
            {next::card(case)}
            {section::chips()}
            {CASE.iter().map(|section| section::section(case, section)).collect_view()}
        }
        .into_any()
    };
    view! {
        <article class="Case" data-case=id.to_string()>
            <a class="Case__back" href=Place::Cases.address()>{icon(Icon::Back)}{words.t(key!("nav.cases"))}</a>
            {live(body)}
        </article>
    }
    .into_any()
}
