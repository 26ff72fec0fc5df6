//! One's own password: changed, or chosen for the first time by whoever joined by an invitation.

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{key, sync::session::ChangePassword};

use crate::{
    pages::account::sign_in::in_words,
    state::{SignInFailure, use_session, use_words},
    ui::live,
};

/// The form; folded away, as it is seldom needed.
#[component]
pub(super) fn OwnPassword() -> AnyView {
    let words = use_words();
    let session = use_session();
    let [password, new, login] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let done = RwSignal::new(None::<Result<(), SignInFailure>>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        done.set(None);
        let name = Some(login.get_untracked()).filter(|name| !name.trim().is_empty());
        let change = ChangePassword { password: password.get_untracked(), new: new.get_untracked(), name };
        leptos::task::spawn_local(async move {
            let answer = session.change_password(change).await;
            done.try_set(Some(answer));
        });
    };
    let said = move || match done.get() {
        None => ().into_any(),
        Some(Ok(())) => view! { <p role="status">{words.t(key!("own.changed"))}</p> }.into_any(),
        Some(Err(failure)) => view! { <p class="Problem" role="alert">{in_words(words, &failure)}</p> }.into_any(),
    };
    let field = move |id: &'static str, label, hint, kind: &'static str, autocomplete: &'static str, value: RwSignal<String>| {
        view! {
            <div class="Field">
                <label class="Field__label" for=id>{words.t(label)}</label>
                <input class="Input" id=id type=kind autocomplete=autocomplete autocapitalize="none" spellcheck="false"
                    on:input=move |event| value.set(event_target_value(&event))/>
                <p class="Quiet">{words.t(hint)}</p>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="Block">
            <h2>{words.t(key!("own.password"))}</h2>
            <form class="Form" on:submit=submit>
                {field("own-password", key!("own.password_now"), key!("own.password_now_none"), "password", "current-password", password)}
                {field("own-new", key!("own.password_new"), key!("own.password_rule"), "password", "new-password", new)}
                {field("own-login", key!("own.login"), key!("own.login_hint"), "text", "username", login)}
                {live(said)}
                <button type="submit" class="Button" id="own-submit">{words.t(key!("own.change"))}</button>
            </form>
        </section>
    }
    .into_any()
}
