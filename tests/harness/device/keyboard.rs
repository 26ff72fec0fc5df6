//! A keyboard whose keys are pressed at a pace, however the page keeps up: over a line of its own, on which nobody waits for an answer.

use std::{
    fs,
    net::TcpStream,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use super::Device;

/// Keys that are being pressed.
#[derive(Debug)]
pub struct Keyboard {
    is_over: Arc<AtomicBool>,
    thread: JoinHandle<usize>,
}

impl Device {
    /// Presses one letter after the other into whatever is focused. Chromium alone.
    ///
    /// # Panics
    /// When the browser has no page of the app.
    #[must_use]
    pub fn keyboard(&self, pace: Duration) -> Keyboard {
        let port = fs::read_to_string(self.profile.path().join("DevToolsActivePort")).expect("Chromium tells where it listens");
        let host = format!("127.0.0.1:{}", port.lines().next().unwrap_or_default());
        let mut line = line(&host, &self.address);
        let is_over = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&is_over);
        let thread = thread::spawn(move || {
            let begin = Instant::now();
            for (count, letter) in (b'a'..=b'z').cycle().enumerate() {
                if over.load(Ordering::Relaxed) {
                    return count;
                }
                press(&mut line, 2 * count, char::from(letter));
                let due = pace * u32::try_from(count + 1).expect("few keys");
                thread::sleep(due.saturating_sub(begin.elapsed()));
            }
            0
        });
        Keyboard { is_over, thread }
    }
}

impl Keyboard {
    /// No more keys; how many there were.
    ///
    /// # Panics
    /// When the browser hung up.
    #[must_use]
    pub fn rest(self) -> usize {
        self.is_over.store(true, Ordering::Relaxed);
        self.thread.join().expect("the browser listens")
    }
}

/// The line to the page of the app.
fn line(host: &str, app: &str) -> WebSocket<TcpStream> {
    let pages = ureq::get(format!("http://{host}/json/list")).call().and_then(|mut answer| answer.body_mut().read_to_string());
    let pages: Vec<Value> = serde_json::from_str(&pages.expect("Chromium lists its pages")).expect("a list");
    let is_app = |page: &&Value| page["type"] == "page" && page["url"].as_str().is_some_and(|url| url.starts_with(app));
    let page = pages.iter().find(is_app).expect("a page of the app");
    let stream = TcpStream::connect(host).expect("Chromium listens");
    let address = page["webSocketDebuggerUrl"].as_str().expect("a line to the page");
    tungstenite::client(address, stream).expect("Chromium takes one more").0
}

fn press(line: &mut WebSocket<TcpStream>, number: usize, letter: char) {
    let key = json!({
        "type": "keyDown", "text": letter, "unmodifiedText": letter, "key": letter,
        "code": format!("Key{}", letter.to_ascii_uppercase()), "windowsVirtualKeyCode": u32::from(letter.to_ascii_uppercase()),
    });
    let up = json!({ "type": "keyUp", "key": letter, "code": key["code"], "windowsVirtualKeyCode": key["windowsVirtualKeyCode"] });
    for (number, key) in [(number + 1, key), (number + 2, up)] {
        let command = json!({ "id": number, "method": "Input.dispatchKeyEvent", "params": key });
        line.send(Message::text(command.to_string())).expect("the browser listens");
    }
}
