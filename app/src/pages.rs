//! The screens and their addresses.

mod case;
mod cases;
mod chip;
mod frame;
mod link;
mod mark;
mod me;
mod not_found;
mod sign_in;
mod sync;

use leptos::prelude::*;

use crate::{state, ui::live};

/// The app. Another language or another person draws it anew.
#[component]
pub(crate) fn App() -> impl IntoView {
    state::provide();
    live(frame::frame)
}
