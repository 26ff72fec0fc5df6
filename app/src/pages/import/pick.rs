//! A list is picked, dropped or pasted; of several sheets one is chosen.

use leptos::{
    ev::Event,
    prelude::*,
    web_sys::{DragEvent, HtmlInputElement, HtmlTextAreaElement},
};
use shared::{importing::Table, key, people::Person};

use crate::{
    data::table::{dropped, picked},
    state::{Reading, Words, use_imports, use_words},
    ui::{Icon, icon, live},
};

pub(super) fn pick(person: StoredValue<Person>) -> AnyView {
    let (words, imports) = (use_words(), use_imports());
    let take = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        picked(&input).into_iter().for_each(|file| imports.take(file, person.get_value()));
    };
    let is_over = RwSignal::new(false);
    let over = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let fall = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        dropped(&event).into_iter().for_each(|file| imports.take(file, person.get_value()));
    };
    let outcome = move || match imports.reading.get() {
        None => ().into_any(),
        Some(Reading::UnderWay) => view! { <p class="Notice" role="status">{words.t(key!("importing.reading"))}</p> }.into_any(),
        Some(Reading::Failed(why)) => view! {
            <section class="Import__unread" role="alert" data-unreadable=why.code()>
                <p class="Problem">{icon(Icon::Danger)}{words.t(key!("importing.not_read"))}</p>
                <p>{words.t(why.words())}</p>
                <p class="Quiet">{words.t(key!("importing.nothing_changed"))}</p>
            </section>
        }
        .into_any(),
        Some(Reading::Several(file, tables)) => {
            let choices = tables.iter().enumerate().map(|(at, table)| sheet(words, person, &file, at, table)).collect_view();
            view! {
                <section class="Import__sheets" aria-labelledby="import-sheets">
                    <h2 id="import-sheets">{words.count(key!("importing.sheets"), tables.len())}</h2>
                    <div class="Row">{choices}</div>
                </section>
            }
            .into_any()
        }
    };
    view! {
        <p>{words.t(key!("importing.lead"))}</p>
        <div class="Import__drop" class:is-over=move || is_over.get() on:dragover=over on:dragleave=move |_| is_over.set(false) on:drop=fall>
            <label class="Button Button--primary" data-pick="list">
                {icon(Icon::Add)}<span>{words.t(key!("importing.pick"))}</span>
                <input class="Unseen" type="file" id="import-file" accept=".xlsx,.xls,.csv,.txt,.tsv" on:change=take/>
            </label>
            <p class="Quiet">{words.t(key!("importing.pick_help"))}</p>
        </div>
        {live(outcome)}
        {paste(words, person)}
    }
    .into_any()
}

fn sheet(words: Words, person: StoredValue<Person>, file: &str, at: usize, table: &Table) -> AnyView {
    let imports = use_imports();
    let file = file.to_owned();
    let choose = move |_| {
        let chosen = imports.reading.with_untracked(|reading| match reading {
            Some(Reading::Several(_, tables)) => tables.get(at).cloned(),
            Some(Reading::UnderWay | Reading::Failed(_)) | None => None,
        });
        chosen.into_iter().for_each(|table| person.with_value(|person| imports.begin(&file, table, person)));
    };
    let rows = words.count(key!("importing.rows_of"), table.rows.len());
    view! { <button type="button" class="Button" data-sheet=at.to_string() on:click=choose>{table.name.clone()}<span class="Quiet">{rows}</span></button> }.into_any()
}

fn paste(words: Words, person: StoredValue<Person>) -> AnyView {
    let imports = use_imports();
    let node = NodeRef::<leptos::html::Textarea>::new();
    let take = move |_| {
        let text = node.get_untracked().map(|area: HtmlTextAreaElement| area.value()).unwrap_or_default();
        person.with_value(|person| imports.take_text(words.t(key!("importing.pasted")), &text, person));
    };
    view! {
        <details class="Fold">
            <summary>{words.t(key!("importing.paste"))}</summary>
            <div class="Field">
                <label class="Field__label" for="import-paste">{words.t(key!("importing.paste_label"))}</label>
                <p class="Field__help">{words.t(key!("importing.paste_help"))}</p>
                <textarea class="Input" id="import-paste" rows="6" node_ref=node></textarea>
                <button type="button" class="Button" id="import-paste-take" on:click=take>{words.t(key!("importing.paste_take"))}</button>
            </div>
        </details>
    }
    .into_any()
}
