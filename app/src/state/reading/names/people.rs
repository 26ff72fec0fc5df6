//! Experts by id: what they are called, and whether they can sign in.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use shared::{ids::PersonId, people::Role};

use super::Names;

impl Names {
    /// What experts are called, as the register tells, else the directory, else the documents in which they wrote: whoever has left and has
    /// no account any more has a name all the same.
    pub(crate) fn experts_by_id(self) -> BTreeMap<PersonId, String> {
        let mut known = BTreeMap::new();
        self.documents.with(|lines| {
            let wrote = lines.iter().flatten().flat_map(|line| &line.summary.people).filter(|person| person.role == Role::Expert);
            known.extend(wrote.map(|person| (person.id, person.name.clone())));
        });
        self.directory.with(|directory| known.extend(directory.experts.iter().cloned()));
        known.extend(self.experts.get().values().map(|expert| (expert.person, expert.name.clone())));
        known
    }

    /// The experts who can sign in, as the relay last told; `None` where it has not told.
    pub(crate) fn experts_with_account(self) -> Option<BTreeSet<PersonId>> {
        let all: BTreeSet<PersonId> = self.directory.with(|directory| directory.experts.iter().map(|(id, _)| *id).collect());
        Some(all).filter(|all| !all.is_empty())
    }
}
