//! Joining by an invitation: by its link, whose secret stands behind `#`, or by the short code beside it.

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{key, people::inviting::Invitation};

use super::sign_in::in_words;
use crate::{
    pages::link::{Place, of_document},
    state::{SignInFailure, use_address, use_session, use_words},
    ui::{live, says},
};

/// What is known of the invitation.
#[derive(Clone)]
enum Known {
    /// No key yet: the person types the code.
    Nothing,
    /// The relay is asked.
    Looking,
    /// It invites to this.
    Invited(Box<Invitation>),
}

/// Says who invites to what, asks for the name, joins. Nothing is used up before the person says so.
#[component]
pub(in crate::pages) fn JoinPage() -> AnyView {
    let words = use_words();
    let (session, address) = (use_session(), use_address());
    if let Some(person) = untrack(|| session.person()) {
        let text = words.fill(key!("join.signed_in"), &[("name", &person.name)]);
        return view! { <div class="Page"><h1>{words.t(key!("join.title"))}</h1><p>{text}</p><p><a class="Button" href=Place::Me.address()>{words.t(key!("join.to_me"))}</a></p></div> }.into_any();
    }
    let key = RwSignal::new(untrack(|| address.fragment()));
    let (known, failure) = (RwSignal::new(Known::Nothing), RwSignal::new(None::<SignInFailure>));
    let look = move || {
        known.set(Known::Looking);
        failure.set(None);
        leptos::task::spawn_local(async move {
            match session.look(key.get_untracked()).await {
                Ok(invitation) => known.set(Known::Invited(Box::new(invitation))),
                Err(error) => {
                    failure.set(Some(error));
                    known.set(Known::Nothing);
                }
            }
        });
    };
    if !key.get_untracked().is_empty() {
        look();
    }
    let why =
        move || failure.get().map(|failure| view! { <p class="Problem" id="join-problem" role="alert">{in_words(words, &failure)}</p> });
    let ask = move |event: SubmitEvent| {
        event.prevent_default();
        look();
    };
    let step = move || match known.get() {
        Known::Nothing => view! {
            <form class="Form" on:submit=ask>
                <div class="Field">
                    <label class="Field__label" for="join-code">{words.t(key!("join.code"))}</label>
                    <input class="Input" id="join-code" autocomplete="off" autocapitalize="characters" spellcheck="false" required=true
                        on:input=move |event| key.set(event_target_value(&event))/>
                    <p class="Quiet">{words.t(key!("join.code_hint"))}</p>
                </div>
                <button type="submit" class="Button Button--primary">{words.t(key!("join.look"))}</button>
            </form>
        }
        .into_any(),
        Known::Looking => view! { <p aria-busy="true">{words.t(key!("join.looking"))}</p> }.into_any(),
        Known::Invited(invitation) => view! { <JoinForm invitation=*invitation key failure/> }.into_any(),
    };
    view! {
        <div class="SignIn">
            <p class="SignIn__name">{words.t(key!("app.name"))}</p>
            <h1>{words.t(key!("join.title"))}</h1>
            {live(why)}
            {live(step)}
            <p><a href=Place::Start.address()>{words.t(key!("join.has_account"))}</a></p>
        </div>
    }
    .into_any()
}

#[component]
fn JoinForm(invitation: Invitation, key: RwSignal<String>, failure: RwSignal<Option<SignInFailure>>) -> AnyView {
    let words = use_words();
    let (session, address) = (use_session(), use_address());
    let Invitation { by, org, document, kind, expires_at } = invitation;
    let (name, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            let (key, name) = (key.get_untracked(), name.get_untracked());
            let failed = session.join(key, name, move || address.go(&of_document(kind, document))).await.err();
            // Whoever joined has left this page.
            failure.try_set(failed);
            is_busy.try_set(false);
        });
    };
    let label = move || if is_busy.get() { words.t(key!("join.busy")) } else { words.t(key!("join.submit")) };
    view! {
        <p>{words.fill(key!("join.lead"), &[("name", &by.name), ("org", &by.org.name)])}</p>
        <dl class="Facts">
            <dt>{words.t(key!("join.for_org"))}</dt><dd>{org.name}</dd>
            <dt>{words.t(key!("join.to"))}</dt><dd>{words.t(kind.words())}</dd>
            <dt>{words.t(key!("join.until"))}</dt><dd>{expires_at.day().to_string()}</dd>
        </dl>
        <form class="Form" on:submit=submit>
            <div class="Field">
                <label class="Field__label" for="join-name">{words.t(key!("join.name"))}</label>
                <input class="Input" id="join-name" name="name" autocomplete="name" required=true
                    on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            <button type="submit" class="Button Button--primary" id="join-submit" aria-busy=move || is_busy.get().to_string()>{says(label)}</button>
            <p class="Quiet">{words.t(key!("join.later"))}</p>
        </form>
    }
    .into_any()
}
