//! A provider that lies: each lie is found out, and nobody signs in by it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::sync::session::ProblemCode;
use tests::{Hand, Relay};

use super::{begin, come_back, failed};

const SECRET: &str = "shared";

/// What it answers next, by address.
type Answers = Arc<Mutex<Vec<(&'static str, String)>>>;

/// Makes a token of honest claims.
type Lie = Box<dyn Fn(Value) -> String>;

/// The provider.
struct Liar {
    issuer: String,
    answers: Answers,
}

impl Liar {
    /// One whose first answers are honest.
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let issuer = format!("http://{}", listener.local_addr().expect("bound"));
        let liar = Self { issuer, answers: Arc::default() };
        liar.says("/.well-known/openid-configuration", &liar.about());
        let point = key(1).verifying_key().to_sec1_point(false);
        let [x, y] = [point.x(), point.y()].map(|part| text(part.expect("a whole point")));
        liar.says("/jwks", &json!({ "keys": [{ "kty": "EC", "crv": "P-256", "use": "sig", "kid": "k", "x": x, "y": y }] }));
        let answers = liar.answers.clone();
        std::thread::spawn(move || listener.incoming().flatten().for_each(|stream| serve(stream, &answers)));
        liar
    }

    fn about(&self) -> Value {
        let at = |path: &str| format!("{}{path}", self.issuer);
        json!({
            "issuer": self.issuer, "authorization_endpoint": at("/auth"), "token_endpoint": at("/token"), "userinfo_endpoint": at("/me"),
            "jwks_uri": at("/jwks"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
            // A relay that believed this would take signatures that anybody can make.
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
        })
    }

    fn says(&self, path: &'static str, body: &Value) {
        self.answers(path, &format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{body}"));
    }

    fn answers(&self, path: &'static str, answer: &str) {
        let mut answers = self.answers.lock().expect("nobody panics with it");
        answers.retain(|(other, _)| *other != path);
        answers.push((path, answer.to_owned()));
    }

    fn hands_out(&self, token: &str) {
        self.says("/token", &json!({ "access_token": "a", "token_type": "Bearer", "id_token": token }));
    }

    fn relay(&self, options: &[&str]) -> Relay {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let secret = folder.path().join("secret");
        std::fs::write(&secret, SECRET).expect("a temporary file can be written");
        let own =
            ["--oidc-issuer", &self.issuer, "--oidc-client-id", "liandong", "--oidc-client-secret-file", secret.to_str().expect("a path")];
        // The relay reads the file once, at its start.
        let relay = Relay::start_with(&[&own, options].concat());
        relay.operator(&["person", "bind", "--name", "zhuanjia1", "--issuer", &self.issuer, "--subject", "s1"]).done();
        relay
    }

    /// What an honest token says.
    fn claims(&self, nonce: &str) -> Value {
        let now = tests::tablet::now().0 / 1000;
        json!({ "iss": self.issuer, "aud": "liandong", "sub": "s1", "nonce": nonce, "iat": now, "exp": now + 300 })
    }
}

fn serve(stream: TcpStream, answers: &Answers) {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    drop(reader.read_line(&mut first));
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        let value = line.to_lowercase().strip_prefix("content-length:").and_then(|value| value.trim().parse().ok());
        length = value.unwrap_or(length);
        line.clear();
    }
    drop(reader.read_exact(&mut vec![0; length]));
    let path = first.split(' ').nth(1).unwrap_or_default();
    let said = answers.lock().expect("nobody panics with it").iter().find(|(known, _)| *known == path).map(|(_, answer)| answer.clone());
    let nothing = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned();
    // Whoever asked may have gone.
    drop(reader.into_inner().write_all(said.unwrap_or(nothing).as_bytes()));
}

fn key(number: u8) -> SigningKey {
    SigningKey::from_slice(&[number; 32]).expect("small numbers are keys")
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn body(alg: &str, claims: &Value) -> String {
    format!("{}.{}", text(json!({ "alg": alg, "kid": "k" }).to_string()), text(claims.to_string()))
}

fn signed(by: u8, claims: &Value) -> String {
    let body = body("ES256", claims);
    let signature: Signature = key(by).sign(body.as_bytes());
    format!("{body}.{}", text(signature.to_bytes()))
}

/// HMAC-SHA256 with the secret of the client, which the relay and others know.
fn signed_with_the_secret(claims: &Value) -> String {
    let body = body("HS256", claims);
    let pad = |with: u8| -> Vec<u8> { (0..64).map(|at| SECRET.as_bytes().get(at).copied().unwrap_or(0) ^ with).collect() };
    let inner = Sha256::digest([pad(0x36), body.clone().into_bytes()].concat());
    format!("{body}.{}", text(Sha256::digest([pad(0x5c), inner.to_vec()].concat())))
}

fn part<'a>(address: &'a str, name: &str) -> &'a str {
    let start = format!("{name}=");
    address.split(['?', '&']).find_map(|part| part.strip_prefix(&start)).unwrap_or_else(|| panic!("{name} in {address}"))
}

/// The way of a new device, with the token that `lie` makes of honest claims.
fn way(liar: &Liar, relay: &Relay, lie: impl Fn(Value) -> String) -> String {
    let mut hand = Hand::at(relay);
    let (address, browser) = begin(&hand, "/");
    assert_eq!(part(&address, "code_challenge_method"), "S256");
    liar.hands_out(&lie(liar.claims(part(&address, "nonce"))));
    let end = come_back(&mut hand, &browser, &format!("/api/session/oidc/return?code=c&state={}", part(&address, "state")));
    assert_eq!(hand.cookie.is_some(), end == "done:/", "{end}");
    end
}

fn with(name: &str, value: Value) -> impl Fn(Value) -> String {
    move |mut claims| {
        claims[name] = value.clone();
        signed(1, &claims)
    }
}

#[test]
fn no_token_is_believed_that_is_not_the_providers_own_for_us_now_and_for_this_question() {
    let liar = Liar::start();
    let relay = liar.relay(&[]);
    assert_eq!(way(&liar, &relay, |claims| signed(1, &claims)), "done:/", "the honest one");
    let past = tests::tablet::now().0 / 1000 - 10;
    let (untrusted, unreadable) = (ProblemCode::SignOnUntrusted, ProblemCode::SignOnUnavailable);
    let lies: [(&str, Lie, ProblemCode); 13] = [
        ("another nonce", Box::new(with("nonce", json!("x"))), untrusted),
        ("no nonce", Box::new(with("nonce", Value::Null)), untrusted),
        ("for another", Box::new(with("aud", json!("another"))), untrusted),
        ("for others too", Box::new(with("aud", json!(["liandong", "another"]))), untrusted),
        ("for nobody", Box::new(with("aud", Value::Null)), unreadable),
        ("of another provider", Box::new(with("iss", json!("https://elsewhere.example"))), untrusted),
        ("over", Box::new(with("exp", json!(past))), untrusted),
        ("of nobody", Box::new(with("sub", Value::Null)), unreadable),
        ("signed by another", Box::new(|claims| signed(2, &claims)), untrusted),
        ("not signed", Box::new(|claims| format!("{}.", body("none", &claims))), untrusted),
        ("signed with the secret", Box::new(|claims| signed_with_the_secret(&claims)), untrusted),
        (
            "changed after it was signed",
            Box::new(|claims| {
                let (honest, mut other) = (signed(1, &claims), claims);
                other["sub"] = json!("s2");
                format!("{}.{}", body("ES256", &other), honest.rsplit('.').next().expect("a signature"))
            }),
            untrusted,
        ),
        ("no token at all", Box::new(|_| "nonsense".to_owned()), unreadable),
    ];
    for (what, lie, code) in lies {
        assert_eq!(way(&liar, &relay, lie), failed(code), "{what}");
    }
    assert_eq!(way(&liar, &relay, |claims| signed(1, &claims)), "done:/", "nothing of it stays");
}

#[test]
fn an_answer_of_another_provider_is_not_taken() {
    let liar = Liar::start();
    let relay = liar.relay(&[]);
    let mut hand = Hand::at(&relay);
    let (address, browser) = begin(&hand, "/");
    let back = format!("/api/session/oidc/return?code=c&state={}&iss=https%3A%2F%2Felsewhere.example", part(&address, "state"));
    assert_eq!(come_back(&mut hand, &browser, &back), failed(ProblemCode::SignOnUntrusted));
}

#[test]
fn what_is_told_beside_the_token_must_be_of_the_same_person() {
    let liar = Liar::start();
    let relay = liar.relay(&["--oidc-claim", "employee"]);
    let stranger = |mut claims: Value| {
        claims["sub"] = json!("s9");
        signed(1, &claims)
    };
    liar.says("/me", &json!({ "sub": "s8", "employee": "zhuanjia2" }));
    assert_eq!(way(&liar, &relay, stranger), failed(ProblemCode::SignOnUntrusted));
    liar.says("/me", &json!({ "sub": "s9", "employee": 7 }));
    assert_eq!(way(&liar, &relay, stranger), failed(ProblemCode::SignOnUnknown));
    liar.says("/me", &json!({ "sub": "s9", "employee": "zhuanjia2" }));
    assert_eq!(way(&liar, &relay, stranger), "done:/");
}

#[test]
fn an_address_that_nobody_has_checked_binds_nobody() {
    let liar = Liar::start();
    let relay = liar.relay(&["--oidc-claim", "email"]);
    let says = |is_checked: bool| {
        move |mut claims: Value| {
            (claims["sub"], claims["email"], claims["email_verified"]) = (json!("s9"), json!("zhuanjia2"), json!(is_checked));
            signed(1, &claims)
        }
    };
    assert_eq!(way(&liar, &relay, says(false)), failed(ProblemCode::SignOnUnknown));
    assert_eq!(way(&liar, &relay, says(true)), "done:/");
}

#[test]
fn the_relay_goes_nowhere_else_and_reads_no_endless_answer() {
    for (what, name, value) in [
        ("another's name", "issuer", json!("https://elsewhere.example")),
        ("keys without TLS", "jwks_uri", json!("http://elsewhere.example/jwks")),
        ("people sent away without TLS", "authorization_endpoint", json!("http://elsewhere.example/auth")),
    ] {
        let liar = Liar::start();
        let mut about = liar.about();
        about[name] = value;
        liar.says("/.well-known/openid-configuration", &about);
        let relay = liar.relay(&[]);
        let hand = Hand::at(&relay);
        assert_eq!(hand.ask("POST", super::ADDRESS, &json!({ "device": hand.device, "back": "/" })).0, 424, "{what}");
    }
    let liar = Liar::start();
    let relay = liar.relay(&[]);
    let unavailable = failed(ProblemCode::SignOnUnavailable);
    for answer in [
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned(),
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{}", " ".repeat(3 << 20)),
        "nonsense".to_owned(),
    ] {
        let mut hand = Hand::at(&relay);
        let (address, browser) = begin(&hand, "/");
        liar.answers("/token", &answer);
        let back = format!("/api/session/oidc/return?code=c&state={}", part(&address, "state"));
        assert_eq!(come_back(&mut hand, &browser, &back), unavailable, "{}", answer.chars().take(40).collect::<String>());
    }
}
