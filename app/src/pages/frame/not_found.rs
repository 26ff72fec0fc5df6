//! An address that leads nowhere.

use leptos::prelude::*;
use shared::key;

use crate::pages::link::Place;
use crate::state::use_words;

/// Says so and leads back.
#[component]
pub(in crate::pages) fn NotFoundPage() -> AnyView {
    let words = use_words();
    view! {
        <div class="Page">
            <h1>{words.t(key!("not_found.title"))}</h1>
            <p>{words.t(key!("not_found.text"))}</p>
            <p><a class="Button Button--primary" href=Place::Start.address()>{words.t(key!("not_found.back"))}</a></p>
        </div>
    }
    .into_any()
}
