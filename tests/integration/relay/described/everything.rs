//! Every operation is asked for what it should do and for what it should refuse; each answer is held against the document.

use serde_json::{Value, json};
use shared::{
    codec,
    documents::DocumentKind,
    ids::Hash,
    sync::{
        handover::{self, Piece},
        later::AllLater,
        session::COMPACT,
    },
    workflow::{Act, Args},
};
use tests::{
    Described, Hand, Provider, Relay, Tablet, Who,
    cast::{PASSWORD, SHARED, wish_with},
    hand::Answer,
    provider::Visitor,
    sending::{PART, TUS, base64, hash_of, metadata},
};

/// Asks, and holds question and answer against the document.
struct Asking {
    described: Described,
}

impl Asking {
    /// Of `operation`, as `post /api/session`, at this address.
    fn of(&mut self, hand: &Hand, operation: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let method = operation.split(' ').next().expect("a method").to_uppercase();
        let answer = hand.send(&method, path, headers, body);
        self.described.holds(operation, &answer);
        answer
    }

    /// In JSON, expecting a status.
    fn json(&mut self, hand: &Hand, operation: &str, path: &str, body: &Value, status: u16) -> Value {
        let text = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let answer = self.of(hand, operation, path, &[], &text);
        assert_eq!(answer.status, status, "{operation} {}", answer.text());
        if status < 300 && !body.is_null() {
            self.described.wants(operation, body);
        }
        serde_json::from_slice(&answer.body).unwrap_or(Value::Null)
    }

    /// As [`Asking::json`], where the operation's own path is the address.
    fn plain(&mut self, hand: &Hand, operation: &str, body: &Value, status: u16) -> Value {
        let path = operation.split_once(' ').expect("a path").1;
        self.json(hand, operation, path, body, status)
    }
}

const NONE: &Value = &Value::Null;

#[test]
fn every_answer_is_one_that_is_described() {
    let (provider, relay) = Provider::beside(&[]);
    let mut ask = Asking { described: Described::by(&relay) };
    signing_in(&mut ask, &relay);
    administering(&mut ask, &relay);
    signing_on(&mut ask, &provider, &relay);
    inviting(&mut ask, &relay);
    leading(&mut ask, &relay);
    sending(&mut ask, &relay);
    connecting(&mut ask, &relay);
    assert_eq!(ask.described.unseen(), [""; 0], "operations of which nobody has seen a success");
}

fn signing_in(ask: &mut Asking, relay: &Relay) {
    let (stranger, li) = (Hand::at(relay), relay.hand(Who::Li));
    for path in ["get /api/openapi.json", "get /healthz", "get /readyz", "get /survey/style.css"] {
        let address = path.split_once(' ').expect("a path").1;
        assert_eq!(ask.of(&stranger, path, address, &[], &[]).status, 200);
    }
    let name = Who::Li.login();
    let sign_in = |password: &str| json!({ "name": name, "password": password, "device": stranger.device });
    ask.plain(&stranger, "post /api/session", &sign_in(PASSWORD), 200);
    ask.plain(&stranger, "post /api/session", &sign_in("wrong"), 401);
    ask.plain(&stranger, "post /api/session", &json!({ "name": name }), 400);
    ask.plain(&stranger, "get /api/session", NONE, 401);
    ask.plain(&li, "get /api/session", NONE, 200);
    let compact = ask.of(&li, "get /api/session", "/api/session", &[("accept", "application/x-liandong")], &[]);
    assert_eq!(compact.header("content-type"), "application/x-liandong");
    ask.plain(&li, "get /api/session/devices", NONE, 200);
    let change = |password: &str, new: &str| json!({ "password": password, "new": new });
    ask.plain(&li, "put /api/session/password", &change("wrong", "a sentence of my own"), 401);
    ask.plain(&li, "put /api/session/password", &change(PASSWORD, "short"), 422);
    ask.plain(&li, "put /api/session/password", &change(PASSWORD, "a sentence of my own"), 204);
    ask.plain(&li, "put /api/session/password", &change("a sentence of my own", PASSWORD), 204);
    let device = |device: &str| format!("/api/session/devices/{device}");
    let operation = "delete /api/session/devices/{device}";
    ask.json(&li, operation, &device("nobody"), NONE, 404);
    ask.plain(&stranger, "post /api/session", &sign_in(PASSWORD), 200);
    ask.json(&li, operation, &device(&stranger.device.to_string()), NONE, 204);
    let lost = relay.hand(Who::Li);
    ask.json(&li, operation, &device(&lost.device.to_string()), NONE, 204);
    let nothing = codec::encode(&Vec::<Piece>::new());
    for (hand, status) in [(&lost, 204), (&li, 401)] {
        let answer = ask.of(hand, "post /api/session/hand-over", handover::ADDRESS, &[("content-type", COMPACT)], &nothing);
        assert_eq!(answer.status, status);
    }
    ask.plain(&li, "get /api/session/handed-over", NONE, 200);
    ask.plain(&li, "post /api/session/handed-over", &json!([]), 204);
    ask.plain(&li, "post /api/session/handed-over", &json!(["nobody"]), 400);
    ask.plain(&li, "delete /api/session", NONE, 204);
    ask.plain(&li, "delete /api/session", NONE, 401);
    let elsewhere = [("origin", "https://elsewhere.example")];
    assert_eq!(ask.of(&li, "delete /api/session", "/api/session", &elsewhere, &[]).status, 400);
}

fn signing_on(ask: &mut Asking, provider: &Provider, relay: &Relay) {
    let (city, guest) = (relay.hand(Who::City), Hand::at(relay));
    let (_, people) = city.ask("GET", "/api/admin/people", NONE);
    let wang =
        people.as_array().expect("a list").iter().find(|row| row["login"] == Who::Wang.login().as_str()).expect("they are registered");
    let place = format!("/api/admin/people/{}/identities", wang["person"]["id"].as_str().expect("an id"));
    let identity = json!({ "issuer": provider.issuer(), "subject": "s1" });
    let operation = |method: &str| format!("{method} /api/admin/people/{{id}}/identities");
    ask.json(&city, &operation("post"), &place, &identity, 204);
    ask.json(&city, &operation("post"), &place, &json!({ "issuer": "", "subject": "s1" }), 400);
    ask.json(&guest, &operation("get"), &place, NONE, 401);
    assert_eq!(ask.json(&city, &operation("get"), &place, NONE, 200), json!([identity]));

    let (way, end) = ("/api/session/oidc", "get /api/session/oidc/return");
    ask.plain(&guest, "get /api/session/oidc", NONE, 200);
    let wish = json!({ "device": guest.device, "back": "/" }).to_string();
    let begun = ask.of(&guest, "post /api/session/oidc", way, &[], wish.as_bytes());
    let said: Value = serde_json::from_slice(&begun.body).expect("JSON");
    let back = Visitor::new().enter(said["address"].as_str().expect("an address"), "s1 anybody");
    let browser = begun.header("set-cookie").split(';').next().expect("a pair").to_owned();
    assert!(ask.of(&guest, end, &back, &[("cookie", &browser)], &[]).header("location").ends_with("#done:/"));
    assert!(ask.of(&guest, end, &back, &[("cookie", &browser)], &[]).header("location").ends_with("#sign_on_over"));
    ask.plain(&guest, "post /api/session/oidc", &json!({}), 400);
    ask.json(&city, &operation("delete"), &place, NONE, 204);
}

fn administering(ask: &mut Asking, relay: &Relay) {
    let (city, li) = (relay.hand(Who::City), relay.hand(Who::Wang));
    for list in ["people", "orgs", "experts", "audit"] {
        let operation = format!("get /api/admin/{list}");
        ask.plain(&city, &operation, NONE, 200);
        ask.plain(&li, &operation, NONE, 403);
        ask.plain(&Hand::at(relay), &operation, NONE, 401);
    }
    let audit = "get /api/admin/audit";
    ask.json(&city, audit, "/api/admin/audit?since=99999999999999", NONE, 200);
    ask.json(&city, audit, "/api/admin/audit?since=yesterday", NONE, 400);

    let new = json!({ "name": "新企业有限公司", "kind": "enterprise", "district": "huli" });
    let org = ask.plain(&city, "post /api/admin/orgs", &new, 201);
    ask.plain(&city, "post /api/admin/orgs", &json!({ "name": "", "kind": "enterprise" }), 400);
    let org = org["id"].as_str().expect("an id").to_owned();
    let renamed = json!({ "name": "新名称有限公司", "kind": "enterprise", "district": null });
    ask.json(&city, "put /api/admin/orgs/{id}", &format!("/api/admin/orgs/{org}"), &renamed, 200);
    ask.json(&city, "put /api/admin/orgs/{id}", "/api/admin/orgs/nobody", &renamed, 404);

    let position = json!({ "login": "zhou", "name": "周一", "role": "enterprise", "org": org });
    let made = ask.plain(&city, "post /api/admin/people", &position, 201);
    ask.plain(&city, "post /api/admin/people", &position, 409);
    let zhou = Hand::at(relay);
    let once = made["password"].as_str().expect("a password");
    let sign_in = json!({ "name": "zhou", "password": once, "device": zhou.device });
    ask.plain(&zhou, "post /api/session", &sign_in, 403);
    let anew = |new: &str| json!({ "sign_in": sign_in, "new": new });
    ask.plain(&zhou, "post /api/session/password", &anew("short"), 422);
    ask.plain(&zhou, "post /api/session/password", &anew("a sentence of my own"), 200);

    let person = format!("/api/admin/people/{}", made["person"].as_str().expect("an id"));
    let to = json!({ "name": "周一一", "role": "enterprise", "org": org });
    ask.json(&city, "put /api/admin/people/{id}", &person, &to, 204);
    ask.json(&city, "put /api/admin/people/{id}", "/api/admin/people/nobody", &to, 404);
    ask.json(&city, "get /api/admin/people/{id}/devices", &format!("{person}/devices"), NONE, 200);
    ask.json(&city, "get /api/admin/people/{id}/handed-over", &format!("{person}/handed-over"), NONE, 200);
    let device = format!("{person}/devices/{}", zhou.device);
    ask.json(&city, "delete /api/admin/people/{id}/devices/{device}", &device, NONE, 204);
    ask.json(&city, "post /api/admin/people/{id}/password", &format!("{person}/password"), NONE, 200);
    for (of, address) in [("people", person), ("orgs", format!("/api/admin/orgs/{org}"))] {
        let (get, put) = (format!("get /api/admin/{of}/{{id}}/contact"), format!("put /api/admin/{of}/{{id}}/contact"));
        let (address, contact) = (format!("{address}/contact"), json!({ "telephone": "0592-1234567", "email": "" }));
        ask.json(&city, &put, &address, &contact, 204);
        ask.json(&city, &get, &address, NONE, 200);
        ask.json(&city, &put, &format!("/api/admin/{of}/nobody/contact"), &contact, 404);
    }
}

fn inviting(ask: &mut Asking, relay: &Relay) {
    let tongan = Tablet::of(Who::Tongan, relay);
    let summary = |kind: DocumentKind| tongan.documents().iter().find(|line| line.summary.kind == kind).map(|line| line.summary.clone());
    let (case, survey) = (tongan.find(SHARED).expect("its case").summary.clone(), summary(DocumentKind::Survey).expect("its survey"));
    let wish = |document: &shared::records::summary::Summary| json!({ "org": document.enterprise, "document": document.id });
    let officer = relay.hand(Who::Tongan);
    let made = ask.plain(&officer, "post /api/invitations", &wish(&case), 201);
    ask.plain(&relay.hand(Who::Huli), "post /api/invitations", &wish(&case), 403);
    ask.plain(&officer, "get /api/invitations", NONE, 200);
    let guest = Hand::at(relay);
    let key = made["code"].as_str().expect("a code");
    ask.plain(&guest, "post /api/join/look", &json!({ "key": key }), 200);
    ask.plain(&guest, "post /api/join", &json!({ "key": key, "name": "许小文", "device": guest.device }), 200);
    ask.plain(&guest, "post /api/join/look", &json!({ "key": key }), 410);
    ask.plain(&guest, "post /api/join", &json!({ "key": key, "name": "许小文", "device": guest.device }), 410);

    let made = ask.plain(&officer, "post /api/invitations", &wish(&survey), 201);
    let link = made["link"].as_str().expect("a link");
    let path = &link[link.find("/survey/").expect("a survey's")..];
    let (show, take) = ("get /survey/{secret}", "post /survey/{secret}");
    let form = [("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(ask.of(&guest, show, &format!("{path}?lang=en&kept=true"), &[], &[]).status, 200);
    assert_eq!(ask.of(&guest, show, &format!("{path}?kept=perhaps"), &[], &[]).status, 400);
    assert_eq!(ask.of(&guest, take, path, &form, b"do=keep&survey.comments=x").status, 303);
    assert_eq!(ask.of(&guest, take, path, &form, b"do=answer&survey.comments=x").status, 422);
    assert_eq!(ask.of(&guest, take, path, &[("content-type", "application/json")], b"{}").status, 400);
    let id = made["id"].as_str().expect("an id");
    ask.json(&officer, "delete /api/invitations/{id}", &format!("/api/invitations/{id}"), NONE, 204);
    ask.json(&officer, "delete /api/invitations/{id}", &format!("/api/invitations/{id}"), NONE, 404);
    assert_eq!(ask.of(&guest, show, path, &[], &[]).status, 404);
    assert_eq!(ask.of(&guest, take, path, &form, b"do=keep").status, 404);
}

fn sending(ask: &mut Asking, relay: &Relay) {
    const ALL: &str = "/api/blobs/uploads";
    const ONE: &str = "/api/blobs/uploads/{upload}";
    let hand = relay.hand(Who::Li);
    let photo: Vec<u8> = [0xff, 0xd8, 0xff, 0xe0].into_iter().chain(std::iter::repeat_n(7, 996)).collect();
    let (length, said) = (photo.len().to_string(), metadata(hash_of(&photo), "image/jpeg"));
    let begin = [TUS, ("upload-length", length.as_str()), ("upload-metadata", &said)];
    assert_eq!(ask.of(&hand, &format!("options {ALL}"), ALL, &[], &[]).status, 204);
    assert_eq!(ask.of(&hand, &format!("post {ALL}"), ALL, &begin[1..], &[]).status, 412);
    assert_eq!(ask.of(&hand, &format!("post {ALL}"), ALL, &begin[..1], &[]).status, 400);
    assert_eq!(ask.of(&hand, &format!("post {ALL}"), ALL, &[TUS, ("upload-length", "99999999999"), begin[2]], &[]).status, 413);
    let given_up = ask.of(&hand, &format!("post {ALL}"), ALL, &begin, &[]);
    assert_eq!(ask.of(&hand, &format!("delete {ONE}"), given_up.header("location"), &[TUS], &[]).status, 204);
    let place = ask.of(&hand, &format!("post {ALL}"), ALL, &begin, &[]).header("location").to_owned();
    assert_eq!(ask.of(&hand, &format!("options {ONE}"), &place, &[], &[]).status, 204);
    assert_eq!(ask.of(&hand, &format!("head {ONE}"), &place, &[TUS], &[]).header("upload-offset"), "0");
    let patch = format!("patch {ONE}");
    assert_eq!(ask.of(&hand, &patch, &place, &[TUS, PART, ("upload-offset", "7")], &photo[7..]).status, 409);
    assert_eq!(ask.of(&hand, &patch, &place, &[TUS, ("upload-offset", "0")], &photo).status, 415);
    let sum = format!("sha256 {}", base64(hash_of(b"others").0));
    assert_eq!(ask.of(&hand, &patch, &place, &[TUS, PART, ("upload-offset", "0"), ("upload-checksum", &sum)], &photo).status, 460);
    assert_eq!(ask.of(&hand, &patch, &place, &[TUS, PART, ("upload-offset", "0")], &photo[..500]).status, 204);
    let overridden = [TUS, PART, ("upload-offset", "500"), ("x-http-method-override", "PATCH")];
    assert_eq!(ask.of(&hand, &format!("post {ONE}"), &place, &overridden, &photo[500..]).status, 204);
    assert_eq!(ask.of(&relay.hand(Who::Wang), &format!("head {ONE}"), &place, &[TUS], &[]).status, 404);

    let (read, file) = ("get /api/blobs/{hash}", format!("/api/blobs/{}", hash_of(&photo).to_hex()));
    let whole = ask.of(&hand, read, &file, &[], &[]);
    assert_eq!((whole.status, &whole.body), (200, &photo));
    let tag = whole.header("etag").to_owned();
    assert_eq!(ask.of(&hand, read, &file, &[("range", "bytes=2-4")], &[]).status, 206);
    assert_eq!(ask.of(&hand, read, &file, &[("range", "bytes=5000-")], &[]).status, 416);
    assert_eq!(ask.of(&hand, read, &file, &[("if-none-match", &tag)], &[]).status, 304);
    assert_eq!(ask.of(&hand, read, &format!("/api/blobs/{}", Hash([7; 32]).to_hex()), &[], &[]).status, 404);
    assert_eq!(ask.of(&Hand::at(relay), read, &file, &[], &[]).status, 401);
}

fn leading(ask: &mut Asking, relay: &Relay) {
    let mut unit = Tablet::of(Who::Unit, relay);
    let mut li = Tablet::of(Who::Li, relay);
    unit.open(SHARED);
    li.open(SHARED);
    assert!(ask.plain(&unit.hand, "get /api/standing", NONE, 200).as_array().is_some_and(|members| !members.is_empty()));
    ask.plain(&Hand::at(relay), "get /api/standing", NONE, 401);
    let wang = relay.hand(Who::Wang).session().expect("signed in").person.id;
    assert_eq!(unit.act(wish_with(1, Act::FormGroup, Args::default().with("group", wang))), None);
    li.disconnect();
    li.type_in("causes.problem", "离组后写的");
    li.connect();
    li.until("it is handed on", |li| !li.notes().is_empty());
    let all = ask.of(&unit.hand, "get /api/later", "/api/later", &[], &[]);
    let all: AllLater = codec::decode(&all.body).expect("pieces of work");
    let (operation, address) = ("post /api/later/{id}", format!("/api/later/{}", all.to_decide[0].id));
    ask.json(&unit.hand, operation, &address, &json!({ "how": "aside", "reason": "" }), 400);
    ask.json(&unit.hand, operation, &address, &json!({ "how": "taking", "reason": "" }), 204);
    ask.json(&relay.hand(Who::Unit), operation, &address, &json!({ "how": "taking", "reason": "" }), 423);
    ask.json(&unit.hand, operation, &address, &json!({ "how": "aside", "reason": "与王工所写重复" }), 204);
    ask.json(&unit.hand, operation, &address, &json!({ "how": "taken", "reason": "" }), 404);
}

fn connecting(ask: &mut Asking, relay: &Relay) {
    let hand = relay.hand(Who::Li);
    let upgrade = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="),
    ];
    for operation in ["get /sync", "get /sync/automerge-repo"] {
        let path = operation.split_once(' ').expect("a path").1;
        assert_eq!(ask.of(&hand, operation, path, &[], &[]).status, 400, "no upgrade");
        assert_eq!(ask.of(&Hand::at(relay), operation, path, &upgrade, &[]).status, 401);
        ask.described.holds(operation, &hand.upgraded(path));
    }
}
