//! A file of the archive: an enterprise's cases of one product class, the oldest first, and the way to take all of it along.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    ids::DocumentId,
    key,
    library::File,
    office::{Sheet, Value},
    stats::archive::{Filed, Shelf},
    sync::device::ReadDocument,
    vocab::ProductClass,
    words::Key,
};

use crate::memo::Memo;
use crate::{
    data::table,
    pages::link,
    state::{Names, Words, use_documents, use_readings},
    ui::live,
};

/// What the enterprise is called, as its cases tell.
pub(super) fn enterprise(names: Names, shelf: &Shelf) -> String {
    shelf.cases.iter().find_map(|case| names.name_of_case(case.id)).unwrap_or_else(|| names.unknown().to_owned())
}

pub(super) fn draw(words: Words, names: Names, name: &str, shelf: &Shelf) -> AnyView {
    let class = class(words, shelf);
    let (is_open, cases) = (RwSignal::new(false), StoredValue::new(shelf.cases.clone()));
    let title = format!("{name} · {class}");
    let called = title.clone();
    let inside = move || is_open.get().then(|| cases.with_value(|cases| inside(words, names, &called, cases)));
    let count = words.count(key!("archive.shelf"), shelf.cases.len());
    view! {
        <li class="Card" data-shelf=shelf.product_class.clone()>
            <details class="Fold" on:toggle=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                <summary><strong class="CaseCard__who">{title}</strong>" "<span class="Quiet">{count}</span></summary>
                {live(inside)}
            </details>
        </li>
    }
    .into_any()
}

/// The cases of these shelves as a table.
pub(super) fn sheet(words: Words, names: Names, shelves: &[(String, Shelf)]) -> Sheet {
    const HEAD: [Key; 8] = [
        key!("archive.head.enterprise"),
        key!("archive.head.class"),
        key!("archive.head.product"),
        key!("archive.head.report"),
        key!("archive.head.on"),
        key!("archive.head.rounds"),
        key!("archive.head.standing"),
        key!("archive.head.note"),
    ];
    let row = |(name, shelf): &(String, Shelf), case: &Filed| {
        let product = names.summary(case.id, |one| one.product.clone()).unwrap_or_default();
        vec![
            Value::Text(name.clone()),
            Value::Text(class(words, shelf).to_owned()),
            Value::Text(product),
            Value::Text(case.report_no.clone()),
            Value::Day(case.on),
            Value::Count(u64::from(case.rounds)),
            Value::Text(words.t(case.standing.words()).to_owned()),
            Value::Text(notes(words, case).join(words.t(key!("app.comma")))),
        ]
    };
    let rows = shelves.iter().flat_map(|shelf| shelf.1.cases.iter().map(move |case| row(shelf, case))).collect();
    Sheet { name: words.t(key!("archive.sheet")).to_owned(), head: HEAD.map(|key| words.t(key).to_owned()).to_vec(), rows }
}

fn class(words: Words, shelf: &Shelf) -> &'static str {
    words.t(ProductClass::VOCABULARY.words(&shelf.product_class).unwrap_or(key!("figures.not_said")))
}

/// What is to be known of a case beside how it stands.
fn notes(words: Words, case: &Filed) -> Vec<&'static str> {
    let merged = case.merged.then(|| words.t(key!("archive.merged")));
    let withdrawn = case.withdrawn.then(|| words.t(key!("archive.withdrawn")));
    merged.into_iter().chain(withdrawn).collect()
}

fn inside(words: Words, names: Names, title: &str, cases: &[Filed]) -> AnyView {
    let lines = cases.iter().map(|case| line(words, names, case)).collect_view();
    view! { <ul class="Archive__cases">{lines}</ul>{export(words, names, title, cases)} }.into_any()
}

fn line(words: Words, names: Names, case: &Filed) -> AnyView {
    let called = untrack(|| names.document(case.id));
    let (kind, name) = called.unwrap_or((shared::documents::DocumentKind::Case, case.report_no.clone()));
    let day = case.on.map(|on| on.to_string());
    let rounds = (case.rounds > 0).then(|| words.count(key!("archive.rounds"), case.rounds));
    let notes = notes(words, case).into_iter().map(str::to_owned);
    let under = [day, Some(words.t(case.standing.words()).to_owned()), rounds].into_iter().flatten().chain(notes);
    let under = under.collect::<Vec<_>>().join(" · ");
    view! { <li><a href=link::of_document(kind, case.id)>{name}</a><span class="Quiet">{under}</span></li> }.into_any()
}

/// The whole file, once all of it was read.
fn export(words: Words, names: Names, title: &str, cases: &[Filed]) -> AnyView {
    let (readings, documents) = (use_readings(), use_documents());
    let ids: Vec<DocumentId> = cases.iter().map(|case| case.id).collect();
    let wanted = {
        let ids = ids.clone();
        move || {
            documents.with(|lines| {
                let here = lines.iter().flatten().map(|line| &line.summary).filter(|summary| ids.contains(&summary.id));
                here.map(|summary| (summary.id, summary.moved_at)).collect::<Vec<_>>()
            })
        }
    };
    Effect::new(move || readings.want(wanted()));
    let all = Memo::new({
        let ids = ids.clone();
        move |_| readings.read.with(|read| ids.iter().all(|id| read.contains_key(id)))
    });
    let title = title.to_owned();
    let save = Callback::new(move |()| {
        let read: Vec<(String, Arc<ReadDocument>)> =
            untrack(|| ids.iter().filter_map(|id| Some((names.document(*id)?.1, readings.of(*id)?))).collect());
        let known = untrack(|| names.by_id());
        let called = |id: &str| known.get(id).cloned();
        let mut file = File::new(&title, words.language(), &called);
        read.iter().for_each(|(title, read)| file.document(title, &read.content, &read.state));
        table::save(&format!("{title}.html"), &file.finished());
    });
    let button = move || match all.get() {
        false => view! { <p class="Quiet" role="status">{words.t(key!("archive.reading"))}</p> }.into_any(),
        true => view! {
            <button type="button" class="Button" data-export="file" on:click=move |_| save.run(())>{words.t(key!("archive.save"))}</button>
            <p class="Quiet">{words.t(key!("archive.save_help"))}</p>
        }
        .into_any(),
    };
    live(button)
}
