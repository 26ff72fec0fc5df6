//! `/api/session/password`: one's own password, changed while signed in or in place of one that was given for one time.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Response},
};
use shared::{
    people::{Audited, password::lacks},
    sync::session::{ChangePassword, ProblemCode, SignInAnew, WeakPassword},
};

use crate::{
    auth::{self, Caller, Signed},
    clock,
    http::form::{self, Body},
    http::problem::Problem,
    relay::Relay,
    store::{Account, people::Deed},
};

pub(crate) async fn change(
    State(relay): State<Arc<Relay>>,
    signed: Signed,
    caller: Caller,
    Body(asked): Body<ChangePassword>,
) -> Result<Response, Problem> {
    let (now, person) = (clock::now(), signed.person.id);
    let account = relay.read(move |store| store.account_of(person)).await?.ok_or(Problem(ProblemCode::SignedOut))?;
    let has_none = account.password.is_empty();
    if !has_none {
        relay.auth.prove(&relay, &account.name, asked.password, &caller, now).await?;
    }
    let name = asked.name.map(|name| name.trim().to_owned()).filter(|name| has_none && !name.is_empty());
    if has_none && name.is_none() {
        return Err(Problem(ProblemCode::BadRequest));
    }
    name.as_deref().map_or(Ok(()), form::named)?;
    let account = Account { name: name.clone().unwrap_or(account.name), ..account };
    if let Some(weak) = weak(&account, &asked.new, &caller) {
        return Ok(weak);
    }
    let note = relay.auth.note_of(now, &signed, Audited::PasswordChanged, person, &caller);
    let keep = Some(signed.token);
    relay
        .read(move |store| {
            let deed = Deed::SetPassword { person, name, password: auth::hash(&asked.new), must_change: false, keep };
            store.carry_out(&deed, &note)
        })
        .await?;
    relay.desks.live().end_person(person);
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(crate) async fn sign_in_anew(
    State(relay): State<Arc<Relay>>,
    caller: Caller,
    Body(asked): Body<SignInAnew>,
) -> Result<Response, Problem> {
    let (now, device) = (clock::now(), asked.sign_in.device);
    let account = relay.auth.prove(&relay, &asked.sign_in.name, asked.sign_in.password.clone(), &caller, now).await?;
    if let Some(weak) = weak(&account, &asked.new, &caller) {
        return Ok(weak);
    }
    if asked.new == asked.sign_in.password {
        return Err(Problem(ProblemCode::PasswordIsOver));
    }
    let person = account.person.id;
    let note = relay.auth.note(now, person.to_string(), Audited::PasswordChanged, person.to_string(), &caller);
    relay
        .read(move |store| {
            let deed = Deed::SetPassword { person, name: None, password: auth::hash(&asked.new), must_change: false, keep: None };
            store.carry_out(&deed, &note)
        })
        .await?;
    relay.desks.live().end_person(person);
    let (signed, cookie) = relay.auth.begin(&relay, account, device, &caller, now).await?;
    Ok(([(SET_COOKIE, cookie)], form::reply(&caller.headers, &signed.session())).into_response())
}

/// Says what is wrong with a password for this account, if anything is.
fn weak(account: &Account, password: &str, caller: &Caller) -> Option<Response> {
    let lacks = lacks(password, &[&account.name, &account.person.name]);
    let body = WeakPassword { code: ProblemCode::WeakPassword, lacks };
    (!body.lacks.is_empty()).then(|| (StatusCode::UNPROCESSABLE_ENTITY, form::reply(&caller.headers, &body)).into_response())
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::sync::session::{ChangePassword, ProblemCode, Session, SignInAnew};

    use crate::http::described::Told;

    pub(crate) fn change() -> Told {
        Told::of("Change one's own password; all other devices are signed out")
            .signed()
            .takes::<ChangePassword>()
            .done(204, "It is changed")
            .problems(&[ProblemCode::WrongPassword, ProblemCode::TooManyAttempts, ProblemCode::WeakPassword, ProblemCode::Taken])
    }

    pub(crate) fn sign_in_anew() -> Told {
        Told::of("Sign in with a new password in place of one that was given for one time")
            .takes::<SignInAnew>()
            .answers_in_either_form::<Session>(200, "The session")
            .with("set-cookie", "The session")
            .problems(&[ProblemCode::WrongPassword, ProblemCode::TooManyAttempts, ProblemCode::WeakPassword, ProblemCode::PasswordIsOver])
    }
}
