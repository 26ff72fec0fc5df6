//! A series of QR codes over the whole screen, one after the other, again and again, until the person stops it.

use std::time::Duration;

use leptos::prelude::*;
use shared::key;

use crate::{
    state::Words,
    ui::{Dialog, live, qr, says},
};

/// Each code stands so long: a camera has seen it three times by then.
const EACH: Duration = Duration::from_millis(280);

/// The series, while it is shown.
pub(super) fn series(words: Words, frames: Vec<String>, is_shown: RwSignal<bool>) -> AnyView {
    let frames = StoredValue::new(frames);
    let (at, is_halted) = (RwSignal::new(0_usize), RwSignal::new(false));
    let count = frames.with_value(Vec::len);
    // A person to whom motion is a burden, or whose colleague missed one, goes step by step.
    let ticking = set_interval_with_handle(
        move || {
            if is_shown.get_untracked() && !is_halted.get_untracked() {
                at.update(|at| *at = (*at + 1) % count.max(1));
            }
        },
        EACH,
    );
    on_cleanup(move || drop(ticking.map(|ticking| ticking.clear())));
    let told = move || words.fill(key!("handing.code_of"), &[("n", &(at.get() + 1).to_string()), ("count", &count.to_string())]);
    let code = move || frames.with_value(|frames| frames.get(at.get()).map(|text| qr(text, told())));
    let step = move |by: usize| {
        is_halted.set(true);
        at.update(|at| *at = (*at + by) % count.max(1));
    };
    let halt = move || if is_halted.get() { words.t(key!("handing.go_on")) } else { words.t(key!("handing.halt")) };
    view! {
        <Dialog is_open=is_shown title=words.t(key!("handing.codes")).to_owned() close=words.t(key!("app.close"))>
            <div class="Codes">
                <p>{words.t(key!("handing.codes_help"))}</p>
                <div class="Codes__one" data-code=move || at.get().to_string()>{live(code)}</div>
                <p class="Codes__at">{says(told)}</p>
                <div class="Row">
                    <button type="button" class="Button" on:click=move |_| step(count.saturating_sub(1))>{words.t(key!("handing.before"))}</button>
                    <button type="button" class="Button" id="codes-halt" on:click=move |_| is_halted.update(|halted| *halted = !*halted)>{says(halt)}</button>
                    <button type="button" class="Button" id="codes-next" on:click=move |_| step(1)>{words.t(key!("handing.next"))}</button>
                </div>
            </div>
        </Dialog>
    }
    .into_any()
}
