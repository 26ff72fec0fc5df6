//! A document goes to a colleague's device without any network: what comes along, who can open it, and the ways to them.

mod camera;
mod codes;
mod receive;
mod result;

use leptos::{prelude::*, web_sys::HtmlTextAreaElement};
use shared::{key, sync::handing::Hello};

pub(in crate::pages) use receive::ReceivePage;

use crate::{
    data::handing::{Made, Offer, can_share, save, share},
    memo::Memo,
    state::{Document, Making, Words, use_handing},
    ui::{Icon, icon, live},
};
use camera::scanner;

/// Draws the page of an open document.
pub(in crate::pages) fn hand(document: Document) -> AnyView {
    let (words, handing) = (document.words, use_handing());
    handing.look(document.id);
    let offer = Memo::new(move |_| handing.offer(document.id));
    let also = RwSignal::new(Vec::<Hello>::new());
    let body = move || match offer.get() {
        None => view! { <p class="Empty" aria-live="polite">{words.t(key!("handing.looking"))}</p> }.into_any(),
        Some(None) => view! { <p class="Notice">{words.t(key!("handing.not_yet"))}</p> }.into_any(),
        Some(Some(offer)) => choices(document, offer, also),
    };
    view! {
        <section class="Hand" id="hand">
            <h1>{words.t(key!("handing.title"))}</h1>
            <p>{words.t(key!("handing.what"))}</p>
            {live(body)}
            {made(words)}
        </section>
    }
    .into_any()
}

/// What comes along and for whom.
fn choices(document: Document, offer: Offer, also: RwSignal<Vec<Hello>>) -> AnyView {
    let (words, handing) = (document.words, use_handing());
    let (is_whole, has_files) = (RwSignal::new(offer.has_log), RwSignal::new(offer.has_log && offer.files.0 > 0));
    let what = move |value: bool, id: &'static str, label: &'static str, help: String| {
        view! {
            <label class="Hand__choice">
                <input type="radio" name="hand-what" id=id prop:checked=move || is_whole.get() == value on:change=move |_| is_whole.set(value)/>
                <span><strong>{label}</strong><span class="Quiet">{help}</span></span>
            </label>
        }
        .into_any()
    };
    let whole = offer.has_log.then(|| {
        let help = words.fill(key!("handing.whole_help"), &[("size", &size(offer.bytes))]);
        what(true, "hand-whole", words.t(key!("handing.whole")), help)
    });
    let n = offer.waiting.0.to_string();
    let changes = words.fill(key!("handing.changes_help"), &[("n", &n), ("size", &size(offer.waiting.1))]);
    let changes = what(false, "hand-changes", words.t(key!("handing.changes")), changes);
    let files = (offer.files.0 > 0).then(|| {
        let label = words.fill(key!("handing.files"), &[("n", &offer.files.0.to_string()), ("size", &size(offer.files.1))]);
        view! {
            <label class="Hand__choice">
                <input type="checkbox" id="hand-files" prop:checked=move || has_files.get() on:change=move |event| has_files.set(event_target_checked(&event))/>
                <span>{label}</span>
            </label>
        }
    });
    let left = (offer.left > 0).then(|| view! { <p class="Quiet">{words.count(key!("handing.left"), offer.left)}</p> });
    let no_log = (!offer.has_log).then(|| view! { <p class="Notice">{words.t(key!("handing.no_log"))}</p> });
    let is_nobody = offer.people.is_empty();
    let who = if is_nobody { words.t(key!("handing.nobody")).to_owned() } else { offer.people.join(words.t(key!("app.comma"))) };
    let more = move || {
        also.with(|also| {
            also.iter().map(|hello| view! { <li>{hello.name.clone()}" · "{words.t(key!("handing.in_person"))}</li> }).collect_view()
        })
    };
    let is_empty = move || (is_nobody && also.with(Vec::is_empty)) || (!is_whole.get() && offer.waiting.0 == 0);
    let make = move |_| handing.make(document.id, is_whole.get_untracked(), has_files.get_untracked(), also.get_untracked());
    view! {
        <fieldset class="Hand__part">
            <legend>{words.t(key!("handing.which"))}</legend>
            {whole}{changes}{no_log}{files}{left}
        </fieldset>
        <section class="Hand__part">
            <h2>{words.t(key!("handing.who"))}</h2>
            <p id="hand-who">{who}</p>
            <ul class="Hand__more">{live(more)}</ul>
            {in_person(words, also)}
        </section>
        <p class="Quiet">{words.t(key!("handing.acts"))}</p>
        <button type="button" class="Button Button--primary" id="hand-make" prop:disabled=is_empty on:click=make>{words.t(key!("handing.make"))}</button>
    }
    .into_any()
}

/// A device that is not on the list introduces itself: its code is seen by the camera, or typed over.
fn in_person(words: Words, also: RwSignal<Vec<Hello>>) -> AnyView {
    let is_wrong = RwSignal::new(false);
    let take = move |text: String| {
        let hello = Hello::of_text(&text);
        is_wrong.set(hello.is_none() && !text.trim().is_empty());
        let Some(hello) = hello else { return false };
        also.update(|also| {
            also.retain(|other| other.author != hello.author);
            also.push(hello);
        });
        true
    };
    let typed = move |event| {
        let field: HtmlTextAreaElement = event_target(&event);
        if take(field.value()) {
            field.set_value("");
        }
    };
    let wrong = move || is_wrong.get().then(|| view! { <p class="Problem">{words.t(key!("handing.no_code"))}</p> });
    view! {
        <details class="Hand__more">
            <summary>{words.t(key!("handing.add"))}</summary>
            <p>{words.t(key!("handing.add_help"))}</p>
            {scanner(words, move |text| {
                take(text);
            })}
            <label class="Field__label" for="hand-code">{words.t(key!("handing.code"))}</label>
            <textarea class="Input" id="hand-code" rows="3" on:change=typed></textarea>
            {live(wrong)}
        </details>
    }
    .into_any()
}

/// The file, once it is made, and the ways on.
fn made(words: Words) -> AnyView {
    let handing = use_handing();
    live(move || match handing.making.get() {
        None => ().into_any(),
        Some(Making::UnderWay) => view! { <p class="Notice" role="status">{words.t(key!("handing.making"))}</p> }.into_any(),
        Some(Making::Failed) => {
            view! { <p class="Problem" role="alert">{icon(Icon::Danger)}{words.t(key!("handing.failed"))}</p> }.into_any()
        }
        Some(Making::Made(made)) => ways(words, made),
    })
}

fn ways(words: Words, made: Made) -> AnyView {
    let share = can_share().then(|| {
        let share = move |_| leptos::task::spawn_local(share());
        view! { <button type="button" class="Button Button--primary" id="hand-share" on:click=share>{words.t(key!("handing.share"))}</button> }
    });
    let told = words.fill(key!("handing.made"), &[("name", &made.name), ("size", &size(made.size))]);
    let shows_codes = RwSignal::new(false);
    let count = made.frames.len();
    let codes = if count == 0 {
        view! { <p class="Quiet">{words.t(key!("handing.no_codes"))}</p> }.into_any()
    } else {
        let label = words.count(key!("handing.show_codes"), count);
        view! { <button type="button" class="Button" id="hand-codes" on:click=move |_| shows_codes.set(true)>{label}</button> }.into_any()
    };
    let frames = made.frames;
    view! {
        <section class="Hand__part" id="hand-made" role="status" data-size=made.size.to_string()>
            <p>{icon(Icon::Tick)}{told}</p>
            <div class="Row">
                {share}
                <button type="button" class="Button" id="hand-save" on:click=move |_| save()>{words.t(key!("handing.save"))}</button>
                {codes}
            </div>
            <p class="Quiet">{words.t(key!("handing.then"))}</p>
            {codes::series(words, frames, shows_codes)}
        </section>
    }
    .into_any()
}

/// A size for people.
pub(in crate::pages) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes % 1_000_000_000 / 100_000_000),
    }
}
