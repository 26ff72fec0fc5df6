//! The socket to the relay: frames in and out, nothing else. Each has a number, so that news of an older one is told apart.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use shared::sync::wire::{FromDevice, FromRelay, of_frame, to_frame};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BinaryType, MessageEvent, WebSocket};

use super::{Event, Events};

/// What a socket tells.
pub(super) enum News {
    /// It is open.
    Opened,
    /// The relay said this, in order.
    Heard(Vec<FromRelay>),
    /// It is closed, or never opened.
    Closed,
}

/// A socket, open or opening.
pub(super) struct Socket {
    socket: WebSocket,
    listeners: Vec<Closure<dyn Fn(MessageEvent)>>,
}

impl Socket {
    /// Opens a socket to an address of the relay from which the app came; its news carry `number`.
    pub(super) fn open(number: u32, address: &str, events: &Events) -> Option<Self> {
        let socket = WebSocket::new(&(relay()? + address)).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let listener = |news: fn(&MessageEvent) -> Option<News>| {
            let events = events.clone();
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(news) = news(&event) {
                    drop(events.unbounded_send(Event::Socket(number, news)));
                }
            })
        };
        let listeners = vec![listener(|_| Some(News::Opened)), listener(heard), listener(|_| Some(News::Closed))];
        socket.set_onopen(Some(listeners[0].as_ref().unchecked_ref()));
        socket.set_onmessage(Some(listeners[1].as_ref().unchecked_ref()));
        socket.set_onclose(Some(listeners[2].as_ref().unchecked_ref()));
        Some(Self { socket, listeners })
    }

    /// Sends a message; lost when the socket is closing, which its end will tell.
    pub(super) fn send(&self, message: &FromDevice) {
        drop(self.socket.send_with_u8_array(&to_frame(message)));
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        drop(self.socket.close());
        self.listeners.clear();
    }
}

/// What this version cannot read is passed over: a newer relay may say more.
fn heard(event: &MessageEvent) -> Option<News> {
    let frame = Uint8Array::new(event.data().dyn_ref::<ArrayBuffer>()?).to_vec();
    of_frame(&frame).ok().map(|message| News::Heard(vec![message]))
}

fn relay() -> Option<String> {
    let location = Reflect::get(&js_sys::global(), &"location".into()).ok()?;
    let part = |name: &str| Reflect::get(&location, &name.into()).ok().and_then(|part| part.as_string());
    let scheme = if part("protocol")? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}", part("host")?))
}
