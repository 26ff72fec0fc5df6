//! When to be connected: at once when there is reason to hope, otherwise again and again with growing pauses.

use std::cell::Cell;

use gloo_timers::callback::Timeout;
use shared::sync::wire::FromDevice;
use wasm_bindgen_futures::spawn_local;

use super::super::{Event, Events, socket::Socket};
use crate::data::{account, draw};

/// The pauses between attempts, in milliseconds; the last one repeats. Up to a quarter is taken off at random, so that
/// a hall full of tablets does not knock all at once.
const PAUSES: [u32; 6] = [500, 1_000, 2_000, 5_000, 10_000, 20_000];

/// The line to the relay.
pub(super) struct Connection {
    events: Events,
    number: u32,
    socket: Option<Socket>,
    attempts: usize,
    is_refused: bool,
    timer: Cell<Option<Timeout>>,
}

impl Connection {
    pub(super) const fn new(events: Events) -> Self {
        Self { events, number: 0, socket: None, attempts: 0, is_refused: false, timer: Cell::new(None) }
    }

    pub(super) const fn is_current(&self, number: u32) -> bool {
        self.number == number
    }

    pub(super) const fn is_up(&self) -> bool {
        self.socket.is_some()
    }

    /// Asks the relay whether the session stands; the answer comes as an [`Event::Session`], so that a relay which takes
    /// its time keeps nobody from writing. An answer to an earlier question no longer counts.
    pub(super) fn ask(&mut self) {
        self.number += 1;
        let (number, events) = (self.number, self.events.clone());
        // A relay that never answers is asked again.
        self.wake_after(PAUSES[PAUSES.len() - 1]);
        spawn_local(async move { drop(events.unbounded_send(Event::Session(number, account::session().await))) });
    }

    /// Nothing is up and there is hope.
    pub(super) const fn is_due(&self) -> bool {
        self.socket.is_none() && !self.is_refused
    }

    pub(super) fn open(&mut self, address: &str) {
        self.is_refused = false;
        self.number += 1;
        self.socket = Socket::open(self.number, address, &self.events);
        if self.socket.is_none() {
            self.closed();
        }
    }

    pub(super) fn opened(&mut self) {
        self.attempts = 0;
    }

    /// Not connected: try again after a pause.
    pub(super) fn closed(&mut self) {
        self.socket = None;
        let pause = PAUSES[self.attempts.min(PAUSES.len() - 1)];
        self.attempts += 1;
        self.wake_after(pause - pause * u32::from(draw::bytes::<1>()[0]) / 1024);
    }

    /// The relay asks for a new sign-in: nothing is tried until somebody has signed in.
    pub(super) fn refused(&mut self) {
        self.close();
        self.is_refused = true;
    }

    pub(super) fn forget_refusal(&mut self) {
        self.close();
        self.is_refused = false;
    }

    pub(super) fn close(&mut self) {
        self.number += 1;
        self.socket = None;
        self.attempts = 0;
        self.timer.set(None);
    }

    pub(super) fn send(&self, message: &FromDevice) {
        if let Some(socket) = &self.socket {
            socket.send(message);
        }
    }

    /// An [`Event::Again`] after a pause.
    pub(super) fn wake_after(&self, pause: u32) {
        let events = self.events.clone();
        self.timer.set(Some(Timeout::new(pause, move || drop(events.unbounded_send(Event::Again)))));
    }
}
