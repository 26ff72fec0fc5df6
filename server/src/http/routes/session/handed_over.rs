//! `/api/session/handed-over`: what one's devices handed over whose sessions were ended from elsewhere. Its person takes it to the device on
//! which they are; nothing of it is in any document before they have decided.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use shared::{
    codec,
    ids::PieceId,
    people::Audited,
    sync::{handover::HandedOver, session::COMPACT},
};

use crate::{
    auth::{Caller, Signed},
    clock,
    http::{form::Body, problem::Problem},
    relay::Relay,
    store::people::Deed,
};

pub(crate) async fn list(State(relay): State<Arc<Relay>>, signed: Signed) -> Result<Response, Problem> {
    Ok(told_in_bytes(&relay.read(move |store| store.handed_over(signed.person.id)).await?))
}

/// Pieces have no other form than that of the app.
pub(crate) fn told_in_bytes(pieces: &[HandedOver]) -> Response {
    ([(CONTENT_TYPE, COMPACT)], codec::encode(&pieces)).into_response()
}

pub(crate) async fn take(
    State(relay): State<Arc<Relay>>,
    signed: Signed,
    caller: Caller,
    Body(pieces): Body<Vec<PieceId>>,
) -> Result<StatusCode, Problem> {
    let person = signed.person.id;
    let note = relay.auth.note_of(clock::now(), &signed, Audited::HandedBack, person.to_string(), &caller);
    relay.read(move |store| store.carry_out(&Deed::TakeBack(person, pieces), &note)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::{ids::PieceId, sync::session::COMPACT};

    use crate::http::described::Told;

    pub(crate) const PIECES: &str = "Pieces of work, in a form that only our app and relay of matching releases promise each other";

    pub(crate) fn list() -> Told {
        Told::of("What one's devices handed over whose sessions were ended from elsewhere").signed().answers_bytes(200, PIECES, [COMPACT])
    }

    pub(crate) fn take() -> Told {
        Told::of("Say that one has taken such pieces to another device").signed().takes_list::<PieceId>().done(204, "It is noted")
    }
}
