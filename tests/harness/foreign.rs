//! A stock automerge-repo client, from npm, in Node.

use std::process::Command;

use serde_json::{Value, json};
use shared::ids::DocumentId;

use crate::{Hand, Relay, eventually::eventually, npm, program::Program};

/// A client.
#[derive(Debug)]
pub struct Foreign {
    program: Program,
    asked: u64,
}

/// How much was said so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Talk {
    /// Messages that the client sent.
    pub sent: u64,
    /// Messages that it heard, the welcome apart.
    pub heard: u64,
    /// How often it connected.
    pub connected: u64,
}

impl Foreign {
    /// A client that sends the cookie of this hand's session.
    ///
    /// # Panics
    /// When there is no Node, or npm cannot install the client.
    #[must_use]
    pub fn of(hand: &Hand, relay: &Relay) -> Self {
        let cookie = hand.cookie.as_deref().expect("signed in");
        let mut node = Command::new("node");
        node.arg(npm::install("foreign", "reader.mjs")).args([&format!("ws://{}/sync/automerge-repo", relay.host()), cookie]);
        Self { program: Program::start_listening(&mut node), asked: 0 }
    }

    /// Asks for a document and waits until it is there; `false` when it is unavailable.
    pub fn find(&mut self, document: DocumentId) -> bool {
        self.ask("find", json!({ "url": url(document) }))["found"] == json!(true)
    }

    /// What stands in a field of a document.
    pub fn read(&mut self, document: DocumentId, field: &str) -> Option<String> {
        let answer = self.ask("read", json!({ "url": url(document), "path": steps(field) }));
        answer["value"].as_str().map(str::to_owned)
    }

    /// Waits until a text stands in a field.
    pub fn until(&mut self, document: DocumentId, field: &str, text: &str) {
        eventually(&format!("{field} is “{text}”"), || (self.read(document, field).as_deref() == Some(text)).then_some(()));
    }

    /// Writes into its own copy of the document.
    pub fn write(&mut self, document: DocumentId, field: &str, text: &str) {
        self.ask("write", json!({ "url": url(document), "path": steps(field), "value": text }));
    }

    /// Greets everybody who looks at the same document.
    pub fn greet(&mut self, document: DocumentId) {
        self.ask("greet", json!({ "url": url(document) }));
    }

    /// How much was said so far.
    pub fn talk(&mut self) -> Talk {
        let answer = self.ask("talk", json!({}));
        let [sent, heard, connected] = ["sent", "heard", "connected"].map(|what| answer[what].as_u64().expect("a number"));
        Talk { sent, heard, connected }
    }

    fn ask(&mut self, ask: &str, with: Value) -> Value {
        self.asked += 1;
        let number = self.asked;
        let mut question = with;
        question["ask"] = json!(ask);
        question["number"] = json!(number);
        self.program.tell(&question.to_string());
        eventually(&format!("the client answers {question}"), || {
            let ended = self.program.ended();
            assert!(ended.is_none(), "the client ended ({ended:?}): {}", self.program.said());
            let said = self.program.said();
            let answers = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
            answers.into_iter().find(|answer| answer["number"] == json!(number))
        })
    }
}

fn url(document: DocumentId) -> String {
    format!("automerge:{document}")
}

fn steps(field: &str) -> Vec<&str> {
    field.split('.').collect()
}
