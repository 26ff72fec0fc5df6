//! One person who has an account: what they are, and what an administrator may do about it.

mod handed;

use leptos::{ev::Event, html, prelude::*};
use shared::{
    key,
    people::{
        Role,
        admin::{AccountRow, DeviceRow, Position},
    },
};

use crate::{
    pages::{account::sign_in::in_words, groups::seats_of},
    state::{Administration, Said, SignInFailure, Words, use_session, use_words},
    ui::{Twice, live, twice},
};

/// What the last deed came to.
#[derive(Clone)]
enum Deed {
    /// Done, and this is to be told once.
    Password(String),
    /// It could not be done.
    Failed(SignInFailure),
}

/// Draws the card; what can be done is folded away until somebody opens it.
pub(super) fn account(administration: Administration, row: AccountRow) -> AnyView {
    let (words, session) = (use_words(), use_session());
    let AccountRow { person, login, is_admin, is_disabled, must_change_password } = row;
    let is_self = session.person_id_untracked() == Some(person.id);
    let (deed, devices) = (RwSignal::new(None::<Deed>), RwSignal::new(None::<Result<Vec<DeviceRow>, SignInFailure>>));
    let fold = NodeRef::<html::Details>::new();
    let id = person.id;
    let look = move || {
        leptos::task::spawn_local(async move {
            let found = administration.devices(id).await;
            devices.try_set(Some(found));
        });
    };
    let toggled = move |_: Event| {
        if fold.get_untracked().is_some_and(|fold| fold.open()) {
            look();
        }
    };
    let reset = move || {
        leptos::task::spawn_local(async move {
            let made = administration.reset_password(id).await;
            deed.try_set(Some(made.map_or_else(Deed::Failed, |made| Deed::Password(made.password))));
        });
    };
    let position = Position { name: person.name.clone(), role: person.role, org: person.org.id, is_admin, is_disabled: !is_disabled };
    let close = move || {
        let to = position.clone();
        leptos::task::spawn_local(async move {
            if let Err(failure) = administration.change(id, to).await {
                deed.try_set(Some(Deed::Failed(failure)));
            }
        });
    };
    let said = move || {
        match deed.get() {
        None => ().into_any(),
        Some(Deed::Password(password)) => view! {
            <p class="Notice" role="status"><span>{words.t(key!("people.one_time"))}" "<strong class="People__password" data-one-time="">{password}</strong></span></p>
        }
        .into_any(),
        Some(Deed::Failed(failure)) => view! { <p class="Problem" role="alert">{in_words(words, &failure)}</p> }.into_any(),
    }
    };
    let end = Callback::new(move |device| {
        leptos::task::spawn_local(async move {
            match administration.revoke(id, device).await {
                Ok(()) => look(),
                Err(failure) => drop(deed.try_set(Some(Deed::Failed(failure)))),
            }
        });
    });
    let about = |way, label, sure, is_danger| Twice { label: words.t(label), sure: words.t(sure), way, is_danger };
    let reset = twice(about("password", key!("people.give_password"), key!("people.give_password_sure"), false), false, reset);
    let close = if is_disabled {
        view! { <button type="button" class="Button" data-way="open" on:click=move |_| close()>{words.t(key!("people.open_account"))}</button> }.into_any()
    } else {
        twice(about("close", key!("people.close_account"), key!("people.close_account_sure"), true), is_self, close)
    };
    let named = login.clone();
    let badge = |shows: bool, kind: &'static str, text| shows.then(|| view! { <span class="Badge" data-badge=kind>{words.t(text)}</span> });
    view! {
        <li class="Card" data-login=named>
            <div class="People__head">
                <strong>{person.name}</strong>
                <span class="Quiet">{login}</span>
            </div>
            <span>{words.t(person.role.words())}" · "{person.org.name}</span>
            <div class="Badges">
                {badge(is_admin, "admin", key!("admin.is_admin"))}
                {badge(is_disabled, "closed", key!("admin.is_disabled"))}
                {badge(must_change_password, "one-time", key!("admin.must_change"))}
            </div>
            {(person.role == Role::Expert).then(|| seats_of(id))}
            <details class="Fold" node_ref=fold on:toggle=toggled>
                <summary>{words.t(key!("people.manage"))}</summary>
                <div class="People__deeds">
                    <div class="Row">
                        {reset}
                        {close}
                    </div>
                    {is_self.then(|| view! { <p class="Quiet">{words.t(key!("people.not_oneself"))}</p> })}
                    <p class="Quiet">{words.t(key!("people.password_ends"))}</p>
                    {live(said)}
                    <h3>{words.t(key!("people.devices"))}</h3>
                    {live(move || devices_in_words(words, devices.get(), end))}
                    {handed::handed(administration, id)}
                </div>
            </details>
        </li>
    }
    .into_any()
}

fn devices_in_words(words: Words, said: Said<Vec<DeviceRow>>, end: Callback<shared::ids::DeviceId>) -> AnyView {
    match said {
        None => view! { <p class="Quiet">{words.t(key!("people.asked"))}</p> }.into_any(),
        Some(Err(failure)) => view! { <p class="Problem">{in_words(words, &failure)}</p> }.into_any(),
        Some(Ok(rows)) if rows.is_empty() => view! { <p class="Quiet">{words.t(key!("people.no_devices"))}</p> }.into_any(),
        Some(Ok(rows)) => {
            let line = |row: DeviceRow| {
                let [began, used, until] = [row.began_at.day(), row.used_at.day(), row.expires_at.day()].map(|day| day.to_string());
                let used = words.fill(key!("people.used"), &[("day", &used), ("began", &began), ("until", &until)]);
                let device = row.device;
                let about = Twice {
                    label: words.t(key!("people.end_session")),
                    sure: words.t(key!("people.end_session_sure")),
                    way: "end",
                    is_danger: true,
                };
                view! {
                    <li class="People__device" data-device=device.to_string()>
                        <span>{row.agent}<span class="Quiet">" "{used}</span></span>
                        {twice(about, false, move || end.run(device))}
                    </li>
                }
                .into_any()
            };
            view! {
                <ul class="People__devices">{rows.into_iter().map(line).collect_view()}</ul>
                <p class="Quiet">{words.t(key!("people.end_session_what"))}</p>
            }
            .into_any()
        }
    }
}
