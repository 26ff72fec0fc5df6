//! What the relay says of itself in OpenAPI, and whether its answers are so.

use std::{
    collections::BTreeSet,
    io::Write,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::{Hand, Relay, hand::Answer, npm};

/// The document, and which of its answers were seen.
#[derive(Debug)]
pub struct Described {
    document: Value,
    seen: BTreeSet<(String, String)>,
}

impl Described {
    /// Asks a relay for it.
    ///
    /// # Panics
    /// When what it answers is no JSON.
    #[must_use]
    pub fn by(relay: &Relay) -> Self {
        let document = serde_json::from_slice(&Hand::at(relay).get("/api/openapi.json", &[]).body).expect("JSON");
        Self { document, seen: BTreeSet::new() }
    }

    /// The document.
    #[must_use]
    pub const fn document(&self) -> &Value {
        &self.document
    }

    /// What a validator of OpenAPI says of the document: `valid`, `errors`, `version`.
    ///
    /// # Panics
    /// When there is no Node, or npm cannot install the validator.
    #[must_use]
    pub fn validated(&self) -> Value {
        let mut node = Command::new("node");
        node.arg(npm::install("openapi", "validate.mjs")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut node = node.spawn().expect("Node is there");
        let written = node.stdin.take().expect("asked for above").write_all(self.document.to_string().as_bytes());
        written.expect("the validator reads");
        let output = node.wait_with_output().expect("our own child can be waited for");
        serde_json::from_slice(&output.stdout).expect("the validator prints JSON")
    }

    /// Every operation, as `get /api/…`, with what is told of it.
    ///
    /// # Panics
    /// When there are no paths.
    pub fn operations(&self) -> impl Iterator<Item = (String, &Value)> {
        let paths = self.document["paths"].as_object().expect("paths");
        let operations = paths.iter().flat_map(|(path, item)| item.as_object().expect("operations").iter().map(move |one| (path, one)));
        operations.map(|(path, (method, told))| (format!("{method} {path}"), told))
    }

    /// Operations of which no success was seen.
    #[must_use]
    pub fn unseen(&self) -> Vec<String> {
        let is_seen = |operation: &str| self.seen.iter().any(|(seen, status)| seen == operation && !status.starts_with(['4', '5']));
        self.operations().map(|(operation, _)| operation).filter(|operation| !is_seen(operation)).collect()
    }

    /// The answer is one that is told, down to its last field.
    ///
    /// # Panics
    /// When it is not.
    pub fn holds(&mut self, operation: &str, answer: &Answer) {
        let (method, path) = operation.split_once(' ').expect("a method and a path");
        let status = answer.status.to_string();
        let place = format!("{operation} answers {status}: {}", answer.text().chars().take(200).collect::<String>());
        let told = &self.document["paths"][path][method]["responses"][&status];
        assert!(told.is_object(), "{place} is not told");
        let media_type = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
        match told["content"].as_object() {
            None => assert_eq!(answer.body, [0_u8; 0], "{place} with a body"),
            Some(_) if method == "head" || answer.body.is_empty() => {}
            Some(content) => assert!(content.contains_key(&media_type), "{place} as {media_type}"),
        }
        let has_schema = told["content"][&media_type]["schema"].is_object();
        if has_schema && media_type == "application/json" && !answer.body.is_empty() {
            let value: Value = serde_json::from_slice(&answer.body).unwrap_or_else(|error| panic!("{place}: {error}"));
            self.fits(&format!("{}/responses/{status}", pointer(method, path)), &value, &place);
        }
        self.seen.insert((operation.to_owned(), status));
    }

    /// The body is one that the operation wants.
    ///
    /// # Panics
    /// When it is not.
    pub fn wants(&self, operation: &str, body: &Value) {
        let (method, path) = operation.split_once(' ').expect("a method and a path");
        self.fits(&format!("{}/requestBody", pointer(method, path)), body, operation);
    }

    fn fits(&self, pointer: &str, value: &Value, place: &str) {
        let mut schema = self.document.clone();
        schema["$ref"] = json!(format!("{pointer}/content/application~1json/schema"));
        let schema = jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{place}: {error}"));
        let wrong: Vec<String> =
            schema.iter_errors(value).map(|error| format!("{} at {}", error.masked(), error.instance_path())).collect();
        assert_eq!(wrong, [""; 0], "{place}");
    }
}

fn pointer(method: &str, path: &str) -> String {
    format!("#/paths/{}/{method}", path.replace('~', "~0").replace('/', "~1").replace('{', "%7B").replace('}', "%7D"))
}
