//! What opens a lock, when it closes by itself, and what is no PIN or passphrase.

use crate::vocab::vocabulary;

vocabulary! {
    /// What opens a lock; words are `lock_kind.<code>`.
    lock_kind: Kind {
        /// Six digits, for a thumb.
        Pin = "pin",
        /// Words.
        Passphrase = "passphrase",
    }
}

vocabulary! {
    /// When a lock closes by itself; words are `lock_after.<code>`. At every start it is closed.
    lock_after: After {
        /// As soon as the app is out of sight.
        Hidden = "hidden",
        /// A minute after the last touch.
        One = "one",
        /// Five.
        Five = "five",
        /// Fifteen.
        Fifteen = "fifteen",
        /// Never, until the app is left.
        Never = "never",
    }
}

vocabulary! {
    /// Why something is no PIN or passphrase; words are `lock_lack.<code>`.
    lock_lack: Lack {
        /// A PIN has exactly six digits.
        SixDigits = "six_digits",
        /// The first that anybody tries.
        Guessed = "guessed",
        /// A passphrase has at least twelve characters.
        Short = "short",
    }
}

/// Digits of a PIN.
pub const PIN: usize = 6;
/// Characters of the shortest passphrase.
const SHORTEST: usize = 12;

/// What is wrong with a secret of this kind.
#[must_use]
pub fn lacks(kind: Kind, secret: &str) -> Option<Lack> {
    match kind {
        Kind::Pin if secret.len() != PIN || !secret.bytes().all(|digit| digit.is_ascii_digit()) => Some(Lack::SixDigits),
        Kind::Pin => is_guessed(secret.as_bytes()).then_some(Lack::Guessed),
        Kind::Passphrase if secret.chars().count() < SHORTEST => Some(Lack::Short),
        Kind::Passphrase => {
            let mut letters: Vec<char> = secret.chars().collect();
            letters.sort_unstable();
            letters.dedup();
            (letters.len() < PIN).then_some(Lack::Guessed)
        }
    }
}

/// One digit again and again, a row of digits up or down, two or three of them over and over.
fn is_guessed(pin: &[u8]) -> bool {
    let steps = |step: i16| pin.windows(2).all(|two| i16::from(two[1]) - i16::from(two[0]) == step);
    let repeats = |length: usize| pin.chunks(length).all(|part| part == &pin[..length]);
    steps(1) || steps(-1) || (1..=3).any(repeats)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_secret_says_why() {
        for (kind, secret, lack) in [
            (Kind::Pin, "", Some(Lack::SixDigits)),
            (Kind::Pin, "12345", Some(Lack::SixDigits)),
            (Kind::Pin, "2580147", Some(Lack::SixDigits)),
            (Kind::Pin, "25801a", Some(Lack::SixDigits)),
            (Kind::Pin, "二五八零一四", Some(Lack::SixDigits)),
            (Kind::Pin, "000000", Some(Lack::Guessed)),
            (Kind::Pin, "123456", Some(Lack::Guessed)),
            (Kind::Pin, "987654", Some(Lack::Guessed)),
            (Kind::Pin, "121212", Some(Lack::Guessed)),
            (Kind::Pin, "258258", Some(Lack::Guessed)),
            (Kind::Pin, "258014", None),
            (Kind::Passphrase, "厦门海沧集美同安", Some(Lack::Short)),
            (Kind::Passphrase, "aaaaaaaaaaaa", Some(Lack::Guessed)),
            (Kind::Passphrase, "白鹭 凤凰木 鼓浪屿 沙茶面", None),
            (Kind::Passphrase, "correct horse battery", None),
        ] {
            assert_eq!(lacks(kind, secret), lack, "{secret}");
        }
    }
}
