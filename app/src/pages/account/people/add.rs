//! Somebody new: their name, what they sign in with, their role, and the body for which they act, which may be new too.

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    ids::OrgId,
    key,
    people::{
        District, OrgKind, Role,
        admin::{NewAccount, OneTime, OrgEntry},
    },
    sync::session::ProblemCode,
    words::Key,
};

use crate::{
    pages::account::sign_in::in_words,
    state::{Administration, SignInFailure, use_words},
    ui::{Icon, icon, live},
};

/// The choice of a body that is not there yet.
const NEW: &str = "new";

/// The form, folded away.
pub(super) fn add(administration: Administration) -> AnyView {
    let words = use_words();
    let [name, login, role, org, org_name, org_kind, district] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let made = RwSignal::new(None::<Result<(String, OneTime), SignInFailure>>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        made.set(None);
        let entry = (org.get_untracked() == NEW).then(|| OrgKind::of_code(&org_kind.get_untracked())).flatten().map(|kind| OrgEntry {
            name: org_name.get_untracked().trim().to_owned(),
            kind,
            district: District::of_code(&district.get_untracked()),
        });
        // A body that is made with the person has its id from the relay.
        let id = if entry.is_some() { Some(OrgId([0; 16])) } else { org.get_untracked().parse().ok() };
        let (Some(role), Some(id)) = (Role::of_code(&role.get_untracked()), id) else {
            made.set(Some(Err(SignInFailure::Refused(ProblemCode::BadRequest))));
            return;
        };
        let login = login.get_untracked().trim().to_owned();
        let new = NewAccount {
            login: login.clone(),
            name: name.get_untracked().trim().to_owned(),
            role,
            org: id,
            is_admin: false,
            is_disabled: false,
        };
        leptos::task::spawn_local(async move {
            // A body that was entered stays entered, whatever becomes of the account: it is chosen from now on.
            let chosen = move |made: OrgId| drop(org.try_set(made.to_string()));
            let answer = administration.add(new, entry, chosen).await.map(|one_time| (login, one_time));
            made.try_set(Some(answer));
        });
    };
    let said = move || {
        match made.get() {
        None => ().into_any(),
        Some(Ok((login, one_time))) => view! {
            <p class="Notice" role="status" id="people-added">
                <span>{words.fill(key!("people.added"), &[("login", &login)])}" "<strong class="People__password" data-one-time="">{one_time.password}</strong></span>
            </p>
        }
        .into_any(),
        Some(Err(failure)) => view! { <p class="Problem" role="alert" id="people-add-problem">{in_words(words, &failure)}</p> }.into_any(),
    }
    };
    let text = move |id: &'static str, label: Key, hint: Option<Key>, value: RwSignal<String>| {
        view! {
            <div class="Field">
                <label class="Field__label" for=id>{words.t(label)}</label>
                <input class="Input" id=id required autocomplete="off" autocapitalize="none" spellcheck="false" on:input=move |event| value.set(event_target_value(&event))/>
                {hint.map(|hint| view! { <p class="Quiet">{words.t(hint)}</p> })}
            </div>
        }
        .into_any()
    };
    let choice = move |id: &'static str, label: Key, is_needed: bool, options: Vec<(String, String)>, value: RwSignal<String>| {
        let options = std::iter::once((String::new(), "—".to_owned())).chain(options);
        let options = options
            .map(|(code, name)| {
                let is_chosen = value.with_untracked(|value| *value == code);
                view! { <option value=code selected=is_chosen>{name}</option> }.into_any()
            })
            .collect_view();
        view! {
            <div class="Field">
                <label class="Field__label" for=id>{words.t(label)}</label>
                <select class="Choice" id=id required=is_needed prop:value=value on:change=move |event| value.set(event_target_value(&event))>{options}</select>
            </div>
        }
        .into_any()
    };
    let coded =
        move |values: &[(&'static str, Key)]| values.iter().map(|(code, name)| ((*code).to_owned(), words.t(*name).to_owned())).collect();
    let body = move || {
        let mut known: Vec<(String, String)> =
            administration.orgs.with(|orgs| orgs.iter().map(|org| (org.id.to_string(), org.name.clone())).collect());
        known.sort_by(|one, next| one.1.cmp(&next.1));
        known.push((NEW.to_owned(), words.t(key!("people.new_org")).to_owned()));
        choice("people-org", key!("me.org"), true, known, org)
    };
    let of_new = move || {
        (org.get() == NEW).then(|| {
            view! {
                {text("people-org-name", key!("people.org_name"), None, org_name)}
                {choice("people-org-kind", key!("people.org_kind"), true, coded(OrgKind::VOCABULARY.values), org_kind)}
                {choice("people-district", key!("me.district"), false, coded(District::VOCABULARY.values), district)}
            }
        })
    };
    view! {
        <details class="Fold" id="people-add">
            <summary>{icon(Icon::Add)}" "{words.t(key!("people.add"))}</summary>
            <form class="Form" on:submit=submit>
                {text("people-name", key!("people.name"), None, name)}
                {text("people-login", key!("people.login"), Some(key!("people.login_hint")), login)}
                {choice("people-role", key!("me.role"), true, coded(Role::VOCABULARY.values), role)}
                {live(body)}
                {live(of_new)}
                <button type="submit" class="Button Button--primary" id="people-submit">{words.t(key!("people.submit"))}</button>
            </form>
        </details>
        {live(said)}
    }
    .into_any()
}
