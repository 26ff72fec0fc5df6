//! One file, as large as the screen allows, and the way to save it outside the app.

use leptos::prelude::*;
use shared::key;

use super::tile::{Tile, icon_of};
use crate::{
    data::files::Seen,
    state::{Words, use_files},
    ui::{Dialog, icon, live, says},
};

/// What is looked at.
#[derive(Clone, Copy)]
pub(super) struct Viewing {
    pub(super) tile: RwSignal<Option<Tile>>,
    pub(super) is_open: RwSignal<bool>,
}

impl Viewing {
    /// Looks at this file.
    pub(super) fn show(self, tile: Option<Tile>) {
        self.is_open.set(tile.is_some());
        self.tile.set(tile);
    }
}

/// Shows it.
pub(super) fn viewer(words: Words, viewing: Viewing) -> AnyView {
    let Viewing { tile, is_open } = viewing;
    let title = Signal::derive(move || tile.with(|tile| tile.as_ref().map(|tile| tile.name.clone())).unwrap_or_default());
    view! {
        <Dialog is_open title close=words.t(key!("files.close"))>
            {live(move || tile.get().map(|tile| whole(words, tile)))}
        </Dialog>
    }
    .into_any()
}

fn whole(words: Words, tile: Tile) -> AnyView {
    let Some(wanted) = tile.wanted(true) else {
        return view! { <p class="Quiet">{words.t(key!("files.preparing"))}</p> }.into_any();
    };
    let seen = use_files().look(wanted);
    live(move || match seen.get() {
        None => view! { <p class="Quiet">{says(move || words.t(key!("files.loading")))}</p> }.into_any(),
        Some(Seen::Away) => view! { <p>{words.t(key!("files.away"))}</p> }.into_any(),
        Some(Seen::Nowhere) => view! { <p>{words.t(key!("files.nowhere"))}</p> }.into_any(),
        Some(Seen::Undrawn) => view! { <p>{words.t(key!("files.undrawn"))}</p> }.into_any(),
        Some(Seen::Here(address)) => {
            let (href, name) = (address.text(), tile.name.clone());
            view! {
                <div class="Viewer">
                    {drawn(words, &tile, address.text())}
                    <a class="Button" href=href download=name rel="external">{icon(crate::ui::Icon::Down)}{words.t(key!("files.save"))}</a>
                </div>
            }
            .into_any()
        }
    })
}

fn drawn(words: Words, tile: &Tile, address: String) -> AnyView {
    let kind = tile.kind();
    match kind {
        Some(kind) if kind.is_picture() => view! { <img class="Viewer__picture" src=address alt=tile.name.clone()/> }.into_any(),
        Some(kind) if kind.is_video() => view! { <video class="Viewer__picture" src=address controls playsinline></video> }.into_any(),
        Some(_) | None => view! { <p class="Row">{icon(icon_of(kind))}{words.t(key!("files.undrawn"))}</p> }.into_any(),
    }
}
