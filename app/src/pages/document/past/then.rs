//! A document as it was: the same form, only read, under a banner that says so.

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    forms::{self, Path, Section},
    key,
    records::history::Version,
    sync::device::{Look, Seen},
};

use super::{
    super::{
        super::link::{Aspect, of_document},
        field::fields,
        head, sheet,
    },
    choose::in_words,
    difference::section_in_words,
};
use crate::{memo::Memo, state::Document, ui::live};

/// Draws it.
pub(in crate::pages) fn then(document: Document, kind: DocumentKind, version: &Version) -> AnyView {
    let words = document.words;
    let of_look = version.clone();
    Effect::new(move || document.look(Look::Then(of_look.clone())));
    let asked = version.clone();
    let seen = Memo::new(move |_| {
        let read = |seen: &Seen| match seen {
            Seen::Then(version, then) if *version == asked => Some(then.as_ref().map(|then| (then.at, then.view.heads.clone()))),
            Seen::Then(..) | Seen::History(_) | Seen::Compared { .. } => None,
        };
        document.seen(read).flatten()
    });
    let version = version.clone();
    live(move || match seen.get() {
        None => view! { <p class="Empty" aria-live="polite">{words.t(key!("past.reading"))}</p> }.into_any(),
        Some(None) => view! { <p class="Empty">{words.t(key!("past.never"))}</p> }.into_any(),
        Some(Some((at, heads))) => {
            let (here, name) = (of_document(kind, document.id), in_words(document, &version));
            let id = heads.iter().map(|head| head.to_hex()[..8].to_owned()).collect::<Vec<_>>().join(" ");
            let compare = Aspect::Compare(version.clone(), Version::Now).address(&here);
            view! {
                <aside class="Notice Notice--tall" id="then" role="status" data-version=version.to_string()>
                    <p><strong>{words.fill(key!("past.then"), &[("version", &name)])}</strong></p>
                    <p class="Quiet">{words.fill(key!("past.then_id"), &[("time", &at.minute()), ("id", &id)])}</p>
                    <div class="Row">
                        <a class="Button" href=here>{words.t(key!("past.to_now"))}</a>
                        <a class="Button" href=compare>{words.t(key!("past.compare_now"))}</a>
                    </div>
                </aside>
                {form(document.then(), kind, &version)}
            }
            .into_any()
        }
    })
}

fn form(document: Document, kind: DocumentKind, version: &Version) -> AnyView {
    let words = document.words;
    let head = if kind == DocumentKind::Case { head::of_case(document) } else { head::of_other(document, kind) };
    let rounds = untrack(|| document.read(|view| view.state.round)).unwrap_or(1);
    let section = |section: &'static Section| {
        let rounds = if section.has_rounds() { rounds } else { 1 };
        let of_round = |round| {
            let root = Path::section_root(&forms::of_round(section, round));
            let title = section_in_words(words, root.as_str());
            let print = sheet::way(document, section, round, version);
            view! { <section class="Section" data-section=root.as_str().to_owned()><h2>{title}</h2>{print}{fields(document, &root, section.fields, false)}</section> }
                .into_any()
        };
        (1..=rounds).filter(|round| section.is_asked_in(*round)).map(of_round).collect_view()
    };
    view! { {head}{forms::of(kind).iter().copied().map(section).collect_view()} }.into_any()
}
