//! The operator's commands, over the store of a relay that runs.

use shared::sync::{session::ProblemCode, wire::FromDevice};
use tests::{Hand, Relay, Who};

#[test]
fn a_person_is_added_changed_closed_and_given_a_password() {
    let relay = Relay::start();
    let add = ["person", "add", "--name", "zhou", "--full-name", "周一", "--role", "expert", "--org", "鹭岛质量技术服务中心"];
    let weak = relay.operator_with(&add, "password123\n");
    assert!(!weak.is_done && weak.text.contains("first that somebody who guesses"), "{}", weak.text);
    assert!(!relay.operator_with(&add, "").is_done, "no password");
    relay.operator_with(&add, "a sentence of my own\n").done();
    assert!(!relay.operator_with(&add, "a sentence of my own\n").is_done, "the name is taken");
    let mut zhou = Hand::at(&relay);
    zhou.sign_in_as("zhou", "a sentence of my own").expect("the running relay knows them");

    relay.operator(&["person", "disable", "--name", "zhou"]).done();
    assert_eq!(zhou.session(), Err((401, ProblemCode::SignedOut)));
    relay.operator(&["person", "enable", "--name", "zhou"]).done();
    let reset = relay.operator(&["person", "reset", "--name", "zhou"]).done();
    let once = reset.lines().next().and_then(|line| line.rsplit(['：', ' ']).next()).expect("a password").to_owned();
    assert_eq!(zhou.sign_in_as("zhou", &once), Err((403, ProblemCode::PasswordIsOver)), "{reset}");
    assert!(!relay.operator(&["person", "reset", "--name", "nobody"]).is_done);
    let listed = relay.operator(&["person", "list", "--json"]).json();
    assert!(listed.iter().any(|row| row["login"] == "zhou" && row["must_change_password"] == true));
    assert!(relay.operator(&["person", "list"]).done().contains("周一"));
}

#[test]
fn an_open_line_follows_what_the_operator_changed_at_its_next_frame() {
    let relay = Relay::start();
    let mut line = relay.hand(Who::Huli).line().expect("signed in");
    relay.operator(&["person", "change", "--name", "huli", "--org", "厦门市同安区市场监督管理局"]).done();
    line.say(&FromDevice::Inventory { since: 0 });
    line.end();
    let now = relay.hand(Who::Huli).session().expect("still an account");
    assert_eq!(now.person.org.name, "厦门市同安区市场监督管理局");
}

#[test]
fn bodies_and_devices_are_administered() {
    let relay = Relay::start();
    relay.operator(&["org", "add", "--name", "新协会", "--kind", "association"]).done();
    relay.operator(&["org", "change", "--name", "新协会", "--new-name", "质量协会", "--district", "huli"]).done();
    let orgs = relay.operator(&["org", "list", "--json"]).json();
    assert!(orgs.iter().any(|org| org["name"] == "质量协会" && org["district"] == "huli"), "{orgs:?}");
    assert!(!relay.operator(&["org", "change", "--name", "新协会", "--new-name", "x"]).is_done, "of this name no more");

    let li = relay.hand(Who::Li);
    let devices = relay.operator(&["device", "list", "--name", "zhuanjia1", "--json"]).json();
    assert_eq!(devices.len(), 1);
    relay.operator(&["device", "revoke", "--name", "zhuanjia1", "--device", &li.device.to_string()]).done();
    assert_eq!(li.session(), Err((401, ProblemCode::Revoked)));
}

#[test]
fn the_audit_log_is_printed_and_proved() {
    let relay = Relay::start();
    let mut li = relay.hand(Who::Li);
    assert!(li.sign_in_as("zhuanjia1", "guess").is_err());
    li.sign_out();
    relay.operator(&["org", "add", "--name", "新协会", "--kind", "association"]).done();
    let today = tests::tablet::now().day().to_string();
    let rows = relay.operator(&["audit", "--since", &today, "--json"]).json();
    let of = |act: &str| rows.iter().rfind(|row| row["act"] == act).unwrap_or_else(|| panic!("{act} in {rows:?}")).clone();
    let person = of("signed_in")["by"].clone();
    assert_eq!(of("signed_in")["device"], li.device.to_string());
    assert_eq!((of("sign_in_failed")["by"].clone(), of("sign_in_failed")["about"].clone()), ("nobody".into(), person.clone()));
    assert_eq!(of("signed_out")["by"], person);
    assert_eq!(of("org_added")["by"], "operator");
    let printed = rows.iter().map(ToString::to_string).collect::<String>();
    for secret in ["127.0.0.1", "李慎行", "guess"] {
        assert!(!printed.contains(secret), "{secret}");
    }
    assert!(relay.operator(&["audit"]).done().contains("Signed in"));
    assert!(relay.operator(&["audit", "--check"]).done().contains("the chain holds"));
}

/// [R-7.2.1.3-2] [R-7.2.1.3-3] [R-7.2.1.3-4] Whoever is entered from a file is in the register, with what they lack.
#[test]
fn experts_are_entered_from_a_file() {
    let relay = Relay::start();
    for (login, name) in [("zhou", "周一"), ("wu", "吴二")] {
        let add =
            ["person", "add", "--name", login, "--full-name", name, "--role", "expert", "--org", "鹭岛质量技术服务中心", "--one-time"];
        relay.operator(&add).done();
    }
    let file = relay.folder().join("experts.csv");
    let head = "login,name,employer,title,qualification,qualification_number,valid_from,valid_to,experience,experience_text,fields,appointed_from,appointed_to";
    let import = |rows: &str, by: &str| {
        std::fs::write(&file, format!("{head}\n{rows}\n")).expect("a temporary folder takes files");
        relay.operator(&["expert", "import", "--as", by, file.to_str().expect("UTF-8")])
    };
    let zhou = "zhou,周一,某检测院,none,certification,示例-7,2020-01-01,2099-12-31,practice,十年现场诊断,textiles children,2020-01-01,";
    let wu = "wu,吴二,某检测院,junior,,,,,,,,2020-01-01,";
    let wrong = import(&format!("{zhou}\nnobody,甲,某院,none,,,,,,,,2020-01-01,\nwu,吴二,某院,boss,,,,,,,,someday,"), "shiju");
    assert!(!wrong.is_done);
    for line in ["Line 3: login: nobody", "Line 4: title: boss", "Line 4: appointed_from: someday"] {
        assert!(wrong.text.contains(line), "{line} in {}", wrong.text);
    }
    let refused = import(zhou, "tongan");
    assert!(!refused.is_done, "a district enters nobody: {}", refused.text);

    assert!(import(&format!("{zhou}\n{wu}"), "shiju").done().contains("2 experts entered"));
    assert!(import(&format!("{zhou}\n{wu}"), "shiju").done().contains("0 experts entered"), "once");
    let listed = relay.operator(&["expert", "list", "--json"]).json();
    let lacks = |name: &str| listed.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("{name}"))["lacks"].clone();
    assert_eq!(lacks("周一"), serde_json::json!([]));
    assert_eq!(lacks("吴二"), serde_json::json!(["no_title_or_qualification", "no_experience", "no_field"]));
}
