//! Invitations as the district's officer in Tongan sends them: a link is all that the invited have.

use serde_json::{Value, json};
use shared::{documents::DocumentKind, ids::DocumentId};

use crate::{Relay, Tablet, Who, cast::SHARED};

/// An invitation to the shared case, for its enterprise; path and fragment of the link, and the whole answer.
///
/// # Panics
/// When the relay does not invite.
#[must_use]
pub fn to_the_case(relay: &Relay) -> (String, Value) {
    let document = Tablet::of(Who::Tongan, relay).find(SHARED).expect("its case").summary.id;
    let (_, orgs) = relay.hand(Who::City).ask("GET", "/api/admin/orgs", &Value::Null);
    let org = orgs.as_array().and_then(|orgs| orgs.iter().find(|org| org["name"] == SHARED)).expect("the enterprise");
    invite(relay, &org["id"], document)
}

/// An invitation to the open survey of an enterprise: the officer's tablet with the survey open, and the link's path.
///
/// # Panics
/// When the relay does not invite, or not to a plain page.
#[must_use]
pub fn to_a_survey(relay: &Relay) -> (Tablet, String) {
    let mut officer = Tablet::of(Who::Tongan, relay);
    let surveys = |line: &&shared::sync::device::DocumentLine| line.summary.kind == DocumentKind::Survey;
    let survey = officer.documents().iter().find(surveys).expect("the demo city asks somebody in Tongan").summary.clone();
    officer.open_document(survey.id);
    let (path, _) = invite(relay, &json!(survey.enterprise), survey.id);
    assert!(path.starts_with("/survey/"), "a survey is answered in any browser: {path}");
    (officer, path)
}

fn invite(relay: &Relay, org: &Value, document: DocumentId) -> (String, Value) {
    let (status, made) = relay.hand(Who::Tongan).ask("POST", "/api/invitations", &json!({ "org": org, "document": document }));
    assert_eq!(status, 201, "{made}");
    let link = made["link"].as_str().expect("a link");
    (link.strip_prefix(&relay.address()).expect("it leads here").to_owned(), made)
}
