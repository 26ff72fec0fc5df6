//! A section of the case: its title, who fills it when it is not this person, its fields.

use leptos::prelude::*;
use shared::{
    access,
    forms::{CASE, Path, Section},
    key,
    workflow::Code,
};

use super::field::fields;
use crate::{
    state::{Case, Words, use_session, use_words},
    ui::live,
};

/// Chips that lead to the sections; they stay in sight.
pub(super) fn chips() -> AnyView {
    let words = use_words();
    let chips = CASE.iter().map(|section| {
        let go = move |_| {
            if let Some(there) = document().get_element_by_id(&id(section)) {
                there.scroll_into_view();
            }
        };
        view! { <button type="button" class="Chip" on:click=go><span>{words.t(section.title)}</span></button> }.into_any()
    });
    view! { <nav class="Chips Chips--stay" aria-label=words.t(key!("case.sections"))>{chips.collect_view()}</nav> }.into_any()
}

/// Draws a section; anew only when this person may suddenly write in it, or no longer.
pub(super) fn section(case: Case, section: &'static Section) -> AnyView {
    let words = use_words();
    let session = use_session();
    let why_not = Memo::new(move |_| {
        let person = session.person()?;
        case.read(|view| access::may_write(&person, &view.state, section).err())?
    });
    let body = move || {
        let why_not = why_not.get();
        view! {
            {why_not.map(|code| reason(words, section, code))}
            {fields(case, &Path::of_steps(&[section.key.to_owned()]), section.fields, why_not.is_none())}
        }
    };
    let title = format!("{}-title", id(section));
    let labelled_by = title.clone();
    view! {
        <section class="Section" id=id(section) aria-labelledby=labelled_by data-section=section.key data-writable=move || why_not.get().is_none().to_string()>
            <h2 id=title>{words.t(section.title)}</h2>
            {live(body)}
        </section>
    }
    .into_any()
}

fn id(section: &Section) -> String {
    format!("section-{}", section.key)
}

fn reason(words: Words, section: &Section, code: Code) -> AnyView {
    let roles = section.writers.iter().map(|role| words.t(role.words())).collect::<Vec<_>>().join(words.t(key!("app.comma")));
    view! { <p class="Quiet">{words.t(code.words())}" · "{words.fill(key!("case.writers"), &[("roles", &roles)])}</p> }.into_any()
}
