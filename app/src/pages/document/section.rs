//! A section of a document: its title, who fills it when it is not this person, what is missing, its fields. Where each round
//! has its own, the present one is open and the earlier ones are folded and only read.

use leptos::prelude::*;
use shared::{
    access,
    documents::DocumentKind,
    forms::{self, Path, Section, handed_in},
    key,
    records::history::Version,
    workflow::Code,
};

use super::{charts, compare, field::fields, next::lacks::lacks, rows::led, sheet, signatures};
use crate::{
    memo::Memo,
    state::{Document, Words},
    ui::live,
};

/// Chips that lead to the sections; they stay in sight.
pub(super) fn chips(document: Document, kind: DocumentKind) -> AnyView {
    let words = document.words;
    let round = Memo::new(move |_| document.read(|view| view.state.round).unwrap_or(1));
    let chip = move |section: &'static Section| {
        let go = move |_| {
            if let Some(there) = leptos::prelude::document().get_element_by_id(&id(section)) {
                there.scroll_into_view();
            }
        };
        view! { <button type="button" class="Chip" on:click=go><span>{words.t(section.title)}</span></button> }.into_any()
    };
    let asked = move || forms::of(kind).iter().copied().filter(move |section| section.is_asked_in(round.get()));
    let chips = move || asked().map(chip).collect_view();
    // A way to the only section leads nowhere.
    view! { <nav class="Chips Chips--stay" hidden=move || asked().count() < 2 aria-label=words.t(key!("case.sections"))>{live(chips)}</nav> }.into_any()
}

/// Draws a section; anew only when this person may suddenly write in it, or no longer, or a round begins.
pub(super) fn section(document: Document, section: &'static Section) -> AnyView {
    let round = Memo::new(move |_| if section.has_rounds() { document.read(|view| view.state.round).unwrap_or(1) } else { 1 });
    let is_asked = Memo::new(move |_| section.is_asked_in(round.get()));
    live(move || is_asked.get().then(|| drawn(document, section, round)))
}

fn drawn(document: Document, section: &'static Section, round: Memo<u16>) -> AnyView {
    let words = document.words;
    let root = move |round| Path::section_root(&forms::of_round(section, round));
    let why_not = Memo::new(move |_| {
        let root = root(round.get());
        if !document.is_written() {
            return Some(Code::Newer);
        }
        document.rules(|facts| access::may_write(facts.person, facts.state, &root, facts.today, facts.today).err()).flatten()
    });
    let body = move || {
        let (why_not, round) = (why_not.get(), round.get());
        view! {
            {sheet::way(document, section, round, &Version::Now)}
            {why_not.map(|code| reason(words, section, code))}
            {why_not.is_none().then(|| missing(document, section))}
            {fields(document, &root(round), section.fields, why_not.is_none())}
            {signatures::place(document, section, round)}
            {(section.key == compare::SECTION).then(|| compare::compare(document))}
            {(section.key == charts::SECTION).then(|| charts::place(document))}
            {(1..round).rev().filter(|earlier| section.is_asked_in(*earlier)).map(|earlier| earlier_round(document, section, earlier)).collect_view()}
        }
    };
    let title = format!("{}-title", id(section));
    let labelled_by = title.clone();
    let of_round = move || (section.has_rounds() && round.get() > 1).then(|| view! { " · "{words.count(key!("case.round"), round.get())} });
    view! {
        <section class="Section" id=id(section) aria-labelledby=labelled_by data-section=move || root(round.get()).as_str().to_owned()
            data-writable=move || why_not.get().is_none().to_string()>
            <h2 id=title>{words.t(section.title)}{live(of_round)}</h2>
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
    view! { <p class="Quiet" data-why=code.code()>{words.t(code.words())}" · "{words.fill(key!("case.writers"), &[("roles", &roles)])}</p> }
        .into_any()
}

/// How much is missing before it can be handed in, and on demand what.
fn missing(document: Document, section: &'static Section) -> AnyView {
    let words = document.words;
    let missing = Memo::new(move |_| {
        let problems = document.at_rest().rules(|facts| handed_in::problems(section, facts.state.round, facts.content, facts.today));
        problems.unwrap_or_default()
    });
    let count = Memo::new(move |_| missing.with(Vec::len));
    let is_open = RwSignal::new(false);
    let turn = move |_| is_open.update(|is_open| *is_open = !*is_open);
    let list = move || is_open.get().then(|| lacks(document, &missing.get()));
    live(move || {
        let n = count.get();
        (n > 0).then(|| {
            view! {
                <div class="Lacking">
                    <button type="button" class="Link" data-missing=n aria-expanded=move || is_open.get().to_string() on:click=turn>
                        {words.count(key!("form.missing"), n)}
                    </button>
                    {live(list)}
                </div>
            }
        })
    })
}

/// What an earlier round said: folded, and drawn only when it is opened.
fn earlier_round(document: Document, section: &'static Section, round: u16) -> AnyView {
    let words = document.words;
    let root = Path::section_root(&forms::of_round(section, round));
    let opened = RwSignal::new(false);
    let is_led = led(document, root.clone());
    let is_open = Memo::new(move |_| opened.get() || is_led.get());
    let here = root.as_str().to_owned();
    let body = move || {
        is_open.get().then(|| {
            view! { {sheet::way(document, section, round, &Version::Now)}{fields(document, &root, section.fields, false)}{signatures::place(document, section, round)} }
        })
    };
    view! {
        <div class="Earlier" data-section=here>
            <button type="button" class="Button" aria-expanded=move || is_open.get().to_string() on:click=move |_| opened.set(!is_open.get_untracked())>
                {words.count(key!("case.round"), round)}
            </button>
            {live(body)}
        </div>
    }
    .into_any()
}
