//! One connection: read a frame, check the session, answer, read on.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Bytes,
    extract::ws::{Message, WebSocket, close_code},
};
use futures_util::{StreamExt, stream::SplitStream};
use shared::sync::wire::{FromDevice, FromRelay, MAX_CHANGES, Trouble, of_frame, to_frame};
use tokio::{sync::OwnedSemaphorePermit, time};

use super::writing::{self, GOODBYE, PING_EVERY};
use crate::{
    auth::{Signed, Trust},
    clock,
    desk::{Asker, Batch, Line, trouble},
    http::catch_up,
    metrics,
    relay::Relay,
    store::StoreError,
};

/// So many frames that are no messages end a connection.
const PATIENCE: u32 = 20;
/// Without a sign of life for this long the other side is gone.
const SILENCE: Duration = PING_EVERY.saturating_mul(3);

/// Talks with a device until one of the two ends it.
pub(super) async fn hold(socket: WebSocket, relay: Arc<Relay>, signed: Signed) {
    let _connection = metrics::connected();
    let (line, queue) = relay.desks.live().join(&signed);
    tracing::debug!(line = line.id, person = %signed.person.id, device = %signed.device, "connected");
    let (sink, mut stream) = socket.split();
    let writing = tokio::spawn(writing::write(sink, queue, line.clone()));
    let person = signed.person.clone();
    match relay.read(move |store| catch_up::directory(store, &person)).await {
        Ok(directory) => line.say(to_frame(&directory).into(), None),
        Err(error) => tracing::error!(%error, "a device could not be told of whom it may choose"),
    }
    line.say(to_frame(&FromRelay::Deadlines(relay.desks.deadlines().clone())).into(), None);
    let code = listen(&relay, &line, &signed, &mut stream).await;
    relay.desks.live().leave(line.id);
    line.close(code);
    // The device's own goodbye; to hang up while it is still sending would lose our last words on their way.
    drop(time::timeout(GOODBYE, async { while let Some(Ok(_)) = stream.next().await {} }).await);
    drop(writing.await);
    if code == close_code::SIZE {
        time::sleep(GOODBYE).await;
    }
    tracing::debug!(line = line.id, code, "disconnected");
}

/// Answers frames; the code with which the connection is to be closed.
async fn listen(relay: &Relay, line: &Arc<Line>, signed: &Signed, stream: &mut SplitStream<WebSocket>) -> u16 {
    let (mut strange, mut trust) = (0, Trust::new(signed.token));
    loop {
        let next = async { (line.room().await, time::timeout(SILENCE, stream.next()).await) };
        let (room, message) = tokio::select! {
            next = next => next,
            () = line.is_cut() => return close_code::AGAIN,
        };
        let frame = match message {
            Ok(Some(Ok(Message::Binary(frame)))) => Some(frame),
            Ok(Some(Ok(Message::Pong(_)))) => None,
            Ok(Some(Ok(Message::Text(_)))) => Some(Bytes::new()),
            Ok(Some(Ok(Message::Ping(_)))) => continue,
            Ok(Some(Ok(Message::Close(_))) | None) | Err(_) => return close_code::NORMAL,
            Ok(Some(Err(error))) => {
                // A connection that breaks and can still hear us broke because a frame was beyond the hard limit.
                tracing::debug!(line = line.id, %error, "the connection broke");
                say(line, Trouble::TooLarge.into(), room);
                return close_code::SIZE;
            }
        };
        let now = clock::now();
        let signed = match trust.ask(relay, now).await {
            Ok(Some(signed)) => signed,
            Ok(None) => {
                say(line, Trouble::SignedOut.into(), room);
                return close_code::POLICY;
            }
            Err(error) => {
                say(line, trouble(&error).into(), room);
                continue;
            }
        };
        let Some(frame) = frame else { continue };
        match of_frame(&frame) {
            Ok(message) => answer(relay, line, signed, message, room).await,
            Err(code) => {
                say(line, code.into(), room);
                strange += 1;
                if code == Trouble::TooLarge {
                    return close_code::SIZE;
                }
                if strange == PATIENCE {
                    return close_code::POLICY;
                }
            }
        }
    }
}

async fn answer(relay: &Relay, line: &Arc<Line>, signed: Signed, message: FromDevice, room: OwnedSemaphorePermit) {
    let now = clock::now();
    let asker = |signed: Signed| Asker { author: signed.author(), person: signed.person, line: Some(line.id), now };
    match message {
        FromDevice::Inventory { since } => {
            let found = relay.read(move |store| catch_up::inventory(store, &signed.person, since, now)).await;
            say(line, or_trouble(found), room);
        }
        FromDevice::Pull { document, after } => {
            let found = relay.read(move |store| catch_up::pull(store, &signed.person, document, after)).await;
            say(line, or_trouble(found), room);
        }
        FromDevice::Submit { batch, document, changes } if changes.len() > MAX_CHANGES => {
            say(line, FromRelay::Trouble { code: Trouble::TooLarge, batch: Some(batch), document: Some(document) }, room);
        }
        FromDevice::Submit { batch, document, changes } => {
            let batch = Batch { number: batch, document, changes };
            relay
                .desks
                .submit(asker(signed), batch, |answer| {
                    metrics::submitted(&answer);
                    say(line, answer, room);
                })
                .await;
        }
        FromDevice::Command { document, command } => {
            let act = command.act;
            relay
                .desks
                .command(asker(signed), document, command, |answer| {
                    metrics::commanded(act, &answer);
                    say(line, answer, room);
                })
                .await;
        }
        FromDevice::Open { document, genesis, command } => {
            let act = command.act;
            relay
                .desks
                .open(asker(signed), document, &genesis, command, |answer| {
                    metrics::commanded(act, &answer);
                    say(line, answer, room);
                })
                .await;
        }
    }
}

fn say(line: &Line, message: FromRelay, room: OwnedSemaphorePermit) {
    line.say(to_frame(&message).into(), Some(room));
}

fn or_trouble(found: Result<FromRelay, StoreError>) -> FromRelay {
    found.unwrap_or_else(|error| {
        tracing::error!(%error, "a device could not be answered");
        trouble(&error).into()
    })
}
