//! The browser ended the page while the camera was open: where that was, that the picture must be taken again, and that nothing else is lost.

use leptos::prelude::*;
use shared::{documents::DocumentKind, key};

use crate::{
    data::files::Spot,
    pages::{document::place_in_words, link},
    state::{use_documents, use_files, use_words},
    ui::live,
};

/// Says so, until the person has read it or picked something.
pub(in crate::pages) fn interrupted() -> AnyView {
    let (words, files, documents) = (use_words(), use_files(), use_documents());
    let notice = move |Spot { document, path }: Spot| {
        let kind = documents.with(|lines| lines.iter().flatten().find(|line| line.summary.id == document).map(|line| line.summary.kind));
        let place = place_in_words(words, &path);
        let href = link::of_document(kind.unwrap_or(DocumentKind::Case), document);
        view! {
            <div class="Notice" role="alert" id="interrupted" data-path=path.as_str().to_owned()>
                <p>{words.fill(key!("files.interrupted"), &[("place", &place)])}</p>
                <div class="Row">
                    <a class="Button" href=href>{words.t(key!("files.interrupted_go"))}</a>
                    <button type="button" class="Button" on:click=move |_| files.picked_nothing()>{words.t(key!("files.interrupted_seen"))}</button>
                </div>
            </div>
        }
    };
    live(move || files.interrupted.get().map(notice))
}
