//! The screens and their addresses.

mod apart;
mod archive;
mod ask;
mod camera;
mod cases;
mod chip;
mod document;
mod documents;
mod figures;
mod frame;
mod hand;
mod handbook;
mod import;
mod install;
mod join;
mod knowledge;
mod library;
mod link;
mod lock;
mod mark;
mod me;
mod not_found;
mod notices;
mod people;
mod refused;
mod review;
mod sign_in;
mod start;
mod sync;

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::{state, ui::live};

/// The app. Another language or another person draws it anew.
#[component]
pub(crate) fn App() -> impl IntoView {
    state::provide();
    let pages = || {
        state::follow_links();
        live(frame::frame)
    };
    view! { <Router>{pages()}</Router> }
}
