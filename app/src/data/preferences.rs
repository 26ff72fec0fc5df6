//! Small preferences of this browser, and the checkpoints of what its stores hold. Where storage is denied they last until the page
//! closes.

use gloo_storage::{LocalStorage, Storage};
use shared::{ids::PersonId, sync::device::Checkpoint, words::Locale};

const LOCALE: &str = "locale";
const LEAVING: &str = "leaving";
const REVOKED: &str = "revoked";
/// What the keys of what was seen begin with; behind it the person's id.
const SEEN: &str = "seen-";
/// What the keys of what is carried begin with; behind it the person's id.
const CARRIED: &str = "carried-";
/// What the keys of checkpoints begin with; behind it the person's id.
const HELD: &str = "held-";

/// The language that was chosen here.
pub(crate) fn locale() -> Option<Locale> {
    let tag = has_storage().then(|| LocalStorage::raw().get_item(LOCALE).ok()).flatten().flatten()?;
    Locale::ALL.into_iter().find(|locale| locale.tag() == tag)
}

/// Keeps the language.
pub(crate) fn set_locale(locale: Locale) {
    if has_storage() {
        drop(LocalStorage::raw().set_item(LOCALE, locale.tag()));
    }
}

/// What a person has seen on this device.
pub(crate) fn seen(person: PersonId) -> Option<String> {
    has_storage().then(|| LocalStorage::raw().get_item(&format!("{SEEN}{person}")).ok()).flatten().flatten()
}

/// Keeps what a person has seen.
pub(crate) fn set_seen(person: PersonId, seen: &str) {
    if has_storage() {
        drop(LocalStorage::raw().set_item(&format!("{SEEN}{person}"), seen));
    }
}

/// What a person keeps on this device for where there is no network.
pub(crate) fn carried(person: PersonId) -> Option<String> {
    has_storage().then(|| LocalStorage::raw().get_item(&format!("{CARRIED}{person}")).ok()).flatten().flatten()
}

/// Keeps that.
pub(crate) fn set_carried(person: PersonId, carried: &str) {
    if has_storage() {
        drop(LocalStorage::raw().set_item(&format!("{CARRIED}{person}"), carried));
    }
}

/// The checkpoints of everybody who works on this device.
pub(crate) fn kept() -> Vec<Checkpoint> {
    if !has_storage() {
        return Vec::new();
    }
    let storage = LocalStorage::raw();
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    let texts = keys.filter(|key| key.starts_with(HELD)).filter_map(|key| storage.get_item(&key).ok().flatten());
    texts.filter_map(|text| Checkpoint::of_text(&text)).collect()
}

/// Keeps a checkpoint.
pub(crate) fn keep(checkpoint: &Checkpoint) {
    if has_storage() {
        drop(LocalStorage::raw().set_item(&format!("{HELD}{}", checkpoint.person), &checkpoint.to_text()));
    }
}

/// Forgets the checkpoint of a person, of whom nothing is held any more on their word.
pub(crate) fn forget(person: PersonId) {
    if has_storage() {
        drop(LocalStorage::raw().remove_item(&format!("{HELD}{person}")));
        drop(LocalStorage::raw().remove_item(&format!("{SEEN}{person}")));
        drop(LocalStorage::raw().remove_item(&format!("{CARRIED}{person}")));
    }
}

/// The session of this device was ended from elsewhere, and nobody has signed in since; so many files stay.
pub(crate) fn revoked() -> Option<u32> {
    let files = has_storage().then(|| LocalStorage::raw().get_item(REVOKED).ok()).flatten().flatten()?;
    files.parse().ok()
}

/// Keeps that, or that somebody has.
pub(crate) fn set_revoked(files: Option<u32>) {
    if has_storage() {
        let storage = LocalStorage::raw();
        drop(files.map_or_else(|| storage.remove_item(REVOKED), |files| storage.set_item(REVOKED, &files.to_string())));
    }
}

/// Whoever left here could not tell the relay: their session is to be ended before anything else is asked in it.
pub(crate) fn is_leaving() -> bool {
    has_storage() && matches!(LocalStorage::raw().get_item(LEAVING), Ok(Some(_)))
}

/// Keeps that, or that it is done.
pub(crate) fn set_leaving(is_leaving: bool) {
    if has_storage() {
        let storage = LocalStorage::raw();
        drop(if is_leaving { storage.set_item(LEAVING, "1") } else { storage.remove_item(LEAVING) });
    }
}

/// The library panics where the browser denies storage altogether.
fn has_storage() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}
