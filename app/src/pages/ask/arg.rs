//! A field of a dialog: the same kinds as in the forms, kept in the dialog until it is sent.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    forms::{Field, Kind, Need, Path, Register},
    key,
    vocab::Vocabulary,
    workflow::{Args, Refusal},
};

use super::super::document::{options_of, with_unknown};
use crate::{
    memo::Memo,
    state::{Choosable, Document, Words, use_names, use_words},
    ui::{Choice, Options, live, options},
};

/// What a dialog holds.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    /// What was told so far.
    pub(super) args: RwSignal<Args>,
    /// What the rules said to it.
    pub(super) refused: RwSignal<Option<Refusal>>,
    /// The document that it is about, if there is one yet.
    pub(super) document: Option<Document>,
}

impl Sheet {
    /// The code of what the rules said.
    pub(super) fn code(self) -> Option<&'static str> {
        self.refused.with(|refused| refused.as_ref().map(|refused| refused.code.code()))
    }

    fn text(self, key: &'static str) -> Signal<String> {
        Signal::derive(move || self.args.with(|args| args.text(key).to_owned()))
    }

    fn put(self, key: &'static str, text: String) {
        self.args.update(|args| args.put(key, text));
    }
}

/// Draws it.
pub(super) fn arg(sheet: Sheet, field: &'static Field) -> AnyView {
    let words = use_words();
    let path = Path::field("arg", field.key);
    let id = format!("arg-{}", field.key);
    let key = field.key;
    let value = sheet.text(key);
    let write = move |event| sheet.put(key, event_target_value(&event));
    let note = format!("{id}-note");
    let control = match field.kind {
        Kind::Line => view! { <input class="Input" id=id.clone() name=key autocomplete="off" aria-describedby=note.clone() prop:value=value on:input=write/> }.into_any(),
        Kind::Number => view! { <input class="Input" id=id.clone() name=key inputmode="decimal" autocomplete="off" aria-describedby=note.clone() prop:value=value on:input=write/> }.into_any(),
        Kind::Day => view! { <input class="Input" type="date" id=id.clone() name=key aria-describedby=note.clone() prop:value=value on:input=write/> }.into_any(),
        Kind::Prose | Kind::ProseWithin(_) => view! { <textarea class="Input" rows="3" id=id.clone() name=key aria-describedby=note.clone() prop:value=value on:input=write></textarea> }.into_any(),
        Kind::Choice(vocabulary) => choice(sheet, field, &id, vocabulary),
        Kind::Ticks(vocabulary) | Kind::Ranked(vocabulary) => some(sheet, key, &id, of_vocabulary(words, vocabulary), true),
        Kind::Pick(register) => one(sheet, key, &id, of_register(sheet, &path, key, register)),
        Kind::Picks(register) => some(sheet, key, &id, of_register(sheet, &path, key, register), false),
        Kind::Files | Kind::Rows(_) | Kind::Each(..) | Kind::Shown(_) => return ().into_any(), // No act asks for these.
    };
    let label = view! {
        {words.t(field.label)}
        {matches!(field.need, Need::Required | Need::Hard).then(|| view! { <span class="Field__need">{words.t(key!("case.required"))}</span> })}
    };
    let help = field.help.map(|help| view! { <p class="Field__help">{words.t(help)}</p> });
    let note = lack(sheet.refused, key);
    let here = path.as_str().to_owned();
    match field.kind {
        Kind::Ticks(_) | Kind::Ranked(_) | Kind::Pick(_) | Kind::Picks(_) => {
            view! { <fieldset class="Field" data-path=here aria-describedby=format!("{id}-note")><legend class="Field__label">{label}</legend>{control}{help}{note}</fieldset> }.into_any()
        }
        Kind::Line
        | Kind::Prose
        | Kind::ProseWithin(_)
        | Kind::Day
        | Kind::Number
        | Kind::Choice(_)
        | Kind::Files
        | Kind::Rows(_)
        | Kind::Each(..)
        | Kind::Shown(_) => {
            view! { <div class="Field" data-path=here><label class="Field__label" id=format!("{id}-label") for=id>{label}</label>{control}{help}{note}</div> }.into_any()
        }
    }
}

/// What is wrong at a field of a dialog, where the rules said so.
pub(super) fn lack(refused: RwSignal<Option<Refusal>>, key: &'static str) -> AnyView {
    let (words, place) = (use_words(), Path::field("arg", key));
    let lack = move || {
        let lack = refused.with(|refused| {
            refused.as_ref().and_then(|refused| refused.lacks.iter().find(|problem| problem.place == place).map(|problem| problem.lack))
        });
        lack.map(|lack| view! { <span class="Problem" data-lack=lack.code()>{words.t(lack.words())}</span> })
    };
    view! { <p class="Field__note" id=format!("arg-{key}-note")>{live(lack)}</p> }.into_any()
}

fn choice(sheet: Sheet, field: &'static Field, id: &str, vocabulary: &'static Vocabulary) -> AnyView {
    let words = use_words();
    let options = vocabulary.values.iter().map(|(code, key)| (*code, words.t(*key))).collect();
    let nothing = matches!(field.need, Need::Optional).then(|| words.t(key!("case.no_choice")));
    let on_pick = Callback::new(move |code| sheet.put(field.key, code));
    let labelled_by = format!("{id}-label");
    view! { <Choice id=id.to_owned() name=field.key.to_owned() labelled_by options nothing value=sheet.text(field.key) on_pick/> }
        .into_any()
}

fn of_vocabulary(words: Words, vocabulary: &'static Vocabulary) -> Signal<Arc<Vec<Choosable>>> {
    let known = vocabulary.values.iter().map(|(code, key)| ((*code).to_owned(), words.t(*key).to_owned())).collect();
    Signal::stored(Arc::new(known))
}

fn of_register(sheet: Sheet, path: &Path, key: &'static str, register: Register) -> Signal<Arc<Vec<Choosable>>> {
    let (names, path, chosen) = (use_names(), path.clone(), codes(sheet, key));
    let known = Memo::new(move |_| {
        with_unknown(&options_of(names, sheet.document.map(|document| (document, &path)), register), &chosen.get(), names.unknown())
    });
    known.into()
}

/// The codes that stand under a key, with blanks between.
fn codes(sheet: Sheet, key: &'static str) -> Signal<Vec<String>> {
    Signal::derive(move || sheet.args.with(|args| args.text(key).split_whitespace().map(str::to_owned).collect()))
}

fn one(sheet: Sheet, key: &'static str, id: &str, known: Signal<Arc<Vec<Choosable>>>) -> AnyView {
    let on = Callback::new(move |(code, is_chosen): (String, bool)| sheet.put(key, if is_chosen { code } else { String::new() }));
    boxes(sheet, key, id, known, (true, false), on)
}

fn some(sheet: Sheet, key: &'static str, id: &str, known: Signal<Arc<Vec<Choosable>>>, is_whole: bool) -> AnyView {
    let chosen = codes(sheet, key);
    let on = Callback::new(move |(code, is_chosen): (String, bool)| {
        let mut codes = chosen.get_untracked();
        codes.retain(|one| *one != code);
        codes.extend(is_chosen.then_some(code));
        sheet.put(key, codes.join(" "));
    });
    boxes(sheet, key, id, known, (false, is_whole), on)
}

fn boxes(
    sheet: Sheet,
    key: &'static str,
    id: &str,
    known: Signal<Arc<Vec<Choosable>>>,
    (is_one, is_whole): (bool, bool),
    on: Callback<(String, bool)>,
) -> AnyView {
    let words = use_words();
    let nothing = is_one.then(|| words.t(key!("pick.nothing")));
    let none = live(move || known.with(|known| known.is_empty()).then(|| view! { <p class="Quiet">{words.t(key!("pick.none"))}</p> }));
    let boxes = options(Options {
        id: id.to_owned(),
        is_one,
        is_whole,
        options: known,
        chosen: codes(sheet, key),
        on,
        words: (words.t(key!("pick.search")), words.t(key!("pick.more")), nothing),
    });
    view! { {boxes}{none} }.into_any()
}
