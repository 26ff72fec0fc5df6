//! What browsers are told about each kind of answer, as one table that people review: a change shows as a difference of the golden file
//! beside this one. `LIANDONG_BLESS=1` writes it anew.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use serde_json::json;
use shared::sync::session::ProblemCode;
use tests::{
    Hand, Relay, Tablet, Who,
    cast::SHARED,
    hand::Answer,
    inviting::to_a_survey,
    sending::{PART, TUS, UPLOADS},
};

use super::files;

/// What is reviewed; everything else says what an answer is, not what may be done with it.
const REVIEWED: [&str; 10] = [
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "cache-control",
    "vary",
    "strict-transport-security",
    "access-control-allow-origin",
];
const PAGE: [(&str, &str); 1] = [("accept", "text/html")];
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const UPGRADE: [(&str, &str); 4] = [
    ("connection", "upgrade"),
    ("upgrade", "websocket"),
    ("sec-websocket-version", "13"),
    ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
];

/// One answer of each kind.
fn answers(relay: &Relay) -> Vec<(&'static str, u16, Answer)> {
    let li = relay.hand(Who::Li);
    // Each time on a new connection: one on which something was refused before it was read is closed.
    let stranger = || Hand::at(relay);
    let (_officer, form) = to_a_survey(relay);
    let photo = files::photo(1, 1000);
    let mut tablet = Tablet::of(Who::Li, relay);
    tablet.open(SHARED);
    let sending = li.begin_sending(&photo, "image/jpeg");
    let begun = li.announce(tests::sending::hash_of(b"another"), 7, "image/jpeg");
    let (asked, sent) = (sending.ask(), sending.part(0, &photo));
    let file = tests::sending::hash_of(&photo);
    files::name(&mut tablet, "row", file);
    let wrong = json!({ "name": "a", "password": "b", "device": stranger().device.to_string() }).to_string().into_bytes();
    let foreign = [("origin", "https://elsewhere.example")];
    let (whole, hash) = (li.file(file, &[]), file.to_hex());
    let tag = whole.header("etag").to_owned();
    vec![
        ("the app", 200, stranger().get("/", &PAGE)),
        ("a deep link", 200, stranger().get("/cases/2NEpo7TZRRrLZSi2U", &PAGE)),
        ("a missing file", 404, stranger().get("/app-old.js", &[])),
        ("health", 200, stranger().get("/healthz", &[])),
        ("readiness", 200, stranger().get("/readyz", &[])),
        ("api", 200, li.get("/api/session", &[])),
        ("api, signed out", 401, stranger().get("/api/session", &[])),
        ("api, wrong password", 401, stranger().send("POST", "/api/session", &[], &wrong)),
        ("api, no such address", 404, stranger().get("/api/nothing", &[])),
        ("api, no such verb", 404, stranger().send("PUT", "/api/session", &[], b"")),
        ("api, no JSON", 400, stranger().send("POST", "/api/session", &[], b"?")),
        ("api, too large", 400, stranger().send("POST", "/api/session", &[], &vec![b' '; 20_000])),
        ("api, not for this person", 403, li.get("/api/admin/people", &[])),
        ("another site's page", 400, stranger().send("POST", "/api/session", &foreign, b"{}")),
        ("a survey", 200, stranger().get(&form, &PAGE)),
        ("a survey, kept", 303, stranger().send("POST", &form, &[FORM], b"do=keep&survey.comments=x")),
        ("a survey, not whole", 422, stranger().send("POST", &form, &[FORM], b"do=answer")),
        ("a survey that is over", 404, stranger().get("/survey/00000000000000000000000000000000", &PAGE)),
        ("a survey's style", 200, stranger().get("/survey/style.css", &[])),
        ("an upload, its protocol", 204, li.send("OPTIONS", UPLOADS, &[], b"")),
        ("an upload, begun", 201, begun),
        ("an upload, how far", 200, asked),
        ("an upload, a part", 204, sent),
        ("an upload, another's", 404, stranger_part(relay, &sending.place)),
        ("a file", 200, whole),
        ("a file, a part", 206, li.file(file, &[("range", "bytes=0-9")])),
        ("a file, unchanged", 304, li.file(file, &[("if-none-match", &tag)])),
        ("a file, beyond its end", 416, li.file(file, &[("range", "bytes=5000-")])),
        ("a file, another's", 404, relay.hand(Who::Cai).get(&format!("/api/blobs/{hash}"), &[])),
        ("the line", 101, li.send("GET", "/sync", &UPGRADE, b"")),
        ("the line, signed out", 401, stranger().send("GET", "/sync", &UPGRADE, b"")),
        ("the line, no upgrade", 400, li.get("/sync", &[])),
        ("the line, another site's page", 400, li.send("GET", "/sync", &[&UPGRADE[..], &foreign].concat(), b"")),
    ]
}

fn stranger_part(relay: &Relay, place: &str) -> Answer {
    relay.hand(Who::Wang).send("PATCH", place, &[TUS, PART, ("upload-offset", "0")], b"x")
}

#[test]
fn every_kind_of_answer_says_what_may_be_done_with_it() {
    let relay = Relay::start();
    let mut alike: BTreeMap<Vec<(&str, String)>, Vec<String>> = BTreeMap::new();
    let (mut order, mut ids) = (Vec::new(), Vec::new());
    for (kind, status, answer) in answers(&relay) {
        assert_eq!(answer.status, status, "{kind}: {}", answer.text());
        let said = REVIEWED.iter().filter(|name| answer.headers.contains_key(**name));
        let said: Vec<_> = said.map(|name| (*name, answer.header(name).to_owned())).collect();
        if !order.contains(&said) {
            order.push(said.clone());
        }
        alike.entry(said).or_default().push(format!("{status} {kind}"));
        ids.push(answer.header("x-request-id").to_owned());
    }
    let mut print = String::new();
    for said in &order {
        writeln!(print, "{}", alike[said].join("\n")).expect("a text takes lines");
        for (name, value) in said {
            writeln!(print, "    {name}: {value}").expect("a text takes lines");
        }
        print.push('\n');
    }
    golden(&print);
    for never in ["'unsafe-inline'", "'unsafe-eval'", "http:", "*"] {
        assert!(!print.contains(never), "{never} in {print}");
    }
    assert!(ids.iter().all(|id| id.len() == 16), "each answer has an id: {ids:?}");
    ids.sort_unstable();
    ids.dedup();
    let kinds: usize = alike.values().map(Vec::len).sum();
    assert_eq!(ids.len(), kinds, "of its own");
}

fn golden(print: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("integration/relay/headers.golden");
    if std::env::var_os("LIANDONG_BLESS").is_some() {
        fs::write(file, print).expect("the golden file can be written");
    } else {
        assert_eq!(print, include_str!("headers.golden"), "review the difference, then run once with LIANDONG_BLESS=1");
    }
}

/// [`ProblemCode`] is what a device reads of an answer; the id is for people, and no part of it.
#[test]
fn the_id_of_an_answer_stands_beside_it_and_not_in_it() {
    let relay = Relay::start();
    let answer = Hand::at(&relay).get("/api/session", &[]);
    assert_eq!(answer.problem(), ProblemCode::SignedOut);
    assert!(!answer.text().contains(answer.header("x-request-id")), "{}", answer.text());
}
