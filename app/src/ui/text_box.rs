//! A box for text that belongs to the hand that types in it: while it is focused nothing is written into it, however
//! its value changes elsewhere; when it is left it follows its value again. Words that an input method is still
//! composing are told as they grow, but no pause is told before they are done.

mod hand;

use gloo_timers::callback::Timeout;
use leptos::{ev, html, prelude::*, web_sys::Event};

use hand::{Hand, mirror};

/// So long after the last keystroke, in milliseconds, a pause begins.
const PAUSE: u32 = 700;

/// What a hand does in a text box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typing {
    /// The box is entered; it reads as its value does.
    Began,
    /// It now reads so.
    Reads(String),
    /// An input method begins to compose: no pause before it is done.
    Composes,
    /// Nothing was typed for a while, or a composition was completed.
    Paused,
    /// The box is left.
    Ended,
}

/// How much a text box holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// A short text.
    One,
    /// A number: phones show their digits.
    Number,
    /// A text that makes its box grow.
    Many,
}

/// A text box.
#[component]
pub(crate) fn TextBox(
    /// Of the control.
    id: String,
    /// Of the control.
    name: String,
    /// One line or many.
    lines: Lines,
    /// The ids of what describes it.
    described_by: String,
    /// What it shows while nobody types in it.
    value: Signal<String>,
    /// The value cannot be trusted to hold what was typed (it could not be saved, or has not arrived): the box keeps what it
    /// reads until it can be.
    is_held: Signal<bool>,
    /// What a hand does in it.
    on: Callback<Typing>,
) -> AnyView {
    let hand = StoredValue::new_local(Hand::default());
    let frame = NodeRef::<html::Div>::new();
    let follow = move || {
        let (text, is_held) = (value.get(), is_held.get());
        if let Some(frame) = frame.get() {
            hand.update_value(|hand| hand.follow(&frame, text, is_held));
        }
    };
    Effect::new(follow);
    let begin = move || {
        // A box that is still ahead of its value goes on with the typing before.
        if !hand.with_value(|hand| hand.is_ahead) {
            on.run(Typing::Began);
        }
        hand.update_value(|hand| hand.is_here = true);
    };
    let leave = move || {
        let was_here = hand.try_update_value(|hand| {
            hand.pause = None;
            hand.is_composing = false;
            std::mem::take(&mut hand.is_here)
        });
        if was_here == Some(true) {
            on.run(Typing::Ended);
        }
    };
    let pause = move || {
        on.run(Typing::Paused);
    };
    let reads = move |event: &Event| {
        let Some(was_here) = hand.try_with_value(|hand| hand.is_here) else { return };
        if !was_here {
            begin();
        }
        let text = event_target_value(event);
        hand.update_value(|hand| {
            hand.is_ahead = true;
            hand.reads.clone_from(&text);
            hand.pause = (!hand.is_composing).then(|| Timeout::new(PAUSE, pause));
        });
        if let Some(frame) = frame.get_untracked() {
            mirror(&frame, &text);
        }
        on.run(Typing::Reads(text));
        // Some browsers tell the end of a composition after the box was left, and nobody would leave it again.
        if !was_here {
            leave();
        }
    };
    let on_composed = move |event: ev::CompositionEvent| {
        hand.update_value(|hand| hand.is_composing = false);
        reads(&event);
        if hand.try_update_value(|hand| hand.pause = None).is_some() {
            on.run(Typing::Paused);
        }
    };
    let on_blur = move |_: ev::FocusEvent| {
        leave();
        if hand.try_with_value(|hand| hand.is_ahead) == Some(false) {
            untrack(follow);
        }
    };
    on_cleanup(leave);
    let on_focus = move |_: ev::FocusEvent| {
        if !hand.with_value(|hand| hand.is_here) {
            untrack(follow);
            begin();
        }
    };
    let on_input = move |event: Event| reads(&event);
    let on_compose = move |_: ev::CompositionEvent| {
        hand.update_value(|hand| {
            hand.is_composing = true;
            hand.pause = None;
        });
        on.run(Typing::Composes);
    };
    let control = match lines {
        Lines::One | Lines::Number => html::input()
            .r#type("text")
            .inputmode(if lines == Lines::Number { "decimal" } else { "text" })
            .aria_describedby(described_by)
            .class("TextBox__control")
            .id(id)
            .name(name)
            .autocomplete("off")
            .on(ev::focus, on_focus)
            .on(ev::blur, on_blur)
            .on(ev::input, on_input)
            .on(ev::compositionstart, on_compose)
            .on(ev::compositionend, on_composed)
            .into_any(),
        Lines::Many => html::textarea()
            .rows("2")
            .aria_describedby(described_by)
            .class("TextBox__control")
            .id(id)
            .name(name)
            .autocomplete("off")
            .on(ev::focus, on_focus)
            .on(ev::blur, on_blur)
            .on(ev::input, on_input)
            .on(ev::compositionstart, on_compose)
            .on(ev::compositionend, on_composed)
            .into_any(),
    };
    view! { <div class="TextBox" class:TextBox--many=lines == Lines::Many node_ref=frame>{control}</div> }.into_any()
}
