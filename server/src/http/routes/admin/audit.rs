//! `/api/admin/audit` and `/api/admin/experts`: what was done, and who may be appointed.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use serde::Deserialize;
use shared::{
    people::{AuditRow, Audited, admin::ExpertRow},
    time::Timestamp,
};

use super::{Admin, look};
use crate::{
    administration::{audit, experts},
    http::{form::unread, problem::Problem},
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
    since: Result<Query<Since>, QueryRejection>,
) -> Result<Json<Vec<AuditRow>>, Problem> {
    let Query(Since { since }) = since.map_err(unread)?;
    Ok(Json(look(&relay, note.of(Audited::AuditRead, ""), move |store| audit::since(store, Timestamp(since), MOST)).await?))
}

pub(crate) async fn list_experts(State(relay): State<Arc<Relay>>, Admin(note): Admin) -> Result<Json<Vec<ExpertRow>>, Problem> {
    let today = note.at.day();
    Ok(Json(look(&relay, note.of(Audited::ExpertsRead, ""), move |store| experts::list(store, today)).await?))
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::{
        people::{AuditRow, admin::ExpertRow},
        sync::session::ProblemCode,
    };
    use utoipa::openapi::Type;

    use crate::http::described::Told;

    pub(crate) fn list() -> Told {
        Told::of("What was done that concerns security")
            .admin()
            .query("since", Type::Integer, "Only what was done from this time on; without it, from the beginning")
            .lists::<AuditRow>("The last thousand rows at most, oldest first; each is chained to the one before by its hash")
            .problems(&[ProblemCode::BadRequest])
    }

    pub(crate) fn list_experts() -> Told {
        Told::of("The expert register, with what the qualification rule (7.2.1.3) says today").admin().lists::<ExpertRow>("Entries")
    }
}
