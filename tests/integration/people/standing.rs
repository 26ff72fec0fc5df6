//! Who of a group holds work that the relay does not have, and what was written after somebody had left.

use std::slice;

use serde_json::Value;
use shared::{
    codec,
    records::edit::Edit,
    sync::{
        device::Work,
        later::{ADDRESS, AllLater, Later, Settling},
        session::COMPACT,
        standing::{self, Holding, Member, Standing},
        wire,
    },
    workflow::{Act, Args},
};
use tests::{
    Hand, Relay, Tablet, Who,
    cast::{SHARED, path, wish_with},
    eventually::eventually,
};

const PROBLEM: &str = "causes.problem";

fn members(hand: &Hand) -> Vec<Member> {
    let answer = hand.get(standing::ADDRESS, &[("accept", COMPACT)]);
    assert_eq!(answer.status, 200);
    codec::decode(&answer.body).expect("members")
}

/// The only device on which this tablet's person works.
fn device(hand: &Hand, tablet: &Tablet) -> Standing {
    let author = tablet.author();
    let of_person = members(hand).into_iter().find(|member| member.person == author.person).expect("a member");
    of_person.devices.into_iter().find(|device| device.device == author.device).expect("its device")
}

#[test]
fn whoever_leads_knows_what_a_members_device_held_when_it_was_last_heard() {
    let mut relay = Relay::start();
    let (unit, mut li) = (relay.hand(Who::Unit), Tablet::of(Who::Li, &relay));
    let case = li.open(SHARED);
    eventually("it is connected and holds nothing", || {
        let device = device(&unit, &li);
        (device.is_connected && device.is_signed_in && device.held == Some(Vec::new())).then_some(())
    });

    li.begin(PROBLEM, "车间里正在写");
    li.set_clock(20_000);
    li.tick();
    li.disconnect();
    li.type_in("causes.quality_head", "断网以后写的");
    let last = eventually("it went with words that nobody else has", || Some(device(&unit, &li)).filter(|device| !device.is_connected));
    assert_eq!(last.held, Some(vec![Holding { document: case, unsent: 1, refused: 0 }]), "what came after nobody can know");

    relay.stop();
    relay.start_again();
    assert_eq!(device(&unit, &li).held, last.held, "a relay that begins anew knows it, too");
    li.connect();
    li.until_settled();
    eventually("nothing waits any more", || device(&unit, &li).held.filter(Vec::is_empty));
}

#[test]
fn nobody_else_is_told_and_of_a_device_that_does_not_tell_its_hour_alone() {
    let relay = Relay::start();
    let li = Tablet::of(Who::Li, &relay);
    for who in [Who::Wang, Who::City, Who::Tongan, Who::Enterprise(14)] {
        let hand = relay.hand(who);
        assert!(members(&hand).iter().all(|member| member.person != li.author().person), "{who:?}");
    }
    let of_before = relay.hand(Who::Wang);
    let _line = of_before.line_to(wire::ADDRESS).expect("an app of before");
    let wang = of_before.session().expect("signed in").person.id;
    let member = members(&relay.hand(Who::Unit)).into_iter().find(|member| member.person == wang).expect("a member");
    let device = member.devices.iter().find(|device| device.device == of_before.device).expect("its device");
    assert_eq!((device.is_connected, device.held.clone()), (true, None));
}

fn later(hand: &Hand) -> AllLater {
    let answer = hand.get(ADDRESS, &[]);
    assert_eq!(answer.status, 200);
    codec::decode(&answer.body).expect("pieces")
}

fn decide(hand: &Hand, piece: &Later, how: &str, reason: &str) -> u16 {
    let body = serde_json::json!({ "how": how, "reason": reason });
    hand.ask("POST", &format!("{ADDRESS}/{}", piece.id), &body).0
}

/// [R-0-15] Li leaves the group while away; what he writes afterwards is no act of his and is not lost: it waits for the unit, which takes
/// one piece over and sets another aside.
#[test]
fn what_a_former_member_writes_waits_for_whoever_leads() {
    let relay = Relay::start();
    let (mut unit, mut li, mut wang) = (Tablet::of(Who::Unit, &relay), Tablet::of(Who::Li, &relay), Tablet::of(Who::Wang, &relay));
    let case = unit.open(SHARED);
    li.open(SHARED);
    wang.open(SHARED);
    li.disconnect();
    assert_eq!(unit.act(wish_with(1, Act::FormGroup, Args::default().with("group", wang.author().person))), None);
    li.type_in(PROBLEM, "离组后写的");
    li.type_in("causes.quality_head", "赵质量");
    li.connect();
    li.until("both wait for whoever leads", |li| li.notes().len() == 2 && li.refused().is_empty());
    assert_ne!(wang.text(PROBLEM), "离组后写的");

    let waiting = later(&unit.hand).to_decide;
    assert_eq!(waiting.iter().map(|one| (one.author, one.piece.document)).collect::<Vec<_>>(), [(li.author().person, case); 2]);
    let words = Work::Edit(Edit::Write { path: path(PROBLEM), text: "离组后写的".into() });
    let problem = waiting.iter().find(|one| one.piece.work == words).expect("word for word").clone();
    let head = waiting.iter().find(|one| one.id != problem.id).expect("the other").clone();
    for who in [Who::Wang, Who::City, Who::Tongan] {
        let hand = relay.hand(who);
        assert_eq!((later(&hand), decide(&hand, &problem, "taken", "")), (AllLater::default(), 404), "{who:?}");
    }
    assert_eq!(decide(&unit.hand, &problem, "aside", " "), 400, "without a reason nothing is set aside");
    assert_eq!((decide(&unit.hand, &problem, "taken", ""), decide(&unit.hand, &head, "aside", "与王工所写重复")), (204, 204));
    assert_eq!(decide(&unit.hand, &head, "taken", ""), 404, "once");
    assert_eq!(later(&unit.hand), AllLater::default());

    let own = later(&li.hand).own;
    let told = |piece: &Later| own.iter().find(|one| one.id == piece.id).and_then(|one| one.settled.clone()).expect("decided").0.settle;
    assert_eq!((told(&problem).how, told(&head).how, told(&head).reason.as_str()), (Settling::Taken, Settling::Aside, "与王工所写重复"));
}

/// [R-0-15] Two who lead press at once: one of them writes it down, the other is told that somebody does. Whoever is gone in between loses
/// nothing: the piece waits on.
#[test]
fn of_two_who_lead_one_takes_a_piece_over() {
    let mut relay = Relay::start();
    let (mut unit, mut li) = (Tablet::of(Who::Unit, &relay), Tablet::of(Who::Li, &relay));
    let wang = relay.hand(Who::Wang).session().expect("signed in").person.id;
    unit.open(SHARED);
    li.open(SHARED);
    li.disconnect();
    assert_eq!(unit.act(wish_with(1, Act::FormGroup, Args::default().with("group", wang))), None);
    li.type_in(PROBLEM, "离组后写的");
    li.connect();
    li.until("it waits for whoever leads", |li| li.notes().len() == 1);
    let other = relay.hand(Who::Unit);
    let piece = later(&other).to_decide.first().expect("a piece").clone();
    let takes = |hand: &Hand, how: &str| decide(hand, &piece, how, "");

    assert_eq!(takes(&relay.hand(Who::Wang), "taking"), 404, "it is not theirs");
    assert_eq!((takes(&unit.hand, "taking"), takes(&unit.hand, "taking")), (204, 204), "asked twice is asked once");
    for how in ["taking", "taken"] {
        assert_eq!(takes(&other, how), 423, "{how}");
    }
    assert_eq!(later(&other).to_decide, slice::from_ref(&piece), "nothing is decided yet");
    relay.kill();
    relay.start_again();
    assert_eq!(later(&unit.hand).to_decide, slice::from_ref(&piece), "whoever was gone in between finds it where it was");
    assert_eq!((takes(&other, "taking"), takes(&unit.hand, "taking")), (204, 423));
    assert_eq!((takes(&other, "taken"), takes(&unit.hand, "taking"), takes(&unit.hand, "taken")), (204, 404, 404));
    assert_eq!(later(&unit.hand), AllLater::default());
}

/// What is handed in under this name by others, or by a member, is not taken: theirs are the ordinary ways.
#[test]
fn a_member_hands_nothing_in_behind_the_others() {
    let relay = Relay::start();
    let (unit, mut li) = (relay.hand(Who::Unit), Tablet::of(Who::Li, &relay));
    let document = li.open(SHARED);
    li.disconnect();
    li.type_in(PROBLEM, "组员写的");
    let pieces = li.unsent();
    for who in [Who::Li, Who::Cai, Who::Enterprise(14)] {
        let mut line = relay.hand(who).line().expect("signed in");
        line.say(&wire::FromDevice::Later { document, pieces: pieces.clone() });
        let names = line.hear_first(|heard| match heard {
            wire::FromRelay::WithLead { names, .. } => Some(names),
            _ => None,
        });
        assert_eq!(names, Vec::<String>::new(), "{who:?}");
    }
    assert_eq!(later(&unit), AllLater::default());
    assert_eq!(unit.ask("GET", "/api/admin/people", &Value::Null).0, 403);
}
