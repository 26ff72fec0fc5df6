//! One's own password, and what slows guessing down.

use serde_json::json;
use shared::sync::session::ProblemCode;
use tests::{Hand, Relay, Who, cast::PASSWORD};

use super::{acts, address, row};

const OWN: &str = "/api/session/password";

#[test]
fn whoever_changes_their_password_stays_and_other_devices_go() {
    let relay = Relay::start();
    let (mut li, other) = (relay.hand(Who::Li), relay.hand(Who::Li));
    let change = |password: &str, new: &str| li.ask("PUT", OWN, &json!({ "password": password, "new": new }));
    assert_eq!(change("wrong", "a sentence of my own").0, 401);
    assert_eq!(change(PASSWORD, "12345678901").0, 422);
    assert_eq!(change(PASSWORD, "a sentence of my own").0, 204);
    li.session().expect("still signed in");
    assert_eq!(other.session(), Err((401, ProblemCode::SignedOut)));
    assert_eq!(li.sign_in(Who::Li), Err((401, ProblemCode::WrongPassword)));
    li.sign_in_as("zhuanjia1", "a sentence of my own").expect("the new one counts");
}

#[test]
fn a_reset_ends_every_session_and_asks_for_a_new_password() {
    let relay = Relay::start();
    let (admin, li) = (relay.hand(Who::City), relay.hand(Who::Li));
    let mut line = li.line().expect("signed in");
    let (status, made) = admin.ask("POST", &format!("{}/password", address(&row(&admin, "zhuanjia1"))), &json!({}));
    assert_eq!(status, 200, "{made}");
    line.end();
    assert_eq!(li.session(), Err((401, ProblemCode::SignedOut)));
    let mut again = Hand::at(&relay);
    assert_eq!(again.sign_in(Who::Li), Err((401, ProblemCode::WrongPassword)));
    assert_eq!(again.sign_in_as("zhuanjia1", made["password"].as_str().unwrap()), Err((403, ProblemCode::PasswordIsOver)));
}

#[test]
fn waiting_tells_nothing_of_who_exists_and_lasts_over_a_restart() {
    let mut relay = Relay::start();
    for name in ["zhuanjia1", "nobody-of-this-name"] {
        let mut hand = Hand::at(&relay);
        for _ in 0..10 {
            assert_eq!(hand.sign_in_as(name, "guess"), Err((401, ProblemCode::WrongPassword)), "{name}");
        }
        assert_eq!(hand.sign_in_as(name, "guess"), Err((429, ProblemCode::TooManyAttempts)), "{name}");
    }
    relay.stop();
    relay.start_again();
    assert_eq!(Hand::at(&relay).sign_in(Who::Li), Err((429, ProblemCode::TooManyAttempts)));
    let acts = acts(&relay.hand(Who::City));
    assert_eq!(acts.iter().filter(|act| *act == "sign_in_locked").count(), 2);
}

#[test]
fn many_names_from_one_address_are_guessing_too() {
    let relay = Relay::start_with(&["--trusted-proxies", "127.0.0.1"]);
    let hand = Hand::at(&relay);
    let try_from = |address: &str, name: usize| {
        let body = json!({ "name": format!("name{name}"), "password": "", "device": hand.device }).to_string();
        hand.send("POST", "/api/session", &[("x-forwarded-for", address)], body.as_bytes()).status
    };
    let network = |name: usize| format!("2001:db8:1:2::{name:x}");
    assert!((0..100).all(|name| try_from(&network(name), name) == 401), "any address of one network");
    assert_eq!(try_from(&network(100), 100), 429);
    assert_eq!(try_from("2001:db8:1:3::1", 101), 401, "another network");
}

#[test]
fn a_stranger_cannot_say_whose_address_is_theirs() {
    let relay = Relay::start();
    let hand = Hand::at(&relay);
    let tried: Vec<u16> = (0..101)
        .map(|name| {
            let body = json!({ "name": format!("name{name}"), "password": "", "device": hand.device }).to_string();
            let forged = format!("10.0.0.{name}");
            hand.send("POST", "/api/session", &[("x-forwarded-for", &forged)], body.as_bytes()).status
        })
        .collect();
    assert_eq!(tried[99..], [401, 429]);
}
