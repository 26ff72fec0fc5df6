//! What holds for all rows that do not say otherwise.

use leptos::prelude::*;
use shared::{
    forms::Kind,
    importing::{FOR_ALL, Target},
    key,
};

use super::Ground;
use crate::memo::Memo;

pub(super) fn defaults(ground: Ground) -> AnyView {
    let words = ground.words;
    let fields = FOR_ALL.iter().filter_map(|code| Target::of_code(code)).map(|target| field(ground, target)).collect_view();
    view! {
        <section class="Block" aria-labelledby="import-for-all">
            <h2 id="import-for-all">{words.t(key!("importing.for_all"))}</h2>
            <p class="Quiet">{words.t(key!("importing.for_all_lead"))}</p>
            <div class="Import__grid">{fields}</div>
        </section>
    }
    .into_any()
}

fn field(ground: Ground, target: Target) -> AnyView {
    let (words, code) = (ground.words, target.code());
    let id = format!("import-all-{code}");
    let value = {
        let code = code.clone();
        Memo::new(move |_| ground.read(|import| import.defaults.get(&code).cloned().unwrap_or_default()))
    };
    let change = move |event| {
        let text = event_target_value(&event);
        ground.change(|import| drop(import.defaults.insert(code.clone(), text.clone())));
    };
    let control = control(ground, &target.field.kind, &id, value, change, words.t(key!("importing.not_said")));
    view! { <div class="Field"><label class="Field__label" for=id>{words.t(target.words())}</label>{control}</div> }.into_any()
}

/// A control for one value of this kind.
pub(super) fn control(
    ground: Ground,
    kind: &'static Kind,
    id: &str,
    value: Memo<String>,
    change: impl Fn(leptos::ev::Event) + 'static,
    nothing: &'static str,
) -> AnyView {
    match kind {
        Kind::Choice(vocabulary) => {
            let option = move |code: &'static str, text: &'static str| {
                view! { <option value=code prop:selected=move || value.get() == code>{text}</option> }.into_any()
            };
            let options = vocabulary.values.iter().map(|(code, key)| option(code, ground.words.t(*key))).collect_view();
            view! { <select class="Choice" id=id.to_owned() on:change=change>{option("", nothing)}{options}</select> }.into_any()
        }
        Kind::Day => {
            view! { <input class="Input" type="date" id=id.to_owned() prop:value=move || value.get() on:change=change/> }.into_any()
        }
        Kind::Prose | Kind::ProseWithin(_) => {
            view! { <textarea class="Input" rows="2" id=id.to_owned() prop:value=move || value.get() on:change=change></textarea> }
                .into_any()
        }
        Kind::Line
        | Kind::Number
        | Kind::Ticks(_)
        | Kind::Ranked(_)
        | Kind::Pick(_)
        | Kind::Picks(_)
        | Kind::Files
        | Kind::Rows(_)
        | Kind::Each(..)
        | Kind::Shown(_) => {
            view! { <input class="Input" id=id.to_owned() autocomplete="off" prop:value=move || value.get() on:change=change/> }.into_any()
        }
    }
}
