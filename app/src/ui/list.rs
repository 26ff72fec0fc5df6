//! A list whose parts stay as they are while their key stays. Compiled once, however many screens use it.

use std::sync::Arc;

use leptos::prelude::*;

type Keys = Box<dyn Fn() -> Vec<String> + Send>;
type Draw = Arc<dyn Fn(String) -> AnyView + Send + Sync>;

/// One part for each key; only parts with new keys are drawn.
pub(crate) fn list(keys: impl Fn() -> Vec<String> + Send + 'static, draw: impl Fn(String) -> AnyView + Send + Sync + 'static) -> AnyView {
    keyed(Box::new(keys), Arc::new(draw))
}

fn keyed(keys: Keys, draw: Draw) -> AnyView {
    view! { <For each=move || keys() key=String::clone children=move |key| draw(key)/> }.into_any()
}
