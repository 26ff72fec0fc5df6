//! A still of a video, for lists: browsers draw videos in a page alone, not in a worker.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlVideoElement;

use super::worker::pixels;

/// Where in a video the still is taken, in seconds: the very first picture is often black.
const AT: f64 = 1.0;

/// A small JPEG of the video at this address; `None` where the browser cannot draw it.
pub(crate) async fn still(address: &str) -> Option<Vec<u8>> {
    let document = web_sys::window()?.document()?;
    let video: HtmlVideoElement = document.create_element("video").ok()?.dyn_into().ok()?;
    video.set_muted(true);
    video.set_preload("auto");
    video.set_attribute("playsinline", "").ok()?;
    video.set_src(address);
    until(&video, "loadeddata").await?;
    let length = video.duration();
    video.set_current_time(if length.is_finite() { AT.min(length / 2.0) } else { 0.0 });
    until(&video, "seeked").await?;
    let small = pixels::small(&video).await.ok();
    // Or the browser goes on fetching it.
    drop(video.remove_attribute("src"));
    video.load();
    small
}

/// Waits until the browser says so; `None` when it says that it cannot.
async fn until(video: &HtmlVideoElement, event: &str) -> Option<()> {
    let said = Promise::new(&mut |yes, no| {
        drop(video.add_event_listener_with_callback(event, &yes));
        drop(video.add_event_listener_with_callback("error", &no));
    });
    JsFuture::from(said).await.ok().map(drop)
}
