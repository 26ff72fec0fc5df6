//! Where a photograph was taken: written by hand, or filled in by the device when the person asks. Nothing is asked of the browser before.

use leptos::prelude::*;
use shared::{forms::Path, key};

use super::{Here, frame::labelled, typed::text_box};
use crate::{data::place, ui::live};

const KEY: &str = "place";

#[derive(Clone, PartialEq, Eq)]
enum Finding {
    Idle,
    Asking,
    Failed,
}

/// Whether a field says where a photograph was taken.
pub(super) fn is_place(path: &Path) -> bool {
    path.last() == KEY && path.section() == super::super::compare::SECTION
}

/// Draws it.
pub(super) fn located(here: &Here) -> AnyView {
    let (document, path, words) = (here.document, here.path.clone(), here.document.words);
    let finding = RwSignal::new(Finding::Idle);
    let find = move |_| {
        let path = path.clone();
        finding.set(Finding::Asking);
        leptos::task::spawn_local(async move {
            let found = place::here().await;
            // The row may have left the screen meanwhile.
            finding.try_set(if found.is_some() { Finding::Idle } else { Finding::Failed });
            if let Some(found) = found {
                document.write(path, found);
            }
        });
    };
    let told = move || match finding.get() {
        Finding::Idle => None,
        Finding::Asking => Some(key!("files.place.asking")),
        Finding::Failed => Some(key!("files.place.failed")),
    };
    let told = live(move || told().map(|key| view! { <p class="Field__note" role="status">{words.t(key)}</p> }));
    let button = view! { <button type="button" class="Link" on:click=find>{words.t(key!("files.place.fill"))}</button> };
    labelled(here, view! { {text_box(here, None)}{button}{told} }.into_any())
}
