//! Which cases the list shows.

mod more;

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{key, people::District, words::Key, workflow::Stage};

use super::{Row, short};
use crate::memo::Memo;
use crate::{
    state::{Address, Words},
    ui::live,
};
use more::More;

/// A part of the cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// All of them.
    All,
    /// Those not yet closed.
    Open,
    /// Those that ask something of the person who works here.
    Mine,
    /// Those in which a day was missed.
    Overdue,
    /// Those whose production and sale are stopped.
    Stopped,
    /// Those closed.
    Closed,
}

impl Part {
    const ALL: [Part; 6] = [Part::All, Part::Open, Part::Mine, Part::Overdue, Part::Stopped, Part::Closed];

    fn has(self, row: &Row, today: NaiveDate) -> bool {
        match self {
            Part::All => true,
            Part::Open => !row.line.summary.closed,
            Part::Mine => row.is_mine,
            Part::Overdue => row.is_overdue(today),
            Part::Stopped => row.line.summary.stop.forbids(),
            Part::Closed => row.line.summary.closed,
        }
    }

    const fn words(self) -> Key {
        match self {
            Part::All => key!("cases.all"),
            Part::Open => key!("cases.open"),
            Part::Mine => key!("table.mine"),
            Part::Overdue => key!("start.overdue"),
            Part::Stopped => key!("cases.stopped"),
            Part::Closed => key!("cases.closed"),
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Part::All => "all",
            Part::Open => "open",
            Part::Mine => "mine",
            Part::Overdue => "overdue",
            Part::Stopped => "stopped",
            Part::Closed => "closed",
        }
    }
}

/// What is chosen.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    part: RwSignal<Part>,
    stage: RwSignal<Option<Stage>>,
    district: RwSignal<Option<District>>,
    more: More,
}

impl Chosen {
    /// Everything, as far as the address that led here says nothing else.
    pub(super) fn of(address: Address) -> Self {
        let (stage, district) = (Stage::of_code(&address.query("stage")), District::of_code(&address.query("district")));
        let is_open = stage.is_some() && !address.query("round").is_empty();
        let part = if is_open { Part::Open } else { Part::All };
        Self { part: RwSignal::new(part), stage: RwSignal::new(stage), district: RwSignal::new(district), more: More::of(address) }
    }

    /// Whether a case is among what is chosen now: read once, for thousands of cases are held against it.
    pub(super) fn now(self) -> impl Fn(&Row, NaiveDate) -> bool {
        let (part, stage, district, more) = (self.part.get(), self.stage.get(), self.district.get(), self.more.now());
        move |row, today| {
            let summary = &row.line.summary;
            part.has(row, today)
                && stage.is_none_or(|stage| summary.stage == stage)
                && district.is_none_or(|district| summary.district == Some(district))
                && more(row, today)
        }
    }
}

/// The controls that choose it. A district is chosen where there are several.
pub(super) fn controls(words: Words, chosen: Chosen, rows: Memo<Option<Vec<Arc<Row>>>>) -> AnyView {
    let part = chosen.part;
    let chips = Part::ALL.map(|one| {
        view! {
            <button type="button" class="Chip" data-part=one.code() aria-pressed=move || (part.get() == one).to_string() on:click=move |_| part.set(one)>
                <span>{words.t(one.words())}</span>
            </button>
        }
        .into_any()
    });
    let stages = Stage::ALL.iter().map(|stage| (stage.code(), words.t(short(*stage)))).collect();
    let districts =
        Memo::new(move |_| rows.with(|rows| rows.iter().flatten().filter_map(|row| row.line.summary.district).collect::<BTreeSet<_>>()));
    let district = move || {
        let options: Vec<_> = districts.with(|all| all.iter().map(|district| (district.code(), words.t(district.words()))).collect());
        (options.len() > 1).then(|| {
            let value = move || chosen.district.get().map_or("", District::code);
            select(words, "cases-district", key!("table.district"), options, value, move |code| {
                chosen.district.set(District::of_code(code))
            })
        })
    };
    let stage = select(
        words,
        "cases-stage",
        key!("table.stage"),
        stages,
        move || chosen.stage.get().map_or("", Stage::code),
        move |code| {
            chosen.stage.set(Stage::of_code(code));
        },
    );
    view! {
        <div class="Cases__filters" role="group" aria-label=words.t(key!("cases.filter"))>
            <div class="Chips Chips--quiet">{chips.into_iter().collect_view()}</div>
            <div class="Row">{stage}{live(district)}{more::controls(words, chosen.more)}</div>
        </div>
    }
    .into_any()
}

fn select(
    words: Words,
    id: &'static str,
    name: Key,
    options: Vec<(&'static str, &'static str)>,
    value: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
    choose: impl Fn(&str) + 'static,
) -> AnyView {
    let all = words.fill(key!("table.all_of"), &[("what", words.t(name))]);
    let options = options
        .into_iter()
        .map(|(code, words)| view! { <option value=code prop:selected=move || value() == code>{words}</option> }.into_any());
    view! {
        <select class="Choice" class:Choice--set=move || !value().is_empty() id=id aria-label=words.t(name) on:change=move |event| choose(&event_target_value(&event))>
            <option value="" prop:selected=move || value().is_empty()>{all}</option>
            {options.collect_view()}
        </select>
    }
    .into_any()
}
