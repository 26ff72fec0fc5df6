//! Whose turn it is among the tabs of this browser: waits for the store, works with it, lets go when another tab asks.

use std::pin::pin;

use futures_util::future::{Either, select};
use gloo_timers::callback::Timeout;

use super::{
    Event, Events,
    lock::{self, How, Lock},
    queue::Queue,
    say,
    shell::Shell,
    tabs::{News, Tabs},
};
use crate::data::messages::{Tab, ToPage, ToWorker};

/// How long a tab that is asked to let go may take to answer, in milliseconds. Its words are durable whether it answers or not: it is
/// asleep, and what it has is taken from it.
const PATIENCE: u32 = 3_000;

/// One tab's worker, for as long as the tab lives.
pub(super) struct Turn {
    events: Events,
    queue: Queue,
    tabs: Tabs,
}

impl Turn {
    pub(super) fn new(events: Events, queue: Queue) -> Self {
        Self { tabs: Tabs::listen(&events), events, queue }
    }

    /// Waits, works, lets go, and waits again, until nobody looks at the page any more.
    pub(super) async fn go_on(mut self) {
        let (mut waits, mut is_needed) = (Tab::Elsewhere, true);
        while is_needed && let Some(lock) = self.wait(waits).await {
            is_needed = self.work().await;
            drop(lock);
            waits = Tab::Moved;
        }
        super::end();
    }

    /// Waits for the lock. What the page says meanwhile is of a screen that shows nothing.
    async fn wait(&mut self, waits: Tab) -> Option<Lock> {
        // Whoever has just let go must not be quicker than the one who asked.
        if waits == Tab::Elsewhere
            && let Some(lock) = lock::ask(How::IfFree, &self.events).await
        {
            return Some(lock);
        }
        say(&ToPage::Tab(waits));
        let events = self.events.clone();
        let mut asked = Box::pin(async move { lock::ask(How::Waiting, &events).await });
        let mut patience = None;
        loop {
            match select(asked, pin!(self.queue.next())).await {
                Either::Left((lock, _)) => return lock,
                Either::Right((None, _)) => return None,
                Either::Right((Some(event), waiting)) => {
                    asked = waiting;
                    match event {
                        Event::Page(ToWorker::TakeOver) => {
                            self.tabs.ask();
                            let events = self.events.clone();
                            let silence = move || drop(events.unbounded_send(Event::Tabs(News::Silence)));
                            patience = Some(Timeout::new(PATIENCE, silence));
                        }
                        Event::Page(ToWorker::Rest) => say(&ToPage::Rested),
                        Event::Page(ToWorker::End) => return None,
                        Event::Tabs(News::Answers) => patience = None,
                        Event::Tabs(News::Silence) if patience.take().is_some() => return lock::ask(How::Stealing, &self.events).await,
                        Event::Page(_)
                        | Event::Picked(_)
                        | Event::Files(..)
                        | Event::Handing(..)
                        | Event::FileOver { .. }
                        | Event::Attached(..)
                        | Event::Stands(_)
                        | Event::Session(..)
                        | Event::Socket(..)
                        | Event::Again
                        | Event::Sweep
                        | Event::Fetched(..)
                        | Event::Tabs(_) => {}
                    }
                }
            }
        }
    }

    /// Works with the store until another tab has it, or nobody looks at this one any more: `false`.
    async fn work(&mut self) -> bool {
        say(&ToPage::Tab(Tab::Here));
        let mut early = Vec::new();
        let kept = loop {
            match self.queue.next().await {
                Some(Event::Page(ToWorker::Kept(kept))) => break kept,
                Some(Event::Tabs(News::Stolen)) => return true,
                Some(Event::Page(ToWorker::End)) | None => return false,
                Some(event) => early.push(event),
            }
        };
        let mut shell = Shell::start(self.events.clone(), kept).await;
        let (mut is_finished, mut is_awaited, mut is_needed) = (false, false, true);
        let mut early = early.into_iter();
        loop {
            let event = match early.next() {
                Some(event) => event,
                None => match self.queue.next().await {
                    Some(event) => event,
                    None => return false,
                },
            };
            match event {
                Event::Tabs(News::Asks) => {
                    self.tabs.answer();
                    say(&ToPage::Finish);
                }
                Event::Tabs(News::Stolen) => return true,
                Event::Tabs(News::Answers | News::Silence) => {}
                Event::Page(ToWorker::Finished) => is_finished = true,
                Event::Page(ToWorker::Rest) => is_awaited = true,
                Event::Page(ToWorker::End) => is_needed = false,
                event @ (Event::Page(_)
                | Event::Picked(_)
                | Event::Files(..)
                | Event::Handing(..)
                | Event::FileOver { .. }
                | Event::Attached(..)
                | Event::Stands(_)
                | Event::Session(..)
                | Event::Socket(..)
                | Event::Again
                | Event::Sweep
                | Event::Fetched(..)) => shell.take(event).await,
            }
            // What could not be saved yet stays where it is: only this tab has it.
            if shell.is_at_rest() {
                if std::mem::take(&mut is_awaited) {
                    say(&ToPage::Rested);
                }
                if is_finished || !is_needed {
                    return is_needed;
                }
            }
        }
    }
}
