//! What takes time, begun here: one file is stored at a time, one made ready, one sent, one fetched.

use std::future::Future;

use gloo_timers::callback::Timeout;
use shared::sync::{
    device::Attach,
    media::{Effect, Fault, Input},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal};

use super::{Event, Files, News, bytes, keep, look, prepare, receive, say, store, tus};
use crate::data::{
    files::{FileSaid, Keeping, Standing, Wanted},
    messages::ToPage,
};

/// A request that is not answered for so long, in milliseconds, is given up: a part takes a minute on the thinnest line.
const PATIENCE: u32 = 150_000;

impl Files {
    /// Begins what the machine wants and need not wait for.
    pub(super) fn begin(&mut self, effect: &Effect) {
        match effect.clone() {
            Effect::Prepare(kept) => {
                self.to_prepare.push_back(kept);
                self.prepare_next();
            }
            Effect::Begin { id, piece } => {
                self.request(id, async move |signal: Option<AbortSignal>| tus::begin(&piece, signal.as_ref()).await)
            }
            Effect::Ask { id, upload } => {
                self.request(id, async move |signal: Option<AbortSignal>| tus::ask(upload, signal.as_ref()).await)
            }
            Effect::Send { id, upload, piece, from, to } => {
                let owner = self.owner.clone();
                self.request(id, async move |signal: Option<AbortSignal>| {
                    let part = bytes::read(&mut store(&owner), &piece, from, to).await.map_err(|_| Fault::Trouble)?;
                    if part.len() as u64 != to - from {
                        return Err(Fault::Damaged);
                    }
                    tus::send(upload, from, &part, signal.as_ref()).await
                });
            }
            Effect::Wake(pause) => self.wake(0, pause, || News::Wake),
            Effect::Show(lines) => say(&ToPage::Files(FileSaid::Lines(lines))),
            Effect::Save(_) | Effect::Drop(_) | Effect::Attach { .. } => {} // Waited for, and done where they stand.
        }
    }

    /// Asks the relay something about a file; when the line breaks, or nobody answers, that is given up.
    fn request<F: Future<Output = Result<tus::Stands, Fault>> + 'static>(
        &mut self,
        id: String,
        ask: impl FnOnce(Option<AbortSignal>) -> F + 'static,
    ) {
        let controller = AbortController::new().ok();
        let signal = controller.as_ref().map(AbortController::signal);
        let given_up = controller.clone().map(|controller| Timeout::new(PATIENCE, move || controller.abort()));
        self.request = controller;
        self.spawn(async move {
            let answer = ask(signal).await;
            drop(given_up);
            News::Answered(id, answer)
        });
    }

    /// Stores the next picked file.
    pub(super) fn keep_next(&mut self) {
        if self.keeping.is_some() {
            return;
        }
        let Some((spot, file)) = self.to_keep.pop_front() else { return };
        self.keeping = Some(Keeping { spot: spot.clone(), name: file.name(), percent: 0 });
        self.tell_keeping();
        let (owner, events, number) = (self.owner.clone(), self.events.clone(), self.number);
        self.spawn(async move {
            let tell = move |percent| drop(events.unbounded_send(Event::Files(number, News::Keeping(percent))));
            News::Kept(keep::keep(&owner, &spot, &file, tell).await.map(Box::new))
        });
    }

    /// Makes the next file ready.
    pub(super) fn prepare_next(&mut self) {
        if self.is_preparing {
            return;
        }
        let Some(kept) = self.to_prepare.pop_front() else { return };
        self.is_preparing = true;
        let owner = self.owner.clone();
        self.spawn(async move {
            let piece = prepare::prepare(&owner, &kept).await;
            News::Ready(Box::new(kept), piece)
        });
    }

    /// Looks for what the screen wants, here and then at the relay.
    pub(super) async fn look(&mut self, wanted: Wanted) -> Vec<Attach> {
        self.look_here(wanted);
        if wanted.is_whole { self.give(Input::Looked(wanted.hash)).await } else { Vec::new() }
    }

    pub(super) fn look_here(&mut self, wanted: Wanted) {
        let (owner, piece) = (self.owner.clone(), self.media.find(wanted.hash));
        self.spawn(async move { if look::look(&owner, wanted, piece).await { News::Seen(wanted) } else { News::NotHere(wanted) } });
    }

    /// What is wanted is not on this device: a picture is fetched, everything else is seen where it is.
    pub(super) fn not_here(&mut self, wanted: Wanted) {
        let is_picture = wanted.kind.is_none_or(shared::files::FileKind::is_picture);
        match (is_picture, wanted.is_whole, self.is_online) {
            (true, _, true) => {
                if !self.to_receive.iter().any(|one| one.hash == wanted.hash) {
                    self.to_receive.push_back(wanted);
                }
                self.receive_next();
            }
            (false, true, true) => look::answer(wanted, Standing::Online, None),
            (true, _, false) | (false, true, false) | (false, false, _) => look::answer(wanted, Standing::Away, None),
        }
    }

    /// What the screen still waits for is looked for anew.
    pub(super) fn look_again(&mut self) {
        self.wanted.clone().into_iter().for_each(|wanted| self.look_here(wanted));
    }

    /// Fetches the next picture that is still wanted; else what is to stay here.
    pub(super) fn receive_next(&mut self) {
        if self.is_receiving {
            return;
        }
        let next = std::iter::from_fn(|| self.to_receive.pop_front()).find(|one| self.wanted.iter().any(|still| still.hash == one.hash));
        let Some(wanted) = next else { return self.carry_next() };
        self.is_receiving = true;
        let owner = self.owner.clone();
        self.spawn(async move { News::Received(wanted, receive::receive(&owner, wanted.hash).await) });
    }

    /// News after a pause; each of the timers stands for one kind of them.
    pub(super) fn wake(&mut self, timer: usize, pause: u32, news: fn() -> News) {
        let (events, number) = (self.events.clone(), self.number);
        self.timers[timer] = Some(Timeout::new(pause, move || drop(events.unbounded_send(Event::Files(number, news())))));
    }

    pub(super) fn spawn(&self, work: impl Future<Output = News> + 'static) {
        let (events, number) = (self.events.clone(), self.number);
        spawn_local(async move { drop(events.unbounded_send(Event::Files(number, work.await))) });
    }
}
