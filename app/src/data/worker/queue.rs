//! What happens to the worker, in the order in which it is taken up. What a hand does goes before what arrives, so that a key is soon on
//! the disk however much arrives; of keys in one field that still wait, the newest text alone counts; what the relay has said meanwhile is
//! taken up together. Among themselves a hand's wishes stay in order, and so does what arrives.

use std::collections::VecDeque;

use futures_channel::mpsc::UnboundedReceiver;
use futures_util::StreamExt;
use shared::sync::device::Ask;

use super::{Event, socket};
use crate::data::messages::ToWorker;

/// So much of what the relay has said is taken up together: a key that is pressed meanwhile waits for all of it.
const TOGETHER: usize = 16;

/// What waits.
pub(super) struct Queue {
    incoming: UnboundedReceiver<Event>,
    hand: VecDeque<Event>,
    arrived: VecDeque<Event>,
}

impl Queue {
    pub(super) const fn of(incoming: UnboundedReceiver<Event>) -> Self {
        Self { incoming, hand: VecDeque::new(), arrived: VecDeque::new() }
    }

    /// What is next; `None` once nothing can happen any more.
    pub(super) async fn next(&mut self) -> Option<Event> {
        while let Ok(event) = self.incoming.try_recv() {
            self.put(event);
        }
        if self.hand.is_empty() && self.arrived.is_empty() {
            let event = self.incoming.next().await?;
            self.put(event);
        }
        match self.hand.pop_front() {
            Some(event) => Some(self.newest(event)),
            None => self.arrived.pop_front().map(|event| self.together(event)),
        }
    }

    fn put(&mut self, event: Event) {
        match event {
            Event::Page(_) | Event::Picked(_) | Event::Fetched(..) | Event::Tabs(_) => self.hand.push_back(event),
            Event::Files(..)
            | Event::Handing(..)
            | Event::FileOver { .. }
            | Event::Attached(..)
            | Event::Stands(_)
            | Event::Session(..)
            | Event::Socket(..)
            | Event::Again
            | Event::Sweep => self.arrived.push_back(event),
        }
    }

    /// The last of the keys in one field that wait behind each other.
    fn newest(&mut self, mut event: Event) -> Event {
        while let Some(later) = self.hand.pop_front_if(|later| is_newer(&event, later)) {
            event = later;
        }
        event
    }

    /// Everything that waits of what the relay said on one line, up to something else.
    fn together(&mut self, mut event: Event) -> Event {
        if let Event::Socket(number, socket::News::Heard(heard)) = &mut event {
            while heard.len() < TOGETHER
                && let Some(Event::Socket(_, socket::News::Heard(more))) = self.arrived.pop_front_if(|event| is_heard(event, *number))
            {
                heard.extend(more);
            }
        }
        event
    }
}

fn is_newer(event: &Event, later: &Event) -> bool {
    let Event::Page(ToWorker::Ask(Ask::Type { document, path, .. })) = event else { return false };
    matches!(later, Event::Page(ToWorker::Ask(Ask::Type { document: of, path: at, .. })) if document == of && path == at)
}

fn is_heard(event: &mut Event, line: u32) -> bool {
    matches!(event, Event::Socket(number, socket::News::Heard(_)) if *number == line)
}
