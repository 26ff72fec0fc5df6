//! What a password must be: long, not among the commonest, not the person's name. No rule about kinds of characters: length
//! protects, and a sentence is easier to keep in mind.

use crate::vocab::vocabulary;

/// The fewest characters.
pub const SHORTEST: usize = 10;
/// The most bytes: hashing is work that anybody may ask for.
pub const LONGEST: usize = 200;

vocabulary! {
    /// What is wrong with a password. Words are `password.<code>`.
    password: PasswordLack {
        /// Fewer characters than [`SHORTEST`].
        TooShort = "too_short",
        /// More bytes than [`LONGEST`].
        TooLong = "too_long",
        /// It contains the name of the person or the one with which they sign in.
        Name = "name",
        /// It is among the first that somebody who guesses tries.
        Common = "common",
        /// Digits alone, or very few different characters.
        Simple = "simple",
    }
}

/// Words, and rows of keys, from which the commonest passwords are made by adding digits.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "password", "passw0rd", "p@ssword", "p@ssw0rd", "passwort", "mima", "admin", "administrator", "root", "user", "guest", "test", "tester",
    "testtest", "welcome", "letmein", "changeme", "secret", "default", "login", "master", "superman", "batman", "dragon", "monkey", "football",
    "baseball", "sunshine", "princess", "iloveyou", "woaini", "woaiwojia", "nihao", "wangyut", "caonima", "aini", "xiaoming", "zhang", "wang",
    "xiamen", "fujian", "china", "zhongguo", "liandong", "scjgj", "qwerty", "qwert", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm",
    "qwertyui", "qweasdzxc", "qazwsx", "qazwsxedc", "abc", "abcdefghij",
];

/// Patterns over the keyboard that mix letters and digits.
const PATTERNS: &[&str] = &["1q2w3e4r", "q1w2e3r4", "1qaz2wsx", "qaz1wsx2", "zaq12wsx", "a1b2c3d4", "1a2b3c4d", "abcd1234"];

/// Everything that is wrong with a password of somebody with these names; nothing when it may be used.
#[must_use]
pub fn lacks(password: &str, names: &[&str]) -> Vec<PasswordLack> {
    let lower = password.to_lowercase();
    [
        (password.chars().count() < SHORTEST, PasswordLack::TooShort),
        (password.len() > LONGEST, PasswordLack::TooLong),
        (names.iter().any(|name| contains(&lower, name)), PasswordLack::Name),
        (is_common(&lower), PasswordLack::Common),
        (is_simple(&lower), PasswordLack::Simple),
    ]
    .into_iter()
    .filter(|(is_so, _)| *is_so)
    .map(|(_, lack)| lack)
    .collect()
}

/// Two Chinese characters are a name; two Latin letters stand in every other word.
fn contains(password: &str, name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let is_name = name.chars().count() >= if name.is_ascii() { 3 } else { 2 };
    is_name && password.contains(&name)
}

/// A common word or pattern, once or several times, with nothing but digits and signs around it.
fn is_common(password: &str) -> bool {
    let core = password.trim_matches(|letter: char| !letter.is_alphabetic());
    let is_repeated = |word: &str| !core.is_empty() && core.replace(word, "").is_empty();
    COMMON.iter().any(|word| is_repeated(word)) || PATTERNS.iter().any(|pattern| password.starts_with(pattern))
}

fn is_simple(password: &str) -> bool {
    let mut letters: Vec<char> = password.chars().collect();
    let is_number = letters.iter().all(char::is_ascii_digit);
    letters.sort_unstable();
    letters.dedup();
    is_number || letters.len() < 5
}

#[cfg(test)]
mod tests {
    use super::{PasswordLack::*, *};

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        for (password, expected) in [
            ("a long sentence is good", &[][..]),
            ("帮扶要帮到车间里机器旁", &[]),
            ("short", &[TooShort]),
            ("", &[TooShort, Simple]),
            ("zhang-2026-secret", &[Name]),
            ("密码里有张三的名字呀呀", &[Name]),
            ("Password2026!", &[Common]),
            ("passwordpassword", &[Common]),
            ("1q2w3e4r5t6y", &[Common]),
            ("13800138000", &[Simple]),
            ("aaaaaaaaaaab", &[Simple]),
            ("qwerty", &[TooShort, Common]),
            ("zhang", &[TooShort, Name, Common]),
        ] {
            assert_eq!(lacks(password, &["zhang", "张三"]), expected, "{password}");
        }
        assert_eq!(lacks(&"Sieben Meere ".repeat(20), &[]), [TooLong]);
        assert_eq!(lacks("my li is not a name", &["li"]), [], "two letters stand in every other word");
    }
}
