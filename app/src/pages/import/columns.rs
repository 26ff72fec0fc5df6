//! Which list this is, and what its columns mean: guessed, and the person's to change.

use leptos::prelude::*;
use shared::{
    importing::{Column, Heading, Target},
    key,
};

use super::Ground;
use crate::memo::Memo;
use crate::ui::{Twice, list, twice};

/// The name of the list and whose it is.
pub(super) fn list_of(ground: Ground) -> AnyView {
    let (words, imports) = (ground.words, ground.imports);
    let about = Twice {
        label: words.t(key!("importing.another")),
        sure: words.t(key!("importing.another_sure")),
        way: "another",
        is_danger: false,
    };
    let another = twice(about, false, move || imports.change(|kept| kept.import = None));
    let name = ground.look(|import| match import.table.name.as_str() {
        name if name == import.file || name.is_empty() => import.file.clone(),
        name => format!("{} · {name}", import.file),
    });
    let known = imports.kept.with_untracked(|kept| kept.remembered.iter().map(|one| one.authority.clone()).collect::<Vec<_>>());
    let options = known.into_iter().map(|authority| view! { <option value=authority></option> }).collect_view();
    let authority = Memo::new(move |_| ground.read(|import| import.authority.clone()));
    let says_whose = move |event| imports.change(|kept| kept.is_of(&event_target_value(&event)));
    view! {
        <section class="Import__list">
            <p class="Lead" id="import-name">{name}</p>
            {another}
        </section>
        <div class="Field">
            <label class="Field__label" for="import-authority">{words.t(key!("importing.authority"))}</label>
            <input class="Input" id="import-authority" list="import-authorities" autocomplete="off" aria-describedby="import-authority-help"
                prop:value=move || authority.get() on:change=says_whose/>
            <datalist id="import-authorities">{options}</datalist>
            <p class="Field__help" id="import-authority-help">{words.t(key!("importing.authority_help"))}</p>
        </div>
    }
    .into_any()
}

/// The columns.
pub(super) fn columns(ground: Ground) -> AnyView {
    let words = ground.words;
    let heading = Memo::new(move |_| ground.read(|import| import.heading));
    let texts = Memo::new(move |_| {
        heading.get();
        ground.look(|import| import.headings())
    });
    let keys = move || texts.with(|texts| texts.iter().enumerate().map(|(at, text)| format!("{at}/{text}")).collect());
    let draw = move |key: String| {
        let (at, text) = key.split_once('/').unwrap_or((&key, ""));
        column(ground, at.parse().unwrap_or_default(), text)
    };
    view! {
        <section class="Block" aria-labelledby="import-columns">
            <h2 id="import-columns">{words.t(key!("importing.columns"))}</h2>
            <p class="Quiet">{words.t(key!("importing.columns_lead"))}</p>
            <ul class="Import__columns">{list(keys, draw)}</ul>
            <div class="Row">{first_row(ground, heading)}{storeys(ground, heading)}</div>
        </section>
    }
    .into_any()
}

fn column(ground: Ground, at: usize, heading: &str) -> AnyView {
    let words = ground.words;
    let name = if heading.is_empty() { words.count(key!("importing.unnamed"), at + 1) } else { heading.to_owned() };
    let examples = ground.look(|import| {
        let cells = import.rows().map(|row| import.table.cell(row as usize, at).to_owned()).filter(|text| !text.is_empty());
        let mut examples: Vec<String> = cells.take(50).collect();
        examples.dedup();
        examples.truncate(3);
        examples.join(words.t(key!("app.comma"))).chars().take(60).collect::<String>()
    });
    let examples = (!examples.is_empty()).then(|| view! { <span class="Quiet">{words.t(key!("importing.examples"))}" "{examples}</span> });
    let means = Memo::new(move |_| {
        ground.read(|import| match import.columns.get(at) {
            Some(Column::Field(code)) => code.clone(),
            Some(Column::Left) => "-".to_owned(),
            Some(Column::Note) | None => String::new(),
        })
    });
    let option = move |code: String, text: &'static str| {
        let is_it = {
            let code = code.clone();
            move || means.get() == code
        };
        view! { <option value=code prop:selected=is_it>{text}</option> }.into_any()
    };
    let targets = Target::all().filter(|target| target.code() != "note").map(|target| option(target.code(), words.t(target.words())));
    let choose = move |event| {
        let code = event_target_value(&event);
        let column = match code.as_str() {
            "" => Column::Note,
            "-" => Column::Left,
            _ => Column::Field(code),
        };
        ground.change(|import| import.columns.get_mut(at).into_iter().for_each(|standing| *standing = column.clone()));
    };
    let id = format!("import-column-{at}");
    view! {
        <li class="Import__column" data-column=at.to_string() class:is-kept=move || means.with(String::is_empty)>
            <label for=id.clone()><strong>{name}</strong>{examples}</label>
            <select class="Choice" id=id on:change=choose>
                {option(String::new(), words.t(key!("importing.to_note")))}
                {option("-".to_owned(), words.t(key!("importing.to_nowhere")))}
                {targets.collect_view()}
            </select>
        </li>
    }
    .into_any()
}

fn first_row(ground: Ground, heading: Memo<Heading>) -> AnyView {
    let change = move |event| {
        if let Ok(first @ 1..) = event_target_value(&event).parse::<u32>() {
            ground.change(|import| import.heads(Heading { first: first - 1, ..import.heading }));
        }
    };
    number(ground, "import-first", key!("importing.heading_row"), Signal::derive(move || heading.get().first + 1), 1, change)
}

fn storeys(ground: Ground, heading: Memo<Heading>) -> AnyView {
    let change = move |event| {
        if let Ok(rows @ 0..=5) = event_target_value(&event).parse::<u32>() {
            ground.change(|import| import.heads(Heading { rows, ..import.heading }));
        }
    };
    number(ground, "import-storeys", key!("importing.heading_rows"), Signal::derive(move || heading.get().rows), 0, change)
}

fn number(
    ground: Ground,
    id: &'static str,
    label: shared::words::Key,
    value: Signal<u32>,
    least: u32,
    change: impl Fn(leptos::ev::Event) + 'static,
) -> AnyView {
    view! {
        <div class="Field">
            <label class="Field__label" for=id>{ground.words.t(label)}</label>
            <input class="Input Import__number" type="number" id=id min=least max="50" prop:value=move || value.get().to_string() on:change=change/>
        </div>
    }
    .into_any()
}
