//! Every field that a row fills or lacks, to be put right one by one. The list itself stays as it is.

use leptos::prelude::*;
use shared::{
    forms::Kind,
    importing::{Line, Target},
    key,
};

use super::{Ground, defaults::control};
use crate::memo::Memo;
use crate::ui::live;

pub(super) fn details(ground: Ground, row: u32, line: Memo<Option<Line>>) -> AnyView {
    let fields = Target::all().map(|target| field(ground, row, target, line)).collect_view();
    view! { <div class="Import__grid">{fields}</div> }.into_any()
}

fn field(ground: Ground, row: u32, target: Target, line: Memo<Option<Line>>) -> AnyView {
    let (words, code, key) = (ground.words, target.code(), target.field.key);
    let id = format!("import-{row}-{}", code.replace('.', "-"));
    let is_coded = matches!(target.field.kind, Kind::Choice(_) | Kind::Day);
    let value = {
        let code = code.clone();
        // Of days and choices what was understood; of texts what stands there, so that several items stay one text.
        Memo::new(move |_| match is_coded {
            true => line.with(|line| line.as_ref().map(|line| line.text(key).to_owned()).unwrap_or_default()),
            false => ground.read(|import| import.text_of(row, &code)),
        })
    };
    let is_corrected = {
        let code = code.clone();
        Memo::new(move |_| ground.read(|import| import.is_corrected(row, &code)))
    };
    let change = {
        let code = code.clone();
        move |event| {
            let text = event_target_value(&event);
            ground.change(|import| import.correct(row, &code, Some(text.clone())));
        }
    };
    let back = move || {
        let code = code.clone();
        let back = move |_| ground.change(|import| import.correct(row, &code, None));
        is_corrected.get().then(|| {
            view! {
                <p class="Field__note">{words.t(key!("importing.corrected"))}
                    <button type="button" class="Link" on:click=back>{words.t(key!("importing.as_listed"))}</button>
                </p>
            }
        })
    };
    let control = control(ground, &target.field.kind, &id, value, change, "—");
    view! {
        <div class="Field" data-target=target.code()>
            <label class="Field__label" for=id>{words.t(target.words())}</label>
            {control}
            {live(back)}
        </div>
    }
    .into_any()
}
