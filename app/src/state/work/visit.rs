//! A visit on its way from one case to another: what they share of it is entered once.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    forms::Path,
    ids::{DocumentId, OrgId},
    records::read::Content,
};

/// A record of a visit, as it stood when it was taken along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Visit {
    /// The case in which it stands.
    pub(crate) of: DocumentId,
    /// The enterprise that was visited.
    pub(crate) enterprise: Option<OrgId>,
    /// What the case says.
    pub(crate) content: Arc<Content>,
    /// The record.
    pub(crate) row: Path,
}

pub(in crate::state) fn provide() -> RwSignal<Option<Visit>> {
    let visit = RwSignal::new(None);
    provide_context(visit);
    visit
}

/// What was taken along.
pub(crate) fn use_visit() -> RwSignal<Option<Visit>> {
    expect_context()
}
