//! A list whose parts stay as they are while their key stays. Compiled once, however many screens use it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::memo::Memo;

type Keys = Box<dyn Fn() -> Vec<String> + Send>;
type Draw = Arc<dyn Fn(String) -> AnyView + Send + Sync>;

/// One part for each key; only parts with new keys are drawn.
pub(crate) fn list(keys: impl Fn() -> Vec<String> + Send + 'static, draw: impl Fn(String) -> AnyView + Send + Sync + 'static) -> AnyView {
    keyed(Box::new(keys), Arc::new(draw))
}

/// One part for each of `all`, as it is when it comes; only new ones are drawn. What a person does in a part, and where their hand is,
/// survives that others come and go. What may change in a part while its key stays, the part itself has to follow.
pub(crate) fn each<T: PartialEq + Clone + Send + Sync + 'static>(
    all: Memo<Vec<T>>,
    key: fn(&T) -> String,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let found = move |wanted: &str| all.with_untracked(|all| all.iter().find(|one| key(one) == wanted).cloned());
    list(move || all.with(|all| all.iter().map(key).collect()), move |wanted| found(&wanted).map(&draw).into_any())
}

fn keyed(keys: Keys, draw: Draw) -> AnyView {
    view! { <For each=move || keys() key=String::clone children=move |key| untrack(|| draw(key))/> }.into_any()
}
