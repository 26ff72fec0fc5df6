//! What goes out on a connection: answers, pushes, and a ping now and then.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Bytes,
    extract::ws::{CloseFrame, Message, WebSocket, close_code},
};
use futures_util::{SinkExt, stream::SplitSink};
use tokio::{sync::mpsc, time};

use crate::desk::{Line, Outgoing};

/// Who has said nothing for this long is asked whether they are there.
pub(super) const PING_EVERY: Duration = Duration::from_secs(30);
/// How long the other side may take to take a frame.
const PATIENCE: Duration = PING_EVERY.saturating_mul(3);
/// How long a connection may take to say goodbye.
pub(super) const GOODBYE: Duration = Duration::from_secs(2);

/// Writes until the connection ends.
pub(super) async fn write(mut sink: SplitSink<WebSocket, Message>, mut queue: mpsc::Receiver<Outgoing>, line: Arc<Line>) {
    let mut ping = time::interval_at(time::Instant::now() + PING_EVERY, PING_EVERY);
    let cut = line.is_cut();
    tokio::pin!(cut);
    let code = loop {
        let (message, room) = tokio::select! {
            () = &mut cut => break close_code::AGAIN,
            outgoing = queue.recv() => match outgoing {
                Some(Outgoing::Frame(frame, room)) => (Message::Binary(frame), room),
                Some(Outgoing::Close(code)) => break code,
                None => break close_code::NORMAL,
            },
            _ = ping.tick() => (Message::Ping(Bytes::new()), None),
        };
        let frame = if let Message::Binary(frame) = &message { Some(frame.len()) } else { None };
        tokio::select! {
            () = &mut cut => break close_code::AGAIN,
            written = time::timeout(PATIENCE, sink.send(message)) => if !matches!(written, Ok(Ok(()))) { return },
        }
        drop(room);
        if let Some(bytes) = frame {
            line.written(bytes);
        }
    };
    let goodbye = Message::Close(Some(CloseFrame { code, reason: "".into() }));
    // Whoever does not take the goodbye is gone.
    drop(time::timeout(GOODBYE, sink.send(goodbye)).await);
}
