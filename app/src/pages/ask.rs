//! What an act needs to be told, drawn from its row in the policy. The rules are asked before the relay is; everything that is
//! missing shows at once, each at its field.

mod arg;
pub(super) mod begin;
mod prefill;
pub(super) mod qualified;
mod sign;

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    documents::DocumentKind,
    forms::{Field, Path},
    key, time,
    workflow::{Act, Args, Code, Command, OF_ALL, RULES, Refusal, allowed, rule},
};
use wasm_bindgen::JsCast;

use super::apart::{Screen, apart};
use crate::{
    data::{clock, draw},
    state::{Begun, Document, use_acts, use_words},
    ui::{Dialog, live},
};
use arg::{Sheet, arg};

/// An act that somebody wants to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    /// Of this kind of document.
    pub(super) kind: DocumentKind,
    /// The act.
    pub(super) act: Act,
    /// What is known already.
    pub(super) args: Args,
}

impl Wish {
    /// Nothing is known yet.
    pub(super) fn plain(kind: DocumentKind, act: Act) -> Self {
        Self { kind, act, args: Args::default() }
    }

    /// What it is called.
    fn title(&self) -> shared::words::Key {
        if self.act == Act::Open { self.kind.words() } else { self.act.words() }
    }
}

/// What an act is told, in the order of its row in the policy.
pub(super) fn asks_of(kind: DocumentKind, act: Act) -> Vec<&'static Field> {
    rule(kind, act).map_or(&[][..], |rule| rule.asks).iter().collect()
}

/// An act that is being told.
#[derive(Clone)]
pub(super) struct Asked {
    /// Where the dialog stands.
    at: &'static str,
    wish: Wish,
    /// The day that was chosen before the page was taken away.
    day: Option<String>,
    document: Option<Document>,
    send: Send,
    /// Closes the dialog.
    done: Callback<()>,
    /// Opens another act in its place.
    instead: Callback<Wish>,
}

/// Sends a command, or tells why not.
pub(super) type Send = Callback<Command, Option<Refusal>>;

/// The dialog for the chosen act; sending or closing it chooses none. `at` says where it stands: what was told in it when the page was
/// taken away, because another tab works for a while, is there again when the page is.
pub(super) fn dialog(at: &'static str, chosen: RwSignal<Option<Wish>>, document: Option<Document>, send: Send) -> AnyView {
    let (words, acts) = (use_words(), use_acts());
    let of = document.map(|document| document.id);
    let begun = acts.begun.with_untracked(|begun| begun.clone().filter(|begun| (begun.at, begun.document) == (at, of)));
    let day = begun.as_ref().map(|begun| begun.on.clone());
    if let Some(Begun { kind, act, args, .. }) = begun {
        chosen.set(Some(Wish { kind, act, args }));
    }
    let day = StoredValue::new(day);
    let title = Signal::derive(move || chosen.with(|wish| wish.as_ref().map(|wish| words.t(wish.title()).to_owned())).unwrap_or_default());
    live(move || {
        chosen.get().map(|wish| {
            let is_open = RwSignal::new(true);
            let done = Callback::new(move |()| is_open.set(false));
            let instead = Callback::new(move |wish| chosen.set(Some(wish)));
            view! {
                <Dialog is_open title close=words.t(key!("app.close")) on_close=Callback::new(move |()| {
                    chosen.set(None);
                    acts.begun.set(None);
                })>
                    {apart(Screen::Ask(Asked { at, wish: wish.clone(), day: day.try_update_value(Option::take).flatten(), document, send, done, instead }))}
                </Dialog>
            }
        })
    })
}

/// What the act needs to be told, or the glass where it is signed.
pub(super) fn sheet(asked: Asked) -> AnyView {
    let Asked { at, wish, day, document, send, done, instead } = asked;
    match (rule(wish.kind, wish.act).and_then(|rule| rule.signs), document) {
        (Some(section), Some(document)) => sign::form(&wish, section, document, send, done, instead),
        (_, document) => form(at, &wish, asks_of(wish.kind, wish.act), day, document, (send, done)),
    }
}

/// The fields in which an act is told, and the button that sends it; `done` once it was sent.
pub(super) fn form(
    at: &'static str,
    wish: &Wish,
    asks: Vec<&'static Field>,
    day: Option<String>,
    document: Option<Document>,
    (send, done): (Send, Callback<()>),
) -> AnyView {
    let (words, acts) = (use_words(), use_acts());
    let Wish { kind, act, args } = wish.clone();
    let sheet = Sheet { args: RwSignal::new(args), refused: RwSignal::new(None), document };
    let day = RwSignal::new(day.unwrap_or_else(|| clock::now().day().to_string()));
    Effect::new(move || {
        let (document, args, on) = (document.map(|document| document.id), sheet.args.get(), day.get());
        acts.begun.set(Some(Begun { at, document, kind, act, args, on }));
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(on) = time::day(&day.get_untracked()) else {
            sheet.refused.set(Some(Refusal { place: Some(Path::field("arg", "on")), ..Code::Untold.into() }));
            return;
        };
        let command = Command { id: draw::command(), act, on, args: sheet.args.get_untracked(), heads: Vec::new(), rules: RULES };
        let refused = send.run(command);
        let is_fine = refused.is_none();
        let place = refused.as_ref().and_then(|refused| refused.place.clone());
        sheet.refused.set(refused);
        if is_fine {
            done.run(());
        } else if let Some(place) = place {
            request_animation_frame(move || focus(&place));
        }
    };
    let problem = move || {
        let refused = sheet.refused.get()?;
        let why = qualified::qualified(words, &refused, &sheet.args.get_untracked(), &day.get_untracked());
        Some(view! { <p class="Problem" role="alert" data-refusal=sheet.code()>{words.refusal(&refused)}</p>{why} })
    };
    let warnings = document.and_then(|document| untrack(|| document.ahead(allowed))).unwrap_or_default();
    let warnings = warnings.into_iter().filter(|choice| choice.act == act).flat_map(|choice| choice.warnings);
    let warnings =
        warnings.map(|warning| view! { <p class="Warning" data-warning=warning.code.code()>{words.refusal(&warning)}</p> }.into_any());
    let fields = |fields: Vec<&'static Field>| fields.into_iter().map(|field| arg(sheet, field)).collect_view();
    let label = if act == Act::Open { key!("begin.submit") } else { act.words() };
    view! {
        <form class="Form" novalidate=true on:submit=submit data-dialog=act.code()>
            {warnings.collect_view()}
            {fields(asks)}
            <div class="Field" data-path="arg.on">
                <label class="Field__label" for="arg-on">{words.t(key!("arg.on"))}</label>
                <input class="Input" type="date" id="arg-on" max=clock::now().day().to_string() prop:value=day on:input=move |event| day.set(event_target_value(&event))/>
            </div>
            <details class="Fold">
                <summary>{words.t(key!("next.from_paper"))}</summary>
                {fields(OF_ALL.iter().collect())}
            </details>
            {live(problem)}
            <p class="Quiet">{words.t(key!("next.queued_hint"))}</p>
            <button type="submit" class="Button Button--primary" id="act-submit">{words.t(label)}</button>
        </form>
    }
    .into_any()
}

/// Puts the hand into the field at this place.
fn focus(place: &Path) {
    let css = format!("dialog [data-path='{}'] input, dialog [data-path='{0}'] select, dialog [data-path='{0}'] textarea", place.as_str());
    let control = document().query_selector(&css).ok().flatten();
    if let Some(control) = control.as_ref().and_then(|control| control.dyn_ref::<leptos::web_sys::HtmlElement>()) {
        drop(control.focus());
    }
}
