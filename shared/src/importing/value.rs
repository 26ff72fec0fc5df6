//! What the text of a cell says in a field.

use chrono::NaiveDate;

use super::{columns::plain, tables};
use crate::{
    forms::{Kind, answer, answer::Answer},
    vocab::Vocabulary,
    words::{Key, Locale},
};

/// What stands in the field then: nothing, one text, or the chosen options; `Err` where the field cannot say that.
pub(super) fn read(field: &str, kind: &Kind, text: &str) -> Result<Vec<String>, ()> {
    let text = text.trim();
    let one = |text: Option<String>| text.map(|text| vec![text]).ok_or(());
    match kind {
        _ if text.is_empty() => Ok(Vec::new()),
        Kind::Line => one(Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| answer::fits(kind, text))),
        Kind::Prose | Kind::ProseWithin(_) => one(Some(text.to_owned())),
        // Nobody knows, or there is none: no choice then, and nothing that got lost.
        Kind::Choice(_) | Kind::Ticks(_) if matches!(Answer::of(text), Answer::None) => Ok(Vec::new()),
        Kind::Day | Kind::Number if !matches!(Answer::of(text), Answer::Given(_)) => one(Some(text.to_owned())),
        Kind::Day => one(day(text).map(|day| day.to_string())),
        Kind::Number => one(Some(text.to_owned()).filter(|text| answer::fits(kind, text))),
        Kind::Choice(vocabulary) => one(code(field, vocabulary, text)),
        Kind::Ticks(vocabulary) => match code(field, vocabulary, text) {
            Some(code) if !text.contains(is_between) => Ok(vec![code]),
            _ => parts(text).map(|part| code(field, vocabulary, part).ok_or(())).collect(),
        },
        Kind::Ranked(_) | Kind::Pick(_) | Kind::Picks(_) | Kind::Files | Kind::Rows(_) | Kind::Each(..) | Kind::Shown(_) => Err(()),
    }
}

/// What stands between several values in one cell.
fn is_between(letter: char) -> bool {
    matches!(letter, '\u{3001}' | '\u{ff0c}' | ',' | '\u{ff1b}' | ';' | '/' | '\n')
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_between).map(str::trim).filter(|part| !part.is_empty())
}

/// What failed, item by item. A name may itself have a `、` in it: that parts items only where nothing stronger does.
pub(super) fn items(text: &str) -> Vec<String> {
    let is_strong = |letter: char| matches!(letter, '\n' | '\u{ff1b}' | ';');
    let is_weak = |letter: char| letter == '\u{3001}';
    let split = |by: &dyn Fn(char) -> bool| text.split(by).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    if text.contains(is_strong) { split(&is_strong) } else { split(&is_weak) }
}

/// A day as lists have it: `2024-04-15`, `2024.4.15`, `2024/4/15`, `2024年4月15日`, `20240415`, a time behind it, or a serial number.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let numbers: Vec<&str> = text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let of = |year: &str, month: &str, day: &str| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let is_year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    match numbers[..] {
        [year, month, day, ..] if is_year(year) => of(year, month, day),
        [all] if all.len() == 8 && is_year(&all[..4]) && all == text => of(&all[..4], &all[4..6], &all[6..]),
        [serial] if serial.len() == 5 && serial == text => tables::day_of_serial(serial.parse().ok()?),
        _ => None,
    }
}

/// The value of a vocabulary that a cell means: its code, its words in any language, one of the other words by which it goes, or the only
/// value whose words the cell holds.
pub(super) fn code(field: &str, vocabulary: &Vocabulary, text: &str) -> Option<String> {
    let text = plain(text);
    let words_of = |(code, key): &(&str, Key)| {
        let also = Key::of_name(&format!("value.{field}.{code}"));
        let own = Locale::ALL.iter().map(|locale| plain(key.text(*locale)));
        let also = also.into_iter().flat_map(|key| Locale::ALL.iter().flat_map(move |locale| key.text(*locale).split('|').map(plain)));
        own.chain(also).chain([plain(code)]).collect::<Vec<_>>()
    };
    let known: Vec<(&str, Vec<String>)> = vocabulary.values.iter().map(|value| (value.0, words_of(value))).collect();
    let same = known.iter().find(|(_, words)| words.contains(&text)).map(|(code, _)| *code);
    let held = || {
        let mut holding =
            known.iter().filter(|(_, words)| words.iter().any(|word| word.chars().count() > 1 && text.contains(word.as_str())));
        holding.next().filter(|_| holding.next().is_none()).map(|(code, _)| *code)
    };
    same.or_else(held).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{people::District, vocab::InspectionLevel};

    #[test]
    fn days_are_read_as_lists_have_them() {
        for text in ["2024-04-15", "2024.4.15", "2024/04/15", "2024年4月15日", "20240415", "2024-04-15 10:30", "45397"] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Some("2024-04-15"), "{text}");
        }
        for text in ["", "2024", "2024-13-01", "20241301", "见包装", "A20240415", "4月15日", "123456"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn values_are_known_by_their_words_in_any_language() {
        let district = |text| code("district", &District::VOCABULARY, text);
        for text in ["思明区", "思明", "厦门市思明区", "siming", " Siming "] {
            assert_eq!(district(text).as_deref(), Some("siming"), "{text}");
        }
        assert_eq!(district("漳州"), None);
        assert_eq!(district("思明区、湖里区"), None, "two are none");
        let level = |text| code("level", &InspectionLevel::VOCABULARY, text);
        let known = ["国抽", "国家监督抽查", "省级", "2024年市级监督抽查"].map(|text| level(text).unwrap_or_default());
        assert_eq!(known, ["national", "national", "provincial", "municipal"]);
    }

    #[test]
    fn items_are_parted_where_the_list_parts_them() {
        assert_eq!(items("纤维含量、pH值、吸水性"), ["纤维含量", "pH值", "吸水性"]);
        assert_eq!(items("反射器、照明和鸣号装置；电气装置"), ["反射器、照明和鸣号装置", "电气装置"]);
        assert_eq!(items(" ；"), [""; 0]);
    }
}
