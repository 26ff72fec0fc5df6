//! What comes in on a connection.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    body::Bytes,
    extract::ws::{Message, WebSocket, close_code},
};
use futures_util::{StreamExt, stream::SplitStream};
use tokio::{sync::OwnedSemaphorePermit, time};

use super::writing::PING_EVERY;
use crate::{desk::Line, http::door::closing::Closing};

/// Without a sign of life for this long the other side is gone.
const SILENCE: Duration = PING_EVERY.saturating_mul(3);

/// What came in, with room for the answer.
pub(super) enum Heard {
    /// A frame; empty where it was one of text, which nobody sends.
    Frame(Bytes, OwnedSemaphorePermit),
    /// A sign of life.
    Pong(OwnedSemaphorePermit),
    /// A frame beyond the hard limit, after which nothing can be read any more.
    TooLarge(OwnedSemaphorePermit),
    /// Nothing more; the code with which the connection is to be closed.
    Over(u16),
}

/// Waits for what comes in next, which is not read before `from`. Who gives up waiting loses nothing.
pub(super) async fn next(closing: &Closing, line: &Arc<Line>, from: Option<Instant>, stream: &mut SplitStream<WebSocket>) -> Heard {
    loop {
        let next = async {
            if let Some(from) = from {
                time::sleep_until(from.into()).await;
            }
            (line.room().await, time::timeout(SILENCE, stream.next()).await)
        };
        let (room, message) = tokio::select! {
            next = next => next,
            () = line.is_cut() => return Heard::Over(close_code::AGAIN),
            () = closing.has_begun() => return Heard::Over(close_code::RESTART),
        };
        return match message {
            Ok(Some(Ok(Message::Binary(frame)))) => Heard::Frame(frame, room),
            Ok(Some(Ok(Message::Text(_)))) => Heard::Frame(Bytes::new(), room),
            Ok(Some(Ok(Message::Pong(_)))) => Heard::Pong(room),
            Ok(Some(Ok(Message::Ping(_)))) => continue,
            Ok(Some(Ok(Message::Close(_))) | None) | Err(_) => Heard::Over(close_code::NORMAL),
            Ok(Some(Err(error))) => {
                // A connection that breaks and can still hear us broke because a frame was beyond the hard limit.
                tracing::debug!(%error, "the connection broke");
                Heard::TooLarge(room)
            }
        };
    }
}
