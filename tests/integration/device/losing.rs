//! A right ends while work is under way: it is told, in the order of the ledger, and takes nobody's own words.

use shared::{
    records::edit::Edit,
    sync::device::Why,
    workflow::{Act, Args, Code},
};
use tests::{
    Relay, Tablet, Who,
    cast::{SHARED, path, wish_with},
};

const PROBLEM: &str = "causes.problem";
const ROW: &str = "00000000000000aa";

fn transfer(officer: &mut Tablet, id: u8, district: &str) {
    let args = Args::default().with("district", district).with("reason", "住所地在该区");
    assert_eq!(officer.act(wish_with(id, Act::Transfer, args)), None);
}

/// [R-0-4] A case is sent to the wrong district and then to the right one, while the wrong one's first tablet is connected with the
/// page open and its second is away with work that was never sent.
#[test]
fn a_district_that_loses_a_case_is_told_and_its_own_words_stay() {
    let relay = Relay::start();
    let mut tongan = Tablet::of(Who::Tongan, &relay);
    let case = tongan.open(SHARED);
    let (mut here, mut away) = (Tablet::of(Who::Huli, &relay), Tablet::of(Who::Huli, &relay));
    let mut siming = Tablet::of(Who::Siming, &relay);
    assert!([&here, &away, &siming].iter().all(|tablet| tablet.find(SHARED).is_none()));

    transfer(&mut tongan, 1, "huli");
    for tablet in [&mut here, &mut away] {
        tablet.until("the case", |tablet| tablet.find(SHARED).is_some_and(|line| line.is_complete));
        tablet.open_document(case);
        tablet.until("the page", |tablet| tablet.state().is_some());
    }
    away.disconnect();
    away.add_row("measures.log", ROW);
    away.type_in(&format!("measures.log.{ROW}.doer"), "湖里的执法人员");

    transfer(&mut tongan, 2, "siming");
    here.until("the loss", |here| !here.lost().is_empty());
    assert_eq!(here.lost(), [(SHARED, Why::Document)]);
    assert!(here.find(SHARED).is_none() && here.log_of(case).is_empty(), "nothing of the others is left");
    siming.until("the case", |siming| siming.find(SHARED).is_some_and(|line| line.is_complete));
    assert!(siming.lost().is_empty() && tongan.lost().is_empty());

    away.connect();
    away.until("the loss", |away| away.find(SHARED).is_none());
    assert_eq!(away.lost(), [(SHARED, Why::Document)]);
    let kept = away.refused();
    assert_eq!(kept.iter().map(|(_, code, _)| *code).collect::<Vec<_>>(), [Code::NotYourCase, Code::NotYourCase]);
    let words = Edit::Write { path: path(&format!("measures.log.{ROW}.doer")), text: "湖里的执法人员".into() };
    assert!(kept.iter().any(|(_, _, edit)| *edit == words), "{kept:?}");
    assert!(away.log_of(case).is_empty());

    transfer(&mut tongan, 3, "huli");
    for tablet in [&mut here, &mut away] {
        tablet.until("the case is back", |tablet| tablet.find(SHARED).is_some_and(|line| line.is_complete));
        assert!(tablet.lost().is_empty());
        assert_eq!(tablet.log_of(case), tongan.log_of(case));
    }
    siming.until("the loss", |siming| !siming.lost().is_empty());
}

/// [R-0-15] What a member wrote away from the network is handed in although the group was formed anew without them, as far as it was
/// written in their time: here on the very day, which counts no more.
#[test]
fn who_left_the_group_hears_what_became_of_every_word() {
    let relay = Relay::start();
    let (mut unit, mut li, mut wang) = (Tablet::of(Who::Unit, &relay), Tablet::of(Who::Li, &relay), Tablet::of(Who::Wang, &relay));
    let case = unit.open(SHARED);
    li.open(SHARED);
    wang.open(SHARED);
    li.until("the page", |li| li.state().is_some());
    li.disconnect();
    li.type_in(PROBLEM, "李工离线写的");
    li.restart();

    let group = Args::default().with("group", wang.author().person);
    assert_eq!(unit.act(wish_with(1, Act::FormGroup, group)), None);
    wang.until("the new group", |wang| wang.state().is_some_and(|state| state.parties.group.len() == 1));
    wang.type_in(PROBLEM, "王工写的");
    wang.until_settled();
    li.connect();
    li.until("the loss", |li| li.find(SHARED).is_none());
    assert_eq!(li.lost(), [(SHARED, Why::Document)]);
    li.until("it waits for whoever leads", |li| li.refused().is_empty());
    assert_eq!(li.notes(), [(Code::WithLead, Edit::Write { path: path(PROBLEM), text: "李工离线写的".into() })]);
    assert!(li.log_of(case).is_empty());
    assert!(!li.documents().is_empty(), "everything else stays");
    assert_eq!(wang.text(PROBLEM), "王工写的");
}
