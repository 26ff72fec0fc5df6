//! The past of a document: who changed what, how it was, what is different between two versions.

mod choose;
mod compare;
pub(super) mod difference;
mod sitting;
mod then;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::PersonId,
    key,
    records::history::Version,
    sync::device::{Look, Past, Seen},
    workflow::Entry,
};

use super::{
    super::link::{Aspect, of_document},
    versions::name,
};
use crate::{
    memo::Memo,
    state::{Document, use_address},
    ui::{live, says},
};
pub(super) use choose::in_words as version_in_words;
use choose::{choose, one_of};
pub(in crate::pages) use compare::compare;
use difference::section_in_words;
pub(in crate::pages) use then::then;

/// So many sittings are drawn before the person asks for more.
const PAGE: u32 = 30;

/// Who changed what, when, on which device, day by day, with what counted in between.
pub(in crate::pages) fn history(document: Document, kind: DocumentKind) -> AnyView {
    let words = document.words;
    let (by, section, most) = (RwSignal::new(None::<PersonId>), RwSignal::new(None::<String>), RwSignal::new(PAGE));
    Effect::new(move || document.look(Look::History { by: by.get(), section: section.get(), most: most.get() }));
    let past = Memo::new(move |_| {
        let past = |seen: &Seen| if let Seen::History(past) = seen { Some(past.clone()) } else { None };
        document.seen(past).flatten()
    });
    let days = move || match past.get() {
        None => view! { <p class="Empty" aria-live="polite">{words.t(key!("past.reading"))}</p> }.into_any(),
        Some(past) => by_day(document, kind, &past, by.get_untracked(), section.with_untracked(Option::is_some)),
    };
    let more = move || {
        let rest = past.with(|past| past.as_ref().map_or(0, |past| past.total.saturating_sub(most.get())));
        (rest > 0).then(|| view! { <button type="button" class="Button" on:click=move |_| most.update(|most| *most += PAGE)>{words.count(key!("past.more"), rest)}</button> })
    };
    view! {
        <header class="CaseHead">
            <h1>{words.t(key!("past.title"))}</h1>
            <p class="Quiet">{says(move || document.read(|view| document.names.title(&view.line.summary)).unwrap_or_default())}</p>
        </header>
        {ways(document, kind)}
        {filters(document, past, by, section)}
        <div id="past">{live(days)}</div>
        {live(more)}
    }
    .into_any()
}

/// The ways to a version and to a comparison.
fn ways(document: Document, kind: DocumentKind) -> AnyView {
    let (words, address) = (document.words, use_address());
    let here = of_document(kind, document.id);
    let (from, to) = (RwSignal::new(Version::Entry(0)), RwSignal::new(Version::Now));
    let of_look = here.clone();
    let look = move |_| address.go(&Aspect::Then(from.get_untracked()).address(&of_look));
    let compare = move |_| address.go(&Aspect::Compare(from.get_untracked(), to.get_untracked()).address(&here));
    view! {
        <section class="Ways" aria-label=words.t(key!("past.ways"))>
            {choose(document, "past-from", key!("past.version"), from)}
            <button type="button" class="Button" id="past-look" on:click=look>{words.t(key!("past.look"))}</button>
            {choose(document, "past-to", key!("past.with"), to)}
            <button type="button" class="Button" id="past-compare" on:click=compare>{words.t(key!("past.compare"))}</button>
        </section>
    }
    .into_any()
}

fn filters(document: Document, past: Memo<Option<Past>>, by: RwSignal<Option<PersonId>>, section: RwSignal<Option<String>>) -> AnyView {
    let words = document.words;
    let people = Memo::new(move |_| {
        let people = past.with(|past| past.as_ref().map(|past| past.people.clone())).unwrap_or_default();
        people.into_iter().map(|person| (person.to_string(), name(document, Some(person)))).collect::<Vec<_>>()
    });
    let sections = Memo::new(move |_| {
        let sections = past.with(|past| past.as_ref().map(|past| past.sections.clone())).unwrap_or_default();
        sections.into_iter().map(|section| (section.clone(), section_in_words(words, &section))).collect::<Vec<_>>()
    });
    let set_by = Callback::new(move |chosen: String| by.set(chosen.parse().ok()));
    let set_section = Callback::new(move |chosen: String| section.set(Some(chosen).filter(|chosen| !chosen.is_empty())));
    view! {
        <div class="Ways">
            {one_of(words, "past-by", key!("past.by"), people, set_by)}
            {one_of(words, "past-section", key!("past.section"), sections, set_section)}
        </div>
    }
    .into_any()
}

/// Sittings and acts together, the last first, under their days.
fn by_day(document: Document, kind: DocumentKind, past: &Past, by: Option<PersonId>, is_of_section: bool) -> AnyView {
    let is_whole = past.sittings.len() >= usize::try_from(past.total).unwrap_or(usize::MAX);
    let oldest = past.sittings.last().map(|sitting| sitting.times[1]);
    let entries: Vec<Entry> = document.read(|view| view.state.entries.clone()).unwrap_or_default();
    let is_shown = |entry: &&Entry| {
        !is_of_section && by.is_none_or(|by| entry.by == by) && (is_whole || oldest.is_none_or(|oldest| entry.at >= oldest))
    };
    let acts = entries.iter().filter(is_shown).map(|entry| (entry.at, sitting::act(document, kind, entry)));
    let sittings = past.sittings.iter().map(|one| (one.times[1], sitting::sitting(document, kind, one)));
    let mut lines: Vec<_> = acts.chain(sittings).collect();
    lines.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let mut days: Vec<(String, Vec<AnyView>)> = Vec::new();
    for (at, line) in lines {
        let day = at.day().to_string();
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line),
            Some(_) | None => days.push((day, vec![line])),
        }
    }
    if days.is_empty() {
        return view! { <p class="Empty">{document.words.t(key!("past.nothing"))}</p> }.into_any();
    }
    let drawn = days.into_iter().map(|(day, lines)| {
        let name = day.clone();
        view! { <section class="Section" data-day=name><h2>{day}</h2><ol class="History">{lines.into_iter().collect_view()}</ol></section> }
            .into_any()
    });
    drawn.collect_view().into_any()
}
