//! A provider of sign-on beside the relay: a certified one from npm, in Node. It lives at `localhost` and the relay at `127.0.0.1`, which for
//! a browser are two sites.

use std::{collections::BTreeMap, fs, process::Command};

use tempfile::TempDir;
use ureq::{
    Agent,
    http::{Request, header},
};

use crate::{Relay, eventually::eventually, hand::Answer, npm, program::Program, program::free_port};

const CLIENT: &str = "liandong";
/// What the provider and the relay share.
pub const SECRET: &str = "a secret between provider and relay";

/// A provider.
#[derive(Debug)]
pub struct Provider {
    port: u16,
    folder: TempDir,
    has_tls: bool,
    process: Option<Program>,
}

impl Provider {
    /// One that does not run yet.
    ///
    /// # Panics
    /// When no temporary file can be written.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fs::write(folder.path().join("secret"), format!("{SECRET}\n")).expect("a temporary file can be written");
        Self { port: free_port(), folder, has_tls: false, process: None }
    }

    /// One that will speak TLS, with a certificate that it made itself.
    ///
    /// # Panics
    /// When no temporary file can be written.
    #[must_use]
    pub fn with_tls() -> Self {
        let provider = Self { has_tls: true, ..Self::new() };
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a name is all that it needs");
        fs::write(provider.file("key"), made.signing_key.serialize_pem()).expect("a temporary file can be written");
        fs::write(provider.file("certificate"), made.cert.pem()).expect("a temporary file can be written");
        provider
    }

    /// The certificate of one that speaks TLS.
    #[must_use]
    pub fn certificate(&self) -> String {
        self.file("certificate")
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// One that runs, beside a relay that knows it with these further options.
    #[must_use]
    pub fn beside(options: &[&str]) -> (Self, Relay) {
        let mut provider = Self::new();
        let own = provider.options();
        let relay = Relay::start_with(&own.iter().map(String::as_str).chain(options.iter().copied()).collect::<Vec<_>>());
        provider.start(&relay);
        (provider, relay)
    }

    /// As it names itself.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("{}://localhost:{}", if self.has_tls { "https" } else { "http" }, self.port)
    }

    /// What the relay has to be told of it.
    #[must_use]
    pub fn options(&self) -> Vec<String> {
        let secret = self.file("secret");
        ["--oidc-issuer", &self.issuer(), "--oidc-client-id", CLIENT, "--oidc-client-secret-file", &secret].map(str::to_owned).into()
    }

    /// Starts it, with new keys, for this relay.
    ///
    /// # Panics
    /// When it does not come up, or runs already.
    pub fn start(&mut self, relay: &Relay) {
        assert!(self.process.is_none(), "the provider runs");
        let mut node = Command::new("node");
        let back = format!("{}/api/session/oidc/return", relay.address());
        node.arg(npm::install("provider", "provider.mjs")).args([&self.port.to_string(), CLIENT, SECRET, &back]);
        if self.has_tls {
            node.args([self.file("key"), self.file("certificate")]);
        }
        let mut process = Program::start(&mut node);
        eventually("the provider listens", || {
            let ended = process.ended();
            assert!(ended.is_none(), "the provider ended ({ended:?}): {}", process.said());
            process.said().contains("listening").then_some(())
        });
        self.process = Some(process);
    }

    /// Ends it.
    ///
    /// # Panics
    /// When it does not run.
    pub fn stop(&mut self) {
        self.process.take().expect("the provider runs").stop();
    }
}

impl Default for Provider {
    fn default() -> Self {
        Self::new()
    }
}

/// A person's browser at the provider: follows its pages with cookies, up to where it leads back to the relay.
#[derive(Debug)]
pub struct Visitor {
    agent: Agent,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// Somebody whom no provider has seen.
    #[must_use]
    pub fn new() -> Self {
        let agent = Agent::new_with_config(Agent::config_builder().http_status_as_error(false).max_redirects(0).build());
        Self { agent, cookies: BTreeMap::new() }
    }

    /// Says who they are; the address at the relay to which they are sent back, as path and query.
    pub fn enter(&mut self, address: &str, who: &str) -> String {
        let form = format!("who={}", who.replace(' ', "+"));
        self.go(address, |page| (page.to_owned(), form.clone()))
    }

    /// Says no; the address at the relay to which they are sent back.
    pub fn cancel(&mut self, address: &str) -> String {
        self.go(address, |page| (format!("{page}/abort"), String::new()))
    }

    fn go(&mut self, address: &str, answer: impl Fn(&str) -> (String, String)) -> String {
        let host = address.split('/').take(3).collect::<Vec<_>>().join("/");
        let mut next = ("GET", address.to_owned(), String::new());
        for _ in 0..10 {
            let (method, here, body) = next;
            let said = self.send(method, &here, body);
            let to = said.header("location").to_owned();
            next = if !to.is_empty() && (to.starts_with('/') || to.starts_with(&host)) {
                ("GET", if to.starts_with('/') { format!("{host}{to}") } else { to }, String::new())
            } else if to.is_empty() {
                assert!(said.status == 200 && here.contains("/interaction/"), "{here}: {} {}", said.status, said.text());
                let (to, form) = answer(&here);
                ("POST", to, form)
            } else {
                let path = to.splitn(4, '/').nth(3).unwrap_or_default();
                return format!("/{path}");
            };
        }
        panic!("the provider leads around in circles: {}", next.1);
    }

    fn send(&mut self, method: &str, address: &str, body: String) -> Answer {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let mut request = Request::builder().method(method).uri(address);
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies);
        }
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body).expect("a well-formed request");
        let answer = if method == "GET" { self.agent.run(request.map(|_| ())) } else { self.agent.run(request) };
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {address}: {error}"));
        let body = answer.body_mut().read_to_vec().expect("the whole body");
        let answer = Answer { status: answer.status().as_u16(), headers: answer.headers().clone(), body };
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap_or_default().split(';').next().and_then(|pair| pair.split_once('='));
            let (name, value) = pair.expect("a cookie has a name");
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

impl Default for Visitor {
    fn default() -> Self {
        Self::new()
    }
}
