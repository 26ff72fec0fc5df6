//! Tablets that hand a case to each other while there is no network, and the relay that hears of it later.

use shared::{
    sync::handing::{Flaw, Parcel},
    workflow::Code,
};
use tests::{
    Given, Relay, Tablet, Who,
    cast::{CAIS, SHARED},
};

const HEAD: &str = "causes.quality_head";
const STOCK: &str = "causes.stock";
const PROBLEM: &str = "causes.problem";

/// Their tablets, with keys, the shared case open, each known to the others, vouched for, and without a network from now on.
fn apart<const N: usize>(relay: &Relay, people: [Who; N]) -> [Tablet; N] {
    let mut tablets = people.map(|who| Tablet::of(who, relay));
    for tablet in &mut tablets {
        tablet.make_keys();
        tablet.open(SHARED);
    }
    let authors = tablets.each_ref().map(Tablet::author);
    for tablet in &mut tablets {
        tablet.until("its keys are registered", |tablet| tablet.knows(tablet.author()));
    }
    for tablet in &mut tablets {
        tablet.disconnect(); // Whom the relay knows is told at the next connection.
        tablet.connect();
        tablet.until("the others are known", |tablet| authors.iter().all(|author| tablet.knows(*author)));
        tablet.until("the relay vouches", Tablet::is_vouched);
    }
    for tablet in &mut tablets {
        tablet.disconnect();
    }
    tablets
}

#[test]
fn what_two_experts_hand_to_each_other_in_a_hall_without_network_counts_as_each_authors() {
    let relay = Relay::start();
    let [mut li, mut wang] = apart(&relay, [Who::Li, Who::Wang]);
    assert!(li.readers().iter().any(|name| name == "王静仪"), "{:?}", li.readers());
    li.type_in(HEAD, "陈经理");
    let early = li.hand_over(true);
    li.type_in(STOCK, "库存三盘，已封存。");
    let late = li.hand_over(false);
    for given in [&late, &early, &late] {
        drop(wang.take(given));
    }
    assert_eq!((wang.text(HEAD), wang.text(STOCK)), ("陈经理".into(), "库存三盘，已封存。".into()));
    wang.restart();
    assert_eq!(wang.handed().iter().map(|line| line.waiting).sum::<u32>(), 2);
    wang.type_in(STOCK, "库存三盘，已封存，贴了封条。");

    wang.connect();
    wang.until_settled();
    wang.until("all of it is at the relay", |wang| wang.handed().is_empty());
    assert_eq!(wang.refused(), []);
    li.connect();
    li.until_settled();
    assert_eq!(li.refused(), []);
    li.until("the same log", |li| li.log() == wang.log());
    assert_eq!(li.text(STOCK), "库存三盘，已封存，贴了封条。");
}

#[test]
fn a_colleague_who_never_had_the_case_works_in_it_from_the_file_alone() {
    let relay = Relay::start();
    let [mut li] = apart(&relay, [Who::Li]);
    let mut wang = Tablet::without_documents(Who::Wang, &relay, li.author());
    li.type_in(HEAD, "陈经理");
    assert_eq!(wang.take(&li.hand_over(false)).unwrap_err(), Flaw::NoBeginning);
    assert!(wang.find(SHARED).is_none());
    assert!(wang.take(&li.hand_over(true)).expect("it is for Wang").is_further);
    wang.open(SHARED);
    assert_eq!(wang.text(HEAD), "陈经理");
    wang.type_in(PROBLEM, "导体电阻偏大。");
    wang.connect();
    wang.until_settled();
    wang.until("all of it is at the relay", |wang| wang.handed().is_empty());
    li.connect();
    li.until_settled();
    li.until("the same log", |li| li.log() == wang.log());
    assert_eq!(li.text(PROBLEM), "导体电阻偏大。");
}

#[test]
fn own_work_on_a_colleagues_waits_and_is_not_refused_when_the_author_is_unknown_to_the_relay_by_then() {
    let relay = Relay::start();
    let [mut li, mut wang] = apart(&relay, [Who::Li, Who::Wang]);
    li.type_in(HEAD, "陈经理");
    let given = li.hand_over(true);
    wang.take(&given).expect("it is for Wang");
    wang.type_in(PROBLEM, "同意。");
    li.hand.sign_out();
    wang.connect();
    wang.until("the relay does not know Li's tablet any more", |wang| wang.handed().iter().any(|line| line.refused.is_some()));
    wang.until_settled();
    assert_eq!(wang.handed()[0].refused.as_ref().map(|(_, refusal)| refusal.code), Some(Code::UnknownDevice));
    assert_eq!(
        (wang.refused(), wang.text(PROBLEM), wang.text(HEAD)),
        (vec![], "同意。".into(), String::new()),
        "Wang's own stands without Li's"
    );
}

#[test]
fn what_is_not_for_somebody_is_not_signed_or_is_damaged_changes_nothing() {
    let relay = Relay::start();
    let [mut li, mut wang, mut cai] = apart_with_cai(&relay);
    li.type_in(HEAD, "陈经理");
    let given = li.hand_over(true);
    assert_eq!(cai.take(&given).unwrap_err(), Flaw::NotYours);
    let mut forged = Parcel::read(&given.parcel).expect("a parcel");
    forged.batches[0].author = wang.author();
    assert_eq!(wang.take(&Given { parcel: forged.bytes(), ..given.clone() }).unwrap_err(), Flaw::WrongSignature, "under another's name");
    let mut forged = Parcel::read(&given.parcel).expect("a parcel");
    if let Some(voucher) = &mut forged.voucher {
        voucher.signature[9] ^= 1;
    }
    assert_eq!(
        wang.take(&Given { parcel: forged.bytes(), ..given.clone() }).unwrap_err(),
        Flaw::OtherRelay,
        "a log that nobody vouches for"
    );
    for cut in [0, 1, given.parcel.len() / 2, given.parcel.len() - 1] {
        let damaged = Given { parcel: given.parcel[..cut].to_vec(), ..given.clone() };
        assert_eq!(wang.take(&damaged).unwrap_err(), Flaw::Damaged);
    }
    assert_eq!((wang.text(HEAD), wang.handed().len()), (String::new(), 0));
    wang.take(&given).expect("the file itself is good");
    assert_eq!(wang.text(HEAD), "陈经理");
}

/// Cai is of another group.
fn apart_with_cai(relay: &Relay) -> [Tablet; 3] {
    let [li, wang] = apart(relay, [Who::Li, Who::Wang]);
    let mut cai = Tablet::of(Who::Cai, relay);
    cai.make_keys();
    cai.open(CAIS);
    cai.until("Li is known", |cai| cai.knows(li.author()));
    cai.disconnect();
    [li, wang, cai]
}
