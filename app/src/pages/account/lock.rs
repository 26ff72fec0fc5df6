//! The lock: what stands before everything else while it is closed.

mod forgotten;
mod pad;

use std::time::Duration;

use leptos::{ev, html, prelude::*};
use shared::{
    key,
    lock::{Answer, Kind, Standing},
    words::Locale,
};

use super::{
    super::apart::{Screen, apart},
    me::language,
};
use crate::{
    data::clock,
    memo::Memo,
    state::{Words, use_lock, use_session, use_words},
    ui::{Icon, icon, live, says},
};

/// What lies behind the lock, and the lock before it while it is closed. What was on the screen stays as it was, unseen: a dialog
/// that was being filled in stands on no disk. So nothing that is read while drawing may draw it anew. Before the first opening there is
/// nothing yet.
pub(in crate::pages) fn before(draw: fn() -> AnyView) -> AnyView {
    let lock = use_lock();
    let is_closed = Memo::new(move |_| lock.is_closed());
    let was_open = Memo::new(move |before: Option<&bool>| before.is_some_and(|was| *was) || !is_closed.get());
    view! {
        <div class="Behind" prop:hidden=move || is_closed.get()>{live(move || was_open.get().then(|| untrack(draw)))}</div>
        {screen(is_closed)}
    }
    .into_any()
}

/// Closes it at once; where there is one.
pub(in crate::pages) fn button() -> AnyView {
    let (words, lock) = (use_words(), use_lock());
    let is_open = Memo::new(move |_| lock.is_open());
    live(move || {
        is_open.get().then(|| {
            view! { <button type="button" class="Button Button--bare" id="lock-now" aria-label=words.t(key!("lock.now")) on:click=move |_| lock.close()>{icon(Icon::Lock)}</button> }
        })
    })
}

/// A dialog of the browser's own: whatever other dialog is open behind it takes no key and no touch.
fn screen(is_closed: Memo<bool>) -> AnyView {
    let words = use_words();
    let node = NodeRef::<html::Dialog>::new();
    let leaves = RwSignal::new(false);
    let stands = move || is_closed.get() && !leaves.get();
    let show = move || {
        let Some(dialog) = node.get() else { return };
        match (stands(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    };
    Effect::new(show);
    // Browsers let a dialog be closed by a key, or the second time by a gesture: this one comes back.
    let back = move |_: ev::Event| untrack(show);
    let busy = move || leaves.get().then(|| view! { <main class="Splash" aria-busy="true">{words.t(key!("app.opening"))}</main> });
    view! {
        <dialog class="Lock" id="lock" node_ref=node aria-label=words.t(key!("lock.title")) on:cancel=|event: ev::Event| event.prevent_default() on:close=back>
            {live(move || stands().then(|| apart(Screen::Closed(leaves))))}
        </dialog>
        {live(busy)}
    }
    .into_any()
}

/// What stands there while it is closed; `leaves` once the person goes.
pub(in crate::pages) fn closed(leaves: RwSignal<bool>) -> AnyView {
    let (words, session, lock) = (use_words(), use_session(), use_lock());
    let kind = Memo::new(move |_| {
        lock.standing.with(|standing| match standing {
            Standing::Closed { kind, .. } | Standing::Open { kind, .. } => *kind,
            Standing::None => Kind::Pin,
        })
    });
    let who = move || {
        session.person().map(|person| view! { <p class="Lock__who"><b>{person.name}</b><span class="Quiet">{person.org.name}</span></p> })
    };
    let unsent = Memo::new(move |_| lock.held().map(|held| held.unsent).filter(|unsent| *unsent > 0));
    let waiting =
        move || unsent.get().map(|unsent| view! { <p class="Quiet" data-unsent=unsent>{words.count(key!("lock.waiting"), unsent)}</p> });
    let other = move |_| {
        leaves.set(true);
        session.sign_out();
    };
    view! {
        <div class="Lock__head">
            <span class="Lock__mark">{icon(Icon::Lock)}</span>
            <h1>{words.t(key!("lock.title"))}</h1>
            {live(who)}
        </div>
        {live(move || match kind.get() {
            Kind::Pin => pad::pad(),
            Kind::Passphrase => phrase(),
        })}
        <div class="Lock__foot">
            {live(waiting)}
            {forgotten::forgotten(leaves)}
            <button type="button" class="Link" id="lock-other" on:click=other>{words.t(key!("lock.other"))}</button>
            <div class="Chips" role="group" aria-label=words.t(key!("me.language"))>{Locale::ALL.map(language).into_iter().collect_view()}</div>
        </div>
    }
    .into_any()
}

/// A passphrase.
fn phrase() -> AnyView {
    let (words, lock) = (use_words(), use_lock());
    let text = RwSignal::new(String::new());
    let shows = RwSignal::new(false);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !lock.is_busy.get_untracked() {
            lock.open(text.get_untracked());
        }
    };
    view! {
        <form class="Form Lock__form" on:submit=submit>
            <div class="Field">
                <label class="Field__label" for="lock-phrase">{words.t(Kind::Passphrase.words())}</label>
                <input class="Input" id="lock-phrase" type=move || if shows.get() { "text" } else { "password" } autocomplete="off" autocapitalize="none" spellcheck="false"
                    on:input=move |event| text.set(event_target_value(&event))/>
                <label class="Check"><input type="checkbox" on:change=move |event| shows.set(event_target_checked(&event))/><span>{words.t(key!("lock.show"))}</span></label>
            </div>
            {said()}
            <button type="submit" class="Button Button--primary" id="lock-open" aria-busy=move || lock.is_busy.get().to_string()>{words.t(key!("lock.open"))}</button>
        </form>
    }
    .into_any()
}

/// How the last attempt went, and when the next may be made.
fn said() -> AnyView {
    let (words, lock) = (use_words(), use_lock());
    let now = RwSignal::new(clock::now());
    let tick = set_interval_with_handle(move || now.set(clock::now()), Duration::from_secs(1));
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    let wait = Memo::new(move |_| match lock.standing.get() {
        Standing::Closed { wait: Some(until), .. } => {
            u64::try_from(until.0 - now.get().0).ok().filter(|left| *left > 0).map(|left| left.div_ceil(1000))
        }
        Standing::Closed { wait: None, .. } | Standing::Open { .. } | Standing::None => None,
    });
    let text = move || match (lock.is_busy.get(), wait.get(), lock.answer.get()) {
        (true, ..) => words.t(key!("lock.busy")).to_owned(),
        (false, Some(seconds), _) => left(words, seconds),
        (false, None, Some(answer @ (Answer::Wrong | Answer::NoKey | Answer::Failed))) => words.t(answer.words()).to_owned(),
        (false, None, Some(Answer::Done | Answer::TooSoon) | None) => String::new(),
    };
    view! { <p class="Lock__said" id="lock-said" role="status" data-answer=move || lock.answer.get().map(Answer::code)>{says(text)}</p> }
        .into_any()
}

fn left(words: Words, seconds: u64) -> String {
    if seconds > 99 { words.count(key!("lock.wait_minutes"), seconds.div_ceil(60)) } else { words.count(key!("lock.wait"), seconds) }
}
