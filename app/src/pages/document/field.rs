//! Any field of any form, drawn from its row in the form's table.

mod beside;
mod choose;
mod files;
mod frame;
mod located;
mod ranked;
mod register;
mod said;
mod sets;
mod typed;
mod words;

use leptos::prelude::*;
use shared::forms::{Field, Kind, Need, Path, Register};

use super::{
    fishbone, five_w,
    rows::{each, rows},
};
use crate::{memo::Memo, state::Document, ui::live};
pub(in crate::pages) use files::{Viewed, Viewing, viewer};
pub(super) use frame::need_of;
pub(in crate::pages) use register::{options_of, with_unknown};
pub(super) use words::{in_words, row as row_in_words};
pub(in crate::pages) use words::{place_in_words, told_in_words};

/// A field of the open document.
#[derive(Clone)]
pub(super) struct Here {
    /// The document.
    pub(super) document: Document,
    /// Where it stands.
    pub(super) path: Path,
    /// Its row in the form's table.
    pub(super) field: &'static Field,
}

impl Here {
    /// The id of its control.
    pub(super) fn id(&self) -> String {
        id(&self.path)
    }

    /// What it holds, as stored.
    fn text(&self) -> Memo<String> {
        let (document, path) = (self.document, self.path.clone());
        Memo::new(move |_| document.text(&path))
    }
}

/// The fields of a map, in printed order.
pub(super) fn fields(document: Document, at: &Path, fields: &'static [Field], is_writable: bool) -> AnyView {
    let drawn = fields.iter().map(|field| one(Here { document, path: at.cell(field.key), field }, is_writable)).collect_view();
    view! { <div class="Fields" class:Fields--said=!is_writable>{drawn}</div> }.into_any()
}

/// The id of the control at a path.
pub(super) fn id(path: &Path) -> String {
    path.as_str().replace('.', "-")
}

fn one(here: Here, is_writable: bool) -> AnyView {
    let of_field = here.clone();
    let shows = match (here.field.need, here.field.kind) {
        // A field with a successor shows where something stands in it.
        (Need::Retired, _) => Memo::new(move |_| is_filled(&of_field)),
        // Who may read no such document is not asked which.
        (Need::Optional, Kind::Pick(register @ Register::Documents(_)) | Kind::Picks(register @ Register::Documents(_))) => {
            Memo::new(move |_| is_filled(&of_field) || !options_of(of_field.document.names, None, register).all.is_empty())
        }
        (Need::Optional | Need::Required | Need::Hard | Need::When(_), _) => return draw(here, is_writable),
    };
    live(move || shows.get().then(|| draw(here.clone(), is_writable)))
}

fn is_filled(here: &Here) -> bool {
    let read = here.document.at(&here.path, |view| {
        let (content, path) = (&view.content, &here.path);
        !content.text(path).is_empty() || !content.marks(path).is_empty() || content.live_rows(path).next().is_some()
    });
    read == Some(true)
}

fn draw(here: Here, is_writable: bool) -> AnyView {
    match here.field.kind {
        Kind::Rows(cells) if fishbone::is_of(&here.path) => {
            view! { {fishbone::fishbone(&here, is_writable)}{rows(here, cells, is_writable)} }.into_any()
        }
        Kind::Rows(cells) => rows(here, cells, is_writable),
        Kind::Each(vocabulary, cells) if five_w::is_of(&here.path) => five_w::tiles(&here, vocabulary, cells, is_writable),
        Kind::Each(vocabulary, cells) => each(&here, vocabulary, cells, is_writable),
        Kind::Shown(_) => said::said(here),
        Kind::Files => files::files(&here, is_writable),
        Kind::Line
        | Kind::Prose
        | Kind::ProseWithin(_)
        | Kind::Day
        | Kind::Number
        | Kind::Choice(_)
        | Kind::Ticks(_)
        | Kind::Ranked(_)
        | Kind::Pick(_)
        | Kind::Picks(_)
            if !is_writable =>
        {
            said::said(here)
        }
        Kind::Line if located::is_place(&here.path) => located::located(&here),
        Kind::Line | Kind::Prose | Kind::Number => typed::typed(&here),
        Kind::ProseWithin(most) => typed::within(&here, most),
        Kind::Day => typed::day(&here),
        Kind::Choice(vocabulary) => choose::choice(&here, vocabulary),
        Kind::Pick(register) => choose::pick(&here, register),
        Kind::Ticks(vocabulary) => sets::ticks(&here, vocabulary),
        Kind::Picks(register) => sets::picks(&here, register),
        Kind::Ranked(vocabulary) => ranked::ranked(&here, vocabulary),
    }
}
