//! Frames that no honest device sends: a clear answer, and the process lives.

use std::time::{Duration, Instant};

use automerge::{
    ActorId, Automerge, Change, ROOT,
    transaction::{CommitOptions, Transactable},
};
use serde_bytes::ByteBuf;
use shared::{
    ids::{Author, DeviceId, DocumentId, Hash, PersonId},
    records::edit::{self, Edit},
    sync::wire::{ADDRESS, FromDevice, FromRelay, Listed, MAX_CHANGES, MAX_FRAME, Trouble, address},
    workflow::Code,
};
use tests::{
    Line, Relay, Tablet, Who,
    cast::{SHARED, path},
    tablet::{draw, now},
};
use tungstenite::Message;

/// What the relay answers to changes submitted: each refusal's code, or the trouble.
fn submit(line: &mut Line, document: DocumentId, changes: Vec<Vec<u8>>) -> Result<Vec<Code>, Trouble> {
    line.say(&FromDevice::Submit { batch: 1, document, changes: changes.into_iter().map(ByteBuf::from).collect() });
    line.hear_first(|heard| match heard {
        FromRelay::Answer { accepted, refused, retry, .. } => {
            assert_eq!((accepted, retry), (vec![], vec![]));
            Some(Ok(refused.into_iter().map(|(_, refusal)| refusal.code).collect()))
        }
        FromRelay::Trouble { code, .. } => Some(Err(code)),
        _ => None,
    })
}

/// The document as a tablet holds it, ready to be written in as `author`.
fn document(tablet: &Tablet, author: Author) -> Automerge {
    let mut doc = Automerge::new();
    for chunk in tablet.log() {
        doc.apply_changes([Change::from_bytes(chunk).expect("the relay's own log")]).expect("in order");
    }
    doc.set_actor(ActorId::from(draw()));
    doc.set_author(Some(author.to_bytes().into()));
    doc
}

fn is_well(line: &mut Line) {
    line.say(&FromDevice::Inventory { since: 0 });
    assert!(matches!(line.hear(), FromRelay::Inventory { .. }));
}

/// An app that was not brought up to date yet goes on working with a relay that was.
#[test]
fn a_device_of_before_hears_lists_that_do_not_tell_what_waits() {
    let relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let told = |address: &str| {
        let mut line = hand.line_to(address).expect("signed in");
        line.say(&FromDevice::Inventory { since: 0 });
        line.hear_first(|heard| match heard {
            FromRelay::Inventory { documents, .. } => Some(documents),
            _ => None,
        })
    };
    let (before, today) = (told(ADDRESS), told(&address(None)));
    assert!(!today.is_empty() && today.iter().all(|listed| listed.waits.is_some()));
    assert!(before.iter().all(|listed| listed.waits.is_none()));
    let names = |listed: &[Listed]| listed.iter().map(|listed| (listed.summary.clone(), listed.n)).collect::<Vec<_>>();
    assert_eq!(names(&before), names(&today));
}

#[test]
fn noise_is_answered_and_the_line_goes_on() {
    let mut relay = Relay::start();
    let mut line = relay.hand(Who::Li).line().expect("signed in");
    for noise in [
        Message::binary(vec![]),
        Message::binary(vec![0xff; 40]),
        Message::binary(vec![0x9f; 4000]),
        Message::text("hello"),
        Message::binary(vec![0; MAX_FRAME]),
    ] {
        line.say_raw(noise);
        assert_eq!(line.hear(), Trouble::BadFrame.into());
        is_well(&mut line);
    }
    relay.lives();
}

#[test]
fn whoever_only_makes_noise_is_hung_up_on() {
    let mut relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let mut line = hand.line().expect("signed in");
    for _ in 0..20 {
        line.say_raw(Message::binary(vec![0xff; 8]));
    }
    line.end();
    is_well(&mut hand.line().expect("and may come back"));
    relay.lives();
}

#[test]
fn an_oversized_frame_is_told_so_and_ends_the_line_only() {
    let mut relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let mut bystander = relay.hand(Who::Wang).line().expect("signed in");
    let mut line = hand.line().expect("signed in");
    line.say_raw(Message::binary(vec![0; MAX_FRAME + 1]));
    assert_eq!(line.hear(), Trouble::TooLarge.into());
    assert_eq!(line.end(), Some(1009));

    let mut line = hand.line().expect("and may come back");
    line.say_raw(Message::binary(vec![0; 16 * MAX_FRAME]));
    line.end();
    is_well(&mut bystander);
    relay.lives();
}

#[test]
fn too_many_changes_at_once_are_told_so() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    let mut line = li.hand.line().expect("signed in");
    assert_eq!(submit(&mut line, case, vec![vec![1]; MAX_CHANGES + 1]), Err(Trouble::TooLarge));
    is_well(&mut line);
}

#[test]
fn garbage_changes_are_refused_one_by_one() {
    let mut relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    let mut line = li.hand.line().expect("signed in");
    let honest = li.log().pop().expect("a log");
    let flipped = (0..honest.len()).step_by(3).map(|at| {
        let mut chunk = honest.clone();
        chunk[at] ^= 0x55;
        chunk
    });
    let garbage: Vec<Vec<u8>> =
        [vec![], vec![0; 64], vec![0xff; 4096], honest[..honest.len() / 2].to_vec()].into_iter().chain(flipped).collect();
    for batch in garbage.chunks(MAX_CHANGES) {
        let refused = submit(&mut line, case, batch.to_vec()).expect("an answer");
        assert_eq!(refused.len(), batch.len());
    }
    relay.lives();
    assert!(!relay.said().contains("panicked"), "{}", relay.said());
}

#[test]
fn whoever_is_refused_again_and_again_is_heard_less_often_and_no_other_device_is() {
    let relay = Relay::start();
    let mut tablet = Tablet::of(Who::Li, &relay);
    let case = tablet.open(SHARED);
    tablet.type_in("causes.stock", "封存");
    tablet.until_settled();
    let (mut line, mut wangs) = (tablet.hand.line().expect("signed in"), relay.hand(Who::Wang).line().expect("signed in"));
    let noise = vec![vec![0x85; 10_000]; MAX_CHANGES];
    let begin = Instant::now();
    for _ in 0..8 {
        assert_eq!(submit(&mut line, case, noise.clone()).map(|codes| codes.len()), Ok(MAX_CHANGES), "every submit is answered");
    }
    assert!(begin.elapsed() > Duration::from_secs(3), "mistakes do not explain this: {:?}", begin.elapsed());
    line.say(&FromDevice::Inventory { since: 0 });
    is_well(&mut wangs);
    tablet.type_in("causes.stock", "封存三箱");
    tablet.until_settled();
    assert_eq!(tablet.refused(), []);
    let mut answered = false;
    while let Some(heard) = line.listen() {
        answered |= matches!(heard, FromRelay::Inventory { .. });
    }
    assert!(!answered, "nobody else waited for it, nor did the same person's other device");
    line.hear_first(|heard| matches!(heard, FromRelay::Inventory { .. }).then_some(()));
}

#[test]
fn a_change_in_anothers_name_is_refused() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    let own = li.author();
    let somebody = [Author { person: PersonId([3; 16]), ..own }, Author { device: DeviceId([4; 16]), ..own }];
    let mut line = li.hand.line().expect("signed in");
    for author in somebody {
        let mut doc = document(&li, author);
        let write = Edit::Write { path: path("causes.quality_head"), text: "冒名".into() };
        let change = edit::apply(&mut doc, &write, now()).expect("the place is there").expect("something changes");
        assert_eq!(submit(&mut line, case, vec![change.raw_bytes().to_vec()]), Ok(vec![Code::NotYourName]));
    }
}

#[test]
fn a_change_outside_the_forms_is_refused() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    let mut line = li.hand.line().expect("signed in");
    let mut doc = document(&li, li.author());
    let mut tx = doc.transaction();
    tx.put(ROOT, "ledger", "mine").expect("a put");
    tx.commit_with(CommitOptions::default().with_time(now().0));
    let change = doc.get_last_local_change().expect("just made");
    assert_eq!(submit(&mut line, case, vec![change.raw_bytes().to_vec()]), Ok(vec![Code::UnknownPlace]));
}

#[test]
fn a_change_that_lacks_what_it_builds_on_is_asked_for_again() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    let mut doc = document(&li, li.author());
    let mut write = |text: &str| {
        let edit = Edit::Write { path: path("causes.quality_head"), text: text.into() };
        edit::apply(&mut doc, &edit, now()).expect("the place is there").expect("something changes")
    };
    let (first, second) = (write("一"), write("二"));
    let mut line = li.hand.line().expect("signed in");
    line.say(&FromDevice::Submit { batch: 1, document: case, changes: vec![ByteBuf::from(second.raw_bytes().to_vec())] });
    let FromRelay::Answer { retry, accepted, .. } = line.hear() else { panic!("an answer") };
    assert_eq!((retry, accepted), (vec![Hash::from(second.hash())], vec![]));
    let changes = [&first, &second].map(|change| ByteBuf::from(change.raw_bytes().to_vec())).to_vec();
    line.say(&FromDevice::Submit { batch: 2, document: case, changes });
    let FromRelay::Answer { accepted, .. } = line.hear() else { panic!("an answer") };
    assert_eq!(accepted.len(), 2);
}
