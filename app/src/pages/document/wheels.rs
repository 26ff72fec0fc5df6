//! The two wheels (6.1): what supervision and what assistance have come to in a case, beside each other, and how one drives the other.
//! Each figure leads to where it comes from.

use leptos::prelude::*;
use shared::{forms::Path, key, records::figures, stats::CaseFigures, words::Key};

use super::lead::lead_to;
use crate::memo::Memo;
use crate::{state::Document, ui::live};

/// What stands in the wheels.
#[derive(Clone, PartialEq, Eq)]
struct Told {
    measures: usize,
    recheck: Key,
    figures: CaseFigures,
}

/// A figure in a wheel: its name, what it says, the section from which it comes.
type Spoke = (Key, String, &'static str);

/// Draws them, folded until somebody wants to see.
pub(super) fn wheels(document: Document) -> AnyView {
    let words = document.words;
    let told = Memo::new(move |_| {
        let told = document.read(|view| {
            Some(Told {
                measures: view.content.live_rows(&Path::field("measures", "log")).count(),
                recheck: view.state.recheck_status(view.state.round).words(),
                figures: figures::of_case(document.id, &view.content, &view.state)?,
            })
        });
        told.flatten()
    });
    let drawn = move || told.get().map(|told| drawn(document, &told));
    view! {
        <details class="Wheels Fold">
            <summary>{words.t(key!("wheels.title"))}</summary>
            {live(drawn)}
        </details>
    }
    .into_any()
}

fn drawn(document: Document, told: &Told) -> AnyView {
    let words = document.words;
    let stop = if told.figures.stopped { key!("wheels.stopped") } else { key!("wheels.not_stopped") };
    let supervision = [
        (key!("section.measures"), told.measures.to_string(), "measures"),
        (key!("stop.title"), words.t(stop).to_owned(), "stop"),
        (key!("wheels.recheck"), words.t(told.recheck).to_owned(), "rectification"),
    ];
    let assistance = [
        (key!("wheels.visits"), told.figures.visits.len().to_string(), "visits"),
        (key!("wheels.causes"), told.figures.confirmed().len().to_string(), "causes"),
        (key!("wheels.advice"), told.figures.advice.len().to_string(), "visits"),
    ];
    view! {
        <div class="Wheels__both">
            {wheel(document, key!("wheels.supervision"), supervision, "supervision")}
            <div class="Wheels__links"><p>{words.t(key!("wheels.drives"))}</p><p>{words.t(key!("wheels.guides"))}</p></div>
            {wheel(document, key!("wheels.assistance"), assistance, "assistance")}
        </div>
    }
    .into_any()
}

fn wheel(document: Document, name: Key, spokes: [Spoke; 3], kind: &'static str) -> AnyView {
    let words = document.words;
    let spoke = |(name, says, section): Spoke| {
        let go = move |_| lead_to(document, Path::section_root(section));
        view! { <li><button type="button" class="Wheel__spoke" on:click=go><span>{words.t(name)}</span><strong>{says}</strong></button></li> }.into_any()
    };
    view! {
        <section class="Wheel" data-wheel=kind aria-label=words.t(name)>
            <h3>{words.t(name)}</h3>
            <ul>{spokes.map(spoke).collect_view()}</ul>
        </section>
    }
    .into_any()
}
