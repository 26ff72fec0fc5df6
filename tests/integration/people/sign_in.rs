//! Signing in and out, and sessions that end while somebody works.

use shared::sync::session::ProblemCode;
use tests::{
    Hand, Relay, Tablet, Who,
    cast::{PASSWORD, SHARED},
};

const PROBLEM: &str = "causes.problem";

#[test]
fn a_wrong_password_and_an_unknown_name_are_told_alike() {
    let relay = Relay::start();
    let mut hand = Hand::at(&relay);
    let login = Who::Li.login();
    for (name, password) in [(login.as_str(), "liandong-dem0"), (&login, ""), ("nobody", PASSWORD), ("", ""), (&login, &"x".repeat(5000))] {
        assert_eq!(hand.sign_in_as(name, password), Err((401, ProblemCode::WrongPassword)), "{name}");
        assert_eq!(hand.cookie, None);
    }
    assert_eq!(hand.session(), Err((401, ProblemCode::SignedOut)));
    hand.sign_in(Who::Li).expect("the right password still works");
}

#[test]
fn everybody_of_the_demo_city_can_sign_in() {
    let relay = Relay::start();
    let offices = [Who::City, Who::Unit, Who::Li, Who::Wang, Who::Cai, Who::Enterprise(1), Who::Enterprise(24)];
    for who in offices.into_iter().chain(Who::DISTRICTS) {
        let session = relay.hand(who).session();
        assert!(session.is_ok(), "{who:?}: {session:?}");
    }
}

#[test]
fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let relay = Relay::start();
    let body = format!("{{\"name\":\"{}\",\"password\":\"{PASSWORD}\",\"device\":\"{}\"}}", Who::Li.login(), Hand::at(&relay).device);
    let answer = Hand::at(&relay).send("POST", "/api/session", &[], body.as_bytes());
    let cookie = answer.header("set-cookie");
    for part in ["; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age="] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(!answer.text().contains(cookie.split(['=', ';']).nth(1).expect("a value")), "the body does not repeat it");
}

#[test]
fn another_sites_page_cannot_sign_in_sign_out_or_open_a_line() {
    let relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let elsewhere = [("origin", "https://elsewhere.example")];
    for method in ["POST", "DELETE"] {
        assert_eq!(hand.send(method, "/api/session", &elsewhere, b"{}").status, 400, "{method}");
    }
    let upgrade = [
        elsewhere[0],
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="),
    ];
    assert_eq!(hand.get("/sync", &upgrade).status, 400);
    hand.session().expect("still signed in");
}

#[test]
fn a_request_that_cannot_be_read_is_told_so() {
    let relay = Relay::start();
    let hand = Hand::at(&relay);
    for body in [&b"{"[..], b"[]", &[b' '; 40_000]] {
        let answer = hand.send("POST", "/api/session", &[], body);
        assert_eq!((answer.status, answer.problem()), (400, ProblemCode::BadRequest));
    }
    assert_eq!(hand.get("/api/nothing", &[]).problem(), ProblemCode::NotFound);
}

#[test]
fn guessing_is_slowed_down() {
    let relay = Relay::start();
    let mut hand = Hand::at(&relay);
    for _ in 0..10 {
        assert_eq!(hand.sign_in_as("zhuanjia1", "guess"), Err((401, ProblemCode::WrongPassword)));
    }
    assert_eq!(hand.sign_in_as("zhuanjia1", PASSWORD), Err((429, ProblemCode::TooManyAttempts)));
    hand.sign_in(Who::Wang).expect("others do not wait");
}

#[test]
fn signing_out_ends_the_session_and_hangs_up() {
    let relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let mut line = hand.line().expect("signed in");
    hand.sign_out();
    line.end();
    assert_eq!(hand.session(), Err((401, ProblemCode::SignedOut)));
    assert_eq!(hand.line().err(), Some(401));
    assert_eq!(Hand::at(&relay).line().err(), Some(401), "no line without a session");
}

#[test]
fn work_waits_while_the_session_has_ended_and_is_sent_after_the_next_sign_in() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    li.disconnect();
    li.hand.sign_out();
    li.type_in(PROBLEM, "登录过期时写的话");
    li.connect();
    assert!(li.is_signed_out());
    li.restart();
    li.connect();
    assert!(li.is_signed_out());
    assert_eq!(li.text(PROBLEM), "登录过期时写的话");
    assert_eq!(li.truth().saved, 1);

    li.hand.sign_in(Who::Li).expect("the person signs in again, on the same device");
    li.connect();
    li.until_settled();
    assert_eq!(li.refused(), []);
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), "登录过期时写的话");
}
