//! What stands around every control: label, need, help, and the other versions.

use leptos::prelude::*;
use shared::{
    forms::{Field, Kind, Need, Path, Store, handed_in},
    key,
};

use super::{super::versions::versions, Here, beside::beside};
use crate::{memo::Memo, state::Document, ui::live};

impl Here {
    /// The id of its help.
    fn help_id(&self) -> String {
        format!("{}-help", self.id())
    }

    /// The id of what is noted beneath it.
    pub(super) fn note_id(&self) -> String {
        format!("{}-note", self.id())
    }

    /// The ids of what describes its control.
    pub(super) fn described_by(&self) -> String {
        let help = self.field.help.map(|_| self.help_id());
        let note = matches!(self.field.kind, Kind::Line | Kind::Number | Kind::Day | Kind::ProseWithin(_)).then(|| self.note_id());
        help.into_iter().chain(note).collect::<Vec<_>>().join(" ")
    }

    /// How many versions stand in it.
    fn versions(&self) -> Option<Memo<usize>> {
        let (document, path) = (self.document, self.path.clone());
        (self.field.kind.store() == Store::Register).then(|| Memo::new(move |_| document.concurrent(&path).len()))
    }

    const fn is_wide(&self) -> bool {
        matches!(
            self.field.kind,
            Kind::Prose | Kind::ProseWithin(_) | Kind::Ticks(_) | Kind::Ranked(_) | Kind::Pick(_) | Kind::Picks(_) | Kind::Files
        )
    }
}

/// A single control under its label.
pub(super) fn labelled(here: &Here, control: AnyView) -> AnyView {
    let words = here.document.words;
    let (of_label, of_control) = (format!("{}-label", here.id()), here.id());
    view! {
        <div class="Field" class:Field--wide=here.is_wide() data-path=here.path.as_str().to_owned() data-versions=here.versions().map(|count| move || count.get())>
            <label class="Field__label" id=of_label for=of_control>{words.t(here.field.label)}{need(here)}</label>
            {control}
            {help(here)}
            {beside(here)}
            {versions(here, true)}
        </div>
    }
    .into_any()
}

/// Several controls that are one field.
pub(super) fn grouped(here: &Here, controls: AnyView) -> AnyView {
    let words = here.document.words;
    let of_label = format!("{}-label", here.id());
    view! {
        <fieldset class="Field" class:Field--wide=here.is_wide() aria-describedby=here.described_by()
            data-path=here.path.as_str().to_owned() data-versions=here.versions().map(|count| move || count.get())>
            <legend class="Field__label" id=of_label>{words.t(here.field.label)}{need(here)}</legend>
            {controls}
            {help(here)}
            {versions(here, true)}
        </fieldset>
    }
    .into_any()
}

/// What this person only reads.
pub(super) fn told(here: &Here, text: AnyView) -> AnyView {
    let words = here.document.words;
    view! {
        <div class="Field Field--said" class:Field--wide=here.is_wide() data-path=here.path.as_str().to_owned() data-versions=here.versions().map(|count| move || count.get())>
            <span class="Field__label">{words.t(here.field.label)}</span>
            {text}
            {versions(here, false)}
        </div>
    }
    .into_any()
}

fn help(here: &Here) -> Option<AnyView> {
    let help = here.field.help?;
    Some(view! { <p class="Field__help" id=here.help_id()>{here.document.words.t(help)}</p> }.into_any())
}

fn need(here: &Here) -> Option<AnyView> {
    need_of(here.document, here.field, &here.path)
}

/// Says that something must stand in a field, where it must.
pub(in crate::pages::document) fn need_of(document: Document, field: &'static Field, path: &Path) -> Option<AnyView> {
    let words = document.words;
    let mark = move || view! { <span class="Field__need">{words.t(key!("case.required"))}</span> }.into_any();
    match field.need {
        Need::Required | Need::Hard => Some(mark()),
        Need::Optional | Need::Retired => None,
        Need::When(_) => {
            let path = path.clone();
            let asked = move |_: Option<&bool>| document.read(|view| handed_in::is_needed(field, &path, &view.content).is_some());
            let is_needed = Memo::new(move |last| asked(last) == Some(true));
            Some(live(move || is_needed.get().then(mark)))
        }
    }
}
