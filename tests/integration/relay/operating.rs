//! What an operator's programs ask of the relay: is it alive, can it work, what has it done.

use shared::workflow::Act;
use tests::{
    Hand, Relay, Tablet, Who,
    cast::{SHARED, wish},
    eventually::eventually,
    free_port,
};

const PROBLEM: &str = "causes.problem";

/// The metrics as the relay tells them now.
fn metrics(port: u16) -> String {
    let mut answer = ureq::get(format!("http://127.0.0.1:{port}/metrics")).call().expect("the relay tells metrics");
    answer.body_mut().read_to_string().expect("text")
}

#[test]
fn metrics_stand_at_an_address_of_their_own_and_count_what_people_did() {
    let port = free_port();
    let relay = Relay::start_with(&["--metrics-listen", &format!("127.0.0.1:{port}")]);
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    li.type_in(PROBLEM, "计数的话");
    li.until_settled();
    assert!(li.act(wish(1, Act::Withdraw)).is_some(), "an expert withdraws nothing");
    let told = metrics(port);
    for line in [
        "liandong_connections 1\n",
        "liandong_submits_total 1\n",
        "liandong_changes_total{outcome=\"accepted\",code=\"\"} 1\n",
        "liandong_commands_total{act=\"withdraw\",outcome=\"refused\",code=\"",
        "liandong_guard_seconds_count 1\n",
        "liandong_documents_loaded 1\n",
        "liandong_build_info{version=\"",
    ] {
        assert!(told.contains(line), "{line:?} in\n{told}");
    }
    assert!(!told.contains(&li.open_case().to_string()), "no ids");
    li.disconnect();
    eventually("the connection is no longer counted", || metrics(port).contains("liandong_connections 0\n").then_some(()));
    assert_eq!(Hand::at(&relay).get("/metrics", &[]).status, 404, "the app's own address tells none");
}

#[test]
fn a_relay_that_can_keep_what_people_write_is_ready() {
    let relay = Relay::start();
    let answer = Hand::at(&relay).get("/readyz", &[]);
    assert_eq!((answer.status, answer.text().as_str()), (200, "{\"ready\":true,\"code\":null}"));
}
