//! What no stock client says: answered or hung up on with a code, and the next one is undisturbed.

use minicbor::Encoder;
use shared::{ids::DocumentId, sync::wire::MAX_FRAME};
use tests::{Foreign, Line, Relay, Tablet, Who, cast::SHARED, eventually::eventually, tablet::draw};
use tungstenite::Message;

/// No heads, no wishes, one filter of nothing, no changes: “I have nothing.”
const NOTHING: &[u8] = &[0x42, 0, 0, 1, 0, 0, 0];
const POLICY: Option<u16> = Some(1008);

fn join() -> Vec<u8> {
    let mut cbor = Encoder::new(Vec::new());
    cbor.map(3).unwrap().str("type").unwrap().str("join").unwrap().str("senderId").unwrap().str("guest").unwrap();
    cbor.str("supportedProtocolVersions").unwrap().array(1).unwrap().str("1").unwrap();
    cbor.into_writer()
}

fn request(document: &str, data: &[u8]) -> Vec<u8> {
    let mut cbor = Encoder::new(Vec::new());
    cbor.map(4).unwrap().str("type").unwrap().str("request").unwrap().str("senderId").unwrap().str("guest").unwrap();
    cbor.str("documentId").unwrap().str(document).unwrap().str("data").unwrap().bytes(data).unwrap();
    cbor.into_writer()
}

fn say(line: &mut Line, frame: Vec<u8>) {
    line.say_raw(Message::binary(frame));
}

/// The next frame, which tells its kind early and in plain letters.
fn hear(line: &mut Line) -> Vec<u8> {
    eventually("the relay answers", || line.listen_raw())
}

fn is(frame: &[u8], kind: &str) -> bool {
    frame.windows(kind.len()).any(|letters| letters == kind.as_bytes())
}

fn joined(relay: &Relay) -> Line {
    let mut line = relay.hand(Who::Li).foreign_line().expect("signed in");
    say(&mut line, join());
    assert!(is(&hear(&mut line), "peer"));
    line
}

#[test]
fn who_says_what_cannot_be_read_is_told_so_and_hung_up_on() {
    let mut relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    let mut reader = Foreign::of(&relay.hand(Who::Wang), &relay);
    assert!(reader.find(case));
    let filter = |filter: &[u8]| [&[0x42, 0, 0, 1, 0, u8::try_from(filter.len()).unwrap()], filter, &[0]].concat();
    let wishes = [&[0x42, 0, 2][..], &[5; 64], &[0, 0]].concat();
    for (what, frame) in [
        ("no CBOR", vec![0xff; 40]),
        ("nothing", vec![]),
        ("a map without end", vec![0xbf; 1000]),
        ("lists in lists", [&[0xa1, 0x61, b'x'][..], &vec![0x81; MAX_FRAME - 3]].concat()),
        ("a map that promises everything", vec![0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        ("no document's name", request("nobody", NOTHING)),
        ("no sync message", request(&case.to_string(), b"hello")),
        ("a filter of no bits", request(&case.to_string(), &filter(&[1, 0, 7]))),
        ("a filter of 200 million probes", request(&case.to_string(), &filter(&[1, 10, 0x80, 0x84, 0xaf, 0x5f, 0, 0]))),
        ("a filter of four billion entries", request(&case.to_string(), &filter(&[0xff, 0xff, 0xff, 0xff, 0x0f, 10, 7]))),
        ("one wish twice", request(&case.to_string(), &wishes)),
    ] {
        let mut line = joined(&relay);
        say(&mut line, frame);
        assert!(is(&hear(&mut line), "bad_frame"), "{what}");
        assert_eq!(line.end(), POLICY, "{what}");
    }
    let mut line = relay.hand(Who::Li).foreign_line().expect("signed in");
    say(&mut line, request(&case.to_string(), NOTHING));
    assert!(is(&hear(&mut line), "bad_frame"), "who has not joined");
    assert_eq!(line.end(), POLICY);
    li.type_in("causes.quality_head", "陈经理");
    li.until_settled();
    reader.until(case, "causes.quality_head", "陈经理");
    assert_eq!(reader.talk().connected, 1);
    relay.lives();
    assert!(!relay.said().contains("panicked"), "{}", relay.said());
}

#[test]
fn giant_frames_end_one_connection_and_no_other() {
    let mut relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    let mut reader = Foreign::of(&relay.hand(Who::Wang), &relay);
    assert!(reader.find(case));
    let mut line = joined(&relay);
    say(&mut line, vec![0xa1; 16 * MAX_FRAME]);
    line.end();
    // Changes are passed over, however many there are.
    let changes = [&[0x43, 0, 0, 0, 1, 0x80, 0x80, 0xc0, 0x01][..], &vec![7; 3 * MAX_FRAME]].concat();
    let mut line = joined(&relay);
    say(&mut line, request(&case.to_string(), &changes));
    assert!(is(&hear(&mut line), "sync"));
    li.type_in("causes.quality_head", "陈经理");
    li.until_settled();
    reader.until(case, "causes.quality_head", "陈经理");
    relay.lives();
}

#[test]
fn ten_thousand_questions_for_what_is_not_there_are_answered_one_by_one() {
    let mut relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    let mut reader = Foreign::of(&relay.hand(Who::Wang), &relay);
    assert!(reader.find(case));
    let mut line = joined(&relay);
    for _ in 0..100 {
        for _ in 0..100 {
            say(&mut line, request(&DocumentId(draw()).to_string(), NOTHING));
        }
        for _ in 0..100 {
            assert!(is(&hear(&mut line), "doc-unavailable"));
        }
    }
    say(&mut line, request(&case.to_string(), NOTHING));
    assert!(is(&hear(&mut line), "sync"), "and what is there is told");
    li.type_in("causes.quality_head", "陈经理");
    li.until_settled();
    reader.until(case, "causes.quality_head", "陈经理");
    assert_eq!(reader.talk().connected, 1);
    relay.lives();
}
