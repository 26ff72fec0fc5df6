//! What lists, register and directory say of the groups, put together for the page.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::{DocumentId, PersonId},
    stats::groups::{self, Groups, Standing},
    sync::device::DocumentLine,
};

use super::{case::Case, expert::Expert, seat::People};
use crate::{
    memo::Memo,
    state::{use_documents, use_names, use_session, use_words},
};

/// It.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Gathered {
    /// Open cases that wait for a group.
    pub(super) lacking: Vec<Case>,
    /// Open cases that have one.
    pub(super) formed: Vec<Case>,
    /// Everybody who sits in one, sat in one, or could; who sits in the most first.
    pub(super) experts: Vec<Expert>,
}

/// The cases of a list, by id.
type Cases<'a> = BTreeMap<DocumentId, &'a Arc<DocumentLine>>;

/// The groups of all cases in the list; `None` until it is read.
pub(super) fn gathered() -> Memo<Option<Gathered>> {
    let (documents, names, session, words) = (use_documents(), use_names(), use_session(), use_words());
    Memo::new(move |_| {
        let me = session.person()?;
        documents.with(|lines| {
            let lines = lines.as_ref()?;
            let people = People::known(words, names, lines);
            let (cases, groups) = read(lines);
            let of = |ids: &[DocumentId]| {
                let of = |id: &DocumentId| cases.get(id).map(|line| Case::of(words, names, &people, &me, line));
                ids.iter().filter_map(of).collect()
            };
            let (lacking, formed) = (of(&groups.lacking), of(&groups.formed));
            let ids: BTreeSet<PersonId> = people.all().chain(groups.of.keys().copied()).collect();
            let none = groups::Seats::default();
            let titled = |id: DocumentId| cases.get(&id).map(|line| names.title(&line.summary)).unwrap_or_default();
            let expert = |id| Expert::of(&people, id, groups.of.get(&id).unwrap_or(&none), titled);
            let mut experts: Vec<Expert> = ids.into_iter().map(expert).collect();
            experts.sort_by(|one, next| next.sits().cmp(&one.sits()).then_with(|| one.name().cmp(next.name())));
            Some(Gathered { lacking, formed, experts })
        })
    })
}

/// The cases of a list, and what their groups are.
pub(super) fn read(lines: &[Arc<DocumentLine>]) -> (Cases<'_>, Groups) {
    let cases = lines.iter().filter(|line| line.summary.kind == DocumentKind::Case);
    let standing = cases.clone().filter_map(|line| {
        let waits = line.waits.as_deref()?;
        Some(Standing { id: line.summary.id, closed: line.summary.closed, waits })
    });
    let groups = groups::groups(&standing.collect::<Vec<_>>());
    (cases.map(|line| (line.summary.id, line)).collect(), groups)
}
