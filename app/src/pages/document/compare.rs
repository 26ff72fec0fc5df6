//! Before and after: two pictures laid over each other, with a slider between them.

use leptos::prelude::*;
use shared::{
    files::{FileKind, Named},
    forms::Path,
    ids::Hash,
    key,
    vocab::BeforeAfter,
};

use crate::{
    data::files::{Seen, Wanted},
    memo::Memo,
    state::{Document, use_files},
    ui::live,
};

/// Where pictures say when they were taken.
pub(super) const SECTION: &str = "evidence";
/// What both pictures of a pair may show: the same cause, action or material.
const TIES: [&str; 3] = ["cause", "action", "material"];

#[derive(Clone, PartialEq, Eq)]
struct Pair {
    before: Picture,
    after: Picture,
}

#[derive(Clone, PartialEq, Eq)]
struct Picture {
    hash: Hash,
    kind: Option<FileKind>,
    caption: String,
    ties: [String; 3],
}

/// Draws every pair.
pub(super) fn compare(document: Document) -> AnyView {
    let words = document.words;
    let pairs = Memo::new(move |_| pairs(document));
    live(move || {
        let pairs = pairs.get();
        (!pairs.is_empty()).then(|| {
            let drawn = pairs.into_iter().map(|pair| draw(document, pair)).collect_view();
            view! { <div class="Rows" id="compare"><h3 class="Rows__title">{words.t(key!("files.compare.title"))}</h3>{drawn}</div> }
        })
    })
}

/// Each picture taken after is laid over one taken before that shows the same, or else over the last one taken before.
fn pairs(document: Document) -> Vec<Pair> {
    let (before, after) = (pictures(document, BeforeAfter::Before), pictures(document, BeforeAfter::After));
    let same = |one: &Picture, other: &Picture| one.ties.iter().zip(&other.ties).any(|(a, b)| !a.is_empty() && a == b);
    let pair = |after: &Picture| {
        let before = before.iter().find(|before| same(before, after)).or(before.last())?;
        Some(Pair { before: before.clone(), after: after.clone() })
    };
    after.iter().filter_map(pair).collect()
}

fn pictures(document: Document, when: BeforeAfter) -> Vec<Picture> {
    let table = Path::field(SECTION, "rows");
    let rows = document.read(|view| {
        let content = &view.content;
        let rows = content.live_rows(&table).map(|row| table.row(&row.id)).filter(|row| content.text(&row.cell("when")) == when.code());
        let of_row = |row: Path| {
            let (caption, ties) = (content.text(&row.cell("caption")).to_owned(), TIES.map(|tie| content.text(&row.cell(tie)).to_owned()));
            content.marks(&row.cell("files")).iter().filter_map(move |mark| {
                let kind = FileKind::of_name(&Named::of_text(&mark.text).name);
                let hash = Hash::of_hex(&mark.option).filter(|_| kind.is_some_and(FileKind::is_picture))?;
                Some(Picture { hash, kind, caption: caption.clone(), ties: ties.clone() })
            })
        };
        rows.flat_map(of_row).collect::<Vec<_>>()
    });
    rows.unwrap_or_default()
}

fn draw(document: Document, Pair { before, after }: Pair) -> AnyView {
    let words = document.words;
    let percent = RwSignal::new("50".to_owned());
    // What is left of the slider shows the picture taken before.
    let cut = move || format!("inset(0 0 0 {}%)", percent.get());
    let captions = [before.caption.clone(), after.caption.clone()];
    let captions = captions.into_iter().filter(|caption| !caption.is_empty()).collect::<Vec<_>>().join(" → ");
    view! {
        <figure class="BeforeAfter__pair">
            <div class="BeforeAfter">
                {picture(&before)}
                <div class="BeforeAfter__over" style:clip-path=cut>{picture(&after)}</div>
                <span class="BeforeAfter__word BeforeAfter__word--before">{words.t(key!("files.compare.before"))}</span>
                <span class="BeforeAfter__word BeforeAfter__word--after">{words.t(key!("files.compare.after"))}</span>
            </div>
            <input class="BeforeAfter__slide" type="range" min="0" max="100" prop:value=percent aria-label=words.t(key!("files.compare.slide"))
                on:input=move |event| percent.set(event_target_value(&event))/>
            <figcaption class="Quiet">{captions}</figcaption>
        </figure>
    }
    .into_any()
}

fn picture(it: &Picture) -> AnyView {
    let seen = use_files().look(Wanted { hash: it.hash, kind: it.kind, is_whole: true });
    let alt = it.caption.clone();
    live(move || match seen.get() {
        Some(Seen::Here(address)) => Some(view! { <img class="BeforeAfter__picture" src=address.text() alt=alt.clone()/> }),
        Some(Seen::Away | Seen::Nowhere | Seen::Undrawn) | None => None,
    })
}
