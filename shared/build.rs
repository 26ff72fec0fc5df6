//! Turns the locale files into tables. A key or a placeholder that one language lacks stops the build.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::Path,
};

const LOCALES: [&str; 2] = ["zh-CN", "en"];
/// Words that only the relay says; they come with the feature `operating`.
const FOR_OPERATORS: &str = "operating.toml";

/// Between two texts.
const SEPARATOR: &str = "\u{1f}";

fn main() {
    let tables = LOCALES.map(|locale| {
        let folder = format!("locales/{locale}");
        println!("cargo:rerun-if-changed={folder}");
        let mut words = BTreeMap::new();
        for file in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder}: {error}")) {
            let file = file.unwrap_or_else(|error| panic!("{folder}: {error}")).path();
            if file.ends_with(FOR_OPERATORS) && env::var_os("CARGO_FEATURE_OPERATING").is_none() {
                continue;
            }
            let source = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let parsed = source.parse::<toml::Table>().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            flatten("", &parsed, &mut words);
        }
        words
    });
    let [chinese, english] = &tables;
    complete(chinese, english, "en");
    complete(english, chinese, "zh-CN");

    let mut out = String::new();
    writeln!(out, "pub(super) static NAMES: [&str; {}] = {:?};", chinese.len(), chinese.keys().collect::<Vec<_>>())
        .expect("writing to a string");
    for (name, texts) in
        [("KEYS", chinese.keys().collect()), ("CHINESE", chinese.values().collect()), ("ENGLISH", english.values().collect())]
    {
        writeln!(out, "pub(super) const {name}: &str = {:?};", joined(texts)).expect("writing to a string");
    }
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join("words.rs"), out).expect("the build folder can be written");
}

/// All texts in one: a pointer to each costs more to download than many a text.
fn joined(texts: Vec<&String>) -> String {
    let is_clear = |text: &&String| !text.contains(SEPARATOR);
    assert!(texts.iter().all(is_clear), "a text holds the sign that parts texts");
    texts.into_iter().map(String::as_str).collect::<Vec<_>>().join(SEPARATOR)
}

fn flatten(prefix: &str, table: &toml::Table, words: &mut BTreeMap<String, String>) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::String(text) => assert!(words.insert(key.clone(), text.clone()).is_none(), "{key} stands in two files"),
            toml::Value::Table(inner) => flatten(&key, inner, words),
            other => panic!("{key}: a locale file holds words only, not {other}"),
        }
    }
}

fn complete(have: &BTreeMap<String, String>, need: &BTreeMap<String, String>, locale: &str) {
    for (key, text) in have {
        let Some(other) = need.get(key) else { panic!("{key} has no words in {locale}") };
        assert_eq!(placeholders(text), placeholders(other), "{key}: the languages name different placeholders");
        assert!(!other.trim().is_empty(), "{key} is empty in {locale}");
    }
}

/// The names in braces, each once: a language may also choose words by a number, `{n:case|cases}`, where another need not.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let braces = text.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let name = |brace: &'_ str| match brace.split_once(':') {
        Some((_, forms)) if forms.split('|').count() != 2 => panic!("{{{brace}}} has no words for one and for many"),
        _ => brace.find(':').map_or(brace.len(), |at| at),
    };
    braces.map(|brace| &brace[..name(brace)]).collect()
}
