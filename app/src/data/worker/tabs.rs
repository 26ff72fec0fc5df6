//! What the tabs of one browser say to each other: one asks for the work, the one that has it answers and lets go.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::{Event, Events};

const NAME: &str = "liandong";
const ASK: &str = "let go";
const ANSWER: &str = "letting go";

/// What another tab does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// It wants to work.
    Asks,
    /// It will let go once everything is durable there.
    Answers,
    /// It has taken the lock away from this one.
    Stolen,
    /// Nobody has answered in time.
    Silence,
}

/// The line to the other tabs; a browser that has none keeps its tabs apart by the lock alone.
pub(super) struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Listens from now on.
    pub(super) fn listen(events: &Events) -> Self {
        let Ok(channel) = BroadcastChannel::new(NAME) else { return Self(None) };
        let events = events.clone();
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let news = match event.data().as_string().as_deref() {
                Some(ASK) => News::Asks,
                Some(ANSWER) => News::Answers,
                Some(_) | None => return,
            };
            drop(events.unbounded_send(Event::Tabs(news)));
        });
        let listener: JsValue = hear.into_js_value();
        channel.set_onmessage(Some(listener.unchecked_ref()));
        Self(Some(channel))
    }

    /// Asks the working tab to let go.
    pub(super) fn ask(&self) {
        self.say(ASK);
    }

    /// Tells the asking tab that it will.
    pub(super) fn answer(&self) {
        self.say(ANSWER);
    }

    fn say(&self, what: &str) {
        if let Some(channel) = &self.0 {
            drop(channel.post_message(&what.into()));
        }
    }
}
