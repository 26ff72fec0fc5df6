//! Signing in: the first time on a device with a network, later also while work goes on.

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    key,
    sync::{device::Link, session::ProblemCode},
};

use super::link::{JOIN, Place};
use crate::{
    state::{SignInFailure, Words, use_address, use_session, use_truth, use_words},
    ui::{Dialog, live, says},
};

/// The page before anything else.
#[component]
pub(super) fn SignInPage() -> AnyView {
    let words = use_words();
    let (session, truth) = (use_session(), use_truth());
    if untrack(|| session.person_id()).is_some() && truth.with_untracked(|truth| truth.link) != Link::SignedOut {
        let address = use_address();
        leptos::task::spawn_local(async move { address.go(Place::Cases.address()) });
        return ().into_any();
    }
    view! {
        <div class="SignIn">
            <p class="SignIn__name">{words.t(key!("app.name"))}</p>
            <h1>{words.t(key!("sign_in.title"))}</h1>
            <p class="Quiet">{words.t(key!("app.claim"))}</p>
            <SignInForm/>
            <p class="Quiet">{words.t(key!("sign_in.offline_hint"))}</p>
            <p><a href=JOIN>{words.t(key!("join.no_key"))}</a></p>
        </div>
    }
    .into_any()
}

/// When the relay asks for a new sign-in: a calm line, and a dialog so that the page stays as it is.
#[component]
pub(super) fn SignInAgain() -> AnyView {
    let words = use_words();
    let truth = use_truth();
    let is_open = RwSignal::new(false);
    let is_needed = Memo::new(move |_| truth.with(|truth| truth.link) == Link::SignedOut);
    live(move || {
        is_needed.get().then(|| {
            view! {
                <div class="Notice" data-notice="signed-out">
                    <p>{words.t(key!("sign_in.again"))}</p>
                    <button type="button" class="Button" on:click=move |_| is_open.set(true)>{words.t(key!("sign_in.submit"))}</button>
                </div>
                <Dialog is_open title=words.t(key!("sign_in.title")).to_owned() close=words.t(key!("app.close"))>
                    <SignInForm/>
                </Dialog>
            }
        })
    })
}

#[component]
fn SignInForm() -> AnyView {
    let words = use_words();
    let session = use_session();
    let (name, password, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    // The password was for one time: now the person chooses their own.
    let is_over = RwSignal::new(false);
    let is_shown = RwSignal::new(false);
    let (is_busy, failure) = (ArcRwSignal::new(false), ArcRwSignal::new(None::<SignInFailure>));
    let submit = {
        let (is_busy, failure) = (is_busy.clone(), failure.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if is_busy.get_untracked() {
                return;
            }
            is_busy.set(true);
            failure.set(None);
            let (is_busy, failure) = (is_busy.clone(), failure.clone());
            let (name, password) = (name.get_untracked().trim().to_owned(), password.get_untracked());
            let new = is_over.get_untracked().then(|| new.get_untracked());
            leptos::task::spawn_local(async move {
                let failed = session.sign_in(name, password, new).await.err();
                if failed == Some(SignInFailure::Refused(ProblemCode::PasswordIsOver)) {
                    is_over.set(true);
                }
                failure.set(failed);
                is_busy.set(false);
            });
        }
    };
    let why =
        move || failure.get().map(|failure| view! { <p class="Problem" id="sign-in-problem" role="alert">{in_words(words, &failure)}</p> });
    let choose = move || {
        is_over.get().then(|| {
            view! {
                <div class="Field">
                    <label class="Field__label" for="sign-in-new">{words.t(key!("own.password_new"))}</label>
                    <input class="Input" id="sign-in-new" name="new" type="password" autocomplete="new-password" required=true
                        on:input=move |event| new.set(event_target_value(&event))/>
                    <p class="Quiet">{words.t(key!("own.password_rule"))}</p>
                </div>
            }
        })
    };
    let label = {
        let is_busy = is_busy.clone();
        move || if is_busy.get() { words.t(key!("sign_in.busy")) } else { words.t(key!("sign_in.submit")) }
    };
    view! {
        <form class="Form" on:submit=submit>
            <div class="Field">
                <label class="Field__label" for="sign-in-name">{words.t(key!("sign_in.name"))}</label>
                <input class="Input" id="sign-in-name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required=true
                    on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            <div class="Field">
                <label class="Field__label" for="sign-in-password">{words.t(key!("sign_in.password"))}</label>
                <input class="Input" id="sign-in-password" name="password" autocomplete="current-password" required=true
                    type=move || if is_shown.get() { "text" } else { "password" }
                    on:input=move |event| password.set(event_target_value(&event))/>
            </div>
            {live(choose)}
            <label class="Check">
                <input type="checkbox" on:change=move |event| is_shown.set(event_target_checked(&event))/>
                <span>{words.t(key!("sign_in.show"))}</span>
            </label>
            {live(why)}
            <button type="submit" class="Button Button--primary" id="sign-in-submit" aria-busy=move || is_busy.get().to_string()>{says(label)}</button>
        </form>
    }
    .into_any()
}

/// Why it did not work; of a password everything at once.
pub(super) fn in_words(words: Words, failure: &SignInFailure) -> String {
    match failure {
        SignInFailure::Refused(code) => words.t(code.words()).to_owned(),
        SignInFailure::Weak(lacks) => lacks.iter().map(|lack| words.t(lack.words())).collect::<Vec<_>>().join(words.t(key!("app.comma"))),
        SignInFailure::Offline => words.t(key!("sign_in.offline")).to_owned(),
    }
}
