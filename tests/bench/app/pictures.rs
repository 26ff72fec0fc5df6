//! From what a hand does to the picture that shows it, by the page's own clock.

use std::time::Duration;

use serde_json::json;
use tests::{Device, eventually::soon};

use super::times;

/// From a key to the picture after it: what is asked for in a frame and then in a message comes after that frame was painted.
pub(super) const WATCH_KEYS: &str = "
    window.keys = [];
    window.watch = event => {
        const at = event.timeStamp;
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.keys.push(performance.now() - at);
            port2.postMessage(0);
        });
    };
    window.unwatch = () => removeEventListener('keydown', window.watch, true);
    addEventListener('keydown', window.watch, true);
";

/// From a tap on whatever a selector names to the picture after it.
pub(super) const TAP: &str = "css => new Promise(done => {
    const begin = performance.now();
    document.querySelector(css).click();
    requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now() - begin);
        port2.postMessage(0);
    });
})";

/// What the scripts of [`scroll`] measure.
pub(super) const SCROLLED: &str = "200 steps of 300 pixels down from the top, one a picture";

/// Scrolls down in steps, one a picture; answers how long each picture took.
pub(super) fn scroll(what: &str) -> String {
    format!(
        "(async () => {{
            const taken = [], next = () => new Promise(requestAnimationFrame);
            const all = {what};
            all.scrollTop = 0;
            await next(); await next();
            let before = await next();
            for (let step = 1; step <= 200; step++) {{
                all.scrollTop = 300 * step;
                const now = await next();
                taken.push(now - before); before = now;
            }}
            return taken;
        }})().then(done)"
    )
}

/// Waits until so many keys were followed by a picture; how long each took.
pub(super) async fn of_keys(device: &Device, pressed: usize) -> Vec<Duration> {
    let told = soon("every key was followed", async || {
        let told = device.run("return window.keys").await;
        let count = told.as_array().map_or(0, Vec::len);
        if count >= pressed { Ok(told) } else { Err(format!("{count} of {pressed}")) }
    });
    times(&json!(told.await))
}
