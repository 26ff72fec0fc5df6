//! Administrators make and change accounts; what they change counts at once.

use serde_json::{Value, json};
use shared::sync::{
    session::ProblemCode,
    wire::{self, FromRelay},
};
use tests::{Hand, Line, Relay, Tablet, Who, cast::SHARED};

use super::{PEOPLE, acts, address, position, row};

#[test]
fn only_administrators_administer() {
    let relay = Relay::start();
    for path in [PEOPLE, "/api/admin/orgs", "/api/admin/experts", "/api/admin/audit"] {
        assert_eq!(Hand::at(&relay).get(path, &[]).problem(), ProblemCode::SignedOut, "{path}");
        for who in [Who::Unit, Who::Tongan, Who::Li, Who::Enterprise(1)] {
            let answer = relay.hand(who).get(path, &[]);
            assert_eq!((answer.status, answer.problem()), (403, ProblemCode::Forbidden), "{who:?} at {path}");
        }
        assert_eq!(relay.hand(Who::City).get(path, &[]).status, 200, "{path}");
    }
    let (hand, elsewhere) = (relay.hand(Who::City), [("origin", "https://elsewhere.example")]);
    assert_eq!(hand.send("POST", PEOPLE, &elsewhere, b"{}").status, 400, "another site's page");
}

#[test]
fn a_new_person_signs_in_with_a_password_of_their_own() {
    let relay = Relay::start();
    let admin = relay.hand(Who::City);
    let org = row(&admin, "danwei")["person"]["org"]["id"].clone();
    let new = json!({ "login": "zhou", "name": "周一", "role": "expert", "org": org });
    let (status, made) = admin.ask("POST", PEOPLE, &new);
    assert_eq!(status, 201, "{made}");
    assert_eq!(admin.ask("POST", PEOPLE, &new).0, 409, "the name is taken");
    for nobody in [json!({ "login": " ", "name": "周二", "role": "expert", "org": org }), json!({ "login": "zhou2" })] {
        assert_eq!(admin.ask("POST", PEOPLE, &nobody).0, 400, "{nobody}");
    }

    let mut zhou = Hand::at(&relay);
    let once = made["password"].as_str().expect("a password").to_owned();
    assert_eq!(zhou.sign_in_as("zhou", &once), Err((403, ProblemCode::PasswordIsOver)));
    let anew = |new: &str| {
        let sign_in = json!({ "name": "zhou", "password": once, "device": zhou.device });
        zhou.send("POST", "/api/session/password", &[], json!({ "sign_in": sign_in, "new": new }).to_string().as_bytes())
    };
    let weak = anew("zhou");
    assert_eq!((weak.status, weak.problem()), (422, ProblemCode::WeakPassword));
    assert!(weak.text().contains(r#""lacks":["too_short","name","simple"]"#), "all at once: {}", weak.text());
    let answer = anew("a sentence of my own");
    assert_eq!(answer.status, 200, "{}", answer.text());
    zhou.keep_cookie(&answer);
    assert_eq!(zhou.session().map(|session| session.person.name), Ok("周一".into()));
    assert_eq!(zhou.sign_in_as("zhou", &once), Err((401, ProblemCode::WrongPassword)));
    zhou.sign_in_as("zhou", "a sentence of my own").expect("the new password counts");
    assert_eq!(row(&admin, "zhou")["must_change_password"], false);
}

#[test]
fn another_role_counts_at_once_also_on_an_open_line() {
    let relay = Relay::start();
    let admin = relay.hand(Who::City);
    let mut line = relay.hand(Who::Huli).line().expect("signed in");
    let huli = row(&admin, "huli");
    let mut to = position(&huli);
    to["org"] = row(&admin, "tongan")["person"]["org"]["id"].clone();
    assert_eq!(admin.ask("PUT", &address(&huli), &to).0, 204);
    line.end();
    let now = relay.hand(Who::Huli).session().expect("still an account");
    assert_eq!(now.person.org.name, "厦门市同安区市场监督管理局");
    assert!(acts(&admin).contains(&"role_changed".to_owned()));
}

#[test]
fn a_closed_account_is_out_at_once_and_its_work_stays_on_the_device() {
    let relay = Relay::start();
    let admin = relay.hand(Who::City);
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    let row = row(&admin, "zhuanjia1");
    let mut to = position(&row);
    to["is_disabled"] = true.into();
    assert_eq!(admin.ask("PUT", &address(&row), &to).0, 204);
    li.disconnect();
    li.type_in("causes.problem", "停用之后写的话");
    li.connect();
    assert!(li.is_signed_out());
    assert_eq!(Hand::at(&relay).sign_in(Who::Li), Err((401, ProblemCode::WrongPassword)), "told like a wrong password");

    to["is_disabled"] = false.into();
    assert_eq!(admin.ask("PUT", &address(&row), &to).0, 204);
    li.hand.sign_in(Who::Li).expect("open again");
    li.connect();
    li.until_settled();
    assert_eq!((li.refused(), li.text("causes.problem").as_str()), (vec![], "停用之后写的话"));
    let acts = acts(&admin);
    for act in ["person_disabled", "sign_in_failed", "person_enabled", "signed_in"] {
        assert!(acts.contains(&act.to_owned()), "{act} in {acts:?}");
    }
}

#[test]
fn a_body_is_entered_chosen_from_and_renamed_for_everybody() {
    let relay = Relay::start();
    let admin = relay.hand(Who::City);
    let new = json!({ "name": "新企业有限公司", "kind": "enterprise", "district": "huli" });
    let (status, made) = admin.ask("POST", "/api/admin/orgs", &new);
    assert_eq!(status, 201, "{made}");
    assert_eq!(admin.ask("POST", "/api/admin/orgs", &new).0, 409);
    let officer = Tablet::of(Who::Huli, &relay);
    assert!(officer.directory().orgs.iter().any(|org| org.name == "新企业有限公司"), "a case can be opened for it");

    let unit = row(&admin, "danwei")["person"]["org"].clone();
    let to = json!({ "name": "鹭岛质量中心", "kind": unit["kind"] });
    assert_eq!(admin.ask("PUT", &format!("/api/admin/orgs/{}", unit["id"].as_str().unwrap()), &to).0, 200);
    for who in [Who::Unit, Who::Li, Who::Wang] {
        assert_eq!(relay.hand(who).session().map(|session| session.person.org.name), Ok("鹭岛质量中心".into()));
    }
    let nobody = format!("/api/admin/orgs/{}", row(&admin, "danwei")["person"]["id"].as_str().unwrap());
    assert_eq!(admin.ask("PUT", &nobody, &to).0, 404);
}

/// A city has thousands of bodies; a device of an earlier release says nothing of what it holds.
#[test]
fn the_directory_is_told_again_only_when_it_changed() {
    let relay = Relay::start();
    let is_told = |line: &Line| line.greeting.iter().any(|said| matches!(said, FromRelay::Directory(_)));
    let mut officer = Tablet::of(Who::Huli, &relay);
    let (hand, held) = (officer.hand.clone(), wire::address(Some(officer.directory().version())));
    officer.disconnect();
    assert!(is_told(&hand.line().unwrap()), "to whoever names nothing");
    assert!(is_told(&hand.line_to("/sync?directory=what").unwrap()), "to whoever names what is none");
    assert!(is_told(&relay.hand(Who::Enterprise(1)).line_to(&held).unwrap()), "an enterprise sees another one");
    assert!(!is_told(&hand.line_to(&held).unwrap()));
    officer.restart();
    officer.connect();
    assert!(!officer.directory().orgs.is_empty(), "out of the tablet's own rows");

    let new = json!({ "name": "新企业有限公司", "kind": "enterprise", "district": "huli" });
    assert_eq!(relay.hand(Who::City).ask("POST", "/api/admin/orgs", &new).0, 201);
    assert!(is_told(&hand.line_to(&held).unwrap()));
    officer.disconnect();
    officer.connect();
    assert!(officer.directory().orgs.iter().any(|org| org.name == "新企业有限公司"));
    assert_ne!(wire::address(Some(officer.directory().version())), held);
}

/// Contacts stand outside all documents: history could not be erased.
#[test]
fn a_telephone_number_is_read_by_administrators_alone_and_can_be_erased() {
    let relay = Relay::start();
    let admin = relay.hand(Who::City);
    let contact = format!("{}/contact", address(&row(&admin, "qiye01")));
    let number = json!({ "telephone": "0592-7654321", "email": "" });
    assert_eq!(admin.ask("PUT", &contact, &number).0, 204);
    assert_eq!(admin.ask("GET", &contact, &Value::Null), (200, number));
    assert_eq!(relay.hand(Who::Tongan).ask("GET", &contact, &Value::Null).0, 403);
    assert_eq!(admin.ask("PUT", &contact, &json!({})).0, 204);
    assert_eq!(admin.ask("GET", &contact, &Value::Null).1["telephone"], "");
    let acts = acts(&admin);
    for act in ["contact_changed", "contact_read"] {
        assert_eq!(acts.iter().filter(|other| *other == act).count(), 2, "{act}");
    }
    let (_, rows) = admin.ask("GET", "/api/admin/audit", &Value::Null);
    assert!(!rows.to_string().contains("7654321"), "the log names ids alone");
}

/// [R-7.2.1.3-1] The register says who may be appointed today.
#[test]
fn the_expert_register_is_listed_with_its_verdict() {
    let relay = Relay::start();
    let (status, experts) = relay.hand(Who::City).ask("GET", "/api/admin/experts", &Value::Null);
    assert_eq!(status, 200);
    let experts = experts.as_array().expect("a list");
    assert!(experts.iter().any(|expert| expert["name"] == "李慎行" && expert["lacks"] == json!([])), "{experts:?}");
    let printed = relay.operator(&["expert", "list", "--json"]).json();
    assert_eq!(&printed, experts, "the command line says the same");
}
