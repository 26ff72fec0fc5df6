//! The log tells operators what happened, with ids by which it can be found, and nothing of what people write or who they are.

use serde_json::{Value, json};
use shared::{
    ids::CommandId,
    workflow::{Act, Args},
};
use tests::{
    Hand, Relay, Tablet, Who,
    cast::{PASSWORD, SHARED, wish_with},
    eventually::eventually,
    inviting::to_a_survey,
};

use super::files;
use crate::people;

/// The lines of the log; the demo city introduces its people to whoever started it, and those lines are none of the log's.
fn lines(relay: &Relay) -> Vec<Value> {
    let said = relay.said();
    said.lines().filter(|line| line.starts_with('{')).map(|line| serde_json::from_str(line).expect("a line of the log is JSON")).collect()
}

/// On the finest level: whatever people say and whatever they prove themselves with is nowhere, also where it is refused.
#[test]
fn no_password_secret_name_number_or_word_that_somebody_wrote_stands_in_the_log() {
    let relay = Relay::start_with(&["--log-level", "trace", "--log-format", "json"]);
    let mut secrets: Vec<String> = [PASSWORD, "李慎行", "王静仪", SHARED, "示例企业", Who::Li.login().as_str()].map(str::to_owned).into();
    let mut says = |text: &str| -> String {
        secrets.push(text.to_owned());
        text.to_owned()
    };

    // Wrong passwords, for somebody and for nobody; a name that is none.
    for (name, password) in [(Who::Li.login(), says("falsches-geheimnis-1")), (says("niemand-hier"), says("falsches-geheimnis-2"))] {
        assert!(Hand::at(&relay).sign_in_as(&name, &password).is_err());
    }
    assert_eq!(Hand::at(&relay).send("POST", "/api/session", &[], says("kein-json-geheim").as_bytes()).status, 400);

    // Writing, typing, asking in vain, sending nonsense.
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    li.type_in("causes.problem", &says("抽查发现的秘密问题"));
    li.until_settled();
    let reason = says("不该记录的理由");
    assert!(li.act(wish_with(1, Act::Withdraw, Args::default().with("number", "1").with("reason", reason))).is_some(), "refused");
    let mut officer = Tablet::of(Who::Tongan, &relay);
    officer.open(SHARED);
    let text = says("提醒里的秘密");
    let reminder = wish_with(2, Act::Remind, Args::default().with("text", text));
    assert_eq!(officer.act(shared::workflow::Command { id: CommandId([2; 16]), ..reminder }), None);
    let mut line = relay.hand(Who::Wang).line().expect("signed in");
    line.say_raw(tungstenite::Message::binary(says("keine-nachricht-geheim").into_bytes()));
    line.hear();

    // A file with its name, an invitation that is used, a contact, a survey.
    let file = relay.hand(Who::Li).send_file(&files::photo(1, 1000), "image/jpeg");
    files::name(&mut li, "row", file);
    says("现场照片");
    let admin = relay.hand(Who::City);
    let row = people::row(&admin, "qiye14");
    let wish = json!({ "org": row["person"]["org"]["id"], "document": case.to_string() });
    let (status, made) = relay.hand(Who::Tongan).ask("POST", "/api/invitations", &wish);
    assert_eq!(status, 201, "{made}");
    let secret = says(made["link"].as_str().and_then(|link| link.split_once("/join#")).expect("a link").1);
    says(made["code"].as_str().expect("a code"));
    let mut guest = Hand::at(&relay);
    let body = json!({ "key": secret, "name": says("许小文来宾"), "device": guest.device.to_string() });
    let answer = guest.send("POST", "/api/join", &[], body.to_string().as_bytes());
    assert_eq!(answer.status, 200);
    guest.keep_cookie(&answer);
    let contact = format!("{}/contact", people::address(&row));
    let number = says("13800138000");
    let (status, kept) = admin.ask("PUT", &contact, &json!({ "telephone": number, "email": says("geheim@example.cn") }));
    assert!(status < 300, "{status} {kept}");
    let (_officer, path) = to_a_survey(&relay);
    says(path.rsplit('/').next().expect("a secret"));
    let form = ("content-type", "application/x-www-form-urlencoded");
    let stranger = Hand::at(&relay);
    assert_eq!(stranger.get(&path, &[("accept", "text/html")]).status, 200);
    let comments = says("geheime-bemerkung");
    assert_eq!(stranger.send("POST", &path, &[form], format!("do=keep&survey.comments={comments}").as_bytes()).status, 303);
    assert_eq!(stranger.send("POST", &path, &[form], format!("do=answer&survey.comments={comments}").as_bytes()).status, 422);

    // What was shown to browsers as a proof.
    for cookie in [&li.hand, &guest, &admin].map(|hand| hand.cookie.clone().expect("signed in")) {
        says(cookie.split_once('=').expect("name and value").1);
    }
    li.disconnect();
    let is_over = |line: &Value| line["message"] == "disconnected" && line["span"]["person"] == li.author().person.to_string();
    eventually("the log tells of the end", || lines(&relay).iter().any(is_over).then_some(()));
    let log: Vec<String> = lines(&relay).iter().map(Value::to_string).collect();
    assert!(log.len() > 30, "much is told: {log:?}");
    for secret in secrets {
        let found: Vec<_> = log.iter().filter(|line| line.contains(&secret)).collect();
        assert!(found.is_empty(), "{secret} in {found:?}");
    }
}

#[test]
fn every_line_of_a_request_and_of_a_conversation_has_its_id_and_answers_their_time() {
    let relay = Relay::start_with(&["--log-level", "debug", "--log-format", "json"]);
    let refused = Hand::at(&relay).get("/api/session", &[]);
    let id = refused.header("x-request-id").to_owned();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    li.type_in("causes.problem", "话");
    li.until_settled();
    let (person, device) = (li.author().person.to_string(), li.author().device.to_string());
    li.disconnect();
    let is_over = |line: &Value| line["message"] == "disconnected";
    eventually("the log tells of the end", || lines(&relay).iter().any(is_over).then_some(()));
    let log = lines(&relay);

    let about: Vec<&Value> = log.iter().filter(|line| line["span"]["id"] == id.as_str()).collect();
    let [line] = about[..] else { panic!("one line tells of it: {about:?}") };
    assert_eq!((&line["level"], &line["message"], &line["status"]), (&json!("INFO"), &json!("answered"), &json!(401)));
    assert_eq!((&line["span"]["method"], &line["span"]["route"]), (&json!("GET"), &json!("/api/session")));
    assert!(line["milliseconds"].is_u64(), "{line}");

    let signed_in = log.iter().find(|line| line["message"] == "signed in").expect("it is told");
    assert!(signed_in["span"]["id"].is_string() && signed_in["person"] == person.as_str(), "{signed_in}");
    let told: Vec<&Value> = log.iter().filter(|line| line["span"]["name"] == "line").collect();
    assert!(told.iter().all(|line| line["span"]["person"] == person.as_str() && line["span"]["device"] == device.as_str()));
    assert!(
        told.iter().all(|line| line["span"]["id"].is_string() && line["span"]["id"] == told[0]["span"]["id"]),
        "one conversation, one id: {told:?}"
    );
    let submit = told.iter().find(|line| line["question"] == "submit").expect("it is told");
    assert!(submit["document"] == case.to_string().as_str() && submit["milliseconds"].is_u64(), "{submit}");
    assert!(told.iter().any(|line| line["message"] == "connected"));
    let ours = log.iter().filter(|line| line["target"].as_str().is_some_and(|target| target.starts_with("liandong::http")));
    let lost: Vec<&Value> = ours.filter(|line| line["span"].is_null()).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
