//! Two tablets and the relay come to say the same.

use shared::records::edit::Edit;
use tests::{
    Relay, Tablet, Who,
    cast::{SHARED, path},
};

const PROBLEM: &str = "causes.problem";
const HEAD: &str = "causes.quality_head";

fn both(relay: &Relay) -> (Tablet, Tablet) {
    let (mut li, mut wang) = (Tablet::of(Who::Li, relay), Tablet::of(Who::Wang, relay));
    li.open(SHARED);
    wang.open(SHARED);
    (li, wang)
}

#[test]
fn what_one_writes_the_other_sees_at_once() {
    let relay = Relay::start();
    let (mut li, mut wang) = both(&relay);
    li.type_in(PROBLEM, "导体电阻偏大。");
    li.until_settled();
    assert!(li.truth().confirmed_at.is_some());
    wang.until("Li's words", |wang| wang.text(PROBLEM) == "导体电阻偏大。");
    let line = wang.find(SHARED).expect("in the list");
    assert!(line.summary.people.iter().any(|named| named.name == "李慎行"), "others are named: {:?}", line.summary.people);
}

#[test]
fn two_experts_without_network_keep_every_word() {
    let relay = Relay::start();
    let (mut li, mut wang) = both(&relay);
    li.type_in(PROBLEM, "开头。结尾。");
    li.until_settled();
    wang.until("Li's words", |wang| wang.text(PROBLEM) == "开头。结尾。");
    li.disconnect();
    wang.disconnect();

    li.type_in(PROBLEM, "李工说：开头。结尾。");
    wang.type_in(PROBLEM, "开头。结尾。王工说完。");
    li.type_in(HEAD, "陈经理");
    wang.type_in(HEAD, "黄厂长");
    li.type_in("causes.stock", "封存");
    wang.type_in("causes.sold", "召回");
    for (tablet, row, text) in [(&mut li, "00000000000000aa", "拉丝模磨损"), (&mut wang, "00000000000000bb", "铜材纯度不足")] {
        tablet.add_row("causes.list", row);
        tablet.type_in(&format!("causes.list.{row}.text"), text);
        tablet.restart();
        tablet.connect();
        tablet.until_settled();
    }

    let authors = [li.author().person, wang.author().person];
    for tablet in [&mut li, &mut wang] {
        tablet.until("everything of both", |tablet| {
            tablet.versions(HEAD).len() == 2 && tablet.text("causes.list.00000000000000bb.text") == "铜材纯度不足"
        });
        assert_eq!(tablet.text(PROBLEM), "李工说：开头。结尾。王工说完。");
        assert_eq!(tablet.text("causes.stock"), "封存");
        assert_eq!(tablet.text("causes.sold"), "召回");
        assert_eq!(tablet.text("causes.list.00000000000000aa.text"), "拉丝模磨损");
        for said in tablet.versions(HEAD) {
            let writer = authors[usize::from(said.text == "黄厂长")];
            assert_eq!(said.by.map(|by| by.person), Some(writer), "{}", said.text);
            assert!(said.at.0 > 0);
        }
        assert_eq!(tablet.find(SHARED).map(|line| line.summary.disputed), Some(2), "the short field and the long text");
        assert_eq!(tablet.refused(), []);
    }

    li.edit(Edit::Write { path: path(HEAD), text: "黄厂长".into() });
    li.until_settled();
    wang.until("what Li chose", |wang| wang.versions(HEAD).is_empty() && wang.text(HEAD) == "黄厂长");
    assert_eq!(li.log(), wang.log(), "both hold the relay's log, chunk by chunk");
}

#[test]
fn a_tablet_catches_up_on_what_it_missed() {
    let relay = Relay::start();
    let (mut li, mut wang) = both(&relay);
    wang.disconnect();
    for n in 1..=60 {
        li.type_in(PROBLEM, &"字".repeat(n));
    }
    li.until_settled();
    wang.connect();
    wang.until("sixty edits", |wang| wang.text(PROBLEM) == "字".repeat(60));
    assert_eq!(li.log(), wang.log());
}

#[test]
fn what_is_not_for_a_person_is_not_pushed_to_them() {
    let relay = Relay::start();
    let (mut li, _) = both(&relay);
    let mut cai = relay.hand(Who::Cai).line().expect("signed in");
    let mut city = Tablet::of(Who::City, &relay);
    city.open(SHARED);
    li.type_in(PROBLEM, "只给本组看");
    li.until_settled();
    city.until("the words", |city| city.text(PROBLEM) == "只给本组看");
    assert_eq!(cai.listen(), None, "Cai hears nothing of a case of another group");
}
