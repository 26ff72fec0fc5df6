//! What opens the lock is forgotten: what that means, said before anything is deleted, and asked twice.

use leptos::prelude::*;
use shared::{key, sync::device::Held};

use crate::pages::sync::missing;
use crate::ui::live;
use crate::{
    memo::Memo,
    state::{use_lock, use_session, use_words},
};

/// The question, folded away.
pub(super) fn forgotten(leaves: RwSignal<bool>) -> AnyView {
    let (words, session, lock) = (use_words(), use_session(), use_lock());
    let asked = RwSignal::new(0_u8);
    let held = Memo::new(move |_| lock.held());
    let forget = move |_| {
        leaves.set(true);
        session.forget();
    };
    let body = move || {
        match asked.get() {
        0 => view! { <button type="button" class="Link" id="lock-forgotten" on:click=move |_| asked.set(1)>{words.t(key!("lock.forgotten"))}</button> }.into_any(),
        step => {
            let sure = if step == 1 {
                view! { <button type="button" class="Button Button--danger" id="lock-forget" on:click=move |_| asked.set(2)>{words.t(key!("lock.forget"))}</button> }.into_any()
            } else {
                view! { <p class="Problem" role="alert">{words.t(key!("lock.forget_ask"))}</p><button type="button" class="Button Button--danger" id="lock-forget-sure" on:click=forget>{words.t(key!("lock.forget_sure"))}</button> }.into_any()
            };
            view! {
                <div class="Notice Lock__forgotten" role="group" aria-label=words.t(key!("lock.forgotten"))>
                    <div class="Notice__lines">{words.t(key!("lock.forgotten_means"))}</div>
                    <p><b>{live(move || gone(held.get()))}</b></p>
                    <div class="Row">{sure}<button type="button" class="Button" on:click=move |_| asked.set(0)>{words.t(key!("lock.forget_not"))}</button></div>
                </div>
            }
            .into_any()
        }
    }
    };
    live(body)
}

/// What would be lost for good, as this device last counted it.
fn gone(held: Option<Held>) -> Option<String> {
    let (words, held) = (use_words(), held?);
    let lost = Held { documents: 0, ..held };
    if lost == Held::default() {
        return Some(words.t(key!("lock.forget_nothing")).to_owned());
    }
    Some(words.fill(key!("lock.forget_gone"), &[("what", &missing(words, lost))]))
}
