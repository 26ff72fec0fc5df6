//! `/api/later`: work of people who had left a group when they wrote it (R-0-15), for whoever leads, and for its authors.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use shared::{
    codec,
    ids::PieceId,
    sync::{
        later::{Settle, Settling},
        session::{COMPACT, ProblemCode},
    },
};

use crate::{
    auth::Signed,
    clock,
    http::{
        form::{At, Body, id},
        problem::Problem,
    },
    later,
    relay::Relay,
};

pub(crate) async fn list(State(relay): State<Arc<Relay>>, signed: Signed) -> Result<Response, Problem> {
    let all = relay.read(move |store| later::all(store, &signed.person)).await?;
    Ok(axum::response::IntoResponse::into_response(([("content-type", COMPACT)], codec::encode(&all))))
}

pub(crate) async fn settle(
    State(relay): State<Arc<Relay>>,
    signed: Signed,
    At(piece): At<String>,
    Body(settle): Body<Settle>,
) -> Result<StatusCode, Problem> {
    let piece: PieceId = id(&piece)?;
    if !settle.is_whole() {
        return Err(Problem(ProblemCode::BadRequest));
    }
    let (by, at, is_begun) = (signed.author(), clock::now(), settle.how == Settling::Taking);
    if !relay.claims.claim(piece, by, at) {
        return Err(Problem(ProblemCode::Busy));
    }
    let settled = relay.read(move |store| later::settle(store, &signed.person, piece, settle, at)).await;
    if !is_begun || settled.is_err() {
        relay.claims.release(piece, by);
    }
    settled?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::sync::{
        later::Settle,
        session::{COMPACT, ProblemCode},
    };

    use crate::http::described::Told;

    pub(crate) fn list() -> Told {
        Told::of("What people wrote after they had left a group that one leads, and what became of one's own").signed().answers_bytes(
            200,
            "Pieces of work, in a form that only our app and relay of matching releases promise each other",
            [COMPACT],
        )
    }

    pub(crate) fn settle() -> Told {
        Told::of("Decide about such a piece: it was taken over, or is set aside with a reason")
            .more(
                "Whoever takes one over says first that they are about to (`taking`): for a minute it is then their device's alone, and \
                 423 is answered to everybody else. They write it into the document, and say that it was `taken` once it is durable.",
            )
            .signed()
            .takes::<Settle>()
            .done(204, "It is decided")
            .problems(&[ProblemCode::NotFound, ProblemCode::Busy])
    }
}
