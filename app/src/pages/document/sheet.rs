//! An annex as paper (A–F): drawn from the table of its sheet, with version and content hash in the foot of every page. The browser
//! prints it, with or without a network.

mod factor;
mod part;
mod said;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    forms::{
        self, Path, Section,
        sheets::{self, Sheet},
    },
    key, signing,
    sync::device::DocumentView,
};

use super::super::link::{Aspect, of_document};
use crate::{
    data::clock,
    state::{Document, Words},
    ui::{Icon, icon, live},
};

/// Where the fields of a sheet are read.
#[derive(Clone)]
struct Ink {
    document: Document,
    section: &'static Section,
    round: u16,
    /// The map in which the fields stand: the form, or the row that is a sheet of its own.
    at: Path,
}

impl Ink {
    /// A place of the sheet; a key that begins with a section is a place of the document.
    fn place(&self, key: &str) -> Path {
        if key.contains('.') { Path::of_text(key) } else { self.at.cell(key) }
    }

    fn rows(&self, table: &Path) -> Vec<Path> {
        let rows = self.document.read(|view| view.content.live_rows(table).map(|row| table.row(&row.id)).collect());
        rows.unwrap_or_default()
    }

    fn below(&self, at: Path) -> Self {
        Self { at, ..self.clone() }
    }
}

/// The way to the paper of a section, where it is an annex.
pub(super) fn way(document: Document, section: &'static Section, round: u16) -> Option<AnyView> {
    sheets::of(section.key)?;
    let words = document.words;
    let kind = untrack(|| document.read(|view| view.state.kind))?;
    let to = Aspect::Sheet(forms::of_round(section, round)).address(&of_document(kind, document.id));
    let name = words.fill(key!("sheet.of"), &[("form", words.t(section.title))]);
    Some(view! { <a class="Button Button--print" href=to aria-label=name data-print=section.key>{icon(Icon::Print)}{words.t(key!("sheet.print"))}</a> }.into_any())
}

/// Draws the paper of a section, named with its round.
pub(in crate::pages) fn sheet(document: Document, kind: DocumentKind, key: &str) -> AnyView {
    let words = document.words;
    let (base, round) = forms::round_of(key);
    let section = forms::of(kind).iter().copied().find(|section| section.key == base);
    let Some((section, sheet)) = section.zip(sheets::of(base)) else {
        return view! { <p class="Empty">{words.t(key!("sheet.none"))}</p> }.into_any();
    };
    // Whoever prints on a device that refuses has the browser's own menu.
    let print = move |_| drop(window().print());
    let root = sheet.root(round);
    let ink = Ink { document, section, round, at: root };
    let (title, here) = (words.t(section.title), of_document(kind, document.id));
    view! {
        <header class="SheetHead">
            <h1>{title}</h1>
            <div class="Row">
                <a class="Button" href=here>{icon(Icon::Back)}{words.t(key!("sheet.back"))}</a>
                <button type="button" class="Button Button--primary" id="print" on:click=print>{icon(Icon::Print)}{words.t(key!("sheet.print"))}</button>
            </div>
        </header>
        <div class="Papers" class:Papers--wide=sheet.is_wide role="region" aria-label=title tabindex="0">{live(move || papers(&ink, sheet))}</div>
    }
    .into_any()
}

/// One paper, or one for each row.
fn papers(ink: &Ink, sheet: &'static Sheet) -> AnyView {
    let Some(table) = sheet.each else { return paper(ink, sheet) };
    let rows = ink.rows(&ink.at.cell(table));
    if rows.is_empty() {
        return view! { <p class="Empty">{ink.document.words.t(key!("sheet.empty"))}</p> }.into_any();
    }
    rows.into_iter().map(|row| paper(&ink.below(row), sheet)).collect_view().into_any()
}

/// The foot of a table is printed at the foot of every page over which it goes.
fn paper(ink: &Ink, sheet: &'static Sheet) -> AnyView {
    let parts = sheet.parts.iter().map(|part| part::part(ink, part)).collect_view();
    let foot = ink.document.read(|view| foot(ink, view)).unwrap_or_default();
    let foot = foot.into_iter().map(|line| view! { <p>{line}</p> }.into_any()).collect_view();
    view! {
        <table class="Paper" role="presentation" data-paper=ink.at.as_str().to_owned()>
            <tbody><tr><td class="Paper__body">{parts}</td></tr></tbody>
            <tfoot><tr><td class="Paper__foot">{foot}</td></tr></tfoot>
        </table>
    }
    .into_any()
}

/// What the paper shows: the form, the version, when it was printed; the hash of the form's content, by which two papers are compared.
fn foot(ink: &Ink, view: &DocumentView) -> Vec<String> {
    let words = ink.document.words;
    let heads = view.heads.iter().map(|head| head.to_hex()[..8].to_owned()).collect::<Vec<_>>().join(" ");
    let version = format!("{} ({heads})", view.state.version);
    let time = clock::now().minute();
    let form = title(words, ink);
    let line = words.fill(key!("sheet.foot"), &[("form", &form), ("version", &version), ("time", &time)]);
    let hash = signing::content_hash(&view.content, ink.section, ink.round).to_hex();
    let hash = words.fill(key!("sheet.hash"), &[("hash", &hash)]);
    let is_unconfirmed = view.line.saved + view.line.sent + view.line.refused > 0;
    let unconfirmed = is_unconfirmed.then(|| words.t(key!("sheet.unconfirmed")).to_owned());
    [line, hash].into_iter().chain(unconfirmed).collect()
}

fn title(words: Words, ink: &Ink) -> String {
    let title = words.t(ink.section.title);
    if ink.round > 1 { format!("{title} · {}", words.count(key!("case.round"), ink.round)) } else { title.to_owned() }
}
