//! Signing in: the first time on a device with a network, later also while work goes on.

mod form;
mod other_way;

use leptos::prelude::*;
use shared::{
    key,
    sync::{
        device::{Link, Loss},
        session::SignOnEnd,
    },
};

use crate::{
    memo::Memo,
    pages::{
        frame::notices::told,
        link::{JOIN, Place},
    },
    state::{SignInFailure, Words, use_address, use_session, use_truth, use_words},
    ui::{Dialog, live},
};
use form::SignInForm;

/// The page before anything else, and the one to which the other way to sign in leads back.
#[component]
pub(in crate::pages) fn SignInPage() -> AnyView {
    let words = use_words();
    let (session, truth, address) = (use_session(), use_truth(), use_address());
    let end = SignOnEnd::of(&untrack(|| address.fragment()));
    if end.is_none() && untrack(|| session.person_id()).is_some() && truth.with_untracked(|truth| truth.link) != Link::SignedOut {
        leptos::task::spawn_local(async move { address.go(Place::Start.address()) });
        return ().into_any();
    }
    let (is_back, failure) = (RwSignal::new(false), RwSignal::new(None));
    match end {
        Some(SignOnEnd::Done(back)) => {
            is_back.set(true);
            leptos::task::spawn_local(async move {
                // Whoever is signed in has left this page.
                failure.try_set(session.signed_on(move || address.go(&back)).await.err());
                is_back.try_set(false);
            });
        }
        Some(SignOnEnd::Failed(code)) => failure.set(Some(SignInFailure::Refused(code))),
        None => {}
    }
    let form = move || {
        if is_back.get() {
            view! { <p aria-busy="true">{words.t(key!("sign_in.busy"))}</p> }.into_any()
        } else {
            view! { <SignInForm failure/> }.into_any()
        }
    };
    // The browser threw everything away, even who works here; what was held is known from beside the stores.
    let swept = move || {
        let kept = session.swept_away()?;
        Some(told(&Loss { since: kept.at, held: kept.held, missing: kept.held, confirmed_at: kept.confirmed_at }, false))
    };
    let revoked = move || {
        let files = session.left_behind()?;
        let files = (files > 0).then(|| words.count(key!("revoked.files"), files));
        Some(
            view! { <div class="Notice" data-notice="revoked" role="alert"><span class="Notice__lines">{words.t(key!("deleted.revoked"))}"\n"{files}</span></div> },
        )
    };
    view! {
        <div class="SignIn">
            <p class="SignIn__name">{words.t(key!("app.name"))}</p>
            <h1>{words.t(key!("sign_in.title"))}</h1>
            <p class="Quiet">{words.t(key!("app.claim"))}</p>
            {live(swept)}
            {live(revoked)}
            {live(form)}
            <p class="Quiet">{words.t(key!("sign_in.offline_hint"))}</p>
            <p><a href=JOIN>{words.t(key!("join.no_key"))}</a></p>
        </div>
    }
    .into_any()
}

/// When the relay asks for a new sign-in: a calm line, and a dialog so that the page stays as it is.
#[component]
pub(in crate::pages) fn SignInAgain() -> AnyView {
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
                    <SignInForm failure=RwSignal::new(None)/>
                </Dialog>
            }
        })
    })
}

/// Why it did not work; of a password everything at once, each on a line of its own.
pub(in crate::pages) fn in_words(words: Words, failure: &SignInFailure) -> String {
    match failure {
        SignInFailure::Refused(code) => words.t(code.words()).to_owned(),
        SignInFailure::Weak(lacks) => lacks.iter().map(|lack| words.t(lack.words())).collect::<Vec<_>>().join("\n"),
        SignInFailure::Offline => words.t(key!("sign_in.offline")).to_owned(),
    }
}
