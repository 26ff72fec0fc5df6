//! The relay speaks HTTPS itself, with the files of an operator's certificate, to clients that verify it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Command, Stdio},
};

use serde_json::json;
use shared::{ids::DeviceId, sync::session::ProblemCode};
use tests::{
    Authority, Hand, Reach, Relay, Tablet, Who,
    cast::{PASSWORD, SHARED},
    eventually::eventually,
    free_port,
    relay::program,
};

const PROBLEM: &str = "causes.problem";

#[test]
fn over_https_a_page_is_read_somebody_signs_in_writes_and_invites() {
    let authority = Authority::new();
    let relay = Relay::start_secured(&authority);
    let _silent = TcpStream::connect(relay.host()).expect("one who never agrees on TLS, and keeps nobody waiting");
    let mut hand = Hand::at(&relay);
    let page = hand.get("/", &[("accept", "text/html")]);
    assert_eq!((page.status, page.header("strict-transport-security")), (200, "max-age=31536000"));
    hand.sign_in(Who::Tongan).expect("the demo city's password");
    let cookie = hand.cookie.clone().expect("signed in");
    assert!(cookie.starts_with("__Host-liandong_session="), "no other host can set it: {cookie}");

    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    li.type_in(PROBLEM, "加密连接上写的话");
    li.until_settled();
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), "加密连接上写的话");

    let org = wang.find(SHARED).and_then(|line| line.summary.enterprise).expect("its enterprise");
    let (status, made) = hand.ask("POST", "/api/invitations", &json!({ "org": org, "document": case.to_string() }));
    let link = made["link"].as_str().unwrap_or_default();
    assert!(status == 201 && link.starts_with(&format!("https://{}/join#", relay.host())), "{made}");
}

#[test]
fn whoever_is_not_shown_the_relay_they_believe_in_says_nothing_to_it() {
    let relay = Relay::start_secured(&Authority::new());
    let misled = relay.reach().believing(Authority::new().root());
    let refused = misled.agent().get(format!("{}/healthz", misled.address())).call();
    assert!(refused.is_err_and(|error| error.to_string().contains("certificate")), "another authority's");
    let mut plain = TcpStream::connect(relay.host()).expect("the relay is there");
    plain.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n").expect("the relay is there");
    let mut answer = Vec::new();
    // The relay may end the connection in either way.
    drop(plain.read_to_end(&mut answer));
    assert!(!answer.starts_with(b"HTTP"), "nothing is answered without TLS");
}

#[test]
fn a_renewed_certificate_is_taken_at_once_and_cuts_no_line() {
    let authority = Authority::new();
    let relay = Relay::start_secured(&authority);
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    let before = relay.reach().certificate().expect("believed");

    let next = authority.issue(2098);
    authority.write("key.pem", &next.key);
    eventually("a key without its certificate is complained about", || relay.said().contains("was not renewed").then_some(()));
    assert_eq!(relay.reach().certificate().expect("the one before goes on"), before);

    authority.write("certificate.pem", &next.certificate);
    eventually("the renewed certificate is shown", || relay.reach().certificate().ok().filter(|shown| *shown != before));
    li.type_in(PROBLEM, "续期前后同一连接");
    li.until_settled();
    assert!(li.is_connected() && li.hung_up_with().is_none(), "the line was not cut");
}

/// What `serve` says before it ends, and with which code.
fn told(options: &[String]) -> (Option<i32>, String) {
    let data = tempfile::tempdir().expect("a temporary folder");
    let mut serve = Command::new(program());
    serve.args(["serve", "--listen", &format!("127.0.0.1:{}", free_port()), "--data"]).arg(data.path()).args(options);
    let ended = serve.output().expect("the program runs");
    (ended.status.code(), String::from_utf8(ended.stderr).expect("text"))
}

#[test]
fn files_that_are_no_certificate_with_its_key_are_named_with_what_is_wrong() {
    let authority = Authority::new();
    let (good, other) = (authority.issue(2099), authority.issue(2099));
    let locked = good.key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    let broken = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    let [certificate, key] = ["certificate.pem", "key.pem"].map(|name| authority.file(name).display().to_string());
    for (chain, secret, words) in [
        ("plain words", &*good.key, [format!("{certificate} holds no certificate"), format!("{certificate} 中没有证书")]),
        (&*good.key, &*good.key, [format!("{certificate} holds no certificate"), format!("{certificate} 中没有证书")]),
        (broken, &*good.key, [format!("{certificate} cannot be used for HTTPS"), format!("{certificate} 不能用于 HTTPS")]),
        (&*good.certificate, "plain words", [format!("{key} holds no key"), format!("{key} 中没有可用的私钥")]),
        (&*good.certificate, &*locked, [format!("{key} holds no key"), format!("{key} 中没有可用的私钥")]),
        (
            &*good.certificate,
            &*other.key,
            [format!("{key} does not belong to the certificate in {certificate}"), format!("{key} 中的私钥")],
        ),
    ] {
        authority.write("certificate.pem", chain);
        authority.write("key.pem", secret);
        let (code, said) = told(&authority.options());
        assert_eq!(code, Some(1), "{said}");
        assert!(words.iter().all(|words| said.contains(words)), "{words:?} in {said}");
    }
    std::fs::remove_file(authority.file("key.pem")).expect("a file of our own");
    let (code, said) = told(&authority.options());
    assert!(code == Some(1) && said.contains(&key), "a file that is missing: {said}");
    let (code, said) = told(&authority.options()[..1]);
    assert!(code == Some(1) && said.contains("“tls.certificate”") && said.contains("“tls.key”"), "one without the other: {said}");
}

#[test]
fn a_certificate_that_has_expired_is_warned_about_and_served() {
    let authority = Authority::new();
    authority.install(&authority.issue(2021));
    let (data, reach) = (tempfile::tempdir().expect("a temporary folder"), Reach::of_port(free_port()));
    let mut serve = Command::new(program());
    serve.args(["serve", "--listen", &reach.host, "--data"]).arg(data.path()).args(authority.options());
    let mut relay = serve.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let mut warned = BufReader::new(relay.stderr.take().expect("piped")).lines().map_while(Result::ok);
    assert!(warned.any(|line| line.contains("has expired; browsers refuse it")), "the operator is warned");
    let mut told = BufReader::new(relay.stdout.take().expect("piped")).lines().map_while(Result::ok);
    assert!(told.any(|line| line.contains(&format!("https://{}", reach.host))), "it serves");
    let refused = reach.believing(authority.root()).certificate();
    relay.kill().expect("our own child");
    relay.wait().expect("our own child");
    assert!(refused.is_err_and(|error| error.to_string().to_lowercase().contains("expired")), "clients refuse it");
}

#[test]
fn https_is_believed_of_a_named_proxy_alone() {
    let body = format!("{{\"name\":\"{}\",\"password\":\"{PASSWORD}\",\"device\":\"{}\"}}", Who::Li.login(), DeviceId([7; 16]));
    for (options, claimed, hsts, cookie) in [
        (&[][..], "https", "", "liandong_session="),
        (&["--trusted-proxies", "192.0.2.1"], "https", "", "liandong_session="),
        (&["--trusted-proxies", "127.0.0.1"], "http", "", "liandong_session="),
        (&["--trusted-proxies", "127.0.0.1"], "https", "max-age=31536000", "__Host-liandong_session="),
    ] {
        let relay = Relay::start_with(options);
        let answer = Hand::at(&relay).send("POST", "/api/session", &[("x-forwarded-proto", claimed)], body.as_bytes());
        assert_eq!((answer.status, answer.header("strict-transport-security")), (200, hsts), "{options:?}");
        let set = answer.header("set-cookie");
        assert!(set.starts_with(cookie) && set.contains("; Secure") != hsts.is_empty(), "{options:?}: {set}");
    }
}

#[test]
fn a_session_from_before_https_goes_on_over_it() {
    let relay = Relay::start_with(&["--trusted-proxies", "127.0.0.1"]);
    let hand = relay.hand(Who::Li);
    assert!(hand.cookie.as_deref().is_some_and(|cookie| cookie.starts_with("liandong_session=")));
    assert_eq!(hand.get("/api/session", &[("x-forwarded-proto", "https")]).status, 200);
    assert_eq!(Hand::at(&relay).get("/api/session", &[("x-forwarded-proto", "https")]).problem(), ProblemCode::SignedOut);
}
