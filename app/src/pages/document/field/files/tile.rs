//! One file in the grid: its picture, its name, where it is.

use leptos::{prelude::*, web_sys::MouseEvent};
use shared::{
    files::FileKind,
    forms::Path,
    ids::Hash,
    key,
    sync::media::{FileLine, Progress},
};

use super::viewer::{Viewed, Viewing};
use crate::{
    data::{
        files::{Seen, Wanted},
        still::still,
    },
    memo::Memo,
    state::{Document, Words, use_files},
    ui::{Icon, icon, live, says},
};

/// A file of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    pub(super) name: String,
    /// `None` until it is made ready.
    pub(super) hash: Option<Hash>,
    /// It stands in the document.
    pub(super) is_named: bool,
    /// As long as the relay does not have it from here.
    pub(super) line: Option<FileLine>,
}

impl Tile {
    /// A file keeps its tile from the moment it is ready.
    pub(super) fn key(&self) -> String {
        match (&self.hash, &self.line) {
            (Some(hash), _) => hash.to_hex(),
            (None, Some(line)) => line.id.clone(),
            (None, None) => self.name.clone(),
        }
    }

    /// What it is, or what its name claims.
    pub(super) fn kind(&self) -> Option<FileKind> {
        self.line.as_ref().map(|line| line.kind).or_else(|| FileKind::of_name(&self.name))
    }

    /// What is to be seen of it.
    pub(super) fn wanted(&self, is_whole: bool) -> Option<Wanted> {
        Some(Wanted { hash: self.hash?, kind: self.kind(), is_whole })
    }
}

/// Draws it.
pub(super) fn tile(document: Document, path: &Path, of: Memo<Option<Tile>>, is_writable: bool, viewing: Viewing) -> AnyView {
    let words = document.words;
    let Some(first) = of.get_untracked() else { return ().into_any() };
    let seen = first.wanted(false).map(|wanted| use_files().look(wanted));
    let name = first.name.clone();
    let alt = name.clone();
    let video = first.wanted(true).filter(|wanted| wanted.kind.is_some_and(FileKind::is_video));
    let picture = move || {
        let seen = seen.and_then(|seen| seen.get());
        // Of a video there is a small picture once somebody has looked at it here.
        let has_none = matches!(seen, Some(Seen::Away | Seen::Undrawn));
        view! { {video.filter(|_| has_none).map(make_still)}{picture(seen, &first, &alt)} }
    };
    let state = move || of.with(|tile| tile.as_ref().map(|tile| state(words, tile, seen.and_then(|seen| seen.get()).as_ref())));
    let code = move || of.with(|tile| tile.as_ref().map(|tile| code(tile, seen.and_then(|seen| seen.get()).as_ref()))).unwrap_or_default();
    let open = move |_| viewing.show(of.get_untracked().map(|tile| Viewed { kind: tile.kind(), hash: tile.hash, name: tile.name }));
    let set = path.clone();
    let remove = move |_: MouseEvent| {
        if let Some(hash) = of.get_untracked().and_then(|tile| tile.hash) {
            document.write(set.cell(&hash.to_hex()), String::new());
        }
    };
    let is_named = Memo::new(move |_| of.with(|tile| tile.as_ref().is_some_and(|tile| tile.is_named)));
    let of_name = name.clone();
    let button = move || {
        let label = words.fill(key!("files.remove"), &[("name", &of_name)]);
        let remove = remove.clone();
        (is_writable && is_named.get()).then(|| {
            view! { <button type="button" class="Button Button--bare" aria-label=label on:click=remove>{icon(Icon::Remove)}</button> }
        })
    };
    let label = words.fill(key!("files.open"), &[("name", &name)]);
    let hash = move || of.with(|tile| tile.as_ref().and_then(|tile| tile.hash).map(Hash::to_hex));
    view! {
        <li class="Photo" data-file=hash data-state=code>
            <button type="button" class="Photo__open" aria-label=label on:click=open>{live(picture)}</button>
            <div class="Photo__foot"><span class="Photo__name">{name}</span>{live(button)}</div>
            <p class="Photo__state" role="status">{says(move || state().unwrap_or_default())}</p>
        </li>
    }
    .into_any()
}

/// Makes the small picture of a video as soon as its bytes can be had.
fn make_still(wanted: Wanted) {
    let files = use_files();
    let whole = files.look(wanted);
    let is_begun = StoredValue::new(false);
    Effect::new(move || {
        let Some(Seen::Here(address)) = whole.get() else { return };
        if is_begun.try_update_value(|begun| !std::mem::replace(begun, true)) == Some(true) {
            leptos::task::spawn_local(async move {
                if let Some(small) = still(&address.text()).await {
                    files.keep_still(Wanted { is_whole: false, ..wanted }, small);
                }
            });
        }
    });
}

fn picture(seen: Option<Seen>, tile: &Tile, alt: &str) -> AnyView {
    match seen {
        Some(Seen::Here(address)) => {
            view! { <img class="Photo__picture" src=address.text() alt=alt.to_owned() decoding="async"/> }.into_any()
        }
        Some(Seen::Away | Seen::Nowhere | Seen::Undrawn) | None => {
            view! { <span class="Photo__icon">{icon(icon_of(tile.kind()))}</span> }.into_any()
        }
    }
}

/// The icon of a type of file.
pub(super) fn icon_of(kind: Option<FileKind>) -> Icon {
    match kind {
        Some(kind) if kind.is_picture() => Icon::Camera,
        Some(kind) if kind.is_video() => Icon::Video,
        Some(_) | None => Icon::Documents,
    }
}

/// Where it is, in words.
fn state(words: Words, tile: &Tile, seen: Option<&Seen>) -> String {
    let Some(line) = &tile.line else {
        let key = match seen {
            Some(Seen::Away) => key!("files.away"),
            Some(Seen::Nowhere) => key!("files.nowhere"),
            Some(Seen::Here(_) | Seen::Undrawn) => key!("files.at_relay"),
            None => return String::new(),
        };
        return words.t(key).to_owned();
    };
    match line.progress {
        Progress::Refused(why) => words.fill(key!("files.refused"), &[("why", words.t(why.words()))]),
        Progress::Sending => words.count(key!("files.sending"), line.sent * 100 / line.size.max(1)),
        Progress::Kept if line.hash.is_none() => words.t(key!("files.preparing")).to_owned(),
        Progress::Kept => words.t(key!("files.kept")).to_owned(),
    }
}

fn code(tile: &Tile, seen: Option<&Seen>) -> &'static str {
    match (tile.line.as_ref().map(|line| line.progress), seen) {
        (Some(Progress::Kept), _) => "kept",
        (Some(Progress::Sending), _) => "sending",
        (Some(Progress::Refused(_)), _) => "refused",
        (None, Some(Seen::Here(_) | Seen::Undrawn)) => "sent",
        (None, Some(Seen::Away)) => "away",
        (None, Some(Seen::Nowhere)) => "nowhere",
        (None, None) => "looking",
    }
}
