//! What the rules refuse: with a code, kept on the device, and the rest goes on.

use shared::{
    records::edit::Edit,
    sync::wire::{FromDevice, FromRelay},
    workflow::{Act, Code},
};
use tests::{
    Relay, Tablet, Who,
    cast::{SHARED, path, wish},
};

const PROBLEM: &str = "causes.problem";
const PLAN: &str = "rectification.plan";

#[test]
fn a_section_that_is_not_ones_own_is_refused_and_the_rest_goes_on() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    let plan = li.text(PLAN);
    li.disconnect();
    li.type_in(PROBLEM, "可以");
    li.type_in(PLAN, "专家写了企业的栏目"); // the screen would not offer this
    li.type_in(PROBLEM, "可以接收");
    li.type_in("causes.quality_head", "陈经理");
    li.connect();
    li.until_settled();

    let refused = [(PLAN.to_owned(), Code::NotYourSection, Edit::Write { path: path(PLAN), text: "专家写了企业的栏目".into() })];
    assert_eq!(li.refused(), refused);
    assert_eq!(li.text(PLAN), plan);
    assert_eq!(li.find(SHARED).map(|line| line.refused), Some(1));
    li.restart();
    assert_eq!(li.refused(), refused, "refused words survive a restart");

    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!((wang.text(PROBLEM), wang.text("causes.quality_head"), wang.text(PLAN)), ("可以接收".into(), "陈经理".into(), plan));
}

#[test]
fn a_case_closed_meanwhile_refuses_late_words_and_they_are_kept() {
    let relay = Relay::start();
    let (mut li, mut officer) = (Tablet::of(Who::Li, &relay), Tablet::of(Who::Tongan, &relay));
    li.open(SHARED);
    officer.open(SHARED);
    li.disconnect();
    li.begin(PROBLEM, "迟到的话");
    assert_eq!(officer.act(wish(1, Act::Withdraw)), None);
    officer.until("the case is closed", |officer| officer.find(SHARED).is_some_and(|line| line.summary.closed));

    li.connect();
    li.leave();
    li.until_settled();
    assert_eq!(li.refused(), [(PROBLEM.into(), Code::CaseClosed, Edit::Write { path: path(PROBLEM), text: "迟到的话".into() })]);
    assert!(!li.text(PROBLEM).contains("迟到的话"));
}

#[test]
fn a_text_that_is_too_large_is_refused_once_and_kept() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    let text = "长".repeat(30_000);
    li.type_in(PROBLEM, &text);
    li.type_in("causes.stock", "封存");
    li.until_settled();
    assert_eq!(li.refused(), [(PROBLEM.into(), Code::TooLarge, Edit::Write { path: path(PROBLEM), text })]);
    assert_eq!(li.text("causes.stock"), "封存");
}

#[test]
fn an_act_without_authority_is_refused_and_one_with_it_counts() {
    let relay = Relay::start();
    let (mut li, mut officer) = (Tablet::of(Who::Li, &relay), Tablet::of(Who::Tongan, &relay));
    li.open(SHARED);
    officer.open(SHARED);
    assert_eq!(li.act(wish(1, Act::Withdraw)), Some(Code::NotYourRole));
    assert_eq!(officer.act(wish(2, Act::Resume)), Some(Code::NoNotice));
    assert_eq!(officer.act(wish(3, Act::Withdraw)), None);
    li.until("everybody hears of it", |li| li.find(SHARED).is_some_and(|line| line.summary.closed));
}

#[test]
fn an_act_that_is_asked_for_twice_counts_once() {
    let relay = Relay::start();
    let mut officer = Tablet::of(Who::Tongan, &relay);
    let document = officer.open(SHARED);
    let entries = officer.log().len();
    let mut line = officer.hand.line().expect("signed in");
    for (command, expected) in [
        (wish(1, Act::Withdraw), None),
        (wish(1, Act::Withdraw), None),
        (wish(2, Act::Resume), Some(Code::NoNotice)),
        (wish(2, Act::Resume), Some(Code::NoNotice)),
    ] {
        line.say(&FromDevice::Command { document, command });
        let refused = line.hear_first(|heard| if let FromRelay::Decided { refused, .. } = heard { Some(refused) } else { None });
        assert_eq!(refused.map(|refusal| refusal.code), expected);
    }
    officer.until("the withdrawal", |officer| officer.log().len() > entries);
    officer.disconnect();
    officer.connect();
    officer.until("everything is here", |officer| officer.find(SHARED).is_some_and(|line| line.is_complete));
    assert_eq!(officer.log().len(), entries + 1);
}
