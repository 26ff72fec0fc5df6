//! The files of a basis or pack: what each is called, whether it is on this device, and the choice that it stays.

use leptos::prelude::*;
use shared::{files::FileKind, ids::Hash, key, library::bases::Paper};

use crate::{
    memo::Memo,
    pages::document::{Viewed, Viewing, viewer},
    state::{Carried, Words, use_files},
    ui::{Icon, icon, live},
};

/// What all files of the page share.
#[derive(Clone, Copy)]
pub(super) struct Ground {
    pub(super) words: Words,
    carried: Carried,
    viewing: Viewing,
}

impl Ground {
    pub(super) fn new(words: Words, carried: Carried) -> Self {
        Self { words, carried, viewing: Viewing::new() }
    }

    /// The sheet on which a file is looked at.
    pub(super) fn viewer(&self) -> AnyView {
        viewer(self.words, self.viewing)
    }

    /// The files, each with a way to open it.
    pub(super) fn files(&self, papers: &[Paper]) -> AnyView {
        let words = self.words;
        if papers.is_empty() {
            return view! { <p class="Quiet">{words.t(key!("bases.no_files"))}</p> }.into_any();
        }
        let viewing = self.viewing;
        let one = |paper: &Paper| {
            let file = Viewed { name: paper.name.clone(), hash: Some(paper.hash), kind: FileKind::of_name(&paper.name) };
            let open = move |_| viewing.show(Some(file.clone()));
            view! {
                <li><button type="button" class="Link Bases__file" data-paper=paper.hash.to_hex() on:click=open>{icon(Icon::Documents)}<span>{paper.name.clone()}</span></button></li>
            }
            .into_any()
        };
        view! { <ul class="Bases__files">{papers.iter().map(one).collect_view()}</ul> }.into_any()
    }

    /// The choice that its files stay here, and how many do; `by_itself`: whoever published it has chosen.
    pub(super) fn choice(&self, key: String, papers: &[Paper], by_itself: bool) -> Option<AnyView> {
        if papers.is_empty() {
            return None;
        }
        let (words, carried, files) = (self.words, self.carried, use_files());
        let of_key = key.clone();
        let is_chosen = Memo::new(move |_| by_itself || carried.chosen.with(|chosen| chosen.contains(&of_key)));
        let hashes: Vec<Hash> = papers.iter().map(|paper| paper.hash).collect();
        let told = move || {
            let n = hashes.len();
            let here = files.to_come.with(|to_come| hashes.iter().filter(|hash| !to_come.contains(hash)).count());
            let with = [("n", n.to_string()), ("here", here.to_string())];
            let with = with.each_ref().map(|(name, text)| (*name, text.as_str()));
            is_chosen.get().then(|| {
                let text = words
                    .fill(if here == n { key!("bases.all_here") } else { key!("bases.some_here") }, &with[..2 - usize::from(here == n)]);
                view! { <p class="Quiet" data-here=here>{text}</p> }
            })
        };
        let tick = move |event| carried.choose(std::slice::from_ref(&key), event_target_checked(&event));
        let choice = if by_itself {
            view! { <p class="Bases__kept">{icon(Icon::Device)}<span>{words.t(key!("bases.by_itself"))}</span></p> }.into_any()
        } else {
            view! {
                <label class="Check"><input type="checkbox" prop:checked=move || is_chosen.get() on:change=tick/><span>{words.t(key!("bases.carried"))}</span></label>
            }
            .into_any()
        };
        Some(view! { {choice}{live(told)} }.into_any())
    }
}
