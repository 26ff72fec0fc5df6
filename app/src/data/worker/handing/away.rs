//! The worker that is thrown away: the same program once more, which tries one parcel and says what became of it. One that takes too
//! long is ended; one that ends by itself, as the library's panics end it, has tried nothing.

use gloo_timers::callback::Timeout;
use js_sys::{Promise, Reflect};
use shared::sync::handing::{Flaw, Trial, Tried};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{super::scope, apart};
use crate::data::{of_js, to_js};

/// How such a worker is called; the program sees by its name what it is for.
const NAME: &str = "trial";
/// How long it may take, with its start, in milliseconds: the largest document takes a slow tablet five seconds.
const PATIENCE: u32 = 30_000;

/// Whether this is such a worker.
pub(in super::super) fn is_here() -> bool {
    scope().is_some_and(|scope| scope.name() == NAME)
}

/// Waits for the one parcel.
pub(in super::super) fn run() {
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(trial) = of_js::<Trial>(&event.data()) else { return };
        spawn_local(async {
            let tried = apart::try_parcel(trial).await.unwrap_or(Err(Flaw::NotTried));
            scope().into_iter().for_each(|scope| drop(scope.post_message(&to_js(&tried))));
        });
    });
    if let Some(scope) = scope() {
        scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    }
    hear.forget();
}

/// Tries a parcel in a worker of its own.
pub(super) async fn tried(trial: &Trial) -> Result<Tried, Flaw> {
    let worker = start().map_err(|_| Flaw::NotTried)?;
    let answered = answer(&worker, &to_js(trial)).await;
    worker.terminate();
    answered.ok().and_then(|data| of_js::<Result<Tried, Flaw>>(&data)).unwrap_or(Err(Flaw::NotTried))
}

fn start() -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(NAME);
    // Its address is that of this worker itself.
    let location = Reflect::get(&js_sys::global(), &"location".into())?;
    let address = Reflect::get(&location, &"href".into())?.as_string().unwrap_or_default();
    Worker::new_with_options(&address, &options)
}

/// Asks, and waits for the first of an answer, an error, and the end of patience.
async fn answer(worker: &Worker, message: &JsValue) -> Result<JsValue, JsValue> {
    let mut timer = None;
    let promise = Promise::new(&mut |resolve, reject| {
        let hear = Closure::once_into_js(move |event: MessageEvent| drop(resolve.call1(&JsValue::NULL, &event.data())));
        worker.set_onmessage(Some(hear.unchecked_ref()));
        worker.set_onerror(Some(reject.unchecked_ref()));
        timer = Some(Timeout::new(PATIENCE, move || drop(reject.call0(&JsValue::NULL))));
    });
    worker.post_message(message)?;
    let answer = JsFuture::from(promise).await;
    drop(timer);
    answer
}
