//! The screens and their addresses.

mod account;
mod apart;
mod ask;
mod asking;
mod board;
mod cases;
mod document;
mod documents;
mod figures;
mod frame;
mod groups;
mod import;
mod knowledge;
mod link;
mod mark;
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
