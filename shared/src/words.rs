//! Words for people, from `locales/*.toml`. Rules speak codes; a code becomes a [`Key`] at compile time (a key that
//! the locale files lack does not build) and a key becomes text in a [`Locale`]. No other file holds words.

mod refusal;

pub use refusal::refusal_in_words;

use std::sync::OnceLock;

mod table {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// A language in which every word exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Locale {
    /// 简体中文, the language of the standard.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Locale {
    /// Every language.
    pub const ALL: [Locale; 2] = [Locale::Chinese, Locale::English];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Locale::Chinese => "zh-CN",
            Locale::English => "en",
        }
    }

    /// The language of a BCP 47 tag such as a browser names; what is not English reads Chinese.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("en") { Locale::English } else { Locale::Chinese }
    }
}

/// A name of words that both languages have. Made by [`key!`](crate::key) at compile time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u16);

impl Key {
    /// The key of a dotted name.
    ///
    /// # Panics
    /// When the locale files do not have it; called in `const`, that is an error of the build.
    #[must_use]
    pub const fn named(name: &str) -> Self {
        match Self::find(name) {
            Some(key) => key,
            None => panic!("the locale files do not have this key"),
        }
    }

    /// The key of a dotted name that came from elsewhere (a code from a newer relay, say), if there is one.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        KEYS.all().binary_search(&name).ok().map(|index| Self(u16_of(index)))
    }

    /// The key of a dotted name, if there is one; for the compiler, which alone has the list that this walks.
    #[must_use]
    pub const fn find(name: &str) -> Option<Self> {
        let (mut low, mut high) = (0, table::NAMES.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match compare(table::NAMES[middle].as_bytes(), name.as_bytes()) {
                0 => return Some(Self(u16_of(middle))),
                1 => high = middle,
                _ => low = middle + 1,
            }
        }
        None
    }

    /// The words.
    #[must_use]
    pub fn text(self, locale: Locale) -> &'static str {
        let texts = match locale {
            Locale::Chinese => &CHINESE,
            Locale::English => &ENGLISH,
        };
        texts.all()[usize::from(self.0)]
    }

    /// The words with each `{name}` replaced by what is given for it; of `{name:one|many}` those that go with its number.
    #[must_use]
    pub fn fill(self, locale: Locale, with: &[(&str, &str)]) -> String {
        let put = |text: String, (name, value): &(&str, &str)| counted(&text, name, value).replace(&format!("{{{name}}}"), value);
        with.iter().fold(self.text(locale).to_owned(), put)
    }
}

/// English has words for one and words for many; Chinese has one form for both.
fn counted(text: &str, name: &str, number: &str) -> String {
    let start = format!("{{{name}:");
    let mut parts = text.split(&start);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| {
        let (forms, rest) = part.split_once('}').unwrap_or((part, ""));
        let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
        told + if number == "1" { one } else { many } + rest
    })
}

static KEYS: Texts = Texts::of(table::KEYS);
static CHINESE: Texts = Texts::of(table::CHINESE);
static ENGLISH: Texts = Texts::of(table::ENGLISH);

/// Texts in the order of their keys.
struct Texts {
    joined: &'static str,
    parted: OnceLock<Vec<&'static str>>,
}

impl Texts {
    const fn of(joined: &'static str) -> Self {
        Self { joined, parted: OnceLock::new() }
    }

    fn all(&self) -> &[&'static str] {
        self.parted.get_or_init(|| self.joined.split('\u{1f}').collect())
    }
}

/// The [`Key`] of a literal name, looked up while compiling.
#[macro_export]
macro_rules! key {
    ($($name:expr),+) => {
        const { $crate::words::Key::named(concat!($($name),+)) }
    };
}

#[expect(clippy::cast_possible_truncation, reason = "checked in the line before; try_from is not const")]
const fn u16_of(index: usize) -> u16 {
    assert!(index <= u16::MAX as usize);
    index as u16
}

/// 0 equal, 1 when `a` sorts after `b`, 2 when before: `Ord` is not const.
const fn compare(a: &[u8], b: &[u8]) -> u8 {
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return if a[i] > b[i] { 1 } else { 2 };
        }
        i += 1;
    }
    if a.len() == b.len() {
        0
    } else if a.len() > b.len() {
        1
    } else {
        2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_counts_one_and_many() {
        let told = |n| key!("table.count").fill(Locale::English, &[("n", n)]);
        assert_eq!([told("1"), told("2"), told("0")], ["1 case", "2 cases", "0 cases"]);
        assert_eq!(key!("table.count").fill(Locale::Chinese, &[("n", "1")]), "1 项");
        assert_eq!(counted("{n:is|are} {k} of {n}, {n:it waits|they wait}", "n", "1"), "is {k} of {n}, it waits");
    }

    #[test]
    fn every_key_is_found_by_its_name() {
        for name in table::NAMES {
            let key = Key::find(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(table::NAMES[usize::from(key.0)], name);
            assert_eq!(Key::of_name(name), Some(key));
            assert!(Locale::ALL.iter().all(|locale| !key.text(*locale).is_empty()));
        }
        assert_eq!((Key::find("no.such.key"), Key::of_name("no.such.key")), (None, None));
    }
}
