//! The ways to add files: the camera, and what is on the device already. Before either opens, the place is remembered: a browser that is
//! short of memory ends the page while the camera is open.

use leptos::{
    prelude::*,
    web_sys::{Event, HtmlInputElement},
};
use shared::{files::FileKind, key};

use super::super::Here;
use crate::{
    data::files::{Keeping, Spot},
    memo::Memo,
    state::{NotTaken, Words, use_files},
    ui::{Icon, icon, live},
};

/// Draws them, with what is being stored and what was not taken.
pub(super) fn pick(here: &Here) -> AnyView {
    let words = here.document.words;
    let spot = Spot { document: here.document.id, path: here.path.clone() };
    // HEIC is taken and not asked for: telephones that know it hand over JPEG then, which every browser can show.
    let asked = FileKind::ALL.iter().filter(|kind| **kind != FileKind::Heic);
    let kinds = asked.map(|kind| format!("{},.{}", kind.media_type(), kind.ending())).collect::<Vec<_>>().join(",");
    let camera = input(&spot, format!("{}-camera", here.id()), "image/*".to_owned(), true);
    let library = input(&spot, here.id(), kinds, false);
    view! {
        <div class="Row Photos__ways">
            <label class="Button" data-pick="camera">{icon(Icon::Camera)}<span>{words.t(key!("files.take"))}</span>{camera}</label>
            <label class="Button" data-pick="library">{icon(Icon::Add)}<span>{words.t(key!("files.choose"))}</span>{library}</label>
        </div>
        <p class="Field__help">{limits(words)}</p>
        {keeping(words, spot.clone())}
        {not_taken(words, spot)}
    }
    .into_any()
}

fn input(spot: &Spot, id: String, accept: String, is_camera: bool) -> AnyView {
    let files = use_files();
    let (of_click, of_change) = (spot.clone(), spot.clone());
    let change = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        files.take(&of_change, &input);
    };
    let close = move |_: Event| files.picked_nothing();
    let capture = is_camera.then_some("environment");
    view! {
        <input class="Unseen" type="file" id=id accept=accept multiple=!is_camera capture=capture
            on:click=move |_| files.picking(&of_click) on:change=change on:cancel=close/>
    }
    .into_any()
}

/// How large files may be, told before anybody chooses one.
fn limits(words: Words) -> String {
    let mib = |kind: FileKind| (kind.largest() >> 20).to_string();
    let gib = (FileKind::Mp4.largest() >> 30).to_string();
    words.fill(key!("files.limits"), &[("photo", &mib(FileKind::Jpeg)), ("video", &gib), ("paper", &mib(FileKind::Pdf))])
}

fn keeping(words: Words, spot: Spot) -> AnyView {
    let files = use_files();
    let here = Memo::new(move |_| files.keeping.with(|all| all.iter().filter(|one| one.spot == spot).cloned().collect::<Vec<Keeping>>()));
    let line = move |one: Keeping| view! { <li>{one.name}" · "{words.count(key!("files.keeping"), one.percent)}</li> }.into_any();
    live(move || {
        let all = here.get();
        (!all.is_empty()).then(|| view! { <ul class="Notice Notice--tall" role="status">{all.into_iter().map(line).collect_view()}</ul> })
    })
}

fn not_taken(words: Words, spot: Spot) -> AnyView {
    let files = use_files();
    let of_here = spot.clone();
    let here =
        Memo::new(move |_| files.not_taken.with(|all| all.iter().filter(|one| one.spot == of_here).cloned().collect::<Vec<NotTaken>>()));
    let line = move |one: NotTaken| {
        let why = words.fill(key!("files.not_taken"), &[("name", &one.name), ("why", words.t(one.why.words()))]);
        view! { <li data-why=one.why.code()>{why}</li> }.into_any()
    };
    live(move || {
        let all = here.get();
        let spot = spot.clone();
        (!all.is_empty()).then(move || {
            view! {
                <div class="Notice" role="alert">
                    <ul>{all.into_iter().map(line).collect_view()}</ul>
                    <button type="button" class="Button" on:click=move |_| files.read_why(&spot)>{words.t(key!("files.interrupted_seen"))}</button>
                </div>
            }
        })
    })
}
