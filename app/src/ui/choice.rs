//! One of a few values: chips while a look takes them in, a list beyond that. A pick counts at once.

use leptos::prelude::*;

/// The most values that are shown as chips.
const CHIPS: usize = 5;

/// One of a few values.
#[component]
pub(crate) fn Choice(
    /// Of the control.
    id: String,
    /// The name that its parts share.
    name: String,
    /// The id of its label.
    labelled_by: String,
    /// Codes with words.
    options: Vec<(&'static str, &'static str)>,
    /// The words for no value; `None` where one is required.
    nothing: Option<&'static str>,
    /// The code that is chosen.
    value: Signal<String>,
    /// Somebody chose.
    on_pick: Callback<String>,
) -> AnyView {
    if options.len() > CHIPS {
        let options = std::iter::once(("", "—")).chain(options).map(|(code, words)| option(code, words, value)).collect_view();
        return view! {
            <select class="Choice" id=id name=name aria-labelledby=labelled_by on:change=move |ev| on_pick.run(event_target_value(&ev))>
                {options}
            </select>
        }
        .into_any();
    }
    let chips = options.into_iter().chain(nothing.map(|words| ("", words)));
    let chips = chips.map(|(code, words)| chip(name.clone(), code, words, value, on_pick)).collect_view();
    view! { <div class="Chips" role="radiogroup" id=id aria-labelledby=labelled_by>{chips}</div> }.into_any()
}

fn option(code: &'static str, words: &'static str, value: Signal<String>) -> AnyView {
    view! { <option value=code prop:selected=move || value.get() == code>{words}</option> }.into_any()
}

fn chip(name: String, code: &'static str, words: &'static str, value: Signal<String>, on_pick: Callback<String>) -> AnyView {
    view! {
        <label class="Chip">
            <input
                type="radio"
                name=name
                value=code
                prop:checked=move || value.get() == code
                on:change=move |_| on_pick.run(code.to_owned())
            />
            <span>{words}</span>
        </label>
    }
    .into_any()
}
