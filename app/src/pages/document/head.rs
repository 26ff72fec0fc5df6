//! What the document is: of a case who, which product, what failed; of others the kind and the title. Beneath, what is due
//! and what waits.

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    forms::Path,
    key,
    sync::device::DocumentView,
    workflow::{Badge, Deadline, DeadlineKind, badges},
};

use super::super::{documents::desk::said, link::CATALOGUE, mark::mark};
use crate::{
    data::clock,
    memo::Memo,
    state::{Document, Words, use_watched},
    ui::{Icon, icon, live, says},
};

/// The head of a case.
pub(super) fn of_case(document: Document) -> AnyView {
    let words = document.words;
    let intake = move |key| document.text(&Path::field("intake", key));
    let title = Memo::new(move |_| match intake("enterprise") {
        name if name.is_empty() => document.read(|view| document.names.title(&view.line.summary)).unwrap_or_default(),
        name => name,
    });
    let product = Memo::new(move |_| said(&[&intake("product"), &intake("model")]));
    let under = Memo::new(move |_| {
        let district = document.read(|view| view.state.parties.district).flatten().map(|district| words.t(district.words()).to_owned());
        let report = Some(intake("report_no")).filter(|report| !report.is_empty());
        district.into_iter().chain(report.map(|report| words.fill(key!("case.report"), &[("no", &report)]))).collect::<Vec<_>>().join(" · ")
    });
    let failed = Memo::new(move |_| document.read(failed).unwrap_or_default());
    let items = move || failed.get().into_iter().map(|item| view! { <li>{item}</li> }.into_any()).collect_view();
    view! {
        <header class="CaseHead">
            <h1>{says(move || title.get())}</h1>
            <p class="CaseHead__product">{says(move || product.get())}</p>
            <p class="Quiet">{says(move || under.get())}</p>
            <ul class="CaseHead__failed" aria-label=words.t(key!("case.failed"))>{live(items)}</ul>
            {watched(document)}
            {live(move || document.read(|view| mark(words, &view.line)))}
        </header>
    }
    .into_any()
}

/// The product is in the catalogue of key products (7.4): how closely it is watched, and the way there.
fn watched(document: Document) -> AnyView {
    let (words, watched) = (document.words, use_watched());
    let intake = move |key| document.text(&Path::field("intake", key));
    let listing = Memo::new(move |_| watched.watching(&intake("product_class"), &intake("product")));
    live(move || {
        let listing = listing.get()?;
        let (level, mode) = (listing.level?, listing.mode?);
        let text = words.fill(key!("catalogue.watched_as"), &[("level", words.t(level.words())), ("mode", words.t(mode.words()))]);
        Some(view! { <p><a class="Watched" href=CATALOGUE data-watched=level.code()>{icon(Icon::Danger)}<span>{text}</span></a></p> })
    })
}

/// The head of any other document.
pub(super) fn of_other(document: Document, kind: DocumentKind) -> AnyView {
    let words = document.words;
    let title = Memo::new(move |_| document.read(|view| document.names.title(&view.line.summary)).unwrap_or_default());
    let under = Memo::new(move |_| {
        let told = document.read(|view| (view.state.parties.district, view.state.version));
        let (district, version) = told.unwrap_or((None, 1));
        let district = district.map(|district| words.t(district.words()).to_owned());
        let version = (version > 1).then(|| words.count(key!("page.version"), version));
        district.into_iter().chain(version).collect::<Vec<_>>().join(" · ")
    });
    view! {
        <header class="CaseHead">
            <p class="Quiet">{words.t(kind.words())}</p>
            <h1>{says(move || title.get())}</h1>
            <p class="Quiet">{says(move || under.get())}</p>
            {live(move || document.read(|view| mark(words, &view.line)))}
        </header>
    }
    .into_any()
}

/// Each failed item with what was measured and what the standard asks for.
fn failed(view: &DocumentView) -> Vec<String> {
    let items = Path::field("intake", "failed_items");
    let said = view.content.live_rows(&items).map(|row| {
        let cell = |key| view.content.text(&items.row(&row.id).cell(key));
        [cell("item"), cell("measured"), cell("limit")].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" / ")
    });
    said.filter(|item| !item.is_empty()).collect()
}

/// What is wrong or waits, and what is due: the overdue first.
pub(super) fn marks(document: Document) -> AnyView {
    let words = document.words;
    let known = Memo::new(move |_| document.rules(|facts| (badges(facts), facts.deadlines.of(facts))));
    let state = Memo::new(move |_| document.read(|view| (view.state.closed, view.state.published)));
    live(move || {
        let (badges, mut due) = known.get()?;
        let (closed, published) = state.get().unwrap_or_default();
        let today = clock::now().day();
        due.sort_by_key(|deadline| (deadline.done.is_some(), !deadline.is_overdue(today)));
        let badges: Vec<AnyView> = badges.into_iter().map(|badge| one_badge(words, badge)).collect();
        let closed = closed.then(|| view! { <li class="Badge" data-badge="closed">{words.t(key!("page.closed"))}</li> }.into_any());
        let published =
            published.then(|| view! { <li class="Badge" data-badge="published">{words.t(key!("page.published"))}</li> }.into_any());
        let badges: Vec<AnyView> = closed.into_iter().chain(published).chain(badges).collect();
        let badges = (!badges.is_empty())
            .then(|| view! { <ul class="Badges" aria-label=words.t(key!("page.badges"))>{badges.into_iter().collect_view()}</ul> });
        let due = (!due.is_empty()).then(|| {
            let lines = due.iter().map(|deadline| one_deadline(words, deadline)).collect_view();
            view! { <ul class="Deadlines" aria-label=words.t(key!("page.deadlines"))>{lines}</ul> }
        });
        Some(view! { {badges}{due} })
    })
}

fn one_badge(words: Words, badge: Badge) -> AnyView {
    let is_grave = match badge {
        Badge::Overdue | Badge::ResumedEarly | Badge::OtherStop => true,
        Badge::NotFiled
        | Badge::Returned
        | Badge::NotBriefed
        | Badge::OneMember
        | Badge::ChangedAfterSigning
        | Badge::ReportCorrected
        | Badge::ObjectionOpen
        | Badge::TransferOpen
        | Badge::ApplicationOpen
        | Badge::PaperUnconfirmed
        | Badge::Disputed => false,
    };
    view! { <li class="Badge" class:Badge--danger=is_grave class:Badge--waiting=!is_grave data-badge=badge.code()>{words.t(badge.words())}</li> }
        .into_any()
}

fn one_deadline(words: Words, deadline: &Deadline) -> AnyView {
    let today = clock::now().day();
    let days = (today - deadline.due).num_days();
    let due = deadline.due.to_string();
    let (state, text) = match deadline.done {
        Some(done) if deadline.was_late() => ("late", words.fill(key!("due.late"), &[("day", &due), ("done", &done.to_string())])),
        Some(done) => ("done", words.fill(key!("due.done"), &[("done", &done.to_string())])),
        None if deadline.kind == DeadlineKind::SecondRecheckFrom => ("from", words.fill(key!("due.from"), &[("day", &due)])),
        None if deadline.is_overdue(today) => ("overdue", words.fill(key!("due.overdue"), &[("day", &due), ("n", &days.to_string())])),
        None => ("open", words.fill(key!("due.open"), &[("day", &due), ("n", &(-days).to_string())])),
    };
    let (who, _) = deadline.kind.owner();
    view! {
        <li data-deadline=deadline.kind.code() data-due=state>
            <strong>{words.t(deadline.kind.words())}</strong>" "<span>{text}</span>" "<span class="Quiet">{words.t(who.words())}</span>
        </li>
    }
    .into_any()
}
