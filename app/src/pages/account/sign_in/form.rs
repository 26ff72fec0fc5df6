//! Name and password; where the password was for one time, one of the person's own in its place.

use leptos::{ev::SubmitEvent, html, prelude::*};
use shared::{key, sync::session::ProblemCode};

use super::{in_words, other_way::OtherWay};
use crate::{
    state::{SignInFailure, use_session, use_words},
    ui::{live, says},
};

const OVER: SignInFailure = SignInFailure::Refused(ProblemCode::PasswordIsOver);

/// Asks for what the relay wants to know, and says what it did not like.
#[component]
pub(super) fn SignInForm(failure: RwSignal<Option<SignInFailure>>) -> AnyView {
    let words = use_words();
    let session = use_session();
    let [name, password, new] = std::array::from_fn(|_| RwSignal::new(String::new()));
    // The password was for one time: now the person chooses their own.
    let [is_over, is_shown, is_busy] = std::array::from_fn(|_| RwSignal::new(false));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        failure.set(None);
        let was_over = is_over.get_untracked();
        let (name, password) = (name.get_untracked().trim().to_owned(), password.get_untracked());
        let new = was_over.then(|| new.get_untracked());
        leptos::task::spawn_local(async move {
            let failed = session.sign_in(name, password, new).await.err();
            // Whoever is signed in has left this page.
            is_busy.try_set(false);
            match failed {
                Some(OVER) if !was_over => drop(is_over.try_set(true)),
                failed => {
                    if failed == Some(SignInFailure::Refused(ProblemCode::WrongPassword)) {
                        is_over.try_set(false);
                    }
                    failure.try_set(failed);
                }
            }
        });
    };
    let why = move || {
        failure.get().map(|failure| {
            let text = if failure == OVER { words.t(key!("sign_in.same")).to_owned() } else { in_words(words, &failure) };
            view! { <p class="Problem" id="sign-in-problem" role="alert">{text}</p> }
        })
    };
    let kind = move || if is_shown.get() { "text" } else { "password" };
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| field.get().map(|field| field.focus()));
    let secret = move || {
        if is_over.get() {
            view! {
                <p class="Notice" role="status">{words.t(ProblemCode::PasswordIsOver.words())}</p>
                <div class="Field">
                    <label class="Field__label" for="sign-in-new">{words.t(key!("own.password_new"))}</label>
                    <input class="Input" id="sign-in-new" name="new" type=kind autocomplete="new-password" required=true node_ref=field
                        on:input=move |event| new.set(event_target_value(&event))/>
                    <p class="Quiet">{words.t(key!("own.password_rule"))}</p>
                </div>
            }
            .into_any()
        } else {
            view! {
                <div class="Field">
                    <label class="Field__label" for="sign-in-password">{words.t(key!("sign_in.password"))}</label>
                    <input class="Input" id="sign-in-password" name="password" type=kind autocomplete="current-password" required=true
                        on:input=move |event| password.set(event_target_value(&event))/>
                </div>
            }
            .into_any()
        }
    };
    let label = move || {
        words.t(match (is_busy.get(), is_over.get()) {
            (true, _) => key!("sign_in.busy"),
            (false, true) => key!("sign_in.set"),
            (false, false) => key!("sign_in.submit"),
        })
    };
    view! {
        <form class="Form" on:submit=submit>
            <div class="Field">
                <label class="Field__label" for="sign-in-name">{words.t(key!("sign_in.name"))}</label>
                <input class="Input" id="sign-in-name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required=true
                    readonly=move || is_over.get() on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            {live(secret)}
            <label class="Check">
                <input type="checkbox" on:change=move |event| is_shown.set(event_target_checked(&event))/>
                <span>{words.t(key!("sign_in.show"))}</span>
            </label>
            {live(why)}
            <button type="submit" class="Button Button--primary" id="sign-in-submit" aria-busy=move || is_busy.get().to_string()>{says(label)}</button>
            {live(move || (!is_over.get()).then(|| view! { <OtherWay failure/> }))}
        </form>
    }
    .into_any()
}
