//! The keeper of the documents: runs the device's machine in a worker, between the page, the store and the socket. Events
//! are taken one at a time, so the machine never sees two things at once.

mod cipher;
mod files;
mod handing;
mod key;
mod lock;
mod me;
mod queue;
mod shell;
mod socket;
mod store;
mod tabs;
mod turn;
mod vault;

use futures_channel::mpsc::{UnboundedSender, unbounded};
use js_sys::Array;
use shared::{
    ids::PersonId,
    sync::{
        device::{Attached, Truth},
        media::Kept,
        session::Session,
    },
};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{
    account::SignInError,
    messages::{ToPage, ToWorker},
};
pub(super) use files::pixels;
use queue::Queue;
use turn::Turn;

/// What happens to the worker.
enum Event {
    /// The page said something.
    Page(ToWorker),
    /// The page hands files over, beside the place where they were picked.
    Picked(Array),
    /// News of the files of the start with this number.
    Files(u32, files::News),
    /// The relay has a file of somebody who left because their session was ended; so many are left.
    FileOver { owner: files::Owner, person: PersonId, kept: Box<Kept>, left: u32 },
    /// News of handing over, of the start with this number.
    Handing(u32, Box<handing::News>),
    /// What became of naming the file with this ticket.
    Attached(String, Attached),
    /// The work in documents stands so.
    Stands(Truth),
    /// What the relay says of the session, asked under this number.
    Session(u32, Result<Session, SignInError>),
    /// Something about the socket with this number.
    Socket(u32, socket::News),
    /// It is time to try again to connect, or to save.
    Again,
    /// The next rows may be enciphered, or deciphered for good.
    Sweep,
    /// The code for a seldom duty is here, or is not to be had.
    Fetched(shell::Seldom, bool),
    /// Something about this browser's other tabs.
    Tabs(tabs::News),
}

/// Where events go in.
type Events = UnboundedSender<Event>;

/// Whether this is the worker and not the page.
pub(crate) fn is_here() -> bool {
    scope().is_some()
}

/// Takes up work.
pub(crate) fn run() {
    if handing::is_trial() {
        handing::run_trial();
        return;
    }
    let (events, queue) = unbounded();
    let from_page = events.clone();
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let said = match event.data().dyn_into::<Array>() {
            Ok(picked) => Some(Event::Picked(picked)),
            Err(data) => super::of_js(&data).map(Event::Page),
        };
        said.into_iter().for_each(|event| drop(from_page.unbounded_send(event)));
    });
    if let Some(scope) = scope() {
        scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    }
    hear.forget();
    spawn_local(Turn::new(events, Queue::of(queue)).go_on());
}

/// Says something to the page.
fn say(message: &ToPage) {
    if let Some(scope) = scope() {
        drop(scope.post_message(&super::to_js(message)));
    }
}

/// The worker is over, and what it held is given back.
fn end() {
    if let Some(scope) = scope() {
        scope.close();
    }
}

/// Hands something over that is no bytes of ours.
fn hand_over(message: &Array) {
    if let Some(scope) = scope() {
        drop(scope.post_message(message));
    }
}

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}
