//! The relay describes itself in OpenAPI; whatever it is asked, it answers as it says.

mod everything;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use shared::sync::session::ProblemCode;
use tests::{Described, Hand, Relay};

#[test]
fn the_document_is_valid_openapi_and_open_to_everybody() {
    let relay = Relay::start();
    let validated = Described::by(&relay).validated();
    assert_eq!((&validated["valid"], &validated["version"]), (&json!(true), &json!("3.1")), "{validated}");
}

#[test]
fn every_code_of_a_problem_is_told_with_the_one_status_that_it_has() {
    let relay = Relay::start();
    let described = Described::by(&relay);
    let mut statuses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, told) in described.operations() {
        for (status, answer) in told["responses"].as_object().expect("answers") {
            let schema = &answer["content"]["application/json"]["schema"];
            let codes = schema["allOf"][1]["properties"]["code"]["enum"].as_array().into_iter().flatten().filter_map(|code| code.as_str());
            let weak = (schema["$ref"] == "#/components/schemas/WeakPassword").then_some(ProblemCode::WeakPassword.code());
            for code in codes.chain(weak) {
                statuses.entry(code.to_owned()).or_default().insert(status.clone());
            }
        }
    }
    // Those with which the way through a provider ends stand in an address and have no status.
    let finish = &described.document()["paths"]["/api/session/oidc/return"]["get"]["responses"]["303"]["headers"]["location"];
    let ends = finish["description"].as_str().expect("how it ends").to_owned();
    let listed = described.document()["components"]["schemas"]["ProblemCode"]["description"].as_str().expect("a description").to_owned();
    for code in ProblemCode::ALL.iter().map(|code| code.code()).filter(|code| !ends.contains(&format!("`{code}`"))) {
        let status = statuses.get(code).unwrap_or_else(|| panic!("{code} is told of no operation"));
        assert_eq!(status.len(), 1, "{code}: {status:?}");
        let line = format!("* `{code}` ({}): ", status.first().expect("one"));
        assert!(listed.contains(&line), "{line} in {listed}");
    }
    assert!(statuses.keys().all(|code| ProblemCode::of_code(code).is_some()));
}

#[test]
fn an_address_that_is_not_described_is_not_served() {
    let relay = Relay::start();
    let (described, hand) = (Described::by(&relay), Hand::at(&relay));
    let paths: BTreeSet<String> =
        described.operations().map(|(operation, _)| operation.split_once(' ').expect("a path").1.to_owned()).collect();
    for path in ["/api", "/api/", "/api/nothing", "/api/openapi.yaml", "/sync/other", "/metrics", "/api/%ff"] {
        assert!(!paths.contains(path));
        assert_eq!(hand.get(path, &[]).problem(), ProblemCode::NotFound, "{path}");
    }
}
