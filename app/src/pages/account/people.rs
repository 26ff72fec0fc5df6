//! People, their bodies and devices, for administrators: who may sign in, as what, on which devices, and the way to end it.

mod account;
mod add;

use leptos::prelude::*;
use shared::{ids::PersonId, key, people::admin::AccountRow};

use super::sign_in::in_words;
use crate::{
    memo::Memo,
    pages::link::GROUPS,
    state::{Administration, use_words},
    ui::{Icon, icon, list, live},
};

/// The list, and a form for somebody new.
#[component]
pub(in crate::pages) fn PeoplePage() -> AnyView {
    let words = use_words();
    let administration = Administration::of_relay();
    let people = administration.people;
    let search = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let needle = search.get().trim().to_lowercase();
        people.with(|said| match said {
            Some(Ok(rows)) => rows.iter().filter(|row| finds(&needle, row)).cloned().collect::<Vec<_>>(),
            Some(Err(_)) | None => Vec::new(),
        })
    });
    let standing = move || {
        people.with(|said| match said {
            None => view! { <p class="Quiet" aria-live="polite">{words.t(key!("people.asked"))}</p> }.into_any(),
            Some(Err(failure)) => view! { <p class="Problem" role="alert" id="people-problem">{in_words(words, failure)}</p> }.into_any(),
            Some(Ok(_)) if found.with(Vec::is_empty) => view! { <p class="Empty">{words.t(key!("people.nobody"))}</p> }.into_any(),
            Some(Ok(rows)) => view! { <p class="Quiet">{words.count(key!("people.number"), rows.len())}</p> }.into_any(),
        })
    };
    // A card is drawn anew when something about its person changes.
    let keys = move || found.with(|rows| rows.iter().map(looks).collect());
    let draw = move |looks: String| {
        let row = found.with_untracked(|rows| rows.iter().find(|row| Some(row.person.id) == person_of(&looks)).cloned());
        row.map(|row| account::account(administration, row)).into_any()
    };
    let may = Memo::new(move |_| people.with(|said| matches!(said, Some(Ok(_)))));
    view! {
        <div class="Page">
            <h1>{words.t(key!("people.title"))}</h1>
            <p class="Quiet">{words.t(key!("people.lead"))}</p>
            <p><a class="Button" id="people-groups" href=GROUPS>{words.t(key!("groups.title"))}</a></p>
            {live(move || may.get().then(|| add::add(administration)))}
            <label class="Search">
                {icon(Icon::Search)}
                <span class="Unseen">{words.t(key!("people.search"))}</span>
                <input class="Input" type="search" id="people-search" placeholder=words.t(key!("people.search")) on:input=move |event| search.set(event_target_value(&event))/>
            </label>
            {live(standing)}
            <ul class="Cards" id="people">{list(keys, draw)}</ul>
        </div>
    }
    .into_any()
}

fn finds(needle: &str, row: &AccountRow) -> bool {
    needle.is_empty() || [&row.person.name, &row.login, &row.person.org.name].iter().any(|text| text.to_lowercase().contains(needle))
}

/// What a card shows, beginning with its person.
fn looks(row: &AccountRow) -> String {
    let AccountRow { person, login, is_admin, is_disabled, must_change_password } = row;
    format!(
        "{}/{login}/{}/{}/{}/{is_admin}{is_disabled}{must_change_password}",
        person.id,
        person.name,
        person.role.code(),
        person.org.name
    )
}

fn person_of(looks: &str) -> Option<PersonId> {
    looks.split('/').next()?.parse().ok()
}
