//! Takes what a colleague hands over: a file, or a series of codes. Shows this device's own code to whoever does not know it yet.

use leptos::{ev::Event, prelude::*, web_sys::HtmlInputElement};
use shared::{key, sync::handing::series::Series};

use super::{camera::scanner, result::result};
use crate::{
    state::{Taking, Words, use_handing, use_words},
    ui::{Icon, icon, live, qr, says},
};

/// The page.
#[component]
pub(in crate::pages) fn ReceivePage() -> AnyView {
    let (words, handing) = (use_words(), use_handing());
    handing.taking.set(None);
    handing.introduce();
    let take = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        handing.take(&input);
    };
    let outcome = move || match handing.taking.get() {
        None => ().into_any(),
        Some(Taking::UnderWay) => view! { <p class="Notice" role="status">{words.t(key!("handing.trying"))}</p> }.into_any(),
        Some(Taking::Taken(receipt)) => result(words, *receipt),
        Some(Taking::NotTaken(flaw)) => view! {
            <section class="Block" role="alert" data-flaw=flaw.code()>
                <h2>{icon(Icon::Danger)}{words.t(key!("handing.not_taken"))}</h2>
                <p>{words.t(flaw.words())}</p>
                <p class="Quiet">{words.t(key!("handing.nothing_changed"))}</p>
            </section>
        }
        .into_any(),
    };
    view! {
        <div class="Page" id="receive">
            <h1>{words.t(key!("handing.receive"))}</h1>
            <p>{words.t(key!("handing.receive_what"))}</p>
            <label class="Button Button--primary" data-pick="handed">
                {icon(Icon::Add)}<span>{words.t(key!("handing.pick"))}</span>
                <input class="Unseen" type="file" id="handed" on:change=take/>
            </label>
            {live(outcome)}
            {of_codes(words)}
            {own_code(words)}
        </div>
    }
    .into_any()
}

/// The camera sees the series on the colleague's screen.
fn of_codes(words: Words) -> AnyView {
    let handing = use_handing();
    let series = RwSignal::new(Series::default());
    let seen = move |text: String| {
        let is_new = series.try_update(|series| series.see(&text)) == Some(true);
        if let Some(file) = series.with_untracked(Series::file).filter(|_| is_new) {
            series.set(Series::default());
            handing.take_series(file);
        }
    };
    let progress = move || match series.with(Series::seen) {
        (_, 0) => String::new(),
        (n, count) => words.fill(key!("handing.seen"), &[("n", &n.to_string()), ("count", &count.to_string())]),
    };
    view! {
        <section class="Block">
            <h2>{words.t(key!("handing.by_codes"))}</h2>
            {scanner(words, seen)}
            <p role="status">{says(progress)}</p>
        </section>
    }
    .into_any()
}

/// How this device introduces itself.
fn own_code(words: Words) -> AnyView {
    let handing = use_handing();
    let code = move || {
        match handing.hello.get() {
        None => ().into_any(),
        Some(None) => view! { <p class="Notice">{words.t(shared::sync::handing::Flaw::NoKey.words())}</p> }.into_any(),
        Some(Some(text)) => view! {
            <div class="Codes__one">{qr(&text, words.t(key!("handing.own_code")).to_owned())}</div>
            <details class="Hand__more"><summary>{words.t(key!("handing.as_text"))}</summary><p class="Codes__text" id="own-code">{text}</p></details>
        }
        .into_any(),
    }
    };
    view! {
        <section class="Block">
            <h2>{words.t(key!("handing.own_code"))}</h2>
            <p>{words.t(key!("handing.own_code_help"))}</p>
            {live(code)}
        </section>
    }
    .into_any()
}
