//! The rows of a list, a part of them at a time, and the button that imports those that are chosen.

use leptos::prelude::*;
use shared::{
    importing::{Flaw, Line},
    key,
    people::Person,
    words::Key,
};

use super::{Ground, row::row};
use crate::memo::Memo;
use crate::{
    state::use_deadlines,
    ui::{list, live},
};

/// So many rows are drawn before the person asks for more.
const PAGE: usize = 40;

/// A part of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    All,
    Taken,
    Flawed,
    Left,
}

impl Shown {
    const ALL: [Shown; 4] = [Shown::All, Shown::Taken, Shown::Flawed, Shown::Left];

    fn has(self, line: &Line) -> bool {
        match self {
            Shown::All => true,
            Shown::Taken => line.is_taken,
            // An enterprise that nobody has entered is the rule in a list, and nothing to look at.
            Shown::Flawed => line.flaws.iter().any(|flaw| !matches!(flaw, Flaw::NewEnterprise)),
            Shown::Left => !line.is_taken,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Shown::All => "all",
            Shown::Taken => "taken",
            Shown::Flawed => "flawed",
            Shown::Left => "left",
        }
    }

    const fn words(self) -> Key {
        match self {
            Shown::All => key!("importing.shown_all"),
            Shown::Taken => key!("importing.shown_taken"),
            Shown::Flawed => key!("importing.shown_flawed"),
            Shown::Left => key!("importing.shown_left"),
        }
    }
}

/// The rows.
pub(super) fn rows(ground: Ground) -> AnyView {
    let words = ground.words;
    let (shown, limit) = (RwSignal::new(Shown::All), RwSignal::new(PAGE));
    let chips = Shown::ALL.map(|one| {
        let count = Memo::new(move |_| ground.lines.with(|lines| lines.iter().filter(|line| one.has(line)).count()));
        let label = move || words.count(one.words(), count.get());
        let choose = move |_| {
            limit.set(PAGE);
            shown.set(one);
        };
        view! {
            <button type="button" class="Chip" data-shown=one.code() aria-pressed=move || (shown.get() == one).to_string() on:click=choose>
                <span>{crate::ui::says(label)}</span>
            </button>
        }
        .into_any()
    });
    let found = Memo::new(move |_| {
        ground.lines.with(|lines| lines.iter().filter(|line| shown.get().has(line)).map(|line| line.row.to_string()).collect::<Vec<_>>())
    });
    let drawn = move || found.with(|found| found.iter().take(limit.get()).cloned().collect());
    let more = move || {
        let rest = found.with(Vec::len).saturating_sub(limit.get());
        (rest > 0).then(|| {
            let next = rest.min(PAGE * 5);
            view! { <button type="button" class="Button" on:click=move |_| limit.update(|limit| *limit += next)>{words.count(key!("importing.more"), next)}</button> }
        })
    };
    let none = move || found.with(Vec::is_empty).then(|| view! { <p class="Empty">{words.t(key!("importing.nothing_here"))}</p> });
    view! {
        <section class="Block" aria-labelledby="import-rows">
            <h2 id="import-rows">{words.t(key!("importing.rows"))}</h2>
            <div class="Chips Chips--quiet" role="group" aria-labelledby="import-rows">{chips.into_iter().collect_view()}</div>
            <ul class="Import__rows">{list(drawn, move |key| row(ground, key.parse().unwrap_or_default()))}</ul>
            {live(none)}
            {live(more)}
        </section>
    }
    .into_any()
}

/// The button that imports them.
pub(super) fn start(ground: Ground, person: StoredValue<Person>) -> AnyView {
    let (words, deadlines) = (ground.words, use_deadlines());
    let taken = Memo::new(move |_| ground.lines.with(|lines| lines.iter().filter(|line| line.is_taken).count()));
    let start = move |_| {
        let known = ground.names.known(person.get_value(), deadlines.get_untracked());
        let lines = ground.lines.get_untracked();
        ground.imports.start(&lines, &known);
    };
    let button = move || {
        match taken.get() {
        0 => view! { <p class="Notice">{words.t(key!("importing.none_taken"))}</p> }.into_any(),
        n => view! {
            <button type="button" class="Button Button--primary" id="import-start" on:click=start>{words.count(key!("importing.start"), n)}</button>
            <p class="Quiet">{words.t(key!("importing.start_help"))}</p>
        }
        .into_any(),
    }
    };
    view! { <section class="Import__start">{live(button)}</section> }.into_any()
}
