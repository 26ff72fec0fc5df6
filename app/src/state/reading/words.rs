//! The language of the screen. Screens are drawn anew when it changes, so words are read once, while drawing.

use leptos::prelude::*;
use shared::{
    time::Timestamp,
    words::{Key, Locale, refusal_in_words},
    workflow::Refusal,
};

use crate::data::{clock, preferences};

/// Words in the person's language.
#[derive(Clone, Copy)]
pub(crate) struct Words(RwSignal<Locale>);

pub(in crate::state) fn provide() {
    let browser = || window().navigator().language().map_or(Locale::Chinese, |tag| Locale::of_tag(&tag));
    let words = Words(RwSignal::new(preferences::locale().unwrap_or_else(browser)));
    words.tell_the_page();
    provide_context(words);
}

/// The words.
pub(crate) fn use_words() -> Words {
    expect_context()
}

impl Words {
    /// The words of a key.
    pub(crate) fn t(self, key: Key) -> &'static str {
        key.text(self.0.get_untracked())
    }

    /// The words of a key with what is given for its `{name}`.
    pub(crate) fn fill(self, key: Key, with: &[(&str, &str)]) -> String {
        key.fill(self.0.get_untracked(), with)
    }

    /// The words of a refusal with what they name.
    pub(crate) fn refusal(self, refusal: &Refusal) -> String {
        refusal_in_words(self.0.get_untracked(), refusal)
    }

    /// The words of a key with a number for its `{n}`.
    pub(crate) fn count(self, key: Key, n: impl ToString) -> String {
        self.fill(key, &[("n", &n.to_string())])
    }

    /// Time of day if it was today, else with the day.
    pub(crate) fn moment(self, at: Timestamp) -> String {
        let minute = at.minute();
        match minute.split_once(' ') {
            Some((day, time)) if day == clock::now().day().to_string() => time.to_owned(),
            Some(_) | None => minute,
        }
    }

    /// The language, for what is written in it.
    pub(crate) fn language(self) -> Locale {
        self.0.get_untracked()
    }

    /// The language; whoever asks is drawn anew when it changes.
    pub(crate) fn locale(self) -> Locale {
        self.0.get()
    }

    /// Changes the language, here and at the next start.
    pub(crate) fn speak(self, locale: Locale) {
        preferences::set_locale(locale);
        self.0.set(locale);
        self.tell_the_page();
    }

    fn tell_the_page(self) {
        if let Some(root) = document().document_element() {
            drop(root.set_attribute("lang", self.0.get_untracked().tag()));
        }
        document().set_title(self.t(shared::key!("app.name")));
    }
}
