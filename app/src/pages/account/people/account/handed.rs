//! What somebody's devices handed over whose sessions were ended from elsewhere. It holds their words: it is asked for when an administrator
//! opens it, and that is noted.

use leptos::{ev::Event, html, prelude::*};
use shared::{ids::PersonId, key, sync::handover::HandedOver};

use crate::{
    pages::{account::sign_in::in_words, sync::handed::pieces_in_words},
    state::{Administration, SignInFailure, use_words},
    ui::live,
};

/// The fold.
pub(super) fn handed(administration: Administration, person: PersonId) -> AnyView {
    let words = use_words();
    let said = RwSignal::new(None::<Result<Vec<HandedOver>, SignInFailure>>);
    let fold = NodeRef::<html::Details>::new();
    let toggled = move |_: Event| {
        let is_first = said.with_untracked(Option::is_none);
        if is_first && fold.get_untracked().is_some_and(|fold| fold.open()) {
            leptos::task::spawn_local(async move {
                let found = administration.handed_over(person).await;
                said.try_set(Some(found));
            });
        }
    };
    let told = move || {
        said.with(|said| match said {
            None => view! { <p class="Quiet" aria-live="polite">{words.t(key!("people.asked"))}</p> }.into_any(),
            Some(Err(failure)) => view! { <p class="Problem" role="alert">{in_words(words, failure)}</p> }.into_any(),
            Some(Ok(pieces)) if pieces.is_empty() => view! { <p class="Quiet">{words.t(key!("handed_over.none"))}</p> }.into_any(),
            Some(Ok(pieces)) => pieces_in_words(words, pieces),
        })
    };
    view! {
        <details class="Fold" data-handed-over=person.to_string() node_ref=fold on:toggle=toggled>
            <summary>{words.t(key!("handed_over.admin"))}</summary>
            <p class="Quiet">{words.t(key!("handed_over.noted"))}</p>
            {live(told)}
        </details>
    }
    .into_any()
}
