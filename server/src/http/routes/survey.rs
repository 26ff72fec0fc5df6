//! `GET /survey/<secret>` and `POST /survey/<secret>`: the plain page. The secret is the right to answer; a `GET` uses nothing up.

use std::sync::Arc;

use axum::{
    Extension, Form,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use shared::words::Locale;

use crate::{
    auth::Caller,
    clock,
    http::problem::Problem,
    http::security::Kind,
    relay::Relay,
    survey::{self, Answerer, Outcome, Posted},
};

/// The tokens, then the page's own.
const STYLE: &str = concat!(include_str!("../../../../style/tokens.css"), include_str!("../../../../style/survey.css"));

#[derive(Deserialize)]
pub(crate) struct Asked {
    lang: Option<String>,
    #[serde(default)]
    kept: bool,
}

pub(crate) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], STYLE).into_response()
}

pub(crate) async fn show(
    State(relay): State<Arc<Relay>>,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let locale = locale(asked.lang.as_deref(), &headers);
    let page = match Answerer::of(&relay, &secret, clock::now()).await? {
        Some(answerer) => survey::show(&relay, &answerer, locale, asked.kept).await?,
        None => None,
    };
    Ok(page.map_or_else(|| nothing(locale), |page| send(StatusCode::OK, page.into_string())))
}

pub(crate) async fn take(
    State(relay): State<Arc<Relay>>,
    Path(secret): Path<String>,
    caller: Caller,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let posted = Posted(fields);
    let locale = locale(posted.text("lang"), &caller.headers);
    let outcome = match Answerer::of(&relay, &secret, clock::now()).await? {
        Some(answerer) => survey::take(&relay, (&answerer, &caller), locale, &posted).await?,
        None => None,
    };
    Ok(match outcome {
        Some(Outcome::Done { is_draft }) => {
            let kept = if is_draft { "&kept=true" } else { "" };
            Redirect::to(&format!("?lang={}{kept}", locale.tag())).into_response()
        }
        Some(Outcome::Not(page)) => send(StatusCode::UNPROCESSABLE_ENTITY, page.into_string()),
        None => nothing(locale),
    })
}

fn nothing(locale: Locale) -> Response {
    send(StatusCode::NOT_FOUND, survey::nothing(locale).into_string())
}

fn send(status: StatusCode, page: String) -> Response {
    (status, Extension(Kind::Survey), Html(page)).into_response()
}

/// The language that was asked for, or the browser's.
fn locale(asked: Option<&str>, headers: &HeaderMap) -> Locale {
    let browser = headers.get(header::ACCEPT_LANGUAGE).and_then(|tags| tags.to_str().ok());
    Locale::of_tag(asked.or(browser).unwrap_or_default())
}
