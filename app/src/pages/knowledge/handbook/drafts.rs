//! What waits to be written into the handbook: drafts that closed cases and the practices of reports make, for those who write it.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    key,
    library::{
        drafts::{self, Draft},
        handbook::{self, Entry},
    },
    stats::{CaseFigures, Filter, knowledge},
    time::Timestamp,
    workflow::{Act, rule},
};

use super::super::begin;
use crate::memo::Memo;
use crate::{
    state::{Words, use_documents, use_names, use_readings, use_session},
    ui::{Icon, icon, live},
};

/// The documents of which drafts are made: closed cases whose causes were remedied, and reports; none for those who write no handbook.
pub(super) fn wanted(entries: Memo<Arc<Vec<Entry>>>) -> Memo<Vec<(DocumentId, Timestamp)>> {
    let (documents, names) = (use_documents(), use_names());
    let writes = writes();
    Memo::new(move |_| {
        if !writes {
            return Vec::new();
        }
        let told: Vec<DocumentId> = entries.with(|entries| entries.iter().flat_map(|entry| entry.cases.clone()).collect());
        let learnt = knowledge::entries(&names.case_figures(), &Filter::of_all_time());
        let cases: Vec<DocumentId> = learnt.into_iter().flat_map(|entry| entry.remedied.of).filter(|id| !told.contains(id)).collect();
        documents.with(|lines| {
            let summaries = lines.iter().flatten().filter(|line| line.is_complete).map(|line| &line.summary);
            let is_wanted = |kind, id| kind == DocumentKind::Report || cases.contains(&id);
            summaries.filter(|one| is_wanted(one.kind, one.id)).map(|one| (one.id, one.moved_at)).collect()
        })
    })
}

/// Whether this person writes the handbook.
fn writes() -> bool {
    let person = untrack(|| use_session().person());
    person.is_some_and(|person| rule(DocumentKind::Handbook, Act::Open).is_some_and(|rule| rule.roles.contains(&person.role)))
}

/// The way to them, and they themselves.
pub(super) fn drafts(words: Words, entries: Memo<Arc<Vec<Entry>>>) -> Option<(AnyView, AnyView)> {
    if !writes() {
        return None;
    }
    let (names, readings, documents) = (use_names(), use_readings(), use_documents());
    let all = Memo::new(move |_| {
        let figures: Vec<CaseFigures> = names.case_figures();
        let read = |id| readings.of(id).map(|read| read.content.clone());
        entries.with(|told| {
            let of_cases = drafts::of_cases(&figures, &read, told, words.language());
            let reports: BTreeMap<DocumentId, String> = documents.with(|lines| {
                let reports = lines.iter().flatten().map(|line| &line.summary).filter(|one| one.kind == DocumentKind::Report);
                reports.map(|one| (one.id, names.title(one))).collect()
            });
            let of_reports = reports.into_iter().filter_map(|(id, title)| Some(drafts::of_report(&title, &readings.of(id)?.content, told)));
            of_cases.into_iter().chain(of_reports.flatten()).collect::<Vec<_>>()
        })
    });
    let begin = begin::beginner(DocumentKind::Handbook);
    let drawn = move || {
        all.with(|all| match all.as_slice() {
            [] => view! { <p class="Empty">{words.t(key!("handbook.no_drafts"))}</p> }.into_any(),
            all => view! { <ul class="Cards" id="handbook-waiting">{all.iter().map(|one| draft(words, one, begin)).collect_view()}</ul> }
                .into_any(),
        })
    };
    let go = move |_| {
        if let Some(there) = document().get_element_by_id("handbook-drafts-title") {
            there.scroll_into_view();
        }
    };
    let way = move || {
        let n = all.with(Vec::len);
        (n > 0).then(|| view! { <button type="button" class="Button" on:click=go>{icon(Icon::Down)}{words.count(key!("handbook.to_drafts"), n)}</button> })
    };
    let view = view! {
        <section class="Handbook__waiting" aria-labelledby="handbook-drafts-title">
            <h2 id="handbook-drafts-title">{words.t(key!("handbook.drafts"))}</h2>
            <p class="Quiet">{words.t(key!("handbook.drafts_lead"))}</p>
            {live(drawn)}
        </section>
    };
    Some((live(way), view.into_any()))
}

fn draft(words: Words, draft: &Draft, begin: begin::Beginner) -> AnyView {
    let chapter =
        draft.chapter.map_or_else(|| words.t(key!("handbook.choose_chapter")).to_owned(), |one| handbook::title_of(one, words.language()));
    let cases = (!draft.cases.is_empty()).then(|| words.count(key!("handbook.of_cases"), draft.cases.len()));
    let source = Some(draft.source.clone()).filter(|source| !source.is_empty());
    let under = [Some(chapter), cases, source].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let title = draft.problem.lines().next().unwrap_or_default().to_owned();
    let rest = draft.problem.split_once('\n').map(|(_, rest)| rest.to_owned());
    let (name, edits) = (title.clone(), draft.edits());
    let take = move |_| begin.run((name.clone(), edits.clone()));
    view! {
        <li class="Card" data-draft=draft.chapter.map_or("", |chapter| chapter.code())>
            <strong class="CaseCard__who">{title}</strong>
            <p class="Quiet">{under}</p>
            {rest.map(|rest| view! { <p class="Handbook__text">{rest}</p> })}
            <p class="Handbook__text">{draft.solution.clone()}</p>
            <button type="button" class="Button" on:click=take>{icon(Icon::Add)}{words.t(key!("handbook.begin"))}</button>
        </li>
    }
    .into_any()
}
