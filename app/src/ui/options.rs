//! Boxes or buttons to choose one or some of many things. Past a handful there is a search, and only what is chosen and what
//! was found first is drawn.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    icon::{Icon, icon},
    list::list,
    live::live,
};
use crate::memo::Memo;

/// With more options than this there is a search.
const HANDFUL: usize = 8;
/// So many found options are drawn.
const DRAWN: usize = 12;

/// What there is to choose, and how it is chosen.
#[derive(Clone)]
pub(crate) struct Options {
    /// Of the controls: `<id>-<code>`.
    pub(crate) id: String,
    /// One of them, and not any number.
    pub(crate) is_one: bool,
    /// All are always drawn.
    pub(crate) is_whole: bool,
    /// Codes with words.
    pub(crate) options: Signal<Arc<Vec<(String, String)>>>,
    /// The codes that are chosen.
    pub(crate) chosen: Signal<Vec<String>>,
    /// Somebody chose this code, or dropped it.
    pub(crate) on: Callback<(String, bool)>,
    /// The name of the search; of how many more there are, with `{n}`; and of the button that chooses nothing.
    pub(crate) words: (&'static str, &'static str, Option<&'static str>),
}

/// Draws them; the name and the frame of the group are the caller's.
pub(crate) fn options(it: Options) -> AnyView {
    let Options { id, is_one, is_whole, options, chosen, on, words: (search, more, nothing) } = it;
    let needle = RwSignal::new(String::new());
    let has_search = Memo::new(move |_| !is_whole && options.with(|options| options.len()) > HANDFUL);
    let found = Memo::new(move |_| {
        let (needle, most) = (needle.get().trim().to_lowercase(), if has_search.get() { DRAWN } else { usize::MAX });
        options.with(|options| {
            let hits: Vec<&(String, String)> =
                options.iter().filter(|(_, words)| needle.is_empty() || words.to_lowercase().contains(&needle)).collect();
            let (shown, rest) = hits.split_at(hits.len().min(most));
            let is_shown = |code: &String| shown.iter().any(|(one, _)| one == code);
            let is_chosen = |code: &String| chosen.with(|chosen| chosen.contains(code));
            let ahead = options.iter().filter(|(code, _)| is_chosen(code) && !is_shown(code));
            let drawn = ahead.chain(shown.iter().copied()).map(|(code, words)| format!("{code}\n{words}"));
            (drawn.collect::<Vec<_>>(), rest.len())
        })
    });
    let (of_search, name) = (format!("{id}-search"), id.clone());
    let box_of_search = move || {
        let id = of_search.clone();
        has_search.get().then(|| {
            view! {
                <div class="Search">
                    {icon(Icon::Search)}
                    <input class="Input" type="search" id=id aria-label=search placeholder=search autocomplete="off"
                        on:input=move |event| needle.set(event_target_value(&event))/>
                </div>
            }
        })
    };
    let draw = move |line: String| {
        let (code, words) = line.split_once('\n').unwrap_or((&line, ""));
        option(&name, is_one, code.to_owned(), words.to_owned(), chosen, on)
    };
    let rest = move || {
        let rest = found.with(|(_, rest)| *rest);
        (rest > 0).then(|| view! { <p class="Quiet" role="status">{more.replace("{n}", &rest.to_string())}</p> })
    };
    let clear = nothing.map(|words| {
        let drop_it = move |_| {
            for code in chosen.get_untracked() {
                on.run((code, false));
            }
        };
        live(move || {
            let is_empty = chosen.with(Vec::is_empty);
            (!is_empty).then(|| view! { <button type="button" class="Button Button--bare" on:click=drop_it>{words}</button> })
        })
    });
    view! { <div class="Options" id=id>{live(box_of_search)}{list(move || found.with(|(drawn, _)| drawn.clone()), draw)}{live(rest)}{clear}</div> }
        .into_any()
}

fn option(name: &str, is_one: bool, code: String, words: String, chosen: Signal<Vec<String>>, on: Callback<(String, bool)>) -> AnyView {
    let (id, kind) = (format!("{name}-{code}"), if is_one { "radio" } else { "checkbox" });
    let is_chosen = {
        let code = code.clone();
        move || chosen.with(|chosen| chosen.contains(&code))
    };
    let value = code.clone();
    let choose = move |event| on.run((code.clone(), event_target_checked(&event)));
    view! {
        <label class="Check">
            <input type=kind id=id name=name.to_owned() value=value prop:checked=is_chosen on:change=choose/>
            <span>{words}</span>
        </label>
    }
    .into_any()
}
