//! What a new document can be told without asking: where the person works, and what the document beside it says.

use shared::{
    documents::DocumentKind,
    forms::Field,
    ids::{DocumentId, PersonId},
    people::{Person, Role},
    workflow::{Args, State},
};

/// The document beside which another is begun.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    pub(super) id: DocumentId,
    pub(super) state: State,
    /// The campaign to which it belongs.
    pub(super) campaign: Option<DocumentId>,
}

/// What is known, by the keys that are asked for.
pub(super) fn prefill(asks: &[Field], person: &Person, beside: Option<&Beside>) -> Args {
    let mut args = Args::default();
    for field in asks {
        args.put(field.key, known(field.key, person, beside));
    }
    args
}

fn known(key: &str, person: &Person, beside: Option<&Beside>) -> String {
    let parties = beside.map(|beside| &beside.state.parties);
    let text = match key {
        "case" | "cases" => beside.filter(|beside| beside.state.kind == DocumentKind::Case).map(|beside| beside.id.to_string()),
        "campaign" => beside.and_then(|beside| beside.campaign).map(|id| id.to_string()),
        "enterprise" => {
            let own = (person.role == Role::Enterprise).then_some(person.org.id);
            parties.and_then(|parties| parties.enterprise).or(own).map(|id| id.to_string())
        }
        "district" | "districts" => {
            parties.and_then(|parties| parties.district).or(person.org.district).map(|district| district.code().to_owned())
        }
        "unit" => {
            let own = (person.role == Role::OrganisingUnit).then_some(person.org.id);
            own.or_else(|| parties.and_then(|parties| parties.unit())).map(|id| id.to_string())
        }
        "group" => {
            let mut group: Vec<PersonId> = parties.map(|parties| parties.group.iter().copied().collect()).unwrap_or_default();
            if person.role == Role::Expert && !group.contains(&person.id) {
                group.push(person.id);
            }
            Some(group.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        }
        _ => None,
    };
    text.unwrap_or_default()
}
