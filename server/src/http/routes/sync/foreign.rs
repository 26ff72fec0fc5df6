//! A conversation in automerge-repo's protocol: with a stock client, whoever has signed in reads documents as they change.
//! Nothing that such a client says changes a document, and what it may not read is as if it were not there.

mod frames;
mod turn;

use std::{collections::HashMap, sync::Arc};

use automerge::sync::{Message, State};
use axum::extract::ws::{WebSocket, close_code};
use futures_util::stream::SplitStream;
use shared::{
    ids::DocumentId,
    people::Person,
    sync::{guard, wire::Trouble},
};
use tokio::sync::{
    OwnedSemaphorePermit,
    broadcast::{self, error::RecvError},
};

use super::reading::{self, Heard};
use crate::{auth, clock, desk::Line, relay::Relay, store::TokenHash};
use frames::FromClient;

/// The most documents that one connection may have open; any further one is unavailable to it.
const MOST_OPEN: usize = 256;
/// The longest name that a client may give itself, in bytes: it is repeated in every answer.
const LONGEST_NAME: usize = 200;

/// Answers frames and tells what moves; the code with which the connection is to be closed.
pub(super) async fn listen(relay: &Relay, line: &Arc<Line>, token: TokenHash, stream: &mut SplitStream<WebSocket>) -> u16 {
    let mut moves = relay.desks.moves();
    let mut client = Client { relay, line, token, name: String::new(), open: HashMap::new() };
    loop {
        let heard = loop {
            let moved = tokio::select! {
                heard = reading::next(&relay.closing, line, None, stream) => break heard,
                moved = client.moved(&mut moves) => moved,
            };
            if let Err(code) = client.tell(moved).await {
                return code;
            }
        };
        let ended = match heard {
            Heard::Frame(frame, room) => client.hear(&frame, room).await,
            Heard::Pong(room) => client.person(room).await.map(drop),
            Heard::TooLarge(room) => Err(client.end(Trouble::TooLarge, room)),
            Heard::Over(code) => Err(code),
        };
        if let Err(code) = ended {
            return code;
        }
    }
}

/// A foreign client.
struct Client<'a> {
    relay: &'a Relay,
    line: &'a Arc<Line>,
    token: TokenHash,
    /// What it calls itself; empty as long as it has not joined.
    name: String,
    /// What it has of each document that it asked for.
    open: HashMap<DocumentId, State>,
}

/// The code with which the connection is to be closed.
type Ended = u16;

impl Client<'_> {
    async fn hear(&mut self, frame: &[u8], room: OwnedSemaphorePermit) -> Result<(), Ended> {
        let (person, room) = self.person(room).await?;
        match frames::read(frame) {
            Some(FromClient::Join { name, speaks_ours: true }) if !name.is_empty() && name.len() <= LONGEST_NAME => {
                name.clone_into(&mut self.name);
                self.open.clear();
                self.say(frames::peer(name), room);
                Ok(())
            }
            Some(FromClient::Sync { document, data }) if self.has_joined() => {
                let Ok(document) = document.parse() else { return Err(self.end(Trouble::BadFrame, room)) };
                let Ok(message) = guard::message(data) else { return Err(self.end(Trouble::BadFrame, room)) };
                self.share(&person, document, Some(message), room).await
            }
            Some(FromClient::Other) if self.has_joined() => Ok(()),
            Some(FromClient::Leave) => Err(close_code::NORMAL),
            Some(FromClient::Join { .. } | FromClient::Sync { .. } | FromClient::Other) | None => Err(self.end(Trouble::BadFrame, room)),
        }
    }

    /// Waits until documents have moved that are open here.
    async fn moved(&self, moves: &mut broadcast::Receiver<DocumentId>) -> Vec<DocumentId> {
        loop {
            match moves.recv().await {
                Ok(document) if self.open.contains_key(&document) => return vec![document],
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return self.open.keys().copied().collect(),
                Err(RecvError::Closed) => std::future::pending().await, // The desks end with the program.
            }
        }
    }

    /// Tells what is new in documents that moved.
    async fn tell(&mut self, moved: Vec<DocumentId>) -> Result<(), Ended> {
        for document in moved {
            let room = tokio::select! {
                room = self.line.room() => room,
                () = self.line.is_cut() => return Err(close_code::AGAIN),
            };
            let (person, room) = self.person(room).await?;
            self.share(&person, document, None, room).await?;
        }
        Ok(())
    }

    /// Says what the client lacks of a document, or that there is no such document for it.
    async fn share(
        &mut self,
        person: &Person,
        document: DocumentId,
        message: Option<Message>,
        room: OwnedSemaphorePermit,
    ) -> Result<(), Ended> {
        let state = match self.open.remove(&document) {
            None if self.open.len() == MOST_OPEN => None,
            None => Some(turn::begin()),
            Some(state) => Some(state),
        };
        let shared = match state {
            Some(state) => self.relay.desks.read(person, document, move |doc| turn::take(doc, state, message)).await,
            None => Ok(None),
        };
        match shared.map(Option::flatten) {
            Ok(Some((state, answer))) => {
                self.open.insert(document, state);
                if let Some(answer) = answer {
                    self.say(frames::sync(&self.name, document, &answer), room);
                }
                Ok(())
            }
            Ok(None) => {
                self.say(frames::unavailable(&self.name, document), room);
                Ok(())
            }
            Err(error) => {
                tracing::error!(%document, %error, "a foreign client could not be answered");
                Err(close_code::AGAIN)
            }
        }
    }

    /// Whose session this still is.
    async fn person(&self, room: OwnedSemaphorePermit) -> Result<(Person, OwnedSemaphorePermit), Ended> {
        let (token, now) = (self.token, clock::now());
        match self.relay.read(move |store| auth::signed(store, token, now)).await {
            Ok(Some(signed)) => Ok((signed.person, room)),
            Ok(None) => Err(self.end(Trouble::SignedOut, room)),
            Err(error) => {
                tracing::error!(%error, "a foreign client's session could not be read");
                Err(close_code::AGAIN)
            }
        }
    }

    fn has_joined(&self) -> bool {
        !self.name.is_empty()
    }

    /// In this protocol a connection ends after an error.
    fn end(&self, code: Trouble, room: OwnedSemaphorePermit) -> Ended {
        self.say(frames::error(&self.name, code), room);
        if code == Trouble::TooLarge { close_code::SIZE } else { close_code::POLICY }
    }

    fn say(&self, frame: Vec<u8>, room: OwnedSemaphorePermit) {
        self.line.say(frame.into(), Some(room));
    }
}
