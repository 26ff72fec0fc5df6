//! The industry quality handbook (7.4): its published entries in six chapters, to be read and printed; chosen industry by industry. Over what
//! this device holds, without a network as with one.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{documents::DocumentKind, ids::DocumentId, key, records::read::Content, vocab::HandbookChapter};

use crate::memo::Memo;
use crate::pages::link;
use crate::{
    state::{Words, use_documents, use_readings, use_words},
    ui::live,
};

/// An entry, as the page reads it.
#[derive(Clone, PartialEq)]
struct Entry {
    id: DocumentId,
    is_published: bool,
    industry: String,
    chapter: String,
    problem: String,
    solution: String,
}

impl Entry {
    fn of(id: DocumentId, is_published: bool, content: &Content) -> Self {
        let field = |key| content.field("handbook", key).trim().to_owned();
        let (industry, chapter) = (field("industry"), field("chapter"));
        Self { id, is_published, industry, chapter, problem: field("problem"), solution: field("solution") }
    }
}

/// The page.
#[component]
pub(in crate::pages) fn HandbookPage() -> AnyView {
    let (words, documents, readings) = (use_words(), use_documents(), use_readings());
    let industry = RwSignal::new(String::new());
    let held = Memo::new(move |_| {
        documents.with(|lines| {
            let of = lines.iter().flatten().map(|line| &line.summary).filter(|summary| summary.kind == DocumentKind::Handbook);
            of.map(|summary| (summary.id, summary.moved_at, summary.published)).collect::<Vec<_>>()
        })
    });
    Effect::new(move || readings.want(held.with(|held| held.iter().map(|(id, at, _)| (*id, *at)).collect::<Vec<_>>())));
    let entries = Memo::new(move |_| {
        let read = |(id, _, is_published): &(DocumentId, _, bool)| Some(Entry::of(*id, *is_published, &readings.of(*id)?.content));
        let mut entries: Vec<Entry> = held.with(|held| held.iter().filter_map(read).collect());
        entries.sort_by(|one, other| (&one.industry, one.id).cmp(&(&other.industry, other.id)));
        Arc::new(entries)
    });
    let industries = Memo::new(move |_| {
        let mut all: Vec<String> =
            entries.with(|entries| entries.iter().map(|entry| entry.industry.clone()).filter(|text| !text.is_empty()).collect());
        all.dedup();
        all
    });
    let options = move || {
        industries.with(|all| all.iter().map(|one| view! { <option value=one.clone()>{one.clone()}</option> }.into_any()).collect_view())
    };
    let chapters = move || {
        let chosen = industry.get();
        entries.with(|entries| {
            let of = |chapter: HandbookChapter| {
                let here =
                    entries.iter().filter(|entry| entry.chapter == chapter.code() && (chosen.is_empty() || entry.industry == chosen));
                self::chapter(words, chapter, here.cloned().collect())
            };
            HandbookChapter::ALL.iter().map(|chapter| of(*chapter)).collect_view()
        })
    };
    let print = move |_| drop(window().print());
    view! {
        <div class="Page Handbook" id="handbook">
            <h1>{words.t(key!("handbook.title"))}</h1>
            <p class="Quiet Handbook__lead">{words.t(key!("handbook.lead"))}</p>
            <div class="Row Handbook__choose">
                <div class="Field">
                    <label class="Field__label" for="handbook-industry">{words.t(key!("handbook.industry"))}</label>
                    <select class="Choice" id="handbook-industry" on:change=move |event| industry.set(event_target_value(&event))>
                        <option value="">{words.t(key!("handbook.all"))}</option>
                        {live(options)}
                    </select>
                </div>
                <button type="button" class="Button" id="handbook-print" on:click=print>{words.t(key!("handbook.print"))}</button>
            </div>
            {live(chapters)}
        </div>
    }
    .into_any()
}

fn chapter(words: Words, chapter: HandbookChapter, entries: Vec<Entry>) -> AnyView {
    let id = format!("handbook-{}", chapter.code());
    let named = id.clone();
    let body = if entries.is_empty() {
        view! { <p class="Quiet">{words.t(key!("handbook.none"))}</p> }.into_any()
    } else {
        entries.into_iter().map(|one| entry(words, one)).collect_view().into_any()
    };
    view! { <section class="Block" aria-labelledby=named data-chapter=chapter.code()><h2 id=id>{words.t(chapter.words())}</h2>{body}</section> }.into_any()
}

fn entry(words: Words, entry: Entry) -> AnyView {
    let draft = (!entry.is_published).then(|| view! { <span class="Badge Badge--waiting">{words.t(key!("handbook.draft"))}</span> });
    view! {
        <article class="Handbook__entry" data-entry=entry.id.to_string()>
            <p class="Quiet">{entry.industry}" "{draft}" "<a href=link::of_document(DocumentKind::Handbook, entry.id)>{words.t(key!("handbook.open"))}</a></p>
            <h3>{words.t(key!("field.handbook.problem"))}</h3>
            <p class="Handbook__text">{entry.problem}</p>
            <h3>{words.t(key!("field.handbook.solution"))}</h3>
            <p class="Handbook__text">{entry.solution}</p>
        </article>
    }
    .into_any()
}
