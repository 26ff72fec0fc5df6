//! What is signed, with the way to read it, what is missing in it, and whether it moved meanwhile.

use leptos::prelude::*;
use shared::{
    forms::{self, Path, Section, handed_in},
    ids::Hash,
    key,
    signing::content_hash,
};

use super::{super::super::document::lead_to, Sheet};
use crate::{
    memo::Memo,
    state::Document,
    ui::{Icon, icon, live},
};

/// What the form says now.
pub(super) fn now(document: Document, section: &'static Section) -> Option<Hash> {
    document.read(|view| content_hash(&view.content, section, view.state.round))
}

/// Draws it; `done` closes the sheet.
pub(super) fn what(sheet: Sheet, done: Callback<()>) -> AnyView {
    let Sheet { document, section, words, .. } = sheet;
    let round = sheet.round();
    let review = move || {
        done.run(());
        lead_to(document, Path::section_root(&forms::of_round(section, round)));
    };
    let of_round = (round > 1).then(|| format!(" · {}", words.count(key!("case.round"), round)));
    let title = format!("{}{}", words.t(section.title), of_round.unwrap_or_default());
    let of_whom = untrack(|| document.read(|view| document.names.title(&view.line.summary))).unwrap_or_default();
    let missing =
        untrack(|| document.rules(|facts| handed_in::problems(section, facts.state.round, facts.content, facts.today).len())).unwrap_or(0);
    let missing = (missing > 0)
        .then(|| view! { <p class="Warning" data-warning="missing">{icon(Icon::Danger)}{words.count(key!("sign.missing"), missing)}</p> });
    let has_moved = Memo::new(move |_| now(document, section) != sheet.seen.get());
    let moved = move || {
        has_moved.get().then(|| {
            view! {
                <div class="Notice" role="alert" data-warning="moved">
                    <p>{words.t(key!("sign.moved"))}</p>
                    <button type="button" class="Button" on:click=move |_| sheet.seen.set(now(document, section))>{words.t(key!("sign.seen"))}</button>
                </div>
            }
        })
    };
    view! {
        <div class="Sign__what">
            <p><strong>{words.fill(key!("sign.what"), &[("form", &title), ("who", &of_whom)])}</strong></p>
            <p class="Quiet">{words.t(key!("sign.means"))}</p>
            <button type="button" class="Link" id="sign-review" on:click=move |_| review()>{words.t(key!("sign.review"))}</button>
        </div>
        {missing}
        {live(moved)}
    }
    .into_any()
}
