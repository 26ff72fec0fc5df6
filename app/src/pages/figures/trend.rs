//! Whether the risk goes down (4.4): failing batches by half-year, and those of a product that had failed before.

use leptos::prelude::*;
use shared::{
    key,
    stats::{
        alerts::History,
        trend::{self, Failures, HalfYear},
    },
};

use super::{Ground, bars::bar, records::records};
use crate::{memo::Memo, ui::live};

pub(super) fn trend(ground: Ground) -> AnyView {
    let words = ground.words;
    let halves = Memo::new(move |_| {
        let filter = ground.filter.get();
        ground.cases.with(|cases| trend::trends(&History::of(cases), &filter).sum.halves)
    });
    let lines = move || {
        halves.with(|halves| {
            if halves.is_empty() {
                return view! { <p class="Empty">{words.t(key!("figures.no_failures"))}</p> }.into_any();
            }
            let most = halves.iter().map(|(_, failures)| failures.failing.value).max().unwrap_or(0);
            let line = |(half, failures): &(HalfYear, Failures)| {
                let name = if half.is_second { key!("figures.second_half") } else { key!("figures.first_half") };
                let again = words.count(key!("figures.again"), failures.again.value);
                view! {
                    <li class="BarLine">
                        <span class="BarLine__name">{words.fill(name, &[("year", &half.year.to_string())])}</span>
                        <strong class="BarLine__number">{failures.failing.value}</strong>
                        {bar(failures.failing.value, most, "failing")}
                        <span class="Quiet">{again}</span>
                        {bar(failures.again.value, most, "again")}
                        {records(ground, &failures.failing)}
                    </li>
                }
                .into_any()
            };
            view! { <ul class="BarLines">{halves.iter().map(line).collect_view()}</ul> }.into_any()
        })
    };
    view! {
        <section class="Block" aria-labelledby="figures-trend">
            <h2 id="figures-trend">{words.t(key!("figures.trend"))}</h2>
            {live(lines)}
        </section>
    }
    .into_any()
}
