//! The survey as a plain page: a browser without JavaScript, a link, nothing else.

use serde_json::json;
use shared::workflow::Act;
use tests::{Hand, Relay, Tablet, Who, hand::Answer, inviting};

fn post(hand: &Hand, path: &str, fields: &[(&str, &str)]) -> Answer {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    let body = pairs.collect::<Vec<_>>().join("&");
    hand.send("POST", path, &[("content-type", "application/x-www-form-urlencoded")], body.as_bytes())
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// What a whole answer consists of.
const WHOLE: [(&str, &str); 9] = [
    ("survey.name", "示例企业15"),
    ("survey.address", "厦门市同安区示例路15号"),
    ("survey.products.new.name", "电线电缆"),
    ("survey.effect", "great"),
    ("survey.aspects", "rules"),
    ("survey.aspects.awareness:rank", "1"),
    ("survey.satisfaction", "satisfied"),
    ("survey.satisfied_with", "government"),
    ("survey.comments", "希望专家<再来>一次。"),
];

/// [R-7.3-1] [G18] Kept, gone on with, handed in once; everything that is missing is said at once.
#[test]
fn an_answer_is_kept_completed_and_counts_once() {
    let relay = Relay::start();
    let (mut officer, path) = inviting::to_a_survey(&relay);
    let stranger = Hand::at(&relay);
    let page = stranger.get(&path, &[]);
    assert_eq!(page.status, 200);
    assert!(page.text().contains("整体满意程度"), "the annex's own words");
    assert!(!page.text().contains("<script"), "it needs nothing but a browser");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "same-origin", "otherwise browsers post without an origin, and are refused");

    let kept = post(&stranger, &path, &[("do", "keep"), ("survey.comments", "先写一句。")]);
    assert_eq!((kept.status, kept.header("location")), (303, "?lang=zh-CN&kept=true"));
    officer.until("the draft", |officer| officer.text("survey.comments") == "先写一句。");

    let (_, audit) = relay.hand(Who::City).ask("GET", "/api/admin/audit", &json!(null));
    let used = audit.as_array().and_then(|rows| rows.iter().find(|row| row["act"] == "invitation_used")).expect("it is in the log");
    assert_eq!(used["by"], used["about"], "by whoever holds the link, who is known by the invitation alone");

    let early = post(&stranger, &path, &[("do", "answer"), ("survey.comments", "先写一句。"), ("survey.effect", "great")]);
    assert_eq!(early.status, 422);
    assert!(early.text().contains("data-refusal=\"incomplete\"") && early.text().contains("#survey.satisfaction"), "each place is named");

    let mut whole = vec![("do", "answer"), ("command", "11111111111111111112")];
    whole.extend(WHOLE);
    let again = |fields: &[(&str, &str)]| post(&stranger, &path, fields);
    assert_eq!(again(&whole).status, 303);
    officer.until("the answer", |officer| officer.state().is_some_and(|state| state.did(Act::AnswerSurvey)));
    assert_eq!(officer.text("survey.comments"), "希望专家<再来>一次。");
    let thanks = stranger.get(&path, &[]).text();
    assert!(thanks.contains("希望专家&lt;再来&gt;一次。") && !thanks.contains("name=\"survey.comments\""), "{thanks}");
    assert_eq!(again(&[("do", "answer")]).status, 422, "it counts once");

    let answers = |officer: &Tablet| officer.state().map_or(0, |state| state.all(Act::AnswerSurvey).count());
    assert_eq!(again(&[("do", "revise"), ("reason", "漏选一项")]).status, 303);
    officer.until("the correction", |officer| officer.state().is_some_and(|state| state.did(Act::Revise)));
    assert_eq!(again(&[("do", "answer")]).status, 422, "what was not sent is not there");
    let mut anew = vec![("do", "answer")];
    anew.extend(WHOLE);
    assert_eq!(again(&anew).status, 303);
    officer.until("the corrected answer", |officer| answers(officer) == 2);
}

/// Two taps on the button, or a page sent again, are one answer.
#[test]
fn a_page_that_is_sent_twice_is_one_answer() {
    let relay = Relay::start();
    let (mut officer, path) = inviting::to_a_survey(&relay);
    let stranger = Hand::at(&relay);
    let page = stranger.get(&path, &[]).text();
    let hidden = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the page says it");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let (seen, command) = (hidden("seen"), hidden("command"));
    let mut whole = vec![("do", "answer"), ("seen", seen.as_str()), ("command", command.as_str())];
    whole.extend(WHOLE);
    assert_eq!(post(&stranger, &path, &whole).status, 303);
    officer.until("the answer", |officer| officer.state().is_some_and(|state| state.did(Act::AnswerSurvey)));
    post(&stranger, &path, &whole);
    let log = officer.log().len();
    officer.disconnect();
    officer.connect();
    officer.until_settled();
    assert_eq!(officer.log().len(), log, "nothing is written twice");
}

#[test]
fn a_link_that_was_withdrawn_or_never_was_opens_nothing() {
    let relay = Relay::start();
    let (_officer, path) = inviting::to_a_survey(&relay);
    let hand = relay.hand(Who::Tongan);
    let (_, rows) = hand.ask("GET", "/api/invitations", &json!(null));
    let id = rows[0]["id"].as_str().expect("the one just made");
    assert_eq!(hand.ask("DELETE", &format!("/api/invitations/{id}"), &json!(null)).0, 204);
    for path in [path.as_str(), "/survey/00000000000000000000000000000000", "/survey/%ff"] {
        let answer = Hand::at(&relay).get(path, &[("accept-language", "en")]);
        assert_eq!(answer.status, 404);
        assert!(answer.text().contains("has ended or does not exist"));
        assert_eq!(post(&Hand::at(&relay), path, &WHOLE).status, 404);
    }
}
