//! Where one is signed in, and the end of it from elsewhere.

use serde_json::{Value, json};
use shared::{
    codec,
    sync::{
        handover::{ADDRESS, HANDED_OVER, HandedOver, Piece},
        session::{COMPACT, ProblemCode},
    },
};
use tests::{Hand, Relay, Tablet, Who, cast::SHARED};

use super::{acts, address, row};

const DEVICES: &str = "/api/session/devices";

fn devices(hand: &Hand, path: &str) -> Vec<Value> {
    let (status, rows) = hand.ask("GET", path, &Value::Null);
    assert_eq!(status, 200, "{rows}");
    rows.as_array().expect("a list").clone()
}

#[test]
fn a_lost_device_is_signed_out_from_another_and_its_words_stay_on_it() {
    let relay = Relay::start();
    let mut lost = Tablet::of(Who::Li, &relay);
    lost.open(SHARED);
    let other = relay.hand(Who::Li);
    let mine = devices(&other, DEVICES);
    assert_eq!(mine.iter().filter(|row| row["is_this"] == true).count(), 1);
    assert!(mine.iter().any(|row| row["device"] == lost.hand.device.to_string()), "{mine:?}");

    lost.disconnect();
    lost.type_in("causes.problem", "丢失的平板上写的话");
    assert_eq!(other.send("DELETE", &format!("{DEVICES}/{}", lost.hand.device), &[], b"").status, 204);
    lost.connect();
    assert!(lost.is_signed_out());
    assert_eq!((lost.truth().saved, lost.text("causes.problem").as_str()), (1, "丢失的平板上写的话"));
    other.session().expect("only the lost device was signed out");
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_ne!(wang.text("causes.problem"), "丢失的平板上写的话", "its work is not taken");
    assert_eq!(other.send("DELETE", &format!("{DEVICES}/{}", lost.hand.device), &[], b"").status, 404, "once");
}

#[test]
fn nobody_ends_anothers_session_but_an_administrator() {
    let relay = Relay::start();
    let (li, wang, admin) = (relay.hand(Who::Li), relay.hand(Who::Wang), relay.hand(Who::City));
    assert_eq!(wang.send("DELETE", &format!("{DEVICES}/{}", li.device), &[], b"").status, 404);
    let mut line = li.line().expect("signed in");
    let path = format!("{}/devices", address(&row(&admin, "zhuanjia1")));
    assert_eq!(devices(&admin, &path).len(), 1);
    assert_eq!(admin.send("DELETE", &format!("{path}/{}", li.device), &[], b"").status, 204);
    line.end();
    assert_eq!(li.session(), Err((401, ProblemCode::Revoked)));
    assert!(acts(&admin).contains(&"session_revoked".to_owned()));
}

#[test]
fn signing_in_again_on_a_device_ends_what_was_before() {
    let relay = Relay::start();
    let mut li = relay.hand(Who::Li);
    let before = li.clone();
    li.sign_in(Who::Li).expect("again");
    assert_eq!(before.session(), Err((401, ProblemCode::SignedOut)));
    assert_eq!(devices(&li, DEVICES).len(), 1);
}

fn hand_over(hand: &Hand, pieces: &[Piece]) -> u16 {
    hand.send("POST", ADDRESS, &[("content-type", COMPACT)], &codec::encode(&pieces)).status
}

/// What is handed over is kept for people to read, and changes nothing: the device may be in other hands by then.
#[test]
fn a_revoked_device_hands_over_what_it_has_not_sent_and_can_do_nothing_else() {
    let relay = Relay::start();
    let mut lost = Tablet::of(Who::Li, &relay);
    lost.open(SHARED);
    lost.disconnect();
    lost.type_in("causes.problem", "丢失的平板上写的话");
    let pieces = lost.unsent();
    assert_eq!(hand_over(&lost.hand, &pieces), 401, "a session that stands hands nothing over");
    let other = relay.hand(Who::Li);
    assert_eq!(other.send("DELETE", &format!("{DEVICES}/{}", lost.hand.device), &[], b"").status, 204);

    assert_eq!((hand_over(&lost.hand, &pieces), hand_over(&lost.hand, &pieces)), (204, 204));
    let photo = lost.hand.send_file(b"\xff\xd8\xff\xe0 a photograph of the lost device", "image/jpeg");
    assert_eq!(lost.hand.file(photo, &[]).status, 401, "to send is not to read");
    assert_eq!(lost.hand.session(), Err((401, ProblemCode::Revoked)));
    assert_eq!(lost.hand.line().err(), Some(401));
    let rows = relay.operator(&["device", "handed-over", "--name", "zhuanjia1", "--json"]).json();
    assert_eq!(rows.len(), pieces.len(), "twice is once: {rows:?}");
    assert!(rows[0].to_string().contains("丢失的平板上写的话") && rows[0]["device"] == lost.hand.device.to_string(), "{rows:?}");
    assert!(relay.operator(&["device", "handed-over", "--name", "zhuanjia1"]).done().contains("丢失的平板上写的话"));
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_ne!(wang.text("causes.problem"), "丢失的平板上写的话", "nothing of it is in the document");

    let handed = |hand: &Hand, path: &str| -> Vec<HandedOver> { codec::decode(&hand.get(path, &[]).body).expect("pieces of work") };
    let (own, admin) = (handed(&other, HANDED_OVER), relay.hand(Who::City));
    assert_eq!(
        own.iter().map(|one| (one.piece.clone(), one.taken_at)).collect::<Vec<_>>(),
        pieces.iter().map(|one| (one.clone(), None)).collect::<Vec<_>>()
    );
    let of_li = format!("{}/handed-over", address(&row(&admin, "zhuanjia1")));
    assert_eq!(handed(&admin, &of_li), own);
    assert!(acts(&admin).contains(&"handed_over_read".to_owned()), "that somebody read people's words is noted");
    assert_eq!((handed(&relay.hand(Who::Wang), HANDED_OVER), other.get(&of_li, &[]).status), (Vec::new(), 403));
    assert_eq!(other.ask("POST", HANDED_OVER, &json!([own[0].id])).0, 204);
    assert!(handed(&other, HANDED_OVER)[0].taken_at.is_some());

    lost.hand.sign_in(Who::Li).expect("the person themselves comes back");
    assert_eq!(hand_over(&lost.hand, &pieces), 401);
    assert_eq!(hand_over(&Hand::at(&relay), &pieces), 401);
}
