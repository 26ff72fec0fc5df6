//! A button for what cannot simply be undone: the first press changes its words into the question, the second does it.

use leptos::prelude::*;

use super::says;

/// What the button says before and after the first press, and how tests and styles find it.
#[derive(Clone, Copy)]
pub(crate) struct Twice {
    /// Before it.
    pub(crate) label: &'static str,
    /// After it: what would happen now.
    pub(crate) sure: &'static str,
    /// Its `data-way`.
    pub(crate) way: &'static str,
    /// It takes something away.
    pub(crate) is_danger: bool,
}

/// Draws it. Whoever goes elsewhere in between has thought better of it.
pub(crate) fn twice(about: Twice, is_off: bool, deed: impl Fn() + Send + 'static) -> AnyView {
    button(about, is_off, Box::new(deed))
}

fn button(Twice { label, sure, way, is_danger }: Twice, is_off: bool, deed: Box<dyn Fn() + Send>) -> AnyView {
    let is_sure = RwSignal::new(false);
    let press = move |_| {
        if is_sure.get_untracked() {
            is_sure.set(false);
            deed();
        } else {
            is_sure.set(true);
        }
    };
    let class = if is_danger { "Button Button--danger" } else { "Button" };
    view! {
        <button type="button" class=class data-way=way disabled=is_off on:click=press on:blur=move |_| is_sure.set(false)>
            {says(move || if is_sure.get() { sure } else { label })}
        </button>
    }
    .into_any()
}
