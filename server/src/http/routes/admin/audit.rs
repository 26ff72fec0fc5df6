//! `/api/admin/audit` and `/api/admin/experts`: what was done, and who may be appointed.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Query, State},
};
use serde::Deserialize;
use shared::{
    people::{AuditRow, Audited, admin::ExpertRow},
    time::Timestamp,
};

use super::{Admin, look};
use crate::{
    administration::{audit, experts},
    http::problem::Problem,
    relay::Relay,
};

/// So many rows are told at most, the last ones.
const MOST: usize = 1000;

/// Since when; without it, from the beginning.
#[derive(Debug, Deserialize)]
pub(crate) struct Since {
    #[serde(default)]
    since: i64,
}

pub(crate) async fn list(
    State(relay): State<Arc<Relay>>,
    Admin(note): Admin,
    Query(Since { since }): Query<Since>,
) -> Result<Json<Vec<AuditRow>>, Problem> {
    Ok(Json(look(&relay, note.of(Audited::AuditRead, ""), move |store| audit::since(store, Timestamp(since), MOST)).await?))
}

pub(crate) async fn list_experts(State(relay): State<Arc<Relay>>, Admin(note): Admin) -> Result<Json<Vec<ExpertRow>>, Problem> {
    let today = note.at.day();
    Ok(Json(look(&relay, note.of(Audited::ExpertsRead, ""), move |store| experts::list(store, today)).await?))
}
