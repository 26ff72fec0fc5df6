//! A stock automerge-repo client beside our own devices: it reads live, it cannot write, and nobody is harmed.

mod hostile;

use shared::{
    ids::DocumentId,
    workflow::{Act, Args},
};
use tests::{
    Foreign, Relay, Tablet, Who,
    cast::{CAIS, SHARED, wish_with},
    eventually::eventually,
    tablet::draw,
};

/// The same field as our own devices and the client name it.
const HEAD: &str = "causes.quality_head";
const PROBLEM: &str = "causes.problem";

#[test]
fn a_stock_client_reads_a_document_and_follows_what_is_written_in_it() {
    let mut relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    li.type_in(HEAD, "陈经理");
    li.until_settled();
    let mut reader = Foreign::of(&relay.hand(Who::Wang), &relay);
    assert!(reader.find(case));
    reader.until(case, HEAD, "陈经理");
    let kind = reader.read(case, "meta.kind");
    assert_eq!(kind.as_deref(), Some("case"), "the relay's own part too");
    for text in ["导体电阻", "导体电阻偏大", "导体电阻偏大，拉丝模磨损"] {
        li.type_in(PROBLEM, text);
        li.until_settled();
        reader.until(case, PROBLEM, text);
    }
    let talk = reader.talk();
    assert_eq!(talk.connected, 1);
    assert!(talk.sent + talk.heard < 30, "a handful of messages for each change: {talk:?}");
    relay.lives();
    assert!(!relay.said().contains("panicked"), "{}", relay.said());
}

#[test]
fn what_a_stock_client_writes_changes_nothing_and_it_goes_on_reading() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    li.type_in(HEAD, "陈经理");
    li.until_settled();
    let (before, problem) = (li.log(), li.text(PROBLEM));
    let mut reader = Foreign::of(&relay.hand(Who::Wang), &relay);
    assert!(reader.find(case));
    for round in 0..5 {
        reader.write(case, HEAD, "冒名");
        reader.write(case, PROBLEM, &format!("冒名的第{round}句话"));
        reader.greet(case);
        // What is written after it in another field comes through all the same.
        let note = format!("第{round}次帮扶");
        li.type_in("causes.stock", &note);
        li.until_settled();
        reader.until(case, "causes.stock", &note);
    }
    assert_eq!(reader.read(case, HEAD).as_deref(), Some("冒名"), "its own copy is its own affair");
    let talk = reader.talk();
    assert_eq!(talk.connected, 1, "nobody hung up");
    assert!(talk.sent + talk.heard < 100, "nobody talks without end: {talk:?}");

    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    wang.until("the case is here", |wang| wang.text("causes.stock") == "第4次帮扶");
    assert_eq!((wang.text(HEAD).as_str(), wang.text(PROBLEM)), ("陈经理", problem));
    assert_eq!(wang.versions(HEAD), []);
    assert_eq!(wang.log().len(), before.len() + 5, "the log has what Li wrote and nothing else");
    assert_eq!(li.refused(), []);
}

#[test]
fn what_somebody_may_not_read_is_unavailable_like_what_is_not_there() {
    let relay = Relay::start();
    let cais = Tablet::of(Who::Cai, &relay).open(CAIS);
    let mut li = Tablet::of(Who::Li, &relay);
    let own = li.open(SHARED);
    let mut reader = Foreign::of(&li.hand, &relay);
    assert!(!reader.find(cais), "another group's case");
    assert!(!reader.find(DocumentId(draw())), "no document");
    assert!(reader.find(own));
    let mut city = Foreign::of(&relay.hand(Who::City), &relay);
    assert!(city.find(cais) && city.find(own));
}

#[test]
fn who_loses_the_right_to_read_hears_no_more() {
    let relay = Relay::start();
    let mut unit = Tablet::of(Who::Unit, &relay);
    let case = unit.open(SHARED);
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    let [wangs, citys] = [Who::Wang, Who::City].map(|who| relay.hand(who));
    let (mut wang, mut city) = (Foreign::of(&wangs, &relay), Foreign::of(&citys, &relay));
    assert!(wang.find(case) && city.find(case));
    let heard = wang.talk().heard;
    let without_wang = Args::default().with("group", li.author().person);
    assert_eq!(unit.act(wish_with(1, Act::FormGroup, without_wang)), None);
    eventually("the client is told that there is no such document", || (wang.talk().heard == heard + 1).then_some(()));
    li.type_in(HEAD, "陈经理");
    li.until_settled();
    city.until(case, HEAD, "陈经理");
    assert!(!Foreign::of(&wangs, &relay).find(case), "nor under a new connection");
    assert!(!wang.find(DocumentId(draw())), "the old one goes on");
    assert_ne!(wang.read(case, HEAD).as_deref(), Some("陈经理"), "and tells nothing of what was written since");
    assert_eq!(wang.talk().heard, heard + 2);
}

#[test]
fn who_signs_out_is_cut_off() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    let hand = relay.hand(Who::Wang);
    let mut reader = Foreign::of(&hand, &relay);
    assert!(reader.find(case));
    hand.sign_out();
    li.type_in(HEAD, "陈经理");
    li.until_settled();
    let mut city = Foreign::of(&relay.hand(Who::City), &relay);
    assert!(city.find(case));
    city.until(case, HEAD, "陈经理");
    assert_ne!(reader.read(case, HEAD).as_deref(), Some("陈经理"));
}
