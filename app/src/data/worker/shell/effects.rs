//! Carries out what the machine wants, in order: what is shown as saved is shown after it was saved. When the device's
//! storage fails, saving, reading and sending wait, in their order, until a retry succeeds; showing goes on, and the
//! page is told that it is not saved.

use std::collections::VecDeque;

use shared::{
    ids::DocumentId,
    sync::device::{Device, Effect, Input, Show, Table, log_prefix},
};

use super::{
    super::{Event, Events, say, store::Store},
    Connection,
};
use crate::data::{clock, messages::ToPage};

/// How long to wait before saving is tried again, in milliseconds.
pub(super) const RETRY: u32 = 2_000;
/// How long to wait before a relay that cannot store is asked again, in milliseconds.
const RELAY_RETRY: u32 = 10_000;

/// The store and what waits for it.
pub(super) struct Effects {
    store: Store,
    waiting: VecDeque<Effect>,
    is_failing: bool,
    /// Bytes saved since the browser was last asked how much room there is.
    unasked: usize,
    were_emptied: bool,
    events: Events,
}

/// After so many bytes the browser is asked again how much room there is.
const ROOM: usize = 256 * 1024;

impl Effects {
    pub(super) const fn new(store: Store, events: Events) -> Self {
        Self { store, waiting: VecDeque::new(), is_failing: false, unasked: 0, were_emptied: false, events }
    }

    /// The rows were thrown away, and those of memory are written again; told once.
    pub(super) const fn were_emptied(&mut self) -> bool {
        std::mem::replace(&mut self.were_emptied, false)
    }

    /// Nothing waits to be saved.
    pub(super) fn is_at_rest(&self) -> bool {
        !self.waiting.iter().any(|effect| matches!(effect, Effect::Save(_)))
    }

    /// A document's log; `None` when it cannot be read now.
    pub(super) async fn log(&mut self, document: DocumentId) -> Option<Vec<Vec<u8>>> {
        let rows = self.store.read(Table::Log.name(), &log_prefix(document)).await.ok()?;
        Some(rows.into_iter().map(|(_, chunk)| chunk).collect())
    }

    /// Gives the machine inputs and does what follows from them.
    pub(super) async fn give(&mut self, device: &mut Device, mut inputs: VecDeque<Input>, connection: &Connection) {
        while !inputs.is_empty() {
            for effect in device.handle_some(&mut inputs, clock::now()) {
                match effect {
                    Effect::Show(show) if self.is_failing => self.tell(show, connection),
                    Effect::Show(_) | Effect::Save(_) | Effect::Read(_) | Effect::Send(_) | Effect::Attached { .. } => {
                        self.waiting.push_back(effect);
                    }
                }
            }
            if let Some(input) = self.work_off(connection).await {
                inputs.push_front(input);
            }
        }
    }

    /// Tries again what waited.
    pub(super) async fn retry(&mut self, device: &mut Device, connection: &Connection) {
        if let Some(input) = self.work_off(connection).await {
            Box::pin(self.give(device, VecDeque::from([input]), connection)).await;
        }
    }

    /// Does what waits until something must be told to the machine, or fails.
    async fn work_off(&mut self, connection: &Connection) -> Option<Input> {
        while let Some(effect) = self.waiting.pop_front() {
            let failed = match effect {
                Effect::Send(message) => {
                    connection.send(&message);
                    continue;
                }
                Effect::Show(show) => {
                    self.tell(show, connection);
                    continue;
                }
                Effect::Attached { ticket, how } => {
                    drop(self.events.unbounded_send(Event::Attached(ticket, how)));
                    continue;
                }
                Effect::Read(document) => match self.store.log(document).await {
                    Ok(_) if self.store.was_emptied() => {
                        self.were_emptied = true;
                        self.waiting.push_front(Effect::Read(document));
                        return Some(Input::Emptied);
                    }
                    Ok(log) => return Some(log),
                    Err(error) => (Effect::Read(document), error),
                },
                Effect::Save(writes) => match self.store.save(&writes).await {
                    Ok(()) => {
                        self.unasked += writes.iter().filter_map(|write| write.value.as_ref()).map(Vec::len).sum::<usize>();
                        self.stand(false);
                        if self.store.was_emptied() {
                            self.were_emptied = true;
                            return Some(Input::Emptied);
                        }
                        continue;
                    }
                    Err(error) => (Effect::Save(writes), error),
                },
            };
            web_sys::console::warn_1(&failed.1.0.into());
            self.waiting.push_front(failed.0);
            self.stand(true);
            self.waiting = std::mem::take(&mut self.waiting).into_iter().filter_map(|effect| self.show_now(effect, connection)).collect();
            connection.wake_after(RETRY);
            return None;
        }
        None
    }

    /// Tells the page whether saving works, when that changes.
    fn stand(&mut self, is_failing: bool) {
        if self.is_failing != is_failing || self.unasked > ROOM {
            (self.is_failing, self.unasked) = (is_failing, 0);
            say(&ToPage::IsFailing(is_failing));
        }
    }

    /// What is to be shown is shown; the rest waits on.
    fn show_now(&self, effect: Effect, connection: &Connection) -> Option<Effect> {
        match effect {
            Effect::Show(show) => {
                self.tell(show, connection);
                None
            }
            waits @ (Effect::Save(_) | Effect::Read(_) | Effect::Send(_) | Effect::Attached { .. }) => Some(waits),
        }
    }

    fn tell(&self, show: Show, connection: &Connection) {
        if let Show::Truth(truth) = show {
            drop(self.events.unbounded_send(Event::Stands(truth)));
            if truth.is_relay_full {
                connection.wake_after(RELAY_RETRY);
            }
        }
        say(&ToPage::Show(show));
    }
}
