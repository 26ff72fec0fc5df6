//! An annex as paper (A–F), as it is or as it was in an earlier version: version and content hash stand in the foot of every page. The browser
//! prints it, and it is saved as a text for office programs; with or without a network.

mod part;

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    forms::{
        self, Path, Section,
        sheets::{self, Printed},
    },
    key,
    records::history::Version,
    signing,
    sync::device::{DocumentView, Look},
};

use super::{
    super::link::{Aspect, of_document},
    past,
};
use crate::{
    data::{clock, table},
    memo::Memo,
    state::{Document, Words},
    ui::{Icon, icon, live, says},
};

/// The way to the paper of a section, where it is an annex.
pub(super) fn way(document: Document, section: &'static Section, round: u16, version: &Version) -> Option<AnyView> {
    sheets::of(section.key)?;
    let words = document.words;
    let kind = untrack(|| document.read(|view| view.state.kind))?;
    let key = forms::of_round(section, round);
    let to = Aspect::Sheet(version.clone(), key).address(&of_document(kind, document.id));
    let name = words.fill(key!("sheet.of"), &[("form", words.t(section.title))]);
    Some(view! { <a class="Button Button--print" href=to aria-label=name data-print=section.key>{icon(Icon::Print)}{words.t(key!("sheet.print"))}</a> }.into_any())
}

/// Draws the paper of a section, named with its round.
pub(in crate::pages) fn sheet(now: Document, kind: DocumentKind, version: &Version, key: &str) -> AnyView {
    let words = now.words;
    let (base, round) = forms::round_of(key);
    let section = forms::of(kind).iter().copied().find(|section| section.key == base);
    let Some((section, sheet)) = section.zip(sheets::of(base)) else {
        return view! { <p class="Empty">{words.t(key!("sheet.none"))}</p> }.into_any();
    };
    let is_past = *version != Version::Now;
    if is_past {
        let version = version.clone();
        Effect::new(move || now.look(Look::Then(version.clone())));
    }
    let paper = Paper { document: if is_past { now.then() } else { now }, now, section, round, version: version.clone() };
    let papers = Memo::new(move |_| paper.document.spoken(|spoken| sheets::papers(sheet, spoken, round)));
    let paper = StoredValue::new(paper);
    // Whoever prints on a device that refuses has the browser's own menu.
    let print = move |_| drop(window().print());
    let save = move |_| {
        let (title, foot) = paper.with_value(|paper| untrack(|| (title(words, paper), paper.foot())));
        let file =
            papers.with_untracked(|papers| papers.as_ref().map(|papers| sheets::docx(sheet, papers, &title, foot, words.language())));
        file.into_iter().for_each(|file| table::save_bytes(&format!("{title}.docx"), &file));
    };
    let has_any = Memo::new(move |_| papers.with(|papers| papers.as_ref().is_some_and(|papers| !papers.is_empty())));
    let ways = move || {
        has_any.get().then(|| {
            view! {
                <button type="button" class="Button" id="save-docx" on:click=save>{icon(Icon::Save)}{words.t(key!("sheet.word"))}</button>
                <button type="button" class="Button Button--primary" id="print" on:click=print>{icon(Icon::Print)}{words.t(key!("sheet.print"))}</button>
            }
        })
    };
    let drawn = move || {
        papers.with(|papers| match papers.as_deref() {
            None => view! { <p class="Empty" aria-live="polite">{words.t(key!("past.reading"))}</p> }.into_any(),
            Some([]) => view! { <p class="Empty">{words.t(key!("sheet.empty"))}</p> }.into_any(),
            Some(papers) => {
                let foot = paper.with_value(Paper::foot);
                papers.iter().map(|(at, parts)| one(words, at, parts, &foot)).collect_view().into_any()
            }
        })
    };
    let (title, here) = (words.t(section.title), of_document(kind, now.id));
    let is_large = RwSignal::new(false);
    let size = move || words.t(if is_large.get() { key!("sheet.fit") } else { key!("sheet.large") });
    let back = if is_past { Aspect::Then(version.clone()).address(&here) } else { here };
    let was = is_past.then(|| view! { <p class="Quiet" data-version=version.to_string()>{paper.with_value(|paper| paper.was())}</p> });
    view! {
        <header class="SheetHead">
            <div><h1>{title}</h1>{was}</div>
            <div class="Row">
                <a class="Button" class:SheetHead__back=!is_past href=back>{icon(Icon::Back)}{words.t(key!("sheet.back"))}</a>
                {live(ways)}
                <button type="button" class="Button SheetHead__size" id="sheet-size" on:click=move |_| is_large.update(|is_large| *is_large = !*is_large)>
                    {icon(Icon::Search)}{says(size)}
                </button>
            </div>
        </header>
        <div class="Papers" class:Papers--wide=sheet.is_wide class:Papers--large=move || is_large.get() role="region" aria-label=title tabindex="0">{live(drawn)}</div>
    }
    .into_any()
}

/// What is printed.
#[derive(Clone)]
struct Paper {
    /// In the version that is printed.
    document: Document,
    now: Document,
    section: &'static Section,
    round: u16,
    version: Version,
}

impl Paper {
    fn was(&self) -> String {
        let version = past::version_in_words(self.now, &self.version);
        self.now.words.fill(key!("past.then"), &[("version", &version)])
    }

    /// What the paper shows: the form, the version, when it was printed; the hash of the form's content, by which two papers are compared.
    fn foot(&self) -> Vec<String> {
        let words = self.now.words;
        let lines = self.document.read(|view: &DocumentView| {
            let heads = view.heads.iter().map(|head| head.to_hex()[..8].to_owned()).collect::<Vec<_>>().join(" ");
            let version = format!("{} ({heads})", view.state.version);
            let time = clock::now().minute();
            let line = words.fill(key!("sheet.foot"), &[("form", &title(words, self)), ("version", &version), ("time", &time)]);
            let hash = signing::content_hash(&view.content, self.section, self.round).to_hex();
            let hash = words.fill(key!("sheet.hash"), &[("hash", &hash)]);
            let is_unconfirmed = self.version == Version::Now && view.line.saved + view.line.sent + view.line.refused > 0;
            let unconfirmed = is_unconfirmed.then(|| words.t(key!("sheet.unconfirmed")).to_owned());
            let was = (self.version != Version::Now).then(|| self.was());
            [Some(line), was, Some(hash), unconfirmed].into_iter().flatten().collect()
        });
        lines.unwrap_or_default()
    }
}

fn title(words: Words, paper: &Paper) -> String {
    let title = words.t(paper.section.title);
    if paper.round > 1 { format!("{title} · {}", words.count(key!("case.round"), paper.round)) } else { title.to_owned() }
}

/// The foot of a table is printed at the foot of every page over which it goes.
fn one(words: Words, at: &Path, parts: &[Printed], foot: &[String]) -> AnyView {
    let parts = parts.iter().map(|part| part::part(words, part)).collect_view();
    let foot = foot.iter().map(|line| view! { <p>{line.clone()}</p> }.into_any()).collect_view();
    view! {
        <table class="Paper" role="presentation" data-paper=at.as_str().to_owned()>
            <tbody><tr><td class="Paper__body">{parts}</td></tr></tbody>
            <tfoot><tr><td class="Paper__foot">{foot}</td></tr></tfoot>
        </table>
    }
    .into_any()
}
