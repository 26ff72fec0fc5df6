//! A hand at the relay's door: signs in and out over HTTP and carries the cookie itself.

use serde_json::Value;
use shared::{
    ids::DeviceId,
    sync::{
        session::{Problem, ProblemCode, Session, SignIn},
        wire::address,
    },
};
use tungstenite::client::IntoClientRequest;
use ureq::{
    Agent,
    http::{HeaderMap, Request, header},
};

use crate::{Line, Reach, Relay, Who, cast::PASSWORD, tablet::draw};

const SESSION: &str = "/api/session";

/// A person's hand on a device.
#[derive(Clone, Debug)]
pub struct Hand {
    agent: Agent,
    reach: Reach,
    /// The device.
    pub device: DeviceId,
    /// The session's cookie as `name=value`.
    pub cookie: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as it came, packed where it was packed.
    pub body: Vec<u8>,
}

impl Hand {
    /// A hand that is not signed in, on a device of its own.
    #[must_use]
    pub fn at(relay: &Relay) -> Self {
        Self { agent: relay.reach().agent(), reach: relay.reach().clone(), device: DeviceId(draw()), cookie: None }
    }

    /// Signs in with the demo password.
    ///
    /// # Errors
    /// Status and code of the refusal.
    pub fn sign_in(&mut self, who: Who) -> Result<Session, (u16, ProblemCode)> {
        self.sign_in_as(&who.login(), PASSWORD)
    }

    /// Signs in with any name and password.
    ///
    /// # Errors
    /// Status and code of the refusal.
    pub fn sign_in_as(&mut self, name: &str, password: &str) -> Result<Session, (u16, ProblemCode)> {
        let body = SignIn { name: name.into(), password: password.into(), device: self.device };
        let answer = self.send("POST", SESSION, &[], &serde_json::to_vec(&body).expect("plain data"));
        if answer.status == 200 {
            let set = answer.header("set-cookie");
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        answer.session()
    }

    /// Who is signed in?
    ///
    /// # Errors
    /// Status and code of the refusal.
    pub fn session(&self) -> Result<Session, (u16, ProblemCode)> {
        self.get(SESSION, &[]).session()
    }

    /// Signs out at the relay; the hand keeps the cookie, as a thief would.
    ///
    /// # Panics
    /// When the relay does not do it.
    pub fn sign_out(&self) {
        let answer = self.send("DELETE", SESSION, &[], &[]);
        assert_eq!(answer.status, 204);
    }

    /// Asks for an address.
    #[must_use]
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, &[])
    }

    /// Sends any request.
    ///
    /// # Panics
    /// When the relay does not answer.
    #[must_use]
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.reach.address()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let request = request.body(body.to_vec()).expect("a well-formed request");
        let agent = &self.agent;
        let answer = if body.is_empty() && method != "POST" { agent.run(request.map(|_| ())) } else { agent.run(request) };
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let body = answer.body_mut().with_config().limit(50 << 20).read_to_vec().expect("the whole body");
        Answer { status: answer.status().as_u16(), headers: answer.headers().clone(), body }
    }

    /// Asks something of `/api` in JSON; status and answer, null where there is none.
    ///
    /// # Panics
    /// When the answer is neither empty nor JSON.
    #[must_use]
    pub fn ask(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let body = if body.is_null() { Vec::new() } else { serde_json::to_vec(body).expect("plain data") };
        let answer = self.send(method, path, &[], &body);
        let said = if answer.body.is_empty() { Value::Null } else { serde_json::from_slice(&answer.body).expect("JSON") };
        (answer.status, said)
    }

    /// Takes the cookie that an answer sets, as a browser would.
    pub fn keep_cookie(&mut self, answer: &Answer) {
        let set = answer.header("set-cookie");
        if !set.is_empty() {
            self.cookie = set.split(';').next().map(str::to_owned);
        }
    }

    /// Opens the line to the relay.
    ///
    /// # Errors
    /// The status with which it was refused.
    pub fn line(&self) -> Result<Line, u16> {
        self.line_to(&address(None))
    }

    /// Opens a line as a device of ours that says in the address what it holds.
    ///
    /// # Errors
    /// The status of the refusal.
    pub fn line_to(&self, address: &str) -> Result<Line, u16> {
        Line::open(&self.reach, address, self.cookie.as_deref())
    }

    /// Opens a WebSocket and answers what the relay said to that.
    ///
    /// # Panics
    /// When it does not open one.
    #[must_use]
    pub fn upgraded(&self, path: &str) -> Answer {
        let mut request = format!("ws://{}{path}", self.reach.host).into_client_request().expect("a well-formed address");
        let cookie = self.cookie.as_deref().expect("signed in").parse().expect("a well-formed cookie");
        request.headers_mut().insert(header::COOKIE, cookie);
        let (stream, _) = self.reach.connect().expect("the relay is there");
        let (_, answer) = tungstenite::client(request, stream).unwrap_or_else(|error| panic!("{path}: {error}"));
        Answer { status: answer.status().as_u16(), headers: answer.headers().clone(), body: Vec::new() }
    }

    /// Opens a line on which automerge-repo's protocol is spoken.
    ///
    /// # Errors
    /// The status with which it was refused.
    pub fn foreign_line(&self) -> Result<Line, u16> {
        Line::open_at(&self.reach, "/sync/automerge-repo", self.cookie.as_deref())
    }
}

impl Answer {
    /// A header's value, empty when it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn session(&self) -> Result<Session, (u16, ProblemCode)> {
        match self.status {
            200 => Ok(serde_json::from_slice(&self.body).expect("a session")),
            status => Err((status, self.problem())),
        }
    }

    /// The problem that it tells.
    ///
    /// # Panics
    /// When it tells none.
    #[must_use]
    pub fn problem(&self) -> ProblemCode {
        let problem: Problem = serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()));
        problem.code
    }
}
