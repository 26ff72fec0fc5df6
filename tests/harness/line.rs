//! The line between a device and the relay: frames of the wire, and raw ones.

use std::time::{Duration, Instant};

use shared::sync::wire::{FromDevice, FromRelay, of_frame, to_frame};
use tungstenite::{Error, Message, WebSocket, client::IntoClientRequest, error::ProtocolError, handshake::HandshakeError, http::header};

use crate::{Reach, eventually::DEADLINE, reach::Wire};

/// How long one look at the socket takes at most.
const LOOK: Duration = Duration::from_millis(20);

/// An open line.
#[derive(Debug)]
pub struct Line {
    socket: WebSocket<Box<dyn Wire>>,
    ended: Option<Option<u16>>,
    /// What the relay says first, before anybody asked: which relay it is, whom one may choose (unless that is known), how long everything takes.
    pub greeting: Vec<FromRelay>,
}

impl Line {
    /// As a device of ours, greeted.
    pub(crate) fn open(reach: &Reach, address: &str, cookie: Option<&str>) -> Result<Self, u16> {
        let mut line = Self::open_at(reach, address, cookie)?;
        while !matches!(line.greeting.last(), Some(FromRelay::Deadlines(_))) {
            let heard = line.hear();
            line.greeting.push(heard);
        }
        Ok(line)
    }

    /// At an address of the relay; nothing was said yet.
    pub(crate) fn open_at(reach: &Reach, path: &str, cookie: Option<&str>) -> Result<Self, u16> {
        let mut request = format!("ws://{}{path}", reach.host).into_client_request().expect("a well-formed address");
        if let Some(cookie) = cookie {
            request.headers_mut().insert(header::COOKIE, cookie.parse().expect("a well-formed cookie"));
        }
        // 0 stands for a relay that is not there.
        let (stream, under) = reach.connect().map_err(|_| 0_u16)?;
        match tungstenite::client(request, stream) {
            Ok((socket, _)) => {
                under.set_read_timeout(Some(LOOK)).expect("an open socket");
                Ok(Self { socket, ended: None, greeting: Vec::new() })
            }
            Err(HandshakeError::Failure(Error::Http(answer))) => Err(answer.status().as_u16()),
            Err(HandshakeError::Failure(_) | HandshakeError::Interrupted(_)) => Err(0),
        }
    }

    /// Says something.
    pub fn say(&mut self, message: &FromDevice) {
        self.say_raw(Message::binary(to_frame(message)));
    }

    /// Says any frame; that the relay has hung up is seen while listening.
    pub fn say_raw(&mut self, message: Message) {
        drop(self.socket.send(message));
    }

    /// What the relay says next.
    ///
    /// # Panics
    /// When it says nothing until the deadline, or hangs up.
    pub fn hear(&mut self) -> FromRelay {
        let begin = Instant::now();
        loop {
            if let Some(heard) = self.listen() {
                return heard;
            }
            assert!(self.ended.is_none(), "the relay hung up: {:?}", self.ended);
            assert!(begin.elapsed() < DEADLINE, "the relay says nothing");
        }
    }

    /// The first thing that the relay says of which something is `wanted`; it may push what others wrote in between.
    ///
    /// # Panics
    /// As [`Line::hear`].
    pub fn hear_first<T>(&mut self, mut wanted: impl FnMut(FromRelay) -> Option<T>) -> T {
        loop {
            if let Some(found) = wanted(self.hear()) {
                return found;
            }
        }
    }

    /// What came in, waiting a moment at most.
    pub fn listen(&mut self) -> Option<FromRelay> {
        self.listen_raw().map(|frame| of_frame(&frame).expect("the relay speaks our wire"))
    }

    /// The frame that came in, whatever it says, waiting a moment at most.
    pub fn listen_raw(&mut self) -> Option<Vec<u8>> {
        if self.ended.is_some() {
            return None;
        }
        match self.socket.read() {
            Ok(Message::Binary(frame)) => Some(frame.to_vec()),
            Ok(Message::Close(frame)) => {
                self.ended = Some(frame.map(|frame| frame.code.into()));
                drop(self.socket.flush());
                None
            }
            Ok(Message::Text(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_)) => None,
            Err(Error::Io(error)) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => None,
            Err(
                Error::Io(_)
                | Error::ConnectionClosed
                | Error::AlreadyClosed
                | Error::Protocol(ProtocolError::ResetWithoutClosingHandshake),
            ) => {
                self.ended = Some(None);
                None
            }
            Err(error) => panic!("the line broke: {error}"),
        }
    }

    /// Waits until the relay hangs up; the code it gave, if it said goodbye.
    ///
    /// # Panics
    /// When it does not until the deadline.
    pub fn end(&mut self) -> Option<u16> {
        let begin = Instant::now();
        loop {
            if let Some(code) = self.ended {
                return code;
            }
            drop(self.listen_raw());
            assert!(begin.elapsed() < DEADLINE, "the relay does not hang up");
        }
    }

    /// The relay has hung up.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.ended.is_some()
    }
}
