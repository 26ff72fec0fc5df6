//! Photographs, videos and papers of a field: a grid of what is there and what is on its way, and the ways to add more. What is picked
//! stands in the grid once it is safe on this device.

mod pick;
mod tile;
mod viewer;

use leptos::prelude::*;
use shared::{files::Named, forms::Path, ids::Hash, key, sync::media::FileLine};

use super::{Here, frame::grouped};
use crate::{
    memo::Memo,
    state::{Document, use_files},
    ui::{list, live, says},
};
use pick::pick;
use tile::{Tile, tile};
pub(in crate::pages) use viewer::{Viewed, Viewing, viewer};

/// Draws them.
pub(super) fn files(here: &Here, is_writable: bool) -> AnyView {
    let (document, path, words) = (here.document, here.path.clone(), here.document.words);
    let all = {
        let (path, files) = (path.clone(), use_files());
        Memo::new(move |_| tiles(document, &path, files.of(document.id, &path)))
    };
    let viewing = Viewing::new();
    let keys = move || all.with(|all| all.iter().map(Tile::key).collect());
    let draw = {
        let path = path.clone();
        move |key: String| {
            let of = Memo::new(move |_| all.with(|all| all.iter().find(|one| one.key() == key).cloned()));
            tile(document, &path, of, is_writable, viewing)
        }
    };
    let none = move || all.with(Vec::is_empty).then(|| view! { <p class="Quiet">{says(move || words.t(key!("files.none")))}</p> });
    let grid = view! {
        <ul class="Photos" data-files=move || all.with(Vec::len)>{list(keys, draw)}</ul>
        {live(none)}
        {is_writable.then(|| pick(here))}
        {viewer(words, viewing)}
    };
    grouped(here, grid.into_any())
}

/// What stands in the document, and behind it what is not named there yet.
fn tiles(document: Document, path: &Path, waiting: Vec<FileLine>) -> Vec<Tile> {
    let line_of = |hash: &str| waiting.iter().find(|line| line.hash.is_some_and(|of| of.to_hex() == hash)).cloned();
    let marks = document.marks(path);
    let is_marked = |line: &FileLine| line.hash.is_some_and(|hash| marks.iter().any(|mark| mark.option == hash.to_hex()));
    let named = marks.iter().filter_map(|mark| {
        let hash = Hash::of_hex(&mark.option)?;
        Some(Tile { name: Named::of_text(&mark.text).name, hash: Some(hash), is_named: true, line: line_of(&mark.option) })
    });
    let unnamed = waiting.iter().filter(|line| !is_marked(line));
    let unnamed = unnamed.map(|line| Tile { name: line.name.clone(), hash: line.hash, is_named: false, line: Some(line.clone()) });
    named.chain(unnamed).collect()
}
