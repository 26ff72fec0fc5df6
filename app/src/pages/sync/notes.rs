//! Notes of this person on this device: refused words that they keep.

use leptos::prelude::*;
use shared::{key, sync::device::RefusedWork};

use super::refused::{Told, copier, discarding, of_its};
use crate::{
    memo::Memo,
    state::{Words, use_kept, use_words},
    ui::{each, live, says, twice},
};

/// The notes, if there are any.
pub(super) fn notes() -> AnyView {
    let (words, kept) = (use_words(), use_kept());
    let notes = Memo::new(move |_| kept.notes.get());
    let is_any = Memo::new(move |_| notes.with(|notes| !notes.is_empty()));
    live(move || {
        is_any.get().then(|| {
            view! {
                <section class="Block" id="notes">
                    <h2>{words.t(key!("notes.title"))}</h2>
                    <p class="Quiet">{words.t(key!("notes.calm"))}</p>
                    <ul class="Cards">{each(notes, |note| note.id.clone(), move |note| card(words, note))}</ul>
                </section>
            }
        })
    })
}

fn card(words: Words, note: RefusedWork) -> AnyView {
    let kept = use_kept();
    let (id, document, written_at) = (note.id.clone(), note.document, note.written_at);
    let discard = twice(discarding(words), false, move || kept.drop_note(id.clone()));
    let id = note.id.clone();
    let told = Memo::new(move |_| Told::of(words, &note));
    let over = move || told.with(|told| format!("{} · {}", told.place, words.moment(written_at)));
    view! {
        <li class="Card" data-note=id>
            <p class="Card__over">{says(over)}</p>
            <blockquote class="Card__words">{says(move || told.with(|told| told.text.clone()))}</blockquote>
            <p class="Quiet">{of_its(told, document)}</p>
            <div class="Row">
                {copier(words, move || told.with_untracked(|told| told.text.clone()))}
                {discard}
            </div>
        </li>
    }
    .into_any()
}
