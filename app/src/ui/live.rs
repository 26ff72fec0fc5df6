//! Parts of the screen that follow what they read. Each kind is compiled once, however many screens use it: a view's own
//! closures would each bring a copy of the machinery.

use leptos::prelude::*;

/// Drawn anew whenever what it reads changes.
pub(crate) fn live<V: IntoView + 'static>(draw: impl Fn() -> V + Send + 'static) -> AnyView {
    view(Box::new(move || draw().into_any()))
}

/// Words that follow what they read.
pub(crate) fn says<W: Into<String>>(words: impl Fn() -> W + Send + 'static) -> AnyView {
    text(Box::new(move || words().into()))
}

fn view(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}

fn text(words: Box<dyn Fn() -> String + Send>) -> AnyView {
    (move || words()).into_any()
}
