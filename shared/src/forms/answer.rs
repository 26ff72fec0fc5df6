//! What a written value says: something, 无, or 待补 with a reason; and whether it fits its field.

use super::{Kind, path};
use crate::{
    key, time,
    words::{Key, Locale},
};

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<'a> {
    /// Nothing.
    Empty,
    /// `/` or 无: there is none. Enough wherever something is required but a real value is not.
    None,
    /// 待补 with a reason: comes later; listed on what is handed in.
    Later(&'a str),
    /// A value.
    Given(&'a str),
}

/// The words for an answer that comes later, before its reason.
pub const LATER: Key = key!("answer.later");
/// The words for an answer that there is none.
pub const NONE: Key = key!("answer.none");
/// The words of C.7 while nothing has improved yet (G12).
pub const NOTHING_YET: Key = key!("answer.nothing_yet");

/// Whether text is nothing but these words, in any language.
#[must_use]
pub fn says(text: &str, key: Key) -> bool {
    begins(text.trim(), key) == Some("")
}

/// What is written for an answer, in the language of whoever writes; all languages are understood.
fn begins(text: &str, key: Key) -> Option<&str> {
    Locale::ALL.iter().find_map(|locale| {
        let word = key.text(*locale);
        let (begin, rest) = text.split_at_checked(word.len())?;
        begin.eq_ignore_ascii_case(word).then_some(rest)
    })
}

impl<'a> Answer<'a> {
    /// Reads a value.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let text = text.trim();
        if let Some(reason) = begins(text, LATER) {
            let reason = reason.trim_start_matches([':', '：', ',', '，', ' ']).trim();
            return if reason.is_empty() { Answer::Empty } else { Answer::Later(reason) };
        }
        match text {
            "" => Answer::Empty,
            "/" | "\u{ff0f}" => Answer::None,
            _ if begins(text, NONE) == Some("") => Answer::None,
            _ => Answer::Given(text),
        }
    }
}

/// The longest short value, in bytes.
pub const MAX_LINE: usize = 4_000;

/// May this be written into a short field of this kind? Empty text always may: it clears the field.
#[must_use]
pub fn fits(kind: &Kind, text: &str) -> bool {
    let stands_for_a_value = text.len() <= MAX_LINE && !matches!(Answer::of(text), Answer::Given(_));
    match kind {
        Kind::Line => text.len() <= MAX_LINE,
        Kind::Day => stands_for_a_value || time::day(text).is_some(),
        Kind::Number => stands_for_a_value || number(text).is_some(),
        Kind::Choice(vocabulary) => text.is_empty() || vocabulary.words(text).is_some(),
        Kind::Pick(register) => text.is_empty() || path::is_of(*register, text),
        Kind::Prose
        | Kind::ProseWithin(_)
        | Kind::Ticks(_)
        | Kind::Ranked(_)
        | Kind::Picks(_)
        | Kind::Files
        | Kind::Rows(_)
        | Kind::Each(..)
        | Kind::Shown(_) => false,
    }
}

/// A number as people write it, in thousandths; `None` for what is none, is negative or has more than three decimals.
#[must_use]
pub fn number(text: &str) -> Option<u64> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || part.len() > 3 || !digits(whole) || !digits(part) || (part.is_empty() && text.contains('.'))
    {
        return None;
    }
    Some(whole.parse::<u64>().ok()? * 1000 + format!("{part:0<3}").parse::<u64>().ok()?)
}

/// 字数 as office programs count it (Q37): each Chinese character and each Chinese punctuation mark is one, a run of Latin
/// letters or digits is one.
#[must_use]
pub fn count(text: &str) -> usize {
    let mut count = 0;
    let mut is_in_run = false;
    for letter in text.chars() {
        let is_latin = letter.is_ascii_graphic() || (letter.is_alphanumeric() && letter < '\u{2e80}');
        if letter.is_whitespace() || letter.is_control() {
            is_in_run = false;
        } else if is_latin {
            count += usize::from(!is_in_run);
            is_in_run = true;
        } else {
            count += 1;
            is_in_run = false;
        }
    }
    count
}

/// A mobile number or a landline with area code, as written in Xiamen: `13800000000`, `0592-2100000`, `+86 …`, extension after `-`.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let bare: String =
        text.trim().trim_start_matches("+86").chars().filter(|letter| !matches!(letter, ' ' | '-' | '（' | '）' | '(' | ')')).collect();
    let is_number = bare.bytes().all(|byte| byte.is_ascii_digit());
    let is_mobile = bare.len() == 11 && bare.starts_with('1') && !bare.starts_with("10") && !bare.starts_with("12");
    let is_landline = bare.starts_with('0') && (10..=16).contains(&bare.len());
    let is_local = (7..=8).contains(&bare.len()) && !bare.starts_with(['0', '1']);
    is_number && (is_mobile || is_landline || is_local)
}

/// A telephone number as those see it who are not party to the case.
#[must_use]
pub fn masked(phone: &str) -> String {
    let letters: Vec<char> = phone.chars().collect();
    let hidden = letters.len().saturating_sub(3).min(4);
    let from = (letters.len() - hidden) / 2;
    letters.iter().enumerate().map(|(at, letter)| if (from..from + hidden).contains(&at) { '*' } else { *letter }).collect()
}
