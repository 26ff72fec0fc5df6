//! The truth chip: where the person's work stands, always in sight and always true.

use leptos::prelude::*;
use shared::{key, sync::device::Link};

use crate::pages::link::Place;
use crate::{
    memo::Memo,
    state::{Standing, Words, standing, use_files, use_storage, use_truth, use_words},
    ui::{Icon, icon, live, says},
};

/// The chip; a tap tells all of it in words.
#[component]
pub(in crate::pages) fn TruthChip() -> AnyView {
    let words = use_words();
    let (truth, storage, files) = (use_truth(), use_storage(), use_files());
    let now = Memo::new(move |_| truth.with(|truth| storage.with(|storage| standing(truth, storage, files.waiting()))));
    let is_offline = Memo::new(move |_| truth.with(|truth| truth.link) == Link::Offline);
    view! {
        <a
            class="TruthChip"
            href=Place::Sync.address()
            data-state=move || now.get().code()
            data-drafts=move || truth.with(|truth| truth.drafts)
            data-saved=move || truth.with(|truth| truth.saved)
            data-sent=move || truth.with(|truth| truth.sent)
            data-refused=move || truth.with(|truth| truth.refused)
            data-files=move || files.waiting()
            data-link=move || link_code(truth.with(|truth| truth.link))
        >
            {live(move || is_offline.get().then(|| view! { <span class="TruthChip__link">{icon(Icon::Offline)}{words.t(key!("truth.offline"))}</span> }))}
            {live(move || icon(picture(now.get())))}
            <span role="status" aria-live="polite">{says(move || in_words(words, now.get()))}</span>
        </a>
    }
    .into_any()
}

/// The standing in a few words.
pub(in crate::pages) fn in_words(words: Words, standing: Standing) -> String {
    match standing {
        Standing::Failing => words.t(key!("truth.failing")).to_owned(),
        Standing::SignedOut(0) => words.t(key!("truth.signed_out")).to_owned(),
        Standing::SignedOut(n) => words.count(key!("truth.signed_out_waiting"), n),
        Standing::Refused(n) => words.count(key!("truth.refused"), n),
        Standing::Saved(n) => words.count(key!("truth.saved"), n),
        Standing::Sent(n) => words.count(key!("truth.sent"), n),
        Standing::Files(n) => words.count(key!("truth.files"), n),
        Standing::Confirmed(at) => words.fill(key!("truth.confirmed"), &[("time", &words.moment(at))]),
        Standing::Idle => words.t(key!("truth.idle")).to_owned(),
    }
}

const fn picture(standing: Standing) -> Icon {
    match standing {
        Standing::Failing => Icon::Danger,
        Standing::SignedOut(_) => Icon::Me,
        Standing::Refused(_) => Icon::Stop,
        Standing::Saved(_) => Icon::Device,
        Standing::Sent(_) | Standing::Files(_) => Icon::Sent,
        Standing::Confirmed(_) | Standing::Idle => Icon::Tick,
    }
}

const fn link_code(link: Link) -> &'static str {
    match link {
        Link::Offline => "offline",
        Link::Online => "online",
        Link::SignedOut => "signed-out",
    }
}
