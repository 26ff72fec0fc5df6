//! The camera that reads codes, where the browser can; elsewhere it is said, and what to do instead.

use leptos::{html, prelude::*};
use shared::key;

use crate::{
    data::scan::{Scan, can_scan, scan},
    state::Words,
    ui::{Icon, icon, live},
};

/// A button that opens the camera, and its picture; `seen` hears each code.
pub(super) fn scanner(words: Words, seen: impl Fn(String) + Copy + Send + Sync + 'static) -> AnyView {
    if !can_scan() {
        return view! { <p class="Quiet" data-scan="none">{words.t(key!("handing.no_scan"))}</p> }.into_any();
    }
    let (is_open, is_denied) = (RwSignal::new(false), RwSignal::new(false));
    let scanning = StoredValue::<Option<Scan>, LocalStorage>::new_local(None);
    let video = NodeRef::<html::Video>::new();
    Effect::new(move || {
        let started = video.get().filter(|_| is_open.get()).map(|video| scan(video, seen, move || is_denied.set(true)));
        scanning.set_value(started);
    });
    on_cleanup(move || drop(scanning.try_set_value(None)));
    let picture = move || {
        is_open.get().then(
            || view! { <video class="Scan" node_ref=video playsinline=true muted=true aria-label=words.t(key!("handing.camera"))></video> },
        )
    };
    let denied = move || is_denied.get().then(|| view! { <p class="Problem">{words.t(key!("handing.no_camera"))}</p> });
    view! {
        <button type="button" class="Button" id="scan" aria-pressed=move || is_open.get().to_string() on:click=move |_| is_open.update(|open| *open = !*open)>
            {icon(Icon::Camera)}<span>{words.t(key!("handing.scan"))}</span>
        </button>
        {live(picture)}
        {live(denied)}
    }
    .into_any()
}
