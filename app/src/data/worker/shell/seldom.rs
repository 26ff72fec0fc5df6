//! What a worker is asked seldom: about the lock, and to hand over or take. Its code is in the file of its own (see `pages::apart`).

use std::cell::Cell;

use futures_util::FutureExt;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use shared::{lock::Answer, sync::handing::Flaw};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::{
    super::{Event, handing::News, say},
    Done, Shell,
};
use crate::data::{
    handing::{HandAsk, HandSaid},
    messages::{LockAsk, ToPage},
};

/// A seldom duty.
pub(in super::super) enum Seldom {
    /// The page wants something about the lock.
    Lock(LockAsk),
    /// More rows are to be enciphered, or deciphered.
    Sweep,
    /// The page wants something about handing over.
    Hand(HandAsk),
    /// Work on it that took time is over.
    News(Box<News>),
    /// Somebody handed over a file.
    Given(Blob),
}

/// The file is not on this device, and cannot be had now.
struct Away;

impl From<SplitLoaderError> for Away {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

thread_local! {
    /// The code was fetched: duties are done at once.
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

impl Shell {
    /// Does a seldom duty, once its code is here. What else happens does not wait for that: a network may be long in failing.
    pub(super) async fn seldom(&mut self, duty: Seldom) {
        if IS_HERE.get() {
            self.fetched(duty, true).await;
            return;
        }
        let events = self.events.clone();
        spawn_local(async move {
            let is_here = fetch().await.is_ok();
            IS_HERE.set(is_here);
            drop(events.unbounded_send(Event::Fetched(duty, is_here)));
        });
    }

    /// The code for a duty is here, or is not to be had.
    pub(super) async fn fetched(&mut self, duty: Seldom, is_here: bool) {
        if !is_here {
            self.cannot(&duty);
        } else if let Some(Ok(done)) = begin(self, duty).now_or_never() {
            done.await;
        }
    }

    /// Whoever waits is told.
    fn cannot(&mut self, duty: &Seldom) {
        let said = match duty {
            Seldom::Lock(_) => return self.tell_lock(Some(Answer::Failed)),
            Seldom::Sweep => return self.sweep_later(),
            Seldom::Hand(HandAsk::Offer(document)) => HandSaid::Offer(*document, None),
            Seldom::Hand(HandAsk::Make { .. }) => HandSaid::NotMade,
            Seldom::Hand(HandAsk::Hello) => HandSaid::Hello(None),
            Seldom::Hand(HandAsk::Series(_)) | Seldom::News(_) | Seldom::Given(_) => HandSaid::Received(Err(Flaw::NotTried)),
        };
        say(&ToPage::Hand(said));
    }
}

#[wasm_split(apart, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)]
fn begin(shell: &mut Shell, duty: Seldom) -> Result<Done<'_>, Away> {
    Ok(match duty {
        Seldom::Lock(ask) => Box::pin(shell.about_lock(ask)),
        Seldom::Sweep => Box::pin(shell.sweep_some()),
        Seldom::Hand(ask) => shell.hand(ask),
        Seldom::News(news) => shell.hand_news(*news),
        Seldom::Given(file) => Box::pin(async move { shell.receive(file) }),
    })
}
