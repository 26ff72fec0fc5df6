//! Somebody in a group: their name, whether the register and the qualification rule (7.2.1.3) still carry them, whether they can sign in.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::{DocumentId, PersonId},
    key,
    people::Expert,
    sync::device::DocumentLine,
};

use super::super::{ask::qualified::lack, link};
use crate::{
    data::clock,
    state::{Names, Words},
    ui::{Icon, icon},
};

/// What is known of people who may sit in groups.
pub(super) struct People {
    words: Words,
    today: NaiveDate,
    names: BTreeMap<PersonId, String>,
    register: Arc<BTreeMap<PersonId, Expert>>,
    entries: BTreeMap<PersonId, DocumentId>,
    accounts: Option<BTreeSet<PersonId>>,
    unknown: &'static str,
}

impl People {
    pub(super) fn known(words: Words, names: Names, lines: &[Arc<DocumentLine>]) -> Self {
        let entry = |line: &Arc<DocumentLine>| line.summary.expert.as_ref().map(|expert| (expert.person, line.summary.id));
        Self {
            words,
            today: clock::now().day(),
            names: names.experts_by_id(),
            register: names.experts(),
            entries: lines.iter().filter_map(entry).collect(),
            accounts: names.experts_with_account(),
            unknown: names.unknown(),
        }
    }

    /// Those who could sit in one: they stand in the register, or can sign in.
    pub(super) fn all(&self) -> impl Iterator<Item = PersonId> {
        self.register.keys().chain(self.accounts.iter().flatten()).copied()
    }

    pub(super) fn name(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_else(|| self.unknown.to_owned())
    }

    pub(super) fn seat(&self, person: PersonId, is_lead: bool) -> Seat {
        let words = self.words;
        let lacks = match self.register.get(&person).map(|expert| expert.qualifies(self.today)) {
            Some(Ok(())) => String::new(),
            Some(Err(lacks)) => lacks.into_iter().map(|one| words.t(lack(one))).collect::<Vec<_>>().join(words.t(key!("app.comma"))),
            None => words.t(key!("qualified.no_entry")).to_owned(),
        };
        Seat {
            person,
            name: self.name(person),
            is_lead,
            lacks,
            is_closed: self.accounts.as_ref().is_some_and(|accounts| !accounts.contains(&person)),
            entry: self.entries.get(&person).copied(),
        }
    }
}

/// Somebody in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) person: PersonId,
    pub(super) name: String,
    is_lead: bool,
    /// What of the rule they do not fulfil today, in words; empty where they do.
    lacks: String,
    is_closed: bool,
    entry: Option<DocumentId>,
}

impl Seat {
    /// What is shown of it.
    pub(super) fn looks(&self) -> String {
        format!("{}{}{}{}{}", self.person, self.name, self.lacks, u8::from(self.is_lead), u8::from(self.is_closed))
    }

    /// Their name, and beside it whatever is to be known of them.
    pub(super) fn draw(&self, words: Words) -> AnyView {
        let Self { name, is_lead, lacks, is_closed, entry, .. } = self;
        let named = match entry {
            Some(id) => view! { <a href=link::of_document(DocumentKind::Expert, *id)>{name.clone()}</a> }.into_any(),
            None => view! { <span>{name.clone()}</span> }.into_any(),
        };
        let head = is_lead.then(|| view! { <span class="Badge" data-seat="lead">{words.t(key!("groups.head"))}</span> });
        let closed =
            is_closed.then(|| view! { <span class="Badge Badge--danger" data-seat="closed">{words.t(key!("groups.no_account"))}</span> });
        let state = if lacks.is_empty() {
            view! { <span class="Badge Badge--good" data-seat="qualified">{icon(Icon::Tick)}{words.t(key!("groups.qualified"))}</span> }
                .into_any()
        } else {
            let lacks = lacks.clone();
            view! {
                <span class="Badge Badge--waiting" data-seat="unqualified">{icon(Icon::Danger)}{words.t(key!("groups.unqualified"))}</span>
                <span class="Quiet">{lacks}</span>
            }
            .into_any()
        };
        view! { <strong class="Groups__name">{named}</strong>{head}{closed}{state} }.into_any()
    }
}
