//! The time and the district about which the figures are.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use shared::{key, people::District, stats::Filter, time};

use crate::{
    data::clock,
    state::Words,
    ui::{live, says},
};

/// What is chosen.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    from: RwSignal<NaiveDate>,
    to: RwSignal<NaiveDate>,
    /// Only this district.
    pub(super) district: RwSignal<Option<District>>,
}

impl Chosen {
    /// From the first of January on.
    pub(super) fn this_year() -> Self {
        let (from, to) = year(clock::now().day().year());
        Self { from: RwSignal::new(from), to: RwSignal::new(to), district: RwSignal::new(None) }
    }

    /// As the statistics are asked.
    pub(super) fn filter(self) -> Filter {
        Filter { from: self.from.get(), to: self.to.get(), district: self.district.get(), product_class: None }
    }

    fn take(self, (from, to): (NaiveDate, NaiveDate)) {
        self.from.set(from);
        self.to.set(to);
    }
}

/// Its first and its last day; chrono knows every year of our calendar.
fn year(year: i32) -> (NaiveDate, NaiveDate) {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX);
    (day(1, 1), day(12, 31))
}

/// The controls.
pub(super) fn chooser(words: Words, chosen: Chosen) -> AnyView {
    let this = clock::now().day().year();
    let years = [(this, key!("figures.this_year")), (this - 1, key!("figures.last_year"))].map(|(of, name)| {
        let is_chosen = move || (chosen.from.get(), chosen.to.get()) == year(of);
        view! {
            <button type="button" class="Chip" aria-pressed=move || is_chosen().to_string() on:click=move |_| chosen.take(year(of))>
                <span>{words.t(name)}</span>
            </button>
        }
        .into_any()
    });
    let date = move |id: &'static str, label, day: RwSignal<NaiveDate>| {
        // A date that is half typed is no date yet: the last one counts until there is another.
        let typed = move |text: String| {
            if let Some(typed) = time::day(&text) {
                day.set(typed);
            }
        };
        view! {
            <label class="Field" for=id>
                <span class="Field__label">{words.t(label)}</span>
                <input class="Input" type="date" id=id prop:value=move || day.get().to_string() on:change=move |event| typed(event_target_value(&event))/>
            </label>
        }
        .into_any()
    };
    let backwards = move || {
        (chosen.from.get() > chosen.to.get()).then(|| view! { <p class="Problem" role="alert">{words.t(key!("figures.backwards"))}</p> })
    };
    let everywhere = move || {
        chosen.district.get().map(|district| {
            view! {
                <p class="Figures__where">
                    <strong>{words.t(district.words())}</strong>
                    <button type="button" class="Button" on:click=move |_| chosen.district.set(None)>{words.t(key!("figures.everywhere"))}</button>
                </p>
            }
        })
    };
    view! {
        <section class="Figures__choose" aria-label=words.t(key!("figures.choose"))>
            <div class="Chips">{years.into_iter().collect_view()}</div>
            <div class="Figures__time">
                {date("figures-from", key!("figures.from"), chosen.from)}
                {date("figures-to", key!("figures.to"), chosen.to)}
            </div>
            {live(backwards)}
            {live(everywhere)}
            <p class="Unseen" role="status">{says(move || words.fill(key!("figures.shown"), &[("from", &chosen.from.get().to_string()), ("to", &chosen.to.get().to_string())]))}</p>
        </section>
    }
    .into_any()
}
