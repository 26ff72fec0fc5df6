//! One-time invitations: by link, by code, once.

use std::thread;

use serde_json::{Value, json};
use shared::sync::session::ProblemCode;
use tests::{Hand, Relay, Tablet, Who, cast::SHARED};

use super::{acts, row};

/// What the city invites Tong'an's enterprise to: its case.
fn wish(relay: &Relay) -> Value {
    let tablet = Tablet::of(Who::Tongan, relay);
    let document = tablet.find(SHARED).expect("its case").summary.id;
    let org = row(&relay.hand(Who::City), "qiye14")["person"]["org"]["id"].clone();
    json!({ "org": org, "document": document.to_string() })
}

fn invite(relay: &Relay, who: Who, wish: &Value) -> Value {
    let (status, made) = relay.hand(who).ask("POST", "/api/invitations", wish);
    assert_eq!(status, 201, "{made}");
    made
}

fn secret(made: &Value) -> String {
    let link = made["link"].as_str().expect("a link");
    link.split_once("/join#").expect("the secret stands in the fragment").1.to_owned()
}

fn join(hand: &mut Hand, key: &str) -> u16 {
    let body = json!({ "key": key, "name": "许小文", "device": hand.device.to_string() });
    let answer = hand.send("POST", "/api/join", &[], body.to_string().as_bytes());
    hand.keep_cookie(&answer);
    answer.status
}

#[test]
fn whoever_has_the_link_joins_once_and_works_on_the_case() {
    let relay = Relay::start();
    let wish = wish(&relay);
    let made = invite(&relay, Who::Tongan, &wish);
    assert!(made["qr"].as_str().is_some_and(|qr| qr.contains("<svg")), "{made}");
    let key = json!({ "key": secret(&made) });
    let mut guest = Hand::at(&relay);
    for _ in 0..3 {
        let (status, shown) = guest.ask("POST", "/api/join/look", &key);
        assert_eq!((status, &shown["org"]["name"], &shown["kind"]), (200, &json!(SHARED), &json!("case")), "looking uses nothing up");
    }
    let page = guest.get("/join", &[("accept", "text/html")]);
    assert_eq!(page.status, 200, "nor does a preview's GET");
    assert_eq!(join(&mut guest, &secret(&made)), 200);
    let session = guest.session().expect("signed in");
    assert_eq!((session.person.name.as_str(), session.person.org.name.as_str()), ("许小文", SHARED));
    let mut tablet = Tablet::of_hand(guest);
    tablet.open(SHARED);

    let mut late = Hand::at(&relay);
    assert_eq!(join(&mut late, &secret(&made)), 410);
    assert_eq!(late.ask("POST", "/api/join/look", &key), (410, json!({ "code": ProblemCode::InvitationIsOver.code() })));
    let acts = acts(&relay.hand(Who::City));
    for act in ["invitation_made", "invitation_used"] {
        assert_eq!(acts.iter().filter(|other| *other == act).count(), 1, "{act}");
    }
}

#[test]
fn of_many_who_join_at_once_one_does() {
    let relay = Relay::start();
    let made = invite(&relay, Who::City, &wish(&relay));
    let secret = secret(&made);
    let joining = (0..8).map(|_| {
        let (mut hand, secret) = (Hand::at(&relay), secret.clone());
        thread::spawn(move || join(&mut hand, &secret))
    });
    let mut answers: Vec<u16> = joining.collect::<Vec<_>>().into_iter().map(|one| one.join().expect("an answer")).collect();
    answers.sort_unstable();
    assert_eq!(answers, [200, 410, 410, 410, 410, 410, 410, 410]);
}

#[test]
fn the_short_code_does_the_same_as_people_type_it() {
    let relay = Relay::start();
    let made = invite(&relay, Who::City, &wish(&relay));
    let code = made["code"].as_str().expect("a code").to_lowercase();
    let mut guest = Hand::at(&relay);
    assert_eq!(join(&mut guest, "2345-6789"), 410);
    assert_eq!(join(&mut guest, &format!(" {}-{} ", &code[..4], &code[4..])), 200);
    guest.session().expect("signed in");
}

#[test]
fn guessing_codes_is_slowed_down() {
    let relay = Relay::start();
    let mut guest = Hand::at(&relay);
    assert!((0..100).all(|number| join(&mut guest, &format!("nothing-{number}")) == 410));
    assert_eq!(join(&mut guest, "nothing"), 429);
}

#[test]
fn a_withdrawn_invitation_is_over_and_only_its_maker_or_an_administrator_withdraws_it() {
    let relay = Relay::start();
    let made = invite(&relay, Who::Tongan, &wish(&relay));
    let address = format!("/api/invitations/{}", made["id"].as_str().unwrap());
    let list = |who| relay.hand(who).ask("GET", "/api/invitations", &Value::Null).1.as_array().expect("a list").len();
    assert_eq!((list(Who::Tongan), list(Who::Huli), list(Who::City)), (1, 0, 1));
    assert_eq!(relay.hand(Who::Huli).send("DELETE", &address, &[], b"").status, 404);
    assert_eq!(relay.hand(Who::City).send("DELETE", &address, &[], b"").status, 204);
    assert_eq!(relay.hand(Who::City).send("DELETE", &address, &[], b"").status, 404, "once");
    assert_eq!(join(&mut Hand::at(&relay), &secret(&made)), 410);
}

#[test]
fn nobody_invites_to_what_is_not_theirs() {
    let relay = Relay::start();
    let wish = wish(&relay);
    for who in [Who::Huli, Who::Li, Who::Enterprise(14), Who::Enterprise(1)] {
        assert_eq!(relay.hand(who).ask("POST", "/api/invitations", &wish).0, 403, "{who:?}");
    }
    let mut other = wish;
    other["org"] = row(&relay.hand(Who::City), "qiye01")["person"]["org"]["id"].clone();
    assert_eq!(relay.hand(Who::City).ask("POST", "/api/invitations", &other).0, 403, "an enterprise that the case does not concern");
}

#[test]
fn whoever_joined_chooses_a_name_and_a_password_and_signs_in_elsewhere() {
    let relay = Relay::start();
    let made = invite(&relay, Who::City, &wish(&relay));
    let mut guest = Hand::at(&relay);
    assert_eq!(join(&mut guest, &secret(&made)), 200);
    let own = |name: &str, new: &str| guest.ask("PUT", "/api/session/password", &json!({ "password": "", "new": new, "name": name })).0;
    assert_eq!(own("", "a sentence of my own"), 400, "a name is needed");
    assert_eq!(own("qiye14", "a sentence of my own"), 409, "somebody else's");
    assert_eq!(own("xuwen", "xuwen is my name"), 422);
    assert_eq!(own("xuwen", "a sentence of my own"), 204);
    let mut elsewhere = Hand::at(&relay);
    let session = elsewhere.sign_in_as("xuwen", "a sentence of my own").expect("signed in");
    assert_eq!(session.person.name, "许小文");
    guest.session().expect("and here they stay");
}
