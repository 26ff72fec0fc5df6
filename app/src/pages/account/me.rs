//! The person and this device.

mod lock;
mod password;

use leptos::prelude::*;
use shared::{key, people::Role, words::Locale};

use crate::{
    pages::{
        link::{GROUPS, PEOPLE, RECEIVE, adds_up, more_ways},
        sync::device_in_words,
    },
    state::{use_session, use_truth, use_words},
    ui::{Dialog, live, says},
};
use password::OwnPassword;

/// Who works here, in which language, how this device keeps their work, and the way out.
#[component]
pub(in crate::pages) fn MePage() -> AnyView {
    let words = use_words();
    let session = use_session();
    let person = move || {
        session.person().map(|person| {
            let district = person.org.district.map(|district| words.t(district.words()));
            view! {
                <h1>{person.name}</h1>
                <dl class="Facts">
                    <dt>{words.t(key!("me.role"))}</dt><dd>{words.t(person.role.words())}</dd>
                    <dt>{words.t(key!("me.org"))}</dt><dd>{person.org.name}</dd>
                    {district.map(|district| view! { <dt>{words.t(key!("me.district"))}</dt><dd>{district}</dd> })}
                </dl>
            }
        })
    };
    // Who administers is the relay's to say; whoever never does is not shown the way.
    let administration = move || {
        let role = session.person()?.role;
        let may_be = matches!(role, Role::MunicipalBureau | Role::OrganisingUnit);
        let people = may_be.then(|| view! { <a class="Button" id="people-link" href=PEOPLE>{words.t(key!("people.title"))}</a> });
        let groups = adds_up(role).then(|| view! { <a class="Button" id="groups-link" href=GROUPS>{words.t(key!("groups.title"))}</a> });
        adds_up(role).then(|| view! { <section class="Block"><div class="Row">{people}{groups}</div></section> })
    };
    view! {
        <div class="Page">
            {live(person)}
            {more_ways()}
            <section class="Block">
                <h2>{words.t(key!("me.language"))}</h2>
                <div class="Chips" role="group" aria-label=words.t(key!("me.language"))>{Locale::ALL.map(language).into_iter().collect_view()}</div>
            </section>
            <section class="Block">
                <h2>{words.t(key!("me.device"))}</h2>
                {device_in_words(words)}
                <a class="Button" id="receive-open" href=RECEIVE>{words.t(key!("handing.receive"))}</a>
            </section>
            <section class="Block">
                <h2>{words.t(key!("me.about"))}</h2>
                <p>{words.t(key!("me.standard"))}</p>
                <p class="Quiet">{words.fill(key!("me.version"), &[("version", env!("CARGO_PKG_VERSION"))])}</p>
            </section>
            {live(administration)}
            {lock::own_lock()}
            <OwnPassword/>
            <SignOut/>
        </div>
    }
    .into_any()
}

pub(in crate::pages) fn language(locale: Locale) -> AnyView {
    let words = use_words();
    let name = match locale {
        Locale::Chinese => key!("me.chinese"),
        Locale::English => key!("me.english"),
    };
    // A language is named in itself, so that whoever lost their way finds back.
    let is_now = untrack(|| words.locale()) == locale;
    view! {
        <button type="button" class="Chip" lang=locale.tag() aria-pressed=is_now.to_string() on:click=move |_| words.speak(locale)>
            <span>{name.text(locale)}</span>
        </button>
    }
    .into_any()
}

#[component]
fn SignOut() -> AnyView {
    let words = use_words();
    let (session, truth) = (use_session(), use_truth());
    let is_asked = RwSignal::new(false);
    let waiting = move || truth.with(|truth| truth.drafts.saturating_add(truth.saved).saturating_add(truth.sent));
    let warning = move || match waiting() {
        0 => words.t(key!("me.sign_out_clean")).to_owned(),
        n => words.count(key!("me.sign_out_waiting"), n),
    };
    // The dialog closes before the page goes: a browser may crash over a modal dialog that is torn out while open.
    let leave = move |_| {
        is_asked.set(false);
        session.sign_out();
    };
    view! {
        <section class="Block">
            <button type="button" class="Button" id="sign-out" on:click=move |_| is_asked.set(true)>{words.t(key!("me.sign_out"))}</button>
            <Dialog is_open=is_asked title=words.t(key!("me.sign_out")).to_owned() close=words.t(key!("app.close"))>
                <p>{says(warning)}</p>
                <button type="button" class="Button Button--danger" id="sign-out-sure" on:click=leave>
                    {words.t(key!("me.sign_out_sure"))}
                </button>
            </Dialog>
        </section>
    }
    .into_any()
}
