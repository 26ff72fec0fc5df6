//! One connection: read a frame, check the session, answer, read on.

use std::{sync::Arc, time::Instant};

use axum::extract::ws::{WebSocket, close_code};
use futures_util::{StreamExt, stream::SplitStream};
use serde_bytes::ByteBuf;
use shared::{
    ids::{DocumentId, Hash},
    sync::{
        carried::MAX_SIGNED,
        wire::{FromDevice, FromRelay, MAX_CHANGES, Trouble, of_frame, takes, to_frame},
    },
};
use tokio::{
    sync::{OwnedSemaphorePermit, mpsc},
    time,
};
use tracing::Instrument;

use super::{
    foreign,
    reading::{self, Heard},
    writing::{self, GOODBYE},
};
use crate::{
    auth::{Signed, Trust},
    clock,
    desk::{Asker, Batch, Carried, Line, Outgoing, trouble},
    http::{catch_up, door::closing::Held},
    later, logs, metrics,
    relay::Relay,
    store::{DeviceKey, RelayStore, StoreError},
};

/// So many frames that are no messages end a connection.
const PATIENCE: u32 = 20;

/// In which words a connection speaks; its address says so.
#[derive(Clone, Copy, Debug)]
pub(super) enum Protocol {
    /// Ours, [`shared::sync::wire`]; with the version of the directory that the device holds, and whether it hears in the form of before.
    Ours { directory: Option<Hash>, is_of_before: bool },
    /// That of automerge-repo.
    AutomergeRepo,
}

/// Talks with a device until one of the two ends it.
pub(super) async fn hold(socket: WebSocket, relay: Arc<Relay>, signed: Signed, protocol: Protocol, _held: Held) {
    let (line, queue) = relay.desks.live().join(&signed, matches!(protocol, Protocol::Ours { .. }));
    let span = tracing::error_span!("line", id = %line.id, person = %signed.person.id, device = %signed.device);
    let author = matches!(protocol, Protocol::Ours { .. }).then(|| signed.author());
    author.into_iter().for_each(|author| relay.hearing.begins(author, clock::now()));
    talk(socket, &relay, &line, queue, signed, protocol).instrument(span).await;
    author.into_iter().for_each(|author| relay.hearing.ends(author, clock::now()));
}

async fn talk(socket: WebSocket, relay: &Relay, line: &Arc<Line>, queue: mpsc::Receiver<Outgoing>, signed: Signed, protocol: Protocol) {
    let _connection = metrics::connected();
    tracing::debug!(?protocol, "connected");
    let (sink, mut stream) = socket.split();
    let is_of_before = matches!(protocol, Protocol::Ours { is_of_before: true, .. });
    let writing = tokio::spawn(writing::write(sink, queue, line.clone(), is_of_before));
    let code = match protocol {
        Protocol::Ours { directory, .. } => match greet(relay, line, directory).await {
            Ok(()) => listen(relay, line, &signed, &mut stream).await,
            Err(error) => {
                tracing::error!(%error, "a device could not be greeted");
                close_code::AGAIN
            }
        },
        Protocol::AutomergeRepo => foreign::listen(relay, line, signed.token, &mut stream).await,
    };
    relay.desks.live().leave(line);
    line.close(code);
    // The device's own goodbye; to hang up while it is still sending would lose our last words on their way.
    drop(time::timeout(GOODBYE, async { while let Some(Ok(_)) = stream.next().await {} }).await);
    drop(writing.await);
    if code == close_code::SIZE {
        time::sleep(GOODBYE).await;
    }
    tracing::debug!(code, "disconnected");
}

/// Says first which relay this is and what this person may read, then from whom they may choose, where the device does not hold
/// that, what this relay takes, and how long everything takes.
async fn greet(relay: &Relay, line: &Line, held: Option<Hash>) -> Result<(), StoreError> {
    let person = line.person().clone();
    let asked = move |store: &dyn RelayStore| Ok((catch_up::welcome(store, &person)?, catch_up::directory(store, &person)?));
    let (welcome, directory) = relay.read(asked).await?;
    let directory = (held != Some(directory.version())).then_some(FromRelay::Directory(directory));
    let deadlines = FromRelay::Deadlines(relay.desks.deadlines().clone());
    let takes = FromRelay::Takes { codes: [takes::REPORTS, takes::LATER].map(str::to_owned).to_vec() };
    let greeting = [Some(welcome), directory, Some(takes), Some(deadlines)];
    line.answer(greeting.iter().flatten().map(|message| to_frame(message).into()), None, None);
    Ok(())
}

/// Answers frames; the code with which the connection is to be closed.
async fn listen(relay: &Relay, line: &Arc<Line>, signed: &Signed, stream: &mut SplitStream<WebSocket>) -> u16 {
    let (mut strange, mut trust) = (0, Trust::new(signed.token));
    loop {
        // A device that works as it should does not wait for another one of the same person.
        let from = if line.is_good() { None } else { relay.desks.live().patience.next(line.person().id, Instant::now()) };
        let (frame, room) = match reading::next(&relay.closing, line, from, stream).await {
            Heard::Frame(frame, room) => (Some(frame), room),
            Heard::Pong(room) => (None, room),
            Heard::TooLarge(room) => {
                say(line, Trouble::TooLarge.into(), room);
                return close_code::SIZE;
            }
            Heard::Over(code) => return code,
        };
        let signed = match trust.ask(relay, clock::now()).await {
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
        if signed.person != *line.person() {
            // Every line of theirs hears what they could read before: they begin anew.
            relay.desks.live().end_person(signed.person.id);
            return close_code::AGAIN;
        }
        let Some(frame) = frame else { continue };
        match of_frame(&frame) {
            // What an answer needs on its way is held while one is given, and not for every line that is idle.
            Ok(message) => Box::pin(answer(relay, line, signed, message, room)).await,
            Err(code) => {
                say(line, code.into(), room);
                line.handed_in(false);
                relay.desks.live().patience.refused(line.person().id, 1, frame.len(), Instant::now());
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
    let (now, began, name, document) = (clock::now(), Instant::now(), name(&message), document(&message));
    let asker = |signed: Signed| Asker { author: signed.author(), person: signed.person, line: Some(line.id), now };
    match message {
        FromDevice::Inventory { since } => {
            line.hold();
            let found = relay.read(move |store| catch_up::inventory(store, &signed.person, since)).await;
            match found {
                Ok(moved) => {
                    let cursor = moved.cursor;
                    line.answer(moved.told(now).map(|message| to_frame(&message).into()), Some(room), Some(cursor));
                }
                Err(error) => line.answer([to_frame(&unanswered(&error)).into()], Some(room), None),
            }
        }
        FromDevice::Pull { document, after } => {
            line.hold();
            let found = relay.read(move |store| catch_up::pull(store, &signed.person, document, after)).await;
            let found = found.unwrap_or_else(|error| unanswered(&error));
            line.answer([to_frame(&found).into()], Some(room), None);
        }
        FromDevice::Compare { document, held, digest } => {
            let found = relay.read(move |store| catch_up::compare(store, &signed.person, document, held, digest)).await;
            say(line, found.unwrap_or_else(|error| unanswered(&error)), room);
        }
        FromDevice::Submit { batch, document, changes } if changes.len() > MAX_CHANGES => {
            say(line, FromRelay::Trouble { code: Trouble::TooLarge, batch: Some(batch), document: Some(document) }, room);
        }
        FromDevice::Submit { batch, document, changes } => {
            let batch = Batch { number: batch, document, changes };
            let (sent, bytes) = size(&batch);
            relay
                .desks
                .submit(asker(signed), batch, |answer| {
                    metrics::submitted(&answer);
                    count_refused(relay, line, &answer, sent, bytes);
                    say(line, answer, room);
                })
                .await;
        }
        FromDevice::RegisterKey { key } => {
            let key = DeviceKey { author: signed.author(), point: key.into_vec(), opens: Vec::new(), token: signed.token };
            let said = match relay.desks.register(key).await {
                Ok(Some(key)) => FromRelay::Key { key: ByteBuf::from(key) },
                Ok(None) => Trouble::BadFrame.into(),
                Err(error) => trouble(&error).into(),
            };
            say(line, said, room);
        }
        FromDevice::Introduce { opens, held } => {
            let registered = match opens {
                Some(opens) => relay.desks.register_opening(signed.author(), signed.token, opens.into_vec()).await,
                None => Ok(()),
            };
            let vouching = relay.vouching.clone();
            let said = match registered {
                Ok(()) => relay.read(move |store| vouching.circle(store, &signed.person, held)).await,
                Err(error) => Err(error),
            };
            say(line, said.unwrap_or_else(|error| unanswered(&error)), room);
        }
        FromDevice::Vouch { document, n } => {
            let vouching = relay.vouching.clone();
            let said = relay.read(move |store| vouching.vouch(store, &signed.person, document, n)).await;
            say(line, said.unwrap_or_else(|error| unanswered(&error)), room);
        }
        FromDevice::Report(report) => {
            relay.hearing.told(signed.author(), report, now);
            drop(room);
        }
        FromDevice::Later { document, pieces } => {
            let said = relay.read(move |store| later::take(store, &signed.person, signed.author(), document, pieces, now)).await;
            say(line, said.unwrap_or_else(|error| unanswered(&error)), room);
        }
        FromDevice::Carry { batch, document, changes, signed, .. } if changes.len() > MAX_CHANGES || signed.len() > MAX_SIGNED => {
            say(line, FromRelay::Trouble { code: Trouble::TooLarge, batch: Some(batch), document: Some(document) }, room);
        }
        FromDevice::Carry { batch, document, author, signed, changes, signature } => {
            let batch = Batch { number: batch, document, changes };
            let (sent, bytes) = size(&batch);
            let carried = Carried { batch, author, signed, signature: signature.into_vec() };
            relay
                .desks
                .carry(carried, now, |answer| {
                    count_refused(relay, line, &answer, sent, bytes);
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
    tracing::debug!(question = name, document = document.map(display), milliseconds = logs::milliseconds(began), "answered");
}

/// How many changes, and their bytes.
fn size(batch: &Batch) -> (usize, usize) {
    (batch.changes.len(), batch.changes.iter().map(|change| change.len()).sum())
}

/// Whoever handed in what is not taken is heard again less soon.
fn count_refused(relay: &Relay, line: &Line, answer: &FromRelay, sent: usize, bytes: usize) {
    if let FromRelay::Answer { accepted, refused, blocked, retry, .. } = answer {
        let bad = refused.len() + blocked.len() + retry.len();
        if !accepted.is_empty() {
            line.handed_in(true);
        }
        if bad > 0 {
            line.handed_in(false);
        }
        relay.desks.live().patience.refused(line.person().id, bad, bytes / sent.max(1) * bad, Instant::now());
    }
}

/// What was asked, for the log.
const fn name(message: &FromDevice) -> &'static str {
    match message {
        FromDevice::Inventory { .. } => "inventory",
        FromDevice::Pull { .. } => "pull",
        FromDevice::Compare { .. } => "compare",
        FromDevice::Submit { .. } => "submit",
        FromDevice::RegisterKey { .. } => "register_key",
        FromDevice::Introduce { .. } => "introduce",
        FromDevice::Vouch { .. } => "vouch",
        FromDevice::Carry { .. } => "carry",
        FromDevice::Command { .. } => "command",
        FromDevice::Open { .. } => "open",
        FromDevice::Report(_) => "report",
        FromDevice::Later { .. } => "later",
    }
}

/// Of which document, for the log.
const fn document(message: &FromDevice) -> Option<DocumentId> {
    match message {
        FromDevice::Inventory { .. } | FromDevice::RegisterKey { .. } | FromDevice::Introduce { .. } | FromDevice::Report(_) => None,
        FromDevice::Pull { document, .. }
        | FromDevice::Compare { document, .. }
        | FromDevice::Submit { document, .. }
        | FromDevice::Vouch { document, .. }
        | FromDevice::Carry { document, .. }
        | FromDevice::Command { document, .. }
        | FromDevice::Later { document, .. }
        | FromDevice::Open { document, .. } => Some(*document),
    }
}

fn say(line: &Line, message: FromRelay, room: OwnedSemaphorePermit) {
    line.say(to_frame(&message).into(), Some(room));
}

fn unanswered(error: &StoreError) -> FromRelay {
    tracing::error!(%error, "a device could not be answered");
    trouble(error).into()
}
