//! `GET /survey/<secret>` and `POST /survey/<secret>`: the plain page. The secret is the right to answer; a `GET` uses nothing up.

use std::sync::Arc;

use axum::{
    Extension, Form,
    extract::{
        Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use shared::words::Locale;

use crate::{
    auth::Caller,
    clock,
    http::{
        form::{At, unread},
        problem::Problem,
        security::Kind,
    },
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
    at: Result<At<String>, Problem>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Query(asked) = asked.map_err(unread)?;
    let locale = locale(asked.lang.as_deref(), &headers);
    let Ok(At(secret)) = at else { return Ok(nothing(locale)) };
    let page = match Answerer::of(&relay, &secret, clock::now()).await? {
        Some(answerer) => survey::show(&relay, &answerer, locale, asked.kept).await?,
        None => None,
    };
    Ok(page.map_or_else(|| nothing(locale), |page| send(StatusCode::OK, page.into_string())))
}

pub(crate) async fn take(
    State(relay): State<Arc<Relay>>,
    at: Result<At<String>, Problem>,
    caller: Caller,
    fields: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(fields) = fields.map_err(unread)?;
    let posted = Posted(fields);
    let locale = locale(posted.text("lang"), &caller.headers);
    let Ok(At(secret)) = at else { return Ok(nothing(locale)) };
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

/// What is told of these addresses.
pub(crate) mod told {
    use shared::sync::session::ProblemCode;
    use utoipa::openapi::Type;

    use crate::http::described::Told;

    const HTML: &str = "text/html";

    pub(crate) fn style() -> Told {
        Told::fixed("The look of the survey's page").answers_text(200, "A style sheet", "text/css")
    }

    pub(crate) fn show() -> Told {
        Told::of("The survey (Annex E) as a plain page, for whoever has the link")
            .query("lang", Type::String, "`zh-CN` or `en`; without it, as the browser wishes")
            .query("kept", Type::Boolean, "The page says that a draft was kept")
            .answers_text(200, "The page", HTML)
            .answers_text(404, "A page that says that the link has ended or never was", HTML)
            .problems(&[ProblemCode::BadRequest])
    }

    pub(crate) fn take() -> Told {
        Told::of("What the survey's page sends: a draft, an answer, or the wish to revise one")
            .takes_bytes("application/x-www-form-urlencoded", "The fields of the page, as it names them")
            .done(303, "It was taken")
            .with("location", "The page, seen from this address")
            .answers_text(404, "A page that says that the link has ended or never was", HTML)
            .answers_text(422, "The page, with everything that is missing", HTML)
    }
}
