//! `/api/join`: by the secret of a link or by a short code. Looking uses nothing up; joining does, once.

use std::sync::Arc;

use axum::{
    extract::State,
    http::header::SET_COOKIE,
    response::{IntoResponse, Response},
};
use shared::{
    ids::PersonId,
    people::{
        Audited, Person, Role,
        inviting::{Invitation, Join, Key, code_of},
    },
    sync::session::ProblemCode,
    time::Timestamp,
};

use crate::{
    auth::{Caller, Signed, secret_hash},
    clock,
    http::{
        form::{self, Body},
        problem::Problem,
    },
    random,
    relay::Relay,
    store::{
        Account, StoreError,
        people::{Deed, InvitationRow},
    },
};

const OVER: Problem = Problem(ProblemCode::InvitationIsOver);

pub(crate) async fn look(State(relay): State<Arc<Relay>>, caller: Caller, Body(Key { key }): Body<Key>) -> Result<Response, Problem> {
    let row = find(&relay, &key, &caller, clock::now()).await?;
    let found = relay.read(move |store| Ok((store.person(row.by)?, store.document(row.document)?, row)));
    let (Some(by), Some(kept), row) = found.await? else { return Err(OVER) };
    let InvitationRow { org, document, expires_at, .. } = row;
    Ok(form::reply(&caller.headers, &Invitation { by, org, document, kind: kept.state.kind, expires_at }))
}

pub(crate) async fn join(State(relay): State<Arc<Relay>>, caller: Caller, Body(asked): Body<Join>) -> Result<Response, Problem> {
    let now = clock::now();
    let name = asked.name.trim();
    form::named(name)?;
    let row = find(&relay, &asked.key, &caller, now).await?;
    let person = Person { id: PersonId(random::bytes()), name: name.to_owned(), role: Role::Enterprise, org: row.org };
    let (session, cookie) = relay.auth.draw(person.id, asked.device, &caller, now);
    let signed = Signed { person: person.clone(), device: asked.device, token: session.token, expires_at: session.expires_at };
    let note = relay.auth.note_of(now, &signed, Audited::InvitationUsed, format_args!("{} {}", row.id, person.id), &caller);
    // Nobody signs in with this name; with a password of their own they choose another.
    let account = Account::new(format!("~{}", person.id), "", person);
    let joined = relay.read(move |store| store.carry_out(&Deed::Join(row.id, Box::new(account), session), &note));
    joined.await.map_err(|error| if error == StoreError::Gone { OVER } else { error.into() })?;
    tracing::info!(person = %signed.person.id, device = %signed.device, "joined");
    Ok(([(SET_COOKIE, cookie)], form::reply(&caller.headers, &signed.session())).into_response())
}

/// The open invitation of a key. Guessing is counted by address before anything is looked up.
async fn find(relay: &Relay, key: &str, caller: &Caller, now: Timestamp) -> Result<InvitationRow, Problem> {
    relay.auth.charge(caller, now)?;
    let hash = match code_of(key) {
        Some(code) => relay.auth.slow_hash(code).await,
        None => secret_hash(key.trim().as_bytes()),
    };
    let found = relay.read(move |store| store.invitation(hash)).await?;
    let open = found.filter(|row| row.is_open(now)).ok_or(OVER)?;
    relay.auth.refund(caller);
    Ok(open)
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::{
        people::inviting::{Invitation, Join, Key},
        sync::session::{ProblemCode, Session},
    };

    use crate::http::described::Told;

    pub(crate) fn look() -> Told {
        Told::of("What a key invites to; looking uses nothing up")
            .takes::<Key>()
            .answers_in_either_form::<Invitation>(200, "An open invitation")
            .problems(&[ProblemCode::InvitationIsOver, ProblemCode::TooManyAttempts])
    }

    pub(crate) fn join() -> Told {
        Told::of("Join by an invitation: makes an account without a password and signs in")
            .takes::<Join>()
            .answers_in_either_form::<Session>(200, "The session")
            .with("set-cookie", "The session")
            .problems(&[ProblemCode::InvitationIsOver, ProblemCode::TooManyAttempts])
    }
}
