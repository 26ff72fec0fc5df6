//! The house's lines, held by reading the sources. What is found is printed as file, line and reason.

mod lines;
mod sources;

use lines::{LINES, check};
use sources::Source;

#[test]
fn the_house_is_tidy() {
    let sources = Source::all();
    assert!(sources.len() > 50, "the sources are found");
    let found: Vec<String> = sources.iter().flat_map(|source| check(source, LINES)).collect();
    assert!(found.is_empty(), "{} untidy places:\n{}", found.len(), found.join("\n"));
}

#[test]
fn untidy_places_are_found() {
    for (path, text, expected) in [
        ("shared/src/x.rs", "//! Fine.\nuse std::time::Instant;\n", 1),
        ("shared/src/x.rs", "//! Fine.\nasync fn go() {}\n", 1),
        ("shared/src/x.rs", "//! Fine.\n// std::fs is not for us.\n", 0),
        ("app/src/ui/x.rs", "//! Fine.\nuse web_sys::WebSocket;\n", 1),
        ("app/src/data/x.rs", "//! Fine.\nuse web_sys::WebSocket;\n", 0),
        ("app/src/pages/x.rs", "//! Fine.\nlet words = \"联动\";\n", 1),
        ("app/src/pages/x.rs", "//! Fine: 联动.\nlet words = 1; // 联动\n", 0),
        ("app/src/pages/x.rs", "//! Fine.\nlet quote = '\"'; // 联动\n", 0),
        ("server/src/x.rs", "//! Fine.\n#[cfg(test)]\nmod tests {\n    const WORDS: &str = \"联动\";\n}\n", 0),
        ("server/src/x.rs", "fn main() {}\n", 1),
        ("server/src/x.rs", "//! Fine.\n#[allow(dead_code)]\n#[ignore]\nfn x() { todo!() }\n", 3),
    ] {
        let source = Source::of(path, text);
        let found = check(&source, LINES);
        assert_eq!(found.len(), expected, "{text}\n{found:?}");
    }
}
