//! Everything about where the person's work stands, in words.

mod deletions;
mod files;
pub(super) mod hand;
pub(super) mod handed;
mod lost;
mod notes;
pub(super) mod refused;
pub(super) mod review;

use leptos::prelude::*;
use shared::{
    key,
    sync::device::{Link, Truth},
    time::Timestamp,
};

use super::{frame::chip, link::INSTALL};
use crate::{
    data::install,
    memo::Memo,
    state::{Words, standing, use_files, use_storage, use_truth, use_words},
    ui::{live, says},
};
pub(super) use deletions::{evicted, missing};
pub(super) use lost::title as title_of_lost;

/// What waits, what was refused, how this device keeps it, when the relay was last heard.
#[component]
pub(super) fn SyncPage() -> AnyView {
    let words = use_words();
    let (truth, storage, files) = (use_truth(), use_storage(), use_files());
    let now = Memo::new(move |_| truth.with(|truth| storage.with(|storage| standing(truth, storage, files.waiting()))));
    let full = move || truth.with(|truth| truth.is_relay_full).then(|| view! { <p class="Notice">{words.t(key!("sync.relay_full"))}</p> });
    let unread = move || {
        let unread = truth.with(|truth| truth.unread);
        (unread > 0).then(|| view! { <p class="Notice" data-unread=unread>{words.count(key!("sync.unread"), unread)}</p> })
    };
    view! {
        <div class="Page">
            <h1>{words.t(key!("sync.title"))}</h1>
            <p class="Lead" data-state=move || now.get().code()>{says(move || chip::in_words(words, now.get()))}</p>
            {live(full)}
            {counts(words)}
            {live(unread)}
            {files::files()}
            {refused::all()}
            {handed::handed_over()}
            {handed::with_lead()}
            {notes::notes()}
            {lost::lost()}
            <section class="Block">
                <h2>{words.t(key!("me.device"))}</h2>
                {device_in_words(words)}
            </section>
            {deletions::deletions()}
        </div>
    }
    .into_any()
}

fn counts(words: Words) -> AnyView {
    let truth = use_truth();
    let link = move || match truth.with(|truth| truth.link) {
        Link::Offline => words.t(key!("sync.offline")),
        Link::Online => words.t(key!("sync.online")),
        Link::SignedOut => words.t(key!("sync.signed_out")),
    };
    let count = move |of: fn(&Truth) -> u32| says(move || truth.with(of).to_string());
    let moment = move |of: fn(&Truth) -> Option<Timestamp>| {
        says(move || truth.with(of).map_or_else(|| words.t(key!("sync.never")).to_owned(), |at| words.moment(at)))
    };
    view! {
        <dl class="Facts">
            <dt>{words.t(key!("sync.link"))}</dt><dd>{says(link)}</dd>
            <dt>{words.t(key!("sync.drafts"))}</dt><dd>{count(|truth| truth.drafts)}</dd>
            <dt>{words.t(key!("sync.saved"))}</dt><dd>{count(|truth| truth.saved)}</dd>
            <dt>{words.t(key!("sync.sent"))}</dt><dd>{count(|truth| truth.sent)}</dd>
            <dt>{words.t(key!("sync.confirmed_at"))}</dt><dd>{moment(|truth| truth.confirmed_at)}</dd>
            <dt>{words.t(key!("sync.contact_at"))}</dt><dd>{moment(|truth| truth.contact_at)}</dd>
        </dl>
    }
    .into_any()
}

/// How this device keeps the work.
pub(super) fn device_in_words(words: Words) -> AnyView {
    let storage = use_storage();
    let promise = move || match storage.with(|storage| storage.is_persistent) {
        Some(true) => words.t(key!("sync.persistent")),
        Some(false) => words.t(key!("sync.evictable")),
        None => words.t(key!("sync.unknown")),
    };
    let room = move || {
        let storage = storage.get();
        let (used, quota) = (hand::size(storage.used?), hand::size(storage.quota?));
        Some(view! { <p class="Quiet">{words.fill(key!("sync.room"), &[("used", &used), ("quota", &quota)])}</p> })
    };
    let failing = move || {
        storage.with(|storage| storage.is_failing).then(|| view! { <p class="Problem" role="alert">{words.t(key!("sync.failing"))}</p> })
    };
    let short = move || {
        let full = storage.with(crate::data::storage::Storage::is_short)?;
        Some(view! { <p class="Warning" data-short=full>{words.count(key!("sync.short"), full)}</p> })
    };
    let install = (!install::is_installed()).then(|| view! { <p><a href=INSTALL>{words.t(key!("install.link"))}</a></p> });
    view! { {live(failing)}<p>{says(promise)}</p>{live(room)}{live(short)}{install} }.into_any()
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    if tenths < 1000 { format!("{}.{}", tenths / 10, tenths % 10) } else { (tenths / 10).to_string() }
}
