//! The app's files as the relay serves them.

use shared::sync::session::ProblemCode;
use tests::{Hand, Relay};

const BROWSER: [(&str, &str); 2] = [("accept", "text/html,application/xhtml+xml"), ("accept-encoding", "gzip, deflate, br")];

/// The paths of the files that carry a hash in their names, as the service worker lists them.
fn hashed(hand: &Hand) -> Vec<String> {
    let list: serde_json::Value = serde_json::from_slice(&hand.get("/files.json", &[]).body).unwrap_or_default();
    let mut texts = Vec::new();
    texts_in(&list, &mut texts);
    texts.retain(|path| {
        path.starts_with('/') && (path.ends_with(".js") || path.ends_with(".wasm") || path.ends_with(".css")) && path != "/sw.js"
    });
    texts
}

fn texts_in(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => texts.push(text.clone()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| texts_in(value, texts)),
        serde_json::Value::Object(map) => map.values().for_each(|value| texts_in(value, texts)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

#[test]
fn a_deep_link_is_answered_with_the_app() {
    let relay = Relay::start();
    let hand = Hand::at(&relay);
    let home = hand.get("/", &BROWSER);
    assert_eq!((home.status, home.header("content-type")), (200, "text/html; charset=utf-8"));
    for path in ["/cases/2NEpo7TZRRrLZSi2U", "/status", "/me"] {
        let page = hand.get(path, &BROWSER);
        assert_eq!((page.status, &page.body), (200, &home.body), "{path}");
    }
    let missing = hand.get("/app-000000000000.js", &BROWSER);
    assert_eq!((missing.status, missing.problem()), (404, ProblemCode::NotFound), "a missing file is no page");
}

#[test]
fn files_with_a_hash_are_kept_for_ever_and_packed_with_brotli() {
    let relay = Relay::start();
    let hand = Hand::at(&relay);
    let files = hashed(&hand);
    if files.is_empty() {
        let page = hand.get("/", &BROWSER).text();
        assert!(page.contains("cargo xtask serve"), "a relay without a site says how to build it: {page}");
        return;
    }
    assert!(files.iter().any(|path| path.ends_with(".wasm")), "{files:?}");
    for path in files {
        let packed = hand.get(&path, &BROWSER);
        assert_eq!(packed.status, 200, "{path}");
        assert!(packed.header("cache-control").contains("immutable"), "{path}: {}", packed.header("cache-control"));
        let plain = hand.get(&path, &[]);
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        if path.ends_with(".wasm") {
            assert_eq!((packed.header("content-encoding"), packed.header("content-type")), ("br", "application/wasm"));
            assert!(packed.body.len() * 2 < plain.body.len(), "{path}: {} of {}", packed.body.len(), plain.body.len());
        }
    }
}

#[test]
fn what_may_change_is_asked_for_each_time_and_answered_shortly_when_it_has_not() {
    let relay = Relay::start();
    let hand = Hand::at(&relay);
    if hashed(&hand).is_empty() {
        return;
    }
    for path in ["/", "/sw.js", "/manifest.webmanifest"] {
        let first = hand.get(path, &BROWSER);
        assert_eq!((first.status, first.header("cache-control")), (200, "no-cache"), "{path}");
        let again = hand.get(path, &[BROWSER[0], BROWSER[1], ("if-none-match", first.header("etag"))]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
    }
}

#[test]
fn a_page_that_names_no_icon_finds_one_all_the_same() {
    let relay = Relay::start();
    let hand = Hand::at(&relay);
    if hashed(&hand).is_empty() {
        return;
    }
    let icon = hand.get("/favicon.ico", &BROWSER);
    assert_eq!((icon.status, icon.header("content-type"), icon.header("cache-control")), (200, "image/png", "no-cache"));
    assert!(icon.body.starts_with(b"\x89PNG"));
}
