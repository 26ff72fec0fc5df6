//! Fields in which a hand types. What does not fit its field is not saved as its value, stays in the box, and is told.

use leptos::prelude::*;
use shared::{
    forms::{Kind, Need, answer},
    key, time,
};

use super::{
    Here,
    frame::{grouped, labelled},
};
use crate::{
    memo::Memo,
    state::use_storage,
    ui::{Lines, TextBox, Typing, live, says},
};

/// Text, short or long, or a number.
pub(super) fn typed(here: &Here) -> AnyView {
    labelled(here, text_box(here, None))
}

/// Long text of at most so many characters: counted while it grows, never cut.
pub(super) fn within(here: &Here, most: usize) -> AnyView {
    let words = here.document.words;
    let (typed, stands) = (RwSignal::new(None::<usize>), here.text());
    let count = Memo::new(move |_| typed.get().unwrap_or_else(|| stands.with(|text| answer::count(text))));
    let is_over = Memo::new(move |_| count.get() > most);
    let text = move || words.fill(key!("input.count"), &[("n", &count.get().to_string()), ("max", &most.to_string())]);
    let over = move || is_over.get().then(|| view! { <strong role="status">{words.t(key!("input.over"))}</strong> });
    let note =
        view! { <p class="Field__note" class:Field__note--over=move || is_over.get() id=here.note_id()>{says(text)}" "{live(over)}</p> };
    labelled(here, view! { {text_box(here, Some(typed))}{note} }.into_any())
}

/// A day; where another answer will do, that one too: there is none, or it comes later and why.
pub(super) fn day(here: &Here) -> AnyView {
    let words = here.document.words;
    let stands = here.text();
    let is_other = Memo::new(move |_| stands.with(|text| !text.is_empty() && time::day(text).is_none()));
    let value = Memo::new(move |_| if is_other.get() { String::new() } else { stands.get() });
    let is_asked = RwSignal::new(false);
    let (document, path) = (here.document, here.path.clone());
    let pick = move |event| document.write(path.clone(), event_target_value(&event));
    let (id, name, described_by) = (here.id(), here.path.as_str().to_owned(), here.described_by());
    let legend = format!("{id}-label");
    let labelled_by = legend.clone();
    let input = view! { <input class="Input" type="date" id=id name=name aria-labelledby=labelled_by aria-describedby=described_by prop:value=move || value.get() on:change=pick/> };
    if matches!(here.field.need, Need::Hard) {
        return labelled(here, input.into_any());
    }
    let shows_other = Memo::new(move |_| is_other.get() || is_asked.get());
    let of_box = here.clone();
    let other = move || {
        if shows_other.get() {
            let (of_label, of_control) = (format!("{}-other-label", of_box.id()), format!("{}-other", of_box.id()));
            let other = view! { <label class="Field__help" id=of_label for=of_control.clone()>{words.t(key!("input.other_answer"))}</label>{boxed(&of_box, of_control, None)} };
            return other.into_any();
        }
        view! { <button type="button" class="Link" on:click=move |_| is_asked.set(true)>{words.t(key!("input.no_day"))}</button> }
            .into_any()
    };
    grouped(here, view! { <div class="Day" role="group" aria-labelledby=legend>{input}{live(other)}</div> }.into_any())
}

/// The box of a text, without its label.
pub(super) fn text_box(here: &Here, typed: Option<RwSignal<Option<usize>>>) -> AnyView {
    boxed(here, here.id(), typed)
}

fn boxed(here: &Here, id: String, counted: Option<RwSignal<Option<usize>>>) -> AnyView {
    let (words, storage) = (here.document.words, use_storage());
    let (document, path, kind) = (here.document, here.path.clone(), here.field.kind);
    let lines = match kind {
        Kind::Prose | Kind::ProseWithin(_) => Lines::Many,
        Kind::Number => Lines::Number,
        Kind::Line
        | Kind::Day
        | Kind::Choice(_)
        | Kind::Ticks(_)
        | Kind::Ranked(_)
        | Kind::Pick(_)
        | Kind::Picks(_)
        | Kind::Files
        | Kind::Rows(_)
        | Kind::Each(..)
        | Kind::Shown(_) => Lines::One,
    };
    let is_unfit = RwSignal::new(false);
    let on = Callback::new(move |typing| match typing {
        Typing::Began => document.focus(path.clone()),
        Typing::Reads(text) => {
            if let Some(counted) = counted {
                counted.set(Some(answer::count(&text)));
            }
            let fits = lines == Lines::Many || answer::fits(&kind, &text);
            is_unfit.set(!fits);
            if fits {
                document.typed(path.clone(), text);
            }
        }
        Typing::Composes => document.composes(),
        Typing::Paused => document.keep(),
        Typing::Ended => {
            if let Some(counted) = counted {
                counted.set(None);
            }
            document.leave();
        }
    });
    let value = Signal::from(here.text());
    let is_held = Signal::derive(move || is_unfit.get() || storage.with(|storage| storage.is_failing) || document.is_behind());
    let why = match kind {
        Kind::Number => key!("input.no_number"),
        Kind::Day => key!("input.no_day_text"),
        Kind::Line
        | Kind::Prose
        | Kind::ProseWithin(_)
        | Kind::Choice(_)
        | Kind::Ticks(_)
        | Kind::Ranked(_)
        | Kind::Pick(_)
        | Kind::Picks(_)
        | Kind::Files
        | Kind::Rows(_)
        | Kind::Each(..)
        | Kind::Shown(_) => key!("input.too_long"),
    };
    let note_id = here.note_id();
    let note = (lines != Lines::Many).then(|| {
        let text = move || is_unfit.get().then(|| view! { <span class="Problem" role="status">{words.t(why)}</span> });
        view! { <p class="Field__note" id=note_id>{live(text)}</p> }
    });
    let (name, described_by) = (here.path.as_str().to_owned(), here.described_by());
    view! { <TextBox id name lines described_by value is_held on/>{note} }.into_any()
}
