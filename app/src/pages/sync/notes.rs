//! Notes of this person on this device: refused words that they keep.

use leptos::prelude::*;
use shared::{key, sync::device::RefusedWork};

use super::refused::{Told, copier, discarding};
use crate::{
    pages::link,
    state::{Words, use_kept, use_words},
    ui::{live, twice},
};

/// The notes, if there are any.
pub(super) fn notes() -> AnyView {
    let (words, kept) = (use_words(), use_kept());
    live(move || {
        let notes = kept.notes.get();
        (!notes.is_empty()).then(|| {
            view! {
                <section class="Block" id="notes">
                    <h2>{words.t(key!("notes.title"))}</h2>
                    <p class="Quiet">{words.t(key!("notes.calm"))}</p>
                    <ul class="Cards">{notes.into_iter().map(|note| card(words, note)).collect_view()}</ul>
                </section>
            }
        })
    })
}

fn card(words: Words, note: RefusedWork) -> AnyView {
    let kept = use_kept();
    let told = Told::of(words, &note);
    let id = note.id.clone();
    let discard = twice(discarding(words), false, move || kept.drop_note(id.clone()));
    view! {
        <li class="Card" data-note=note.id>
            <p class="Card__over">{told.place.clone()}" · "{words.moment(note.written_at)}</p>
            <blockquote class="Card__words">{told.text.clone()}</blockquote>
            <p class="Quiet"><a href=link::of_document(told.kind, note.document)>{told.title.clone()}</a></p>
            <div class="Row">
                {copier(words, told.text)}
                {discard}
            </div>
        </li>
    }
    .into_any()
}
