//! Confirmed is durable: the relay is killed the moment it has answered, and nothing is missing.

use shared::sync::wire::FromDevice;
use tests::{Relay, Tablet, Who, cast::SHARED};

const PROBLEM: &str = "causes.problem";

#[test]
fn nothing_confirmed_is_missing_after_the_relay_is_killed_right_after_the_answer() {
    let mut relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    for n in 1..=20 {
        let text = format!("第{n}句，已确认。");
        li.type_in(PROBLEM, &text);
        li.until_settled();
        relay.kill();
        li.disconnect();
        relay.start_again();
        let mut wang = Tablet::of(Who::Wang, &relay);
        wang.open(SHARED);
        assert_eq!(wang.text(PROBLEM), text, "confirmed, and gone");
        li.connect();
        li.until("the relay is there", |li| li.truth().contact_at.is_some());
    }
    assert_eq!(li.refused(), []);
}

#[test]
fn what_was_on_its_way_when_the_relay_died_is_sent_again_and_written_once() {
    let mut relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    for n in 1..=5 {
        li.type_in(PROBLEM, &"话".repeat(n)); // sent, its answer not read
        relay.kill();
        li.disconnect();
        relay.start_again();
        li.connect();
        li.until_settled();
        assert_eq!(li.text(PROBLEM), "话".repeat(n));
    }
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), "话".repeat(5));
    assert_eq!(wang.log(), li.log());
}

#[test]
fn a_restart_keeps_sessions_and_the_inventory_as_they_were() {
    let mut relay = Relay::start();
    let hand = relay.hand(Who::City);
    let before = hand.session().expect("signed in");
    let inventory = |line: &mut tests::Line| {
        line.say(&FromDevice::Inventory { since: 0 });
        let shared::sync::wire::FromRelay::Inventory { documents, cursor, .. } = line.hear() else { panic!("an inventory") };
        (documents, cursor)
    };
    let listed = inventory(&mut hand.line().expect("signed in"));
    relay.stop();
    relay.start_again();
    assert_eq!(hand.session(), Ok(before));
    assert_eq!(inventory(&mut hand.line().expect("still signed in")), listed);
}

#[test]
fn a_relay_that_is_told_to_stop_hangs_up_and_ends_in_time() {
    let mut relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    li.type_in(PROBLEM, "停机前的话");
    relay.stop();
    li.disconnect();
    relay.start_again();
    li.connect();
    li.until_settled();
    assert_eq!(li.text(PROBLEM), "停机前的话");
}
