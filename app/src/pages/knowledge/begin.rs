//! An entry of the library that is begun with words in it: it is there at once, with or without a network, and its page opens.

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    people::Role,
    records::edit::Edit,
    sync::device::Beginning,
    workflow::{Act, Args, Command, RULES},
};

use super::super::link;
use crate::{
    data::{clock, draw},
    state::{use_acts, use_address, use_session},
};

/// Begins an entry under a name, with these words.
pub(super) type Beginner = Callback<(String, Vec<Edit>)>;

/// Begins entries of a kind.
pub(super) fn beginner(kind: DocumentKind) -> Beginner {
    let (acts, address, session) = (use_acts(), use_address(), use_session());
    Callback::new(move |(name, edits): (String, Vec<Edit>)| {
        let Some(person) = untrack(|| session.person()) else { return };
        // What a unit writes is its own until it is published.
        let named = Args::default().with("name", name);
        let args = if person.role == Role::OrganisingUnit { named.with("unit", person.org.id) } else { named };
        let command = Command { id: draw::command(), act: Act::Open, on: clock::now().day(), args, heads: Vec::new(), rules: RULES };
        let document = draw::document();
        acts.begin(Beginning { document, kind, command, edits });
        address.go(&link::of_document(kind, document));
    })
}
