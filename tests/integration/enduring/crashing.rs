//! The relay dies between commit and answer: what is asked again is answered as a relay answers that never died.

use automerge::{ActorId, Automerge, Change};
use serde_bytes::ByteBuf;
use shared::{
    ids::{Author, DocumentId},
    records::edit::{self, Edit},
    sync::wire::{FromDevice, FromRelay, to_frame},
    time::Timestamp,
    workflow::{Act, Args},
};
use tests::{
    Hand, Line, Relay, Tablet, Who,
    cast::{SHARED, path, wish, wish_with},
    tablet::{draw, now},
};

/// What Li and the officer ask for, in order: the same bytes each time.
struct Asked {
    document: DocumentId,
    li: Author,
    questions: Vec<(Who, FromDevice)>,
}

/// Two changes that are good, one in a section that is not Li's, an act that counts and one that does not.
fn asked(relay: &Relay) -> Asked {
    let mut tablet = Tablet::of(Who::Li, relay);
    let (document, li) = (tablet.open(SHARED), tablet.author());
    let mut doc = Automerge::new();
    doc.apply_changes(tablet.log().into_iter().map(|chunk| Change::from_bytes(chunk).expect("the relay's own")).collect::<Vec<_>>())
        .expect("in order");
    let pen = |doc: &Automerge| doc.clone().with_actor(ActorId::from(draw())).with_author(Some(li.to_bytes().into()));
    let write = |doc: &mut Automerge, field: &str, text: &str| {
        let edit = Edit::Write { path: path(field), text: text.to_owned() };
        ByteBuf::from(edit::apply(doc, &edit, now()).expect("a place").expect("new words").raw_bytes().to_vec())
    };
    let (mut good, mut bad) = (pen(&doc), pen(&doc));
    let first = vec![write(&mut good, "causes.problem", "导体电阻偏大。"), write(&mut bad, "intake.product", "不是李工写的栏")];
    let second = vec![write(&mut good, "causes.quality_head", "陈经理")];
    let submit = |batch, changes| (Who::Li, FromDevice::Submit { batch, document, changes });
    let command = |command| (Who::Tongan, FromDevice::Command { document, command });
    let remind = wish_with(1, Act::Remind, Args::default().with("text", "请尽快整改"));
    Asked { document, li, questions: vec![submit(1, first), command(remind), submit(2, second), command(wish(2, Act::Reopen))] }
}

/// Li on her device, or the officer, at this relay.
fn line(relay: &Relay, who: Who, asked: &Asked) -> Line {
    let mut hand = Hand::at(relay);
    if who == Who::Li {
        hand.device = asked.li.device;
    }
    hand.sign_in(who).expect("of the demo city");
    hand.line().expect("signed in")
}

/// The answer, apart from the moment at which the document moved.
fn answer(line: &mut Line) -> Vec<u8> {
    line.hear_first(|heard| match heard {
        FromRelay::Answer { batch, document, accepted, refused, blocked, retry, mut listed } => {
            listed.iter_mut().for_each(|listed| listed.summary.moved_at = Timestamp(0));
            Some(to_frame(&FromRelay::Answer { batch, document, accepted, refused, blocked, retry, listed }))
        }
        decided @ FromRelay::Decided { .. } => Some(to_frame(&decided)),
        trouble @ FromRelay::Trouble { .. } => panic!("{trouble:?}"),
        _ => None,
    })
}

fn log(relay: &Relay, asked: &Asked) -> usize {
    let mut line = relay.hand(Who::City).line().expect("signed in");
    line.say(&FromDevice::Pull { document: asked.document, after: 0 });
    let FromRelay::Entries { entries, .. } = line.hear() else { panic!("entries") };
    entries.len()
}

/// What a relay says that is left alone; asked twice, it says the same twice.
fn undisturbed(relay: &Relay, asked: &Asked) -> Vec<Vec<u8>> {
    let ask = |(who, question): &(Who, FromDevice)| {
        let mut line = line(relay, *who, asked);
        line.say(question);
        let first = answer(&mut line);
        line.say(question);
        assert_eq!(answer(&mut line), first, "{question:?}");
        first
    };
    asked.questions.iter().map(ask).collect()
}

#[test]
fn what_was_committed_when_the_relay_died_is_answered_as_if_it_had_not() {
    let (mut relay, twin) = (Relay::start(), Relay::start());
    let asked = asked(&relay);
    let expected = undisturbed(&twin, &asked);
    for ((who, question), expected) in asked.questions.iter().zip(&expected) {
        let mut watching = relay.hand(Who::City).line().expect("signed in");
        let mut asking = line(&relay, *who, &asked);
        asking.say(question);
        // Whoever looks on sees the commit; a refusal leaves nothing to be seen, so its answer is read.
        match question {
            FromDevice::Command { command, .. } if command.act == Act::Reopen => drop(answer(&mut asking)),
            _ => while !matches!(watching.hear(), FromRelay::Entries { listed, .. } if listed.summary.id == asked.document) {},
        }
        relay.kill();
        drop(asking);
        relay.start_again();
        let mut again = line(&relay, *who, &asked);
        again.say(question);
        assert_eq!(&answer(&mut again), expected, "{question:?}");
    }
    assert_eq!(log(&relay, &asked), log(&twin, &asked), "each thing is in the log once");
}

#[test]
fn what_was_on_its_way_when_the_relay_died_is_answered_as_if_it_had_not() {
    let (mut relay, twin) = (Relay::start(), Relay::start());
    let asked = asked(&relay);
    let expected = undisturbed(&twin, &asked);
    for ((who, question), expected) in asked.questions.iter().zip(&expected) {
        line(&relay, *who, &asked).say(question); // Perhaps heard, perhaps committed, perhaps neither.
        relay.kill();
        relay.start_again();
        let mut again = line(&relay, *who, &asked);
        again.say(question);
        assert_eq!(&answer(&mut again), expected, "{question:?}");
    }
    assert_eq!(log(&relay, &asked), log(&twin, &asked), "each thing is in the log once");
}
