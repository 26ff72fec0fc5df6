//! What goes out on a connection: answers, pushes, and a ping now and then.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Bytes,
    extract::ws::{CloseFrame, Message, WebSocket, close_code},
};
use futures_util::{SinkExt, stream::SplitSink};
use shared::sync::wire::for_before;
use tokio::{
    sync::{OwnedSemaphorePermit, mpsc},
    time,
};

use crate::desk::{Line, Outgoing};

/// Who has said nothing for this long is asked whether they are there.
pub(super) const PING_EVERY: Duration = Duration::from_secs(30);
/// How long the other side may take to take a frame.
const PATIENCE: Duration = PING_EVERY.saturating_mul(3);
/// How long a connection may take to say goodbye.
pub(super) const GOODBYE: Duration = Duration::from_secs(2);

/// What waits goes out together, up to so many bytes: one call of the system instead of one for each small frame.
const TOGETHER: usize = 16 << 10;

/// Writes until the connection ends.
pub(super) async fn write(
    mut sink: SplitSink<WebSocket, Message>,
    mut queue: mpsc::Receiver<Outgoing>,
    line: Arc<Line>,
    is_of_before: bool,
) {
    let mut ping = time::interval_at(time::Instant::now() + PING_EVERY, PING_EVERY);
    let cut = line.is_cut();
    tokio::pin!(cut);
    let code = loop {
        let first = tokio::select! {
            () = &mut cut => break close_code::AGAIN,
            outgoing = queue.recv() => outgoing.unwrap_or(Outgoing::Close(close_code::NORMAL)),
            _ = ping.tick() => Outgoing::Ping,
        };
        let mut written = Vec::new();
        let last = tokio::select! {
            () = &mut cut => break close_code::AGAIN,
            last = time::timeout(PATIENCE, write_all(&mut sink, first, &mut queue, &mut written, is_of_before)) => match last {
                Ok(Ok(last)) => last,
                Ok(Err(_)) | Err(_) => return,
            },
        };
        for (bytes, room) in written {
            drop(room);
            line.written(bytes);
        }
        if let Some(code) = last {
            break code;
        }
    };
    let goodbye = Message::Close(Some(CloseFrame { code, reason: "".into() }));
    // Whoever does not take the goodbye is gone.
    drop(time::timeout(GOODBYE, sink.send(goodbye)).await);
}

/// A frame and its answer's room.
type Written = (usize, Option<OwnedSemaphorePermit>);

/// Writes the first and what waits behind it; answers the code with which the connection is to end, once that is its turn.
async fn write_all(
    sink: &mut SplitSink<WebSocket, Message>,
    first: Outgoing,
    queue: &mut mpsc::Receiver<Outgoing>,
    written: &mut Vec<Written>,
    is_of_before: bool,
) -> Result<Option<u16>, axum::Error> {
    let (mut next, mut bytes) = (Some(first), 0);
    while let Some(outgoing) = next {
        let message = match outgoing {
            Outgoing::Frame(frame, room) => {
                bytes += frame.len();
                written.push((frame.len(), room));
                // Everybody is told the same frames; the few that hear in the form of before have theirs made here.
                let earlier = is_of_before.then(|| for_before(&frame)).flatten();
                let frame = earlier.map_or(frame, Bytes::from);
                Message::Binary(frame)
            }
            Outgoing::Ping => Message::Ping(Bytes::new()),
            Outgoing::Close(code) => {
                sink.flush().await?;
                return Ok(Some(code));
            }
        };
        sink.feed(message).await?;
        next = if bytes < TOGETHER { queue.try_recv().ok() } else { None };
    }
    sink.flush().await?;
    Ok(None)
}
