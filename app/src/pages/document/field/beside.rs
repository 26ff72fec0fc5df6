//! Beside a field: the person's words for it that were refused, to be taken up again.

use leptos::prelude::*;
use shared::{
    key,
    records::edit::Edit,
    sync::device::{RefusedWork, Work},
};

use super::Here;
use crate::{
    memo::Memo,
    pages::sync::refused::copier,
    state::{use_refused, use_words},
    ui::live,
};

/// The words, where there are any.
pub(super) fn beside(here: &Here) -> AnyView {
    let (refused, document, path) = (use_refused(), here.document.id, here.path.clone());
    let is_for_here = move |piece: &RefusedWork| match &piece.work {
        Work::Edit(Edit::Write { path: of, text } | Edit::Settle { path: of, text }) => {
            piece.document == document && *of == path && !text.is_empty()
        }
        Work::Edit(Edit::Add { .. } | Edit::Remove { .. } | Edit::Confirm { .. }) | Work::Act(_) => false,
    };
    let pieces = Memo::new(move |_| refused.work.with(|work| work.iter().filter(|piece| is_for_here(piece)).cloned().collect::<Vec<_>>()));
    let here = here.clone();
    live(move || pieces.get().into_iter().map(|piece| one(&here, piece)).collect_view())
}

fn one(here: &Here, piece: RefusedWork) -> AnyView {
    let (words, refused) = (use_words(), use_refused());
    let Work::Edit(Edit::Write { path, text }) = piece.work else { return ().into_any() };
    let (document, id, put) = (here.document, piece.id, text.clone());
    let take = move |_| {
        document.write(path.clone(), put.clone());
        refused.discard(id.clone());
    };
    view! {
        <aside class="Beside" data-beside=here.path.as_str().to_owned()>
            <p class="Quiet">{words.t(key!("refused.beside"))}</p>
            <blockquote class="Card__words">{text.clone()}</blockquote>
            <p class="Problem">{words.refusal(&piece.refusal)}</p>
            <div class="Row">
                <button type="button" class="Button" data-way="take" on:click=take>{words.t(key!("refused.take"))}</button>
                {copier(words, move || text.clone())}
            </div>
        </aside>
    }
    .into_any()
}
