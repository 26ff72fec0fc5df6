//! `/api/session/oidc`: signing in through the provider that the operator has named. The app begins with a `POST`; the provider sends the
//! browser back to `…/return`, which ends in the app, with a session or with the reason why there is none.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{LOCATION, SET_COOKIE},
    },
    response::{AppendHeaders, IntoResponse, Response},
};
use serde::Deserialize;
use shared::{
    people::Audited,
    sync::session::{BeginSignOn, ProblemCode, SIGNED_ON, SignOnBegun, SignOnEnd},
};

use crate::{
    auth::{self, Caller},
    clock,
    http::form::{self, Body},
    http::problem::Problem,
    http::routes::invitations::origin,
    relay::Relay,
    sign_on::{self, LASTS, Return, SignOn},
    store::people::Deed,
};

/// Where the provider sends people back; registered with it.
pub(crate) const RETURN: &str = "/api/session/oidc/return";

/// The browser is known again for as long as the way may take.
const SECONDS: u64 = LASTS.unsigned_abs() / 1000;

/// What the provider sends back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    code: Option<String>,
    state: String,
    error: Option<String>,
    iss: Option<String>,
}

/// Whether there is this way to sign in, and what it is called. Public, and asks nobody.
pub(crate) async fn offer(State(relay): State<Arc<Relay>>, headers: HeaderMap) -> Response {
    match &relay.sign_on {
        Some(sign_on) => form::reply(&headers, &sign_on.offer),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

pub(crate) async fn begin(State(relay): State<Arc<Relay>>, caller: Caller, Body(asked): Body<BeginSignOn>) -> Result<Response, Problem> {
    let (sign_on, now) = (relay.sign_on.as_ref().ok_or(Problem(ProblemCode::NotFound))?, clock::now());
    relay.auth.charge(&caller, now)?;
    let (browser, cookie) = auth::browser(&caller.headers, SECONDS);
    let returns_to = format!("{}{RETURN}", origin(&caller.headers));
    let address = sign_on.begin(&browser, returns_to, asked, now).await.map_err(Problem)?;
    let body = form::reply(&caller.headers, &SignOnBegun { address: address.into() });
    Ok(([(SET_COOKIE, cookie)], body).into_response())
}

pub(crate) async fn finish(State(relay): State<Arc<Relay>>, caller: Caller, answer: Result<Query<Answer>, QueryRejection>) -> Response {
    let answer = answer.map(|Query(answer)| answer).unwrap_or_default();
    let ended = match &relay.sign_on {
        Some(sign_on) => signed_on(&relay, sign_on, &caller, answer).await,
        None => Err(ProblemCode::NotFound),
    };
    let (end, cookie) = match ended {
        Ok((back, cookie)) => (SignOnEnd::Done(back), Some(cookie)),
        Err(code) => (SignOnEnd::Failed(code), None),
    };
    let to = format!("{SIGNED_ON}#{}", end.fragment());
    (StatusCode::SEE_OTHER, [(LOCATION, to)], AppendHeaders(cookie.map(|cookie| (SET_COOKIE, cookie)))).into_response()
}

async fn signed_on(relay: &Relay, sign_on: &SignOn, caller: &Caller, answer: Answer) -> Result<(String, HeaderValue), ProblemCode> {
    let (now, (browser, _)) = (clock::now(), auth::browser(&caller.headers, SECONDS));
    let came = Return { browser: &browser, state: &answer.state, issuer: answer.iss.as_deref() };
    let returned = sign_on.take(came, now)?;
    let code = match (answer.code, answer.error.as_deref()) {
        (Some(code), None) => code,
        (_, Some("server_error" | "temporarily_unavailable")) => return Err(ProblemCode::SignOnUnavailable),
        (_, _) => return Err(ProblemCode::SignOnDenied),
    };
    let proved = sign_on.prove(&returned, code).await?;
    let note = relay.auth.note(now, "nobody".into(), Audited::SignInFailed, String::new(), caller);
    let found = relay.read(move |store| {
        let found = sign_on::whose(store, &proved, &note)?;
        if let Err((_, about)) = &found {
            let about = about.map(|person| person.to_string()).unwrap_or_default();
            store.carry_out(&Deed::Nothing, &note.of(Audited::SignInFailed, about))?;
        }
        Ok(found)
    });
    let account = found.await.map_err(|error| Problem::from(error).0)?.map_err(|(code, _)| code)?;
    let (_, cookie) = relay.auth.begin(relay, account, returned.wish.device, caller, now).await.map_err(|Problem(code)| code)?;
    relay.auth.refund(caller);
    Ok((returned.wish.back, cookie))
}

pub(crate) mod told {
    use shared::sync::session::{BeginSignOn, ProblemCode, SignOn, SignOnBegun};
    use utoipa::openapi::Type;

    use crate::http::described::Told;

    pub(crate) fn offer() -> Told {
        Told::fixed("Whether people can sign in through a provider (OpenID Connect), and what the way to it is called")
            .answers_in_either_form::<SignOn>(200, "They can")
            .done(204, "They cannot")
    }

    pub(crate) fn begin() -> Told {
        Told::of("Begin to sign in at the provider")
            .takes::<BeginSignOn>()
            .answers_in_either_form::<SignOnBegun>(200, "Where to go")
            .with("set-cookie", "By this the browser is known again when it comes back")
            .problems(&[ProblemCode::NotFound, ProblemCode::TooManyAttempts, ProblemCode::SignOnUnavailable])
    }

    pub(crate) fn finish() -> Told {
        Told::fixed("Where the provider sends the browser back; made for browsers, and always leads into the app")
            .query("code", Type::String, "What the provider gives for a person who has said who they are")
            .query("state", Type::String, "What was begun")
            .query("error", Type::String, "Why the provider gives none")
            .query("iss", Type::String, "The provider")
            .done(303, "The end of the way")
            .with(
                "location",
                "`/sign-in#done:<path>` with a session; without one `/sign-in#<code>`, one of `sign_on_denied`, `sign_on_over`, \
                 `sign_on_untrusted`, `sign_on_unknown`, `sign_on_closed`, or a code that other addresses answer too",
            )
            .with("set-cookie", "The session, where there is one")
    }
}
