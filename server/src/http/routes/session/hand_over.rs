//! `/api/session/hand-over`: the last words of a device whose session was ended from elsewhere. Kept, and applied to nothing.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use shared::{people::Audited, sync::handover::Piece};

use crate::{
    auth::{Caller, Revoked},
    clock,
    http::form::Body,
    http::problem::Problem,
    relay::Relay,
    store::people::{Deed, Note},
};

pub(crate) async fn take(
    State(relay): State<Arc<Relay>>,
    Revoked(author): Revoked,
    caller: Caller,
    Body(pieces): Body<Vec<Piece>>,
) -> Result<StatusCode, Problem> {
    let note = relay.auth.note(clock::now(), author.person.to_string(), Audited::HandedOver, author.person.to_string(), &caller);
    let note = Note { device: author.device.to_string(), ..note };
    let deed = Deed::HandOver(author, pieces);
    relay.read(move |store| store.carry_out(&deed, &note)).await?;
    tracing::info!(person = %author.person, device = %author.device, "handed over");
    Ok(StatusCode::NO_CONTENT)
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::sync::session::{COMPACT, ProblemCode};

    use crate::http::described::Told;

    pub(crate) fn take() -> Told {
        Told::of("Hand over what a device had not sent whose session was ended from elsewhere")
            .more(
                "Takes the cookie of that session, which is good for nothing else. What is handed over is kept and applied to no document.",
            )
            .takes_bytes(COMPACT, "Pieces of work, in a form that only our app and relay of matching releases promise each other")
            .done(204, "It is kept")
            .problems(&[ProblemCode::SignedOut, ProblemCode::BadRequest, ProblemCode::StoreFull])
    }
}
