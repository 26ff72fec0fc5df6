//! Why somebody may not be appointed to a group (G04, 7.2.1.3): the qualification rule's own answer for each, with the way to their entry in
//! the register.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::PersonId,
    key,
    people::Unqualified,
    sync::device::DocumentLine,
    time,
    words::Key,
    workflow::{Args, Code, Refusal},
};

use super::super::link;
use crate::state::{Words, use_documents, use_names};

/// Beneath a refusal that says who is not qualified; nothing beneath others.
pub(super) fn qualified(words: Words, refusal: &Refusal, args: &Args, on: &str) -> AnyView {
    let Some(on) = time::day(on).filter(|_| refusal.code == Code::NotQualified) else { return ().into_any() };
    let (names, documents) = (use_names(), use_documents());
    let line = |person: PersonId| {
        let expert = untrack(|| names.experts()).get(&person).cloned();
        let (name, lacks) = match expert {
            Some(expert) => (expert.name.clone(), expert.qualifies(on).err()?.into_iter().map(lack).collect()),
            None => (name_of(person, &untrack(|| names.by_id())), vec![key!("qualified.no_entry")]),
        };
        let lacks: Vec<&str> = lacks.into_iter().map(|lack| words.t(lack)).collect();
        let of = |line: &&Arc<DocumentLine>| line.summary.expert.as_ref().is_some_and(|expert| expert.person == person);
        let entry = documents.with_untracked(|lines| lines.iter().flatten().find(of).map(|line| line.summary.id));
        let way = entry.map(|id| view! { " "<a href=link::of_document(DocumentKind::Expert, id)>{words.t(key!("qualified.entry"))}</a> });
        Some(view! { <li data-unqualified=person.to_string()><strong>{name}</strong>" · "{lacks.join(words.t(key!("app.comma")))}{way}</li> }.into_any())
    };
    let lines: Vec<AnyView> = args.values::<PersonId>("group").filter_map(line).collect();
    view! {
        <div class="Notice Notice--tall" data-qualified="">
            <p>{words.t(key!("qualified.rule"))}</p>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}

fn name_of(person: PersonId, known: &BTreeMap<String, String>) -> String {
    known.get(&person.to_string()).cloned().unwrap_or_else(|| person.to_string())
}

/// What somebody lacks, in words.
pub(in crate::pages) const fn lack(lack: Unqualified) -> Key {
    match lack {
        Unqualified::NoTitleOrQualification => key!("qualified.no_title"),
        Unqualified::NoExperience => key!("qualified.no_experience"),
        Unqualified::NoField => key!("qualified.no_field"),
        Unqualified::NotAppointed => key!("qualified.not_appointed"),
    }
}
