//! Six digits for a thumb, or for the keys of a keyboard.

use leptos::{ev, prelude::*};
use shared::{key, lock::PIN};

use super::said;
use crate::{
    state::{Words, use_lock, use_words},
    ui::{Icon, icon, says},
};

/// The pad. With the sixth digit the lock is tried.
pub(super) fn pad() -> AnyView {
    let (words, lock) = (use_words(), use_lock());
    let digits = RwSignal::new(String::new());
    let press = move |digit: char| {
        if lock.is_busy.get_untracked() || digits.with_untracked(String::len) >= PIN {
            return;
        }
        digits.update(|digits| digits.push(digit));
        if digits.with_untracked(String::len) == PIN {
            lock.open(digits.get_untracked());
        }
    };
    let back = move || {
        digits.update(|digits| {
            digits.pop();
        });
    };
    // Whatever became of it, the next attempt begins anew.
    Effect::new(move || {
        if !lock.is_busy.get() && lock.answer.get().is_some() {
            digits.set(String::new());
        }
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "Backspace" => back(),
            key => key.chars().next().filter(|digit| key.len() == 1 && digit.is_ascii_digit()).into_iter().for_each(press),
        }
    });
    on_cleanup(move || keys.remove());
    let typed = move || digits.with(String::len);
    let dots = (0..PIN).map(|at| view! { <i class:is-set=move || { typed() > at }></i> }).collect_view();
    let progress = move || words.fill(key!("lock.typed"), &[("n", &typed().to_string()), ("max", &PIN.to_string())]);
    view! {
        <div class="Pin">
            <p>{words.t(key!("lock.enter_pin"))}</p>
            <div class="Pin__dots" aria-hidden="true">{dots}</div>
            <p class="Unseen" role="status">{says(progress)}</p>
            {said()}
            <div class="Pin__pad" role="group" aria-label=words.t(key!("lock.enter_pin"))>
                {('1'..='9').map(|digit| one(digit, press)).collect_view()}
                <span></span>
                {one('0', press)}
                {erase(words, back)}
            </div>
        </div>
    }
    .into_any()
}

fn one(digit: char, press: impl Fn(char) + Copy + 'static) -> AnyView {
    view! { <button type="button" class="Pin__key" data-digit=digit.to_string() on:click=move |_| press(digit)>{digit.to_string()}</button> }.into_any()
}

fn erase(words: Words, back: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" class="Pin__key" aria-label=words.t(key!("lock.back")) on:click=move |_| back()>{icon(Icon::Back)}</button> }.into_any()
}
