//! The industry quality handbook (7.4): its entries in six chapters, to be read, printed and taken along as a text; chosen industry by
//! industry. Over what this device holds, without a network as with one.

mod drafts;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    key,
    library::handbook::{self, Entry},
    time::Timestamp,
    vocab::HandbookChapter,
};

use super::super::link;
use crate::memo::Memo;
use crate::{
    data::{clock, table},
    state::{Words, use_documents, use_readings, use_words},
    ui::{Icon, icon, live},
};

/// What is chosen of it.
#[derive(Clone, PartialEq)]
struct Chosen {
    /// One industry, or all where nothing stands here.
    industry: String,
    /// Entries that are not published too, where the person may read them.
    with_drafts: bool,
}

/// The page.
#[component]
pub(in crate::pages) fn HandbookPage() -> AnyView {
    let (words, documents, readings) = (use_words(), use_documents(), use_readings());
    let chosen = RwSignal::new(Chosen { industry: String::new(), with_drafts: true });
    let held = Memo::new(move |_| {
        documents.with(|lines| {
            let of = lines.iter().flatten().filter(|line| line.summary.kind == DocumentKind::Handbook);
            let of = of.map(|line| (&line.summary, line.is_complete));
            of.map(|(one, is_whole)| (one.id, is_whole.then_some(one.moved_at), one.published)).collect::<Vec<_>>()
        })
    });
    let entries = Memo::new(move |_| {
        let read =
            |(id, _, is_published): &(DocumentId, Option<Timestamp>, bool)| Some(Entry::of(*id, *is_published, &readings.of(*id)?.content));
        Arc::new(held.with(|held| held.iter().filter_map(read).collect::<Vec<Entry>>()))
    });
    let wanted = drafts::wanted(entries);
    Effect::new(move || {
        // What has not come whole is read when it has.
        let own = held.with(|held| held.iter().filter_map(|(id, at, _)| Some((*id, (*at)?))).collect::<Vec<_>>());
        readings.want(own.into_iter().chain(wanted.get()));
    });
    let shown = Memo::new(move |_| {
        let Chosen { industry, with_drafts } = chosen.get();
        let is_shown = |entry: &&Entry| (with_drafts || entry.is_published) && (industry.is_empty() || entry.industry == industry);
        entries.with(|entries| entries.iter().filter(is_shown).cloned().collect::<Vec<_>>())
    });
    let industries = Memo::new(move |_| {
        let mut all: Vec<String> =
            entries.with(|entries| entries.iter().map(|entry| entry.industry.clone()).filter(|text| !text.is_empty()).collect());
        all.sort_unstable();
        all.dedup();
        all
    });
    let options = move || {
        industries.with(|all| all.iter().map(|one| view! { <option value=one.clone()>{one.clone()}</option> }.into_any()).collect_view())
    };
    let chapters =
        move || shown.with(|shown| handbook::chapters(shown).into_iter().map(|(one, here)| chapter(words, one, here)).collect_view());
    let has_drafts = Memo::new(move |_| entries.with(|entries| entries.iter().any(|entry| !entry.is_published)));
    let with_drafts = move || {
        has_drafts.get().then(|| {
            let tick = move |event| chosen.update(|chosen| chosen.with_drafts = event_target_checked(&event));
            view! {
                <label class="Check"><input type="checkbox" id="handbook-drafts" checked=true on:change=tick/><span>{words.t(key!("handbook.with_drafts"))}</span></label>
            }
        })
    };
    let print = move |_| drop(window().print());
    let save = move |_| {
        let file = shown.with_untracked(|shown| {
            chosen.with_untracked(|chosen| handbook::docx(&chosen.industry, shown, clock::now().day(), words.language()))
        });
        table::save_bytes(&format!("{}.docx", words.t(key!("handbook.title"))), &file);
    };
    let made = move || {
        let industry = chosen.with(|chosen| chosen.industry.clone());
        let industry = if industry.is_empty() { words.t(key!("handbook.all")).to_owned() } else { industry };
        let (day, n) = (clock::now().day().to_string(), shown.with(Vec::len).to_string());
        view! { <p class="Handbook__made">{words.fill(key!("handbook.made"), &[("industry", &industry), ("day", &day), ("n", &n)])}</p> }
    };
    let (way, waiting) = drafts::drafts(words, entries).unzip();
    view! {
        <div class="Page Handbook" id="handbook">
            <h1>{words.t(key!("handbook.title"))}</h1>
            <p class="Quiet Handbook__lead">{words.t(key!("handbook.lead"))}</p>
            {live(made)}
            <div class="Row Handbook__choose">
                <div class="Field">
                    <label class="Field__label" for="handbook-industry">{words.t(key!("handbook.industry"))}</label>
                    <select class="Choice" id="handbook-industry" on:change=move |event| chosen.update(|chosen| chosen.industry = event_target_value(&event))>
                        <option value="">{words.t(key!("handbook.all"))}</option>
                        {live(options)}
                    </select>
                </div>
                {live(with_drafts)}
                <button type="button" class="Button" id="handbook-word" on:click=save>{icon(Icon::Documents)}{words.t(key!("handbook.word"))}</button>
                <button type="button" class="Button" id="handbook-print" on:click=print>{icon(Icon::Print)}{words.t(key!("handbook.print"))}</button>
                {way}
            </div>
            {live(chapters)}
            {waiting}
        </div>
    }
    .into_any()
}

fn chapter(words: Words, chapter: HandbookChapter, entries: Vec<&Entry>) -> AnyView {
    let id = format!("handbook-{}", chapter.code());
    let (named, is_empty) = (id.clone(), entries.is_empty());
    let body = if is_empty {
        view! { <p class="Quiet">{words.t(key!("handbook.none"))}</p> }.into_any()
    } else {
        entries.into_iter().map(|one| entry(words, one)).collect_view().into_any()
    };
    view! {
        <section class="Block Handbook__chapter" class:is-empty=is_empty aria-labelledby=named data-chapter=chapter.code()>
            <h2 id=id>{handbook::title_of(chapter, words.language())}</h2>{body}
        </section>
    }
    .into_any()
}

fn entry(words: Words, entry: &Entry) -> AnyView {
    let draft = (!entry.is_published).then(|| view! { <span class="Badge Badge--waiting">{words.t(key!("handbook.draft"))}</span> });
    let learnt = entry.learnt_from(words.language()).map(|text| view! { <p class="Quiet">{text}</p> });
    view! {
        <article class="Handbook__entry" data-entry=entry.id.to_string()>
            <p class="Quiet">{entry.industry.clone()}" "{draft}" "<a href=link::of_document(DocumentKind::Handbook, entry.id)>{words.t(key!("handbook.open"))}</a></p>
            <h3>{words.t(key!("field.handbook.problem"))}</h3>
            <p class="Handbook__text">{entry.problem.clone()}</p>
            <h3>{words.t(key!("field.handbook.solution"))}</h3>
            <p class="Handbook__text">{entry.solution.clone()}</p>
            {learnt}
        </article>
    }
    .into_any()
}
