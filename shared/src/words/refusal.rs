//! The rules' no, as a sentence.

use super::{Key, Locale};
use crate::{key, workflow::Refusal};

/// The words of a refusal with what they name; a value that begins with `@` is the key of words, and what stands several
/// times is listed.
#[must_use]
pub fn refusal_in_words(locale: Locale, refusal: &Refusal) -> String {
    let in_words = |value: &str| match value.strip_prefix('@').and_then(Key::of_name) {
        Some(key) => key.text(locale).to_owned(),
        None => value.to_owned(),
    };
    let mut with: Vec<(&str, String)> = Vec::new();
    for (name, value) in &refusal.with {
        match with.iter_mut().find(|(other, _)| other == name) {
            Some((_, standing)) => *standing += &(key!("app.comma").text(locale).to_owned() + &in_words(value)),
            None => with.push((name, in_words(value))),
        }
    }
    let with: Vec<(&str, &str)> = with.iter().map(|(name, value)| (*name, value.as_str())).collect();
    refusal.code.words().fill(locale, &with)
}
