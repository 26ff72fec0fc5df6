//! Small preferences of this browser. Where storage is denied they last until the page closes.

use gloo_storage::{LocalStorage, Storage};
use shared::words::Locale;

const LOCALE: &str = "locale";

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

/// The library panics where the browser denies storage altogether.
fn has_storage() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}
