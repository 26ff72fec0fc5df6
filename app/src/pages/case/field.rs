//! Any field of any form, drawn from its row in the form's table.

use leptos::prelude::*;
use shared::{
    forms::{Field, Kind, Path},
    key,
    vocab::Vocabulary,
};

use super::{
    rows::{each, rows},
    versions::versions,
};
use crate::{
    state::{Case, use_storage, use_words},
    ui::{Choice, Lines, TextBox, Typing, says},
};

/// The fields of a map, in printed order.
pub(super) fn fields(case: Case, at: &Path, fields: &'static [Field], is_writable: bool) -> AnyView {
    let drawn = fields.iter().map(|field| one(case, at.cell(field.key), field, is_writable)).collect_view();
    view! { <div class="Fields" class:Fields--said=!is_writable>{drawn}</div> }.into_any()
}

fn one(case: Case, path: Path, field: &'static Field, is_writable: bool) -> AnyView {
    match field.kind {
        Kind::Rows(cells) => rows(case, path, field, cells, is_writable),
        Kind::Each(vocabulary, cells) => each(case, &path, field, vocabulary, cells, is_writable),
        Kind::Line | Kind::Prose | Kind::Day | Kind::Choice(_) if !is_writable => said(case, path, field),
        Kind::Line => control(case, path.clone(), field, typed(case, path, Lines::One)),
        Kind::Prose => control(case, path.clone(), field, typed(case, path, Lines::Many)),
        Kind::Day => control(case, path.clone(), field, day(case, path)),
        Kind::Choice(vocabulary) => control(case, path.clone(), field, choice(case, path, vocabulary, field.required)),
    }
}

/// The id of the control at a path.
pub(super) fn id(path: &Path) -> String {
    path.as_str().replace('.', "-")
}

fn control(case: Case, path: Path, field: &'static Field, control: AnyView) -> AnyView {
    let words = use_words();
    let of_label = format!("{}-label", id(&path));
    let standing = Memo::new({
        let path = path.clone();
        move |_| case.concurrent(&path).len()
    });
    let (here, of_control, versions) = (path.as_str().to_owned(), id(&path), versions(case, path, field, true));
    view! {
        <div class="Field" class:Field--wide=matches!(field.kind, Kind::Prose) data-path=here data-versions=standing>
            <label class="Field__label" id=of_label for=of_control>
                {words.t(field.label)}
                {field.required.then(|| view! { <span class="Field__need">{words.t(key!("case.required"))}</span> })}
            </label>
            {control}
            {versions}
        </div>
    }
    .into_any()
}

fn typed(case: Case, path: Path, lines: Lines) -> AnyView {
    let storage = use_storage();
    let (of_value, of_hand) = (path.clone(), path.clone());
    let on = Callback::new(move |typing| match typing {
        Typing::Began => case.focus(of_hand.clone()),
        Typing::Reads(text) => case.typed(of_hand.clone(), text),
        Typing::Paused => case.keep(),
        Typing::Ended => case.leave(),
    });
    let value = Signal::derive(move || case.text(&of_value));
    let is_held = Signal::derive(move || storage.with(|storage| storage.is_failing));
    view! { <TextBox id=id(&path) name=path.as_str().to_owned() lines value is_held on/> }.into_any()
}

fn day(case: Case, path: Path) -> AnyView {
    let value = Memo::new({
        let path = path.clone();
        move |_| case.text(&path)
    });
    let (id, name) = (id(&path), path.as_str().to_owned());
    let pick = move |event| case.write(path.clone(), event_target_value(&event));
    view! { <input class="Input" type="date" id=id name=name prop:value=value on:change=pick/> }.into_any()
}

fn choice(case: Case, path: Path, vocabulary: &'static Vocabulary, is_required: bool) -> AnyView {
    let words = use_words();
    let value = Memo::new({
        let path = path.clone();
        move |_| case.text(&path)
    });
    let options = vocabulary.values.iter().map(|(code, key)| (*code, words.t(*key))).collect();
    let nothing = (!is_required).then(|| words.t(key!("case.no_choice")));
    let (id, name) = (id(&path), path.as_str().to_owned());
    let labelled_by = format!("{id}-label");
    let on_pick = Callback::new(move |code| case.write(path.clone(), code));
    view! { <Choice id name labelled_by options nothing value=value.into() on_pick/> }.into_any()
}

/// A field that this person only reads.
fn said(case: Case, path: Path, field: &'static Field) -> AnyView {
    let words = use_words();
    let text = Memo::new({
        let path = path.clone();
        move |_| case.text(&path)
    });
    let shown = move || match text.get() {
        text if text.is_empty() => words.t(key!("case.not_filled")).to_owned(),
        text => in_words(field, &text, |key| words.t(key)),
    };
    let standing = Memo::new({
        let path = path.clone();
        move |_| case.concurrent(&path).len()
    });
    let (here, versions) = (path.as_str().to_owned(), versions(case, path, field, false));
    view! {
        <div class="Field Field--said" class:Field--wide=matches!(field.kind, Kind::Prose) data-path=here data-versions=standing>
            <span class="Field__label">{words.t(field.label)}</span>
            <p class="Field__text" class:is-empty=move || text.with(String::is_empty)>{says(shown)}</p>
            {versions}
        </div>
    }
    .into_any()
}

/// A value as people read it: a code in its words, everything else as it is.
pub(super) fn in_words(field: &Field, text: &str, t: impl Fn(shared::words::Key) -> &'static str) -> String {
    match field.kind {
        Kind::Choice(vocabulary) => vocabulary.words(text).map_or_else(|| text.to_owned(), |key| t(key).to_owned()),
        Kind::Line | Kind::Prose | Kind::Day | Kind::Rows(_) | Kind::Each(..) => text.to_owned(),
    }
}
