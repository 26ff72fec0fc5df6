//! `/api/standing`: who of the groups that somebody leads holds work that the relay does not have, as their devices told it.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap, response::Response};

use crate::{
    auth::Signed,
    http::{form::reply, problem::Problem},
    relay::Relay,
};

pub(crate) async fn list(State(relay): State<Arc<Relay>>, signed: Signed, headers: HeaderMap) -> Result<Response, Problem> {
    let (groups, hearing) = (relay.desks.led_by(&signed.person), relay.hearing.clone());
    Ok(reply(&headers, &relay.read(move |store| hearing.members(store, groups)).await?))
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::sync::standing::Member;

    use crate::http::described::Told;

    pub(crate) fn list() -> Told {
        Told::of("Who of the groups that one leads holds work that the relay does not have")
            .more(
                "For the organising unit in charge, and for the municipal bureau where there is none. What is told of a device is what it \
                 told when it was last heard, and of the documents that the asker leads alone.",
            )
            .signed()
            .lists_in_either_form::<Member>("The members, past ones too")
    }
}
