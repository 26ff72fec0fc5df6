//! One file, as large as the screen allows, and the way to save it outside the app.

use leptos::prelude::*;
use shared::{files::FileKind, ids::Hash, key};

use super::tile::icon_of;
use crate::{
    data::files::{Seen, Wanted},
    state::{Words, use_files},
    ui::{Dialog, icon, live, says},
};

/// A file that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pages) struct Viewed {
    /// What it is called.
    pub(in crate::pages) name: String,
    /// `None` until it is made ready.
    pub(in crate::pages) hash: Option<Hash>,
    /// What it is, or what its name claims.
    pub(in crate::pages) kind: Option<FileKind>,
}

/// What is looked at.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Viewing {
    file: RwSignal<Option<Viewed>>,
    is_open: RwSignal<bool>,
}

impl Viewing {
    /// Nothing yet.
    pub(in crate::pages) fn new() -> Self {
        Self { file: RwSignal::new(None), is_open: RwSignal::new(false) }
    }

    /// Looks at this file.
    pub(in crate::pages) fn show(self, file: Option<Viewed>) {
        self.is_open.set(file.is_some());
        self.file.set(file);
    }
}

/// Shows it.
pub(in crate::pages) fn viewer(words: Words, viewing: Viewing) -> AnyView {
    let Viewing { file, is_open } = viewing;
    let title = Signal::derive(move || file.with(|file| file.as_ref().map(|file| file.name.clone())).unwrap_or_default());
    view! {
        <Dialog is_open title close=words.t(key!("files.close"))>
            {live(move || file.get().map(|file| whole(words, file)))}
        </Dialog>
    }
    .into_any()
}

fn whole(words: Words, file: Viewed) -> AnyView {
    let Some(hash) = file.hash else {
        return view! { <p class="Quiet">{words.t(key!("files.preparing"))}</p> }.into_any();
    };
    let seen = use_files().look(Wanted { hash, kind: file.kind, is_whole: true });
    live(move || match seen.get() {
        None => view! { <p class="Quiet">{says(move || words.t(key!("files.loading")))}</p> }.into_any(),
        Some(Seen::Away) => view! { <p>{words.t(key!("files.away"))}</p> }.into_any(),
        Some(Seen::Nowhere) => view! { <p>{words.t(key!("files.nowhere"))}</p> }.into_any(),
        Some(Seen::Undrawn) => view! { <p>{words.t(key!("files.undrawn"))}</p> }.into_any(),
        Some(Seen::Here(address)) => {
            let (href, name) = (address.text(), file.name.clone());
            view! {
                <div class="Viewer">
                    {drawn(words, &file, address.text())}
                    <a class="Button" href=href download=name rel="external">{icon(crate::ui::Icon::Save)}{words.t(key!("files.save"))}</a>
                </div>
            }
            .into_any()
        }
    })
}

fn drawn(words: Words, file: &Viewed, address: String) -> AnyView {
    let kind = file.kind;
    match kind {
        Some(kind) if kind.is_picture() => view! { <img class="Viewer__picture" src=address alt=file.name.clone()/> }.into_any(),
        Some(kind) if kind.is_video() => view! { <video class="Viewer__picture" src=address controls playsinline></video> }.into_any(),
        Some(_) | None => view! { <p class="Row">{icon(icon_of(kind))}{words.t(key!("files.undrawn"))}</p> }.into_any(),
    }
}
