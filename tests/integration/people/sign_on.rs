//! Signing in through a provider (OpenID Connect): a certified one, and one that lies.

mod lying;

use serde_json::{Value, json};
use shared::sync::session::ProblemCode;
use tests::{
    Hand, Provider, Relay, Who,
    provider::{SECRET, Visitor},
};

const ADDRESS: &str = "/api/session/oidc";
/// Where the way ends in the app.
const END: &str = "/sign-in#";

/// Begins at this hand's device; the provider's address, and the cookie that knows this browser again.
fn begin(hand: &Hand, back: &str) -> (String, String) {
    let body = json!({ "device": hand.device, "back": back }).to_string();
    let answer = hand.send("POST", ADDRESS, &[], body.as_bytes());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.contains("; HttpOnly; SameSite=Lax; Path=/api/session/oidc; Max-Age=600"), "{cookie}");
    let said: Value = serde_json::from_slice(&answer.body).expect("JSON");
    (said["address"].as_str().expect("an address").to_owned(), cookie.split(';').next().expect("a pair").to_owned())
}

/// Comes back with what the provider sent; how the way ends. The hand keeps the session, if there is one.
fn come_back(hand: &mut Hand, browser: &str, path: &str) -> String {
    let answer = hand.get(path, &[("cookie", browser)]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    hand.keep_cookie(&answer);
    answer.header("location").strip_prefix(END).expect("it ends at the sign-in page").to_owned()
}

/// The whole way of a new device of whoever the provider is told.
fn sign_on(relay: &Relay, who: &str) -> (Hand, String) {
    let mut hand = Hand::at(relay);
    let (address, browser) = begin(&hand, "/cases/a-1");
    let back = Visitor::new().enter(&address, who);
    let end = come_back(&mut hand, &browser, &back);
    (hand, end)
}

fn failed(code: ProblemCode) -> String {
    code.code().to_owned()
}

fn bind(relay: &Relay, provider: &Provider, login: &str, subject: &str) {
    relay.operator(&["person", "bind", "--name", login, "--issuer", &provider.issuer(), "--subject", subject]).done();
}

#[test]
fn whoever_an_administrator_has_bound_signs_in_as_with_a_password() {
    let (provider, relay) = Provider::beside(&[]);
    bind(&relay, &provider, "zhuanjia1", "s1");
    let (li, end) = sign_on(&relay, "s1 anybody");
    assert_eq!(end, "done:/cases/a-1");
    let session = li.session().expect("signed in");
    assert_eq!((session.person.name.as_str(), session.device), ("李慎行", li.device));
    li.line().expect("the line opens");

    let rows = relay.operator(&["audit", "--json"]).json();
    let last = rows.last().expect("a row");
    assert_eq!((last["act"].as_str(), last["by"].as_str()), (Some("signed_in"), Some(&*session.person.id.to_string())));
    assert!(rows.iter().any(|row| row["act"] == "identity_bound" && row["by"] == "operator"));
    li.sign_out();
    assert_eq!(li.session(), Err((401, ProblemCode::SignedOut)));
}

#[test]
fn the_session_that_comes_from_another_site_is_out_of_its_reach() {
    let (provider, relay) = Provider::beside(&[]);
    bind(&relay, &provider, "zhuanjia1", "s1");
    let hand = Hand::at(&relay);
    let (address, browser) = begin(&hand, "/");
    let answer = hand.get(&Visitor::new().enter(&address, "s1 x"), &[("cookie", &browser)]);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("liandong_session=") && cookie.contains("; HttpOnly; SameSite=Strict; Path=/"), "{cookie}");
    let elsewhere = [("origin", "https://elsewhere.example")];
    assert_eq!(hand.send("POST", ADDRESS, &elsewhere, b"{}").status, 400, "another site's page begins nothing");
}

#[test]
fn a_claim_that_the_operator_names_binds_at_the_first_time_and_for_good() {
    let (_provider, relay) = Provider::beside(&["--oidc-claim", "preferred_username", "--oidc-scopes", "profile"]);
    let (li, end) = sign_on(&relay, "s1 zhuanjia1");
    assert_eq!(end, "done:/cases/a-1");
    assert_eq!(li.session().expect("signed in").person.name, "李慎行");
    assert_eq!(sign_on(&relay, "s2 zhuanjia1").1, failed(ProblemCode::SignOnUnknown), "the name was given to somebody else");
    let (again, end) = sign_on(&relay, "s1 zhuanjia2");
    assert_eq!(end, "done:/cases/a-1");
    assert_eq!(again.session().expect("signed in").person.name, "李慎行", "the provider's own name counts");
}

#[test]
fn nobody_is_registered_by_signing_on_and_a_claim_binds_no_administrator_and_no_enterprise() {
    let (_provider, relay) = Provider::beside(&["--oidc-claim", "preferred_username", "--oidc-scopes", "profile"]);
    let people = || relay.operator(&["person", "list", "--json"]).json();
    let (before, admin) = (people(), Who::City.login());
    assert!(before.iter().any(|row| row["login"] == admin.as_str() && row["is_admin"] == true));
    for (number, name) in ["nobody-of-this-name", &admin, &Who::Enterprise(1).login()].into_iter().enumerate() {
        let (hand, end) = sign_on(&relay, &format!("s{number} {name}"));
        assert_eq!((end, hand.cookie), (failed(ProblemCode::SignOnUnknown), None), "{name}");
    }
    assert_eq!(people(), before);
    let acts = relay.operator(&["audit", "--json"]).json();
    assert_eq!(acts.iter().filter(|row| row["act"] == "sign_in_failed").count(), 3);
}

#[test]
fn a_closed_account_stays_closed_and_whoever_is_unbound_is_signed_out() {
    let (provider, relay) = Provider::beside(&[]);
    bind(&relay, &provider, "zhuanjia1", "s1");
    let (li, _) = sign_on(&relay, "s1 x");
    let mut line = li.line().expect("signed in");
    let admin = relay.hand(Who::City);
    let (_, people) = admin.ask("GET", "/api/admin/people", &Value::Null);
    let row = people.as_array().and_then(|rows| rows.iter().find(|row| row["login"] == "zhuanjia1")).expect("their row");
    let identities = format!("/api/admin/people/{}/identities", row["person"]["id"].as_str().expect("an id"));
    let identity = json!({ "issuer": provider.issuer(), "subject": "s1" });
    assert_eq!(admin.ask("GET", &identities, &Value::Null), (200, json!([identity])));
    assert_eq!(li.ask("GET", &identities, &Value::Null).0, 403);
    assert_eq!(admin.ask("POST", &identities, &json!({ "issuer": provider.issuer(), "subject": "s2" })).0, 409, "one at each provider");
    assert_eq!(admin.ask("DELETE", &identities, &Value::Null).0, 204);
    line.end();
    assert_eq!(li.session(), Err((401, ProblemCode::SignedOut)));
    assert_eq!(sign_on(&relay, "s1 x").1, failed(ProblemCode::SignOnUnknown));

    assert_eq!(admin.ask("POST", &identities, &identity).0, 204);
    relay.operator(&["person", "disable", "--name", "zhuanjia1"]).done();
    assert_eq!(sign_on(&relay, "s1 x").1, failed(ProblemCode::SignOnClosed));
    relay.operator(&["person", "enable", "--name", "zhuanjia1"]).done();
    assert_eq!(sign_on(&relay, "s1 x").1, "done:/cases/a-1");
}

#[test]
fn whoever_says_no_at_the_provider_is_told_so() {
    let (_provider, relay) = Provider::beside(&[]);
    let mut hand = Hand::at(&relay);
    let (address, browser) = begin(&hand, "/");
    let back = Visitor::new().cancel(&address);
    assert_eq!(come_back(&mut hand, &browser, &back), failed(ProblemCode::SignOnDenied));
    assert_eq!(hand.cookie, None);
}

#[test]
fn a_way_ends_once_in_the_browser_where_it_began_and_a_code_is_good_once() {
    let (provider, relay) = Provider::beside(&[]);
    bind(&relay, &provider, "zhuanjia1", "s1");
    let over = failed(ProblemCode::SignOnOver);
    let mut hand = Hand::at(&relay);
    let (address, browser) = begin(&hand, "/");
    let back = Visitor::new().enter(&address, "s1 x");
    let mut thief = Hand::at(&relay);
    assert_eq!(come_back(&mut thief, "a=b", &back), over, "a browser that began nothing");
    let (_, other) = begin(&thief, "/");
    assert_eq!(come_back(&mut thief, &other, &back), over, "a browser that began another");
    assert_eq!(come_back(&mut thief, &browser, "/api/session/oidc/return?code=x&state=forged"), over);
    assert_eq!(come_back(&mut thief, &browser, "/api/session/oidc/return?state=a&state=b"), over, "what cannot be read");
    assert_eq!(come_back(&mut hand, &browser, &back), "done:/");
    assert_eq!(come_back(&mut thief, &browser, &back), over, "the second time");

    let (address, browser) = begin(&thief, "/");
    let state = address.split('&').find_map(|part| part.strip_prefix("state=")).expect("a state");
    let used = back.split(['?', '&']).find_map(|part| part.strip_prefix("code=")).expect("a code");
    assert_eq!(come_back(&mut thief, &browser, &format!("{ADDRESS}/return?code={used}&state={state}")), over, "a used code");
    assert_eq!(thief.cookie, None);
}

#[test]
fn a_provider_that_is_away_keeps_nobody_from_the_password_and_is_asked_again_when_it_is_back() {
    let mut provider = Provider::new();
    let options = provider.options();
    let relay = Relay::start_with(&options.iter().map(String::as_str).collect::<Vec<_>>());
    bind(&relay, &provider, "zhuanjia1", "s1");
    let mut hand = Hand::at(&relay);
    let wish = json!({ "device": hand.device, "back": "/" });
    assert_eq!(hand.ask("POST", ADDRESS, &wish), (424, json!({ "code": "sign_on_unavailable" })));
    hand.sign_in(Who::Wang).expect("the password counts");

    provider.start(&relay);
    let mut li = Hand::at(&relay);
    let (address, browser) = begin(&li, "/");
    let back = Visitor::new().enter(&address, "s1 x");
    provider.stop();
    assert_eq!(come_back(&mut li, &browser, &back), failed(ProblemCode::SignOnUnavailable));
    provider.start(&relay);
    assert_eq!(sign_on(&relay, "s1 x").1, "done:/cases/a-1", "its keys are others now");
}

#[test]
fn a_provider_over_tls_is_believed_on_the_word_of_the_authority_that_the_operator_names() {
    let mut provider = Provider::with_tls();
    let (options, certificate) = (provider.options(), provider.certificate());
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let (doubting, trusting) =
        (Relay::start_with(&options), Relay::start_with(&[&options[..], &["--oidc-ca-file", &certificate]].concat()));
    provider.start(&trusting);
    assert!(begin(&Hand::at(&trusting), "/").0.starts_with("https://localhost"));
    let hand = Hand::at(&doubting);
    assert_eq!(hand.ask("POST", ADDRESS, &json!({ "device": hand.device, "back": "/" })).0, 424, "nobody known vouches for it");
}

#[test]
fn the_sign_in_page_learns_what_is_offered_and_the_secret_is_told_nowhere() {
    let plain = Relay::start();
    assert_eq!(Hand::at(&plain).ask("GET", ADDRESS, &Value::Null), (204, Value::Null));
    assert_eq!(Hand::at(&plain).ask("POST", ADDRESS, &json!({ "device": Hand::at(&plain).device, "back": "/" })).0, 404);
    let lost = Hand::at(&plain).get("/api/session/oidc/return?code=a&state=b", &[]);
    assert_eq!((lost.status, lost.header("location")), (303, "/sign-in#not_found"));

    let provider = Provider::new();
    let options = provider.options();
    let own = ["--oidc-label-zh", "市局门户登录"];
    let relay = Relay::start_with(&options.iter().map(String::as_str).chain(own).collect::<Vec<_>>());
    assert_eq!(Hand::at(&relay).ask("GET", ADDRESS, &Value::Null), (200, json!({ "zh": "市局门户登录", "en": "" })));
    let shown = relay.operator(&[&["config"], &*options.iter().map(String::as_str).collect::<Vec<_>>()].concat()).done();
    assert!(shown.contains("oidc.client_secret_file") && !shown.contains(SECRET), "{shown}");
    assert!(!relay.said().contains(SECRET));
}

#[test]
fn what_cannot_be_used_of_the_settings_is_told_at_the_start() {
    let relay = Relay::start();
    let issuer = ["serve", "--oidc-issuer", "https://sso.example"];
    let without = relay.operator(&issuer);
    assert!(!without.is_done && without.text.contains("oidc.client_id"), "{}", without.text);
    let lost = relay.operator(&[&issuer[..], &["--oidc-client-id", "x", "--oidc-client-secret-file", "/nowhere/secret"]].concat());
    assert!(!lost.is_done && lost.text.contains("/nowhere/secret"), "{}", lost.text);
    let plain = relay.operator(&["serve", "--oidc-issuer", "http://sso.example", "--oidc-client-id", "x"]);
    assert!(!plain.is_done && plain.text.contains("https://"), "without TLS: {}", plain.text);
}
