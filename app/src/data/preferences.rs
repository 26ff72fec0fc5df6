//! Small preferences of this browser, and the checkpoints of what its stores hold. Where storage is denied they last until the page
//! closes.

use gloo_storage::{LocalStorage, Storage};
use shared::{sync::device::Checkpoint, words::Locale};

const LOCALE: &str = "locale";
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

/// The library panics where the browser denies storage altogether.
fn has_storage() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}
