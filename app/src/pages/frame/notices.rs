//! What a person should know wherever they are: a new version, a device that is nearly full, what the browser threw away.

use leptos::prelude::*;
use shared::{
    key,
    sync::device::{Gone, Loss},
};

use crate::pages::{link::Place, sync::evicted};
use crate::{
    data::{clock, edition::Edition},
    state::{use_kept, use_storage, use_update, use_words},
    ui::live,
};

/// So long a loss is told everywhere, in milliseconds; after that on the page of deletions alone.
const DAYS: i64 = 3 * 24 * 3600 * 1000;

/// The notices, if there are any.
pub(in crate::pages) fn notices() -> AnyView {
    view! { {new_version()}{live(short)}{live(loss)} }.into_any()
}

/// A new version is ready, or has taken over from another tab.
fn new_version() -> AnyView {
    let (words, update) = (use_words(), use_update());
    live(move || {
        let (says, does) = match update.edition.get()? {
            Edition::WasReady | Edition::Ready => (key!("update.ready"), key!("update.take")),
            Edition::Over => (key!("update.over"), key!("update.reload")),
        };
        Some(view! {
            <div class="Notice" id="update" role="status">
                <span>{words.t(says)}</span>
                <button type="button" class="Button" on:click=move |_| update.take()>{words.t(does)}</button>
            </div>
        })
    })
}

fn short() -> Option<AnyView> {
    let words = use_words();
    let full = use_storage().with(crate::data::storage::Storage::is_short)?;
    Some(view! { <div class="Notice" data-notice="short" role="status">{words.count(key!("sync.short"), full)}</div> }.into_any())
}

fn loss() -> Option<AnyView> {
    let loss = use_kept().deletions.with(|deletions| {
        deletions.iter().find_map(|deletion| match &deletion.gone {
            Gone::Evicted(loss) if clock::now().0 - deletion.at.0 < DAYS => Some(*loss),
            Gone::Evicted(_)
            | Gone::Forgotten(_)
            | Gone::Revoked(_)
            | Gone::LetGo(..)
            | Gone::Discarded(_)
            | Gone::Note(_)
            | Gone::Replaced(_)
            | Gone::Damaged(_)
            | Gone::Handed(..) => None,
        })
    });
    loss.map(|loss| told(&loss, true))
}

/// What was thrown away.
pub(in crate::pages) fn told(loss: &Loss, is_signed_in: bool) -> AnyView {
    let words = use_words();
    let more = is_signed_in.then(|| view! { <a class="Button" href=Place::Sync.address()>{words.t(key!("lost.more"))}</a> });
    view! { <div class="Notice" data-notice="loss" role="alert"><span class="Notice__lines">{evicted(words, loss)}</span>{more}</div> }
        .into_any()
}
