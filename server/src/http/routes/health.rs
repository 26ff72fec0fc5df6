//! `GET /healthz`: the process lives and its store answers.

use std::sync::Arc;

use axum::extract::State;

use crate::{http::problem::Problem, relay::Relay};

pub(crate) async fn show(State(relay): State<Arc<Relay>>) -> Result<&'static str, Problem> {
    relay.read(|store| store.moved_since(0, 1)).await?;
    Ok("ok\n")
}
