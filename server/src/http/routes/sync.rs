//! `GET /sync`: the WebSocket on which devices and relay agree; `GET /sync/automerge-repo`: the one on which other programs read.

mod conversation;
mod foreign;
mod reading;
mod writing;

use std::sync::Arc;

use axum::{
    extract::{
        Query, State,
        ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection},
    },
    http::{HeaderMap, header::SET_COOKIE},
    response::Response,
};
use serde::Deserialize;
use shared::{
    ids::Hash,
    sync::{
        session::ProblemCode,
        wire::{MAX_FRAME, is_of_before},
    },
};

use self::conversation::Protocol;
use crate::{auth::Signed, clock, http::problem::Problem, relay::Relay};

/// Up to here a frame that is too large is read whole and answered in order; beyond it the connection ends at once.
const HARD_LIMIT: usize = 4 * MAX_FRAME;
/// Read and write buffers of one connection, in bytes: what most lines hold, most of the time for nothing.
const BUFFER: usize = 2 * 1024;

/// What a device says of itself in the address, see [`shared::sync::wire::address`].
#[derive(Deserialize)]
pub(crate) struct Holds {
    directory: Option<String>,
    form: Option<String>,
}

/// Devices of ours.
pub(crate) async fn connect(
    State(relay): State<Arc<Relay>>,
    signed: Signed,
    Query(Holds { directory, form }): Query<Holds>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    // What is no version names no directory that there is.
    let directory = directory.and_then(|version| Hash::of_hex(&version));
    begin(relay, signed, headers, upgrade, Protocol::Ours { directory, is_of_before: is_of_before(form.as_deref()) }).await
}

/// Clients of automerge-repo: they read.
pub(crate) async fn connect_foreign(
    State(relay): State<Arc<Relay>>,
    signed: Signed,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    begin(relay, signed, headers, upgrade, Protocol::AutomergeRepo).await
}

async fn begin(
    relay: Arc<Relay>,
    mut signed: Signed,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    protocol: Protocol,
) -> Result<Response, Problem> {
    let upgrade = upgrade.map_err(|_| Problem(ProblemCode::BadRequest))?;
    let cookie = relay.auth.renew(&relay, &mut signed, &headers, clock::now()).await?;
    let upgrade = upgrade.max_message_size(HARD_LIMIT).max_frame_size(HARD_LIMIT).read_buffer_size(BUFFER).write_buffer_size(BUFFER);
    // From here, so that the program waits for it although the request itself ends with the upgrade.
    let held = relay.closing.hold();
    let mut response = upgrade.on_upgrade(move |socket| conversation::hold(socket, relay, signed, protocol, held));
    response.headers_mut().extend(cookie.map(|cookie| (SET_COOKIE, cookie)));
    Ok(response)
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::sync::session::ProblemCode;
    use utoipa::openapi::Required;

    use crate::http::described::Told;

    pub(crate) fn connect() -> Told {
        socket("The WebSocket of our own app")
            .more("Its frames are binary, in a form that only our app and relay of matching releases promise each other.")
    }

    pub(crate) fn connect_foreign() -> Told {
        socket("A WebSocket for clients of automerge-repo, which read documents as they change").more(
            "Speaks protocol version 1 of automerge-repo's network adapter for WebSockets (CBOR). Documents are those that the person may \
             read, under `automerge:<id>`; what a client writes is not taken.",
        )
    }

    fn socket(summary: &'static str) -> Told {
        Told::of(summary)
            .signed()
            .wants("upgrade", Required::True, "`websocket`, with the other headers of RFC 6455")
            .done(101, "From here on the connection is a WebSocket")
            .with("set-cookie", "Where half of the session is over: it lasts anew")
            .problems(&[ProblemCode::BadRequest])
    }
}
