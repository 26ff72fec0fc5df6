//! The other way to sign in: through the provider that the relay names. Nothing is shown where there is none, or no network.

use leptos::prelude::*;
use shared::{
    key,
    sync::session::{SIGNED_ON, SignOn},
    words::Locale,
};

use crate::{
    state::{SignInFailure, use_address, use_session, use_words},
    ui::live,
};

/// A button that leads there, and back to where the person is.
#[component]
pub(super) fn OtherWay(failure: RwSignal<Option<SignInFailure>>) -> AnyView {
    let words = use_words();
    let (session, address) = (use_session(), use_address());
    let offer = RwSignal::new(None::<SignOn>);
    leptos::task::spawn_local(async move { drop(offer.try_set(session.sign_on().await)) });
    let go = move |_| {
        let here = untrack(|| address.path());
        let back = if here == SIGNED_ON { "/".to_owned() } else { here };
        leptos::task::spawn_local(async move { drop(failure.try_set(session.go_to_sign_on(back).await.err())) });
    };
    live(move || {
        offer.get().map(|SignOn { zh, en }| {
            let own = match words.locale() {
                Locale::Chinese => zh,
                Locale::English => en,
            };
            let label = if own.is_empty() { words.t(key!("sign_in.on")).to_owned() } else { own };
            view! { <button type="button" class="Button" id="sign-on" on:click=go>{label}</button> }
        })
    })
}
