//! Choosing a version, or one of a few things to look at alone.

use leptos::prelude::*;
use shared::{key, records::history::Version, sync::device::Seen, words::Key};

use crate::{
    memo::Memo,
    state::{Document, Words},
    ui::live,
};

/// A list of the versions: now, what each entry of the ledger was about, each day.
pub(super) fn choose(document: Document, id: &'static str, label: Key, chosen: RwSignal<Version>) -> AnyView {
    let words = document.words;
    let days = Memo::new(move |_| {
        document.seen(|seen| if let Seen::History(past) = seen { past.days.clone() } else { Vec::new() }).unwrap_or_default()
    });
    let versions = Memo::new(move |_| {
        let entries = document.read(|view| view.state.entries.iter().rev().map(|entry| Version::Entry(entry.number)).collect::<Vec<_>>());
        let days = days.get().into_iter().map(Version::Day);
        std::iter::once(Version::Now).chain(entries.unwrap_or_default()).chain(days).collect::<Vec<_>>()
    });
    let options = move || {
        let mut versions = versions.get();
        let now = chosen.get_untracked();
        if !versions.contains(&now) {
            versions.push(now.clone());
        }
        let option = |version: Version| {
            let is_chosen = version == now;
            view! { <option value=version.to_string() selected=is_chosen>{in_words(document, &version)}</option> }.into_any()
        };
        versions.into_iter().map(option).collect_view()
    };
    let pick = move |event| {
        if let Some(version) = Version::of_text(&event_target_value(&event)) {
            chosen.set(version);
        }
    };
    view! {
        <label class="Ways__one" for=id>
            <span class="Field__label">{words.t(label)}</span>
            <select class="Input" id=id on:change=pick>{live(options)}</select>
        </label>
    }
    .into_any()
}

/// A version as people call it.
pub(in crate::pages::document) fn in_words(document: Document, version: &Version) -> String {
    let words = document.words;
    match version {
        Version::Now => words.t(key!("past.now")).to_owned(),
        Version::Entry(number) => {
            let told = document.read(|view| {
                let entry = view.state.entries.iter().find(|entry| entry.number == *number)?;
                let (act, day) = (words.t(entry.act.words()), entry.on.to_string());
                Some(words.fill(key!("past.at_entry"), &[("n", &number.to_string()), ("act", act), ("day", &day)]))
            });
            told.flatten().unwrap_or_else(|| words.count(key!("past.at_number"), number))
        }
        Version::Day(day) => words.fill(key!("past.at_day"), &[("day", &day.to_string())]),
        Version::Change(hash) => words.fill(key!("past.at_change"), &[("id", &hash.to_hex()[..8])]),
    }
}

/// A list of which one is looked at alone, or none.
pub(super) fn one_of(words: Words, id: &'static str, label: Key, options: Memo<Vec<(String, String)>>, on: Callback<String>) -> AnyView {
    let chosen = StoredValue::new(String::new());
    let drawn = move || {
        let now = chosen.get_value();
        let option = |(code, text): (String, String)| {
            let is_chosen = code == now;
            view! { <option value=code selected=is_chosen>{text}</option> }.into_any()
        };
        let all = (String::new(), words.t(key!("past.all")).to_owned());
        std::iter::once(all).chain(options.get()).map(option).collect_view()
    };
    let pick = move |event| {
        let value = event_target_value(&event);
        chosen.set_value(value.clone());
        on.run(value);
    };
    view! {
        <label class="Ways__one" for=id>
            <span class="Field__label">{words.t(label)}</span>
            <select class="Input" id=id on:change=pick>{live(drawn)}</select>
        </label>
    }
    .into_any()
}
