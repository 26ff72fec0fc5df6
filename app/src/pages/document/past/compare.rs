//! Two versions beside each other: what is different, section by section, each place with what it held in either.

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    key,
    records::history::{Difference, Version},
    sync::device::{Look, Seen},
    time::Timestamp,
};

use super::{
    super::super::link::{Aspect, of_document},
    choose::{choose, in_words},
    difference::{Drawn, below_section, difference, section_in_words},
};
use crate::{
    memo::Memo,
    state::{Document, use_address},
    ui::live,
};

/// Draws it.
pub(in crate::pages) fn compare(document: Document, kind: DocumentKind, from: &Version, to: &Version) -> AnyView {
    let words = document.words;
    let look = Look::Compare { from: from.clone(), to: to.clone() };
    Effect::new(move || document.look(look.clone()));
    let asked = (from.clone(), to.clone());
    let found = Memo::new(move |_| {
        let read = |seen: &Seen| match seen {
            Seen::Compared { from, to, found } if (from, to) == (&asked.0, &asked.1) => Some(found.clone()),
            Seen::Compared { .. } | Seen::History(_) | Seen::Then(..) => None,
        };
        document.seen(read).flatten()
    });
    let versions = [from.clone(), to.clone()];
    let body = move || match found.get() {
        None => view! { <p class="Empty" aria-live="polite">{words.t(key!("past.reading"))}</p> }.into_any(),
        Some(None) => view! { <p class="Empty">{words.t(key!("past.never"))}</p> }.into_any(),
        Some(Some((differences, _))) if differences.is_empty() => {
            view! { <p class="Empty" id="compared">{words.t(key!("past.same"))}</p> }.into_any()
        }
        Some(Some((differences, times))) => drawn(document, &versions, &differences, times),
    };
    view! {
        <header class="CaseHead">
            <h1>{words.t(key!("past.compare"))}</h1>
        </header>
        {chosen(document, kind, from, to)}
        {live(body)}
    }
    .into_any()
}

/// The two versions, each to be changed for another.
fn chosen(document: Document, kind: DocumentKind, from: &Version, to: &Version) -> AnyView {
    let (address, here) = (use_address(), of_document(kind, document.id));
    let (before, after) = (RwSignal::new(from.clone()), RwSignal::new(to.clone()));
    let was = (from.clone(), to.clone());
    Effect::new(move || {
        let now = (before.get(), after.get());
        if now != was {
            address.go(&Aspect::Compare(now.0, now.1).address(&here));
        }
    });
    view! {
        <div class="Ways">
            {choose(document, "compare-from", key!("past.earlier"), before)}
            {choose(document, "compare-to", key!("past.later"), after)}
        </div>
    }
    .into_any()
}

fn drawn(document: Document, versions: &[Version; 2], differences: &[Difference], times: [Timestamp; 2]) -> AnyView {
    let words = document.words;
    let [before, after] = versions.each_ref().map(|version| in_words(document, version));
    let mut sections: Vec<(&str, Vec<&Difference>)> = Vec::new();
    for difference in differences {
        match sections.last_mut() {
            Some((section, of)) if *section == difference.path.section() => of.push(difference),
            Some(_) | None => sections.push((difference.path.section(), vec![difference])),
        }
    }
    let line = |it: &Difference| {
        let place = it.path.as_str().to_owned();
        let side = |name: &str, drawn| {
            view! { <div class="Compare__side"><p class="Compare__name">{name.to_owned()}</p>{difference(document, it, drawn)}</div> }
                .into_any()
        };
        view! {
            <div class="Compare__place" role="group" aria-label=below_section(document, &it.path) data-different=place>
                <h3>{below_section(document, &it.path)}</h3>
                <div class="Compare__sides">{side(&before, Drawn::Before)}{side(&after, Drawn::After)}</div>
            </div>
        }
        .into_any()
    };
    let sections = sections.into_iter().map(|(section, of)| {
        view! { <section class="Section"><h2>{section_in_words(words, section)}</h2>{of.into_iter().map(line).collect_view()}</section> }.into_any()
    });
    let [from, to] = times.map(Timestamp::minute);
    view! {
        <div class="Compare" id="compared">
            <p class="Quiet">{words.fill(key!("past.compared"), &[("n", &differences.len().to_string()), ("from", &from), ("to", &to)])}</p>
            {sections.collect_view()}
        </div>
    }
    .into_any()
}
