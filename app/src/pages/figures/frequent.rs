//! The causes that were confirmed most often (4.4, 7.4), as a Pareto chart: the longest bar first, with what they add up to.

use leptos::prelude::*;
use shared::{
    key,
    stats::frequent::{self, Frequent},
    vocab::CauseCode,
};

use super::{Ground, bars::bar, records::records};
use crate::memo::Memo;
use crate::ui::live;

pub(super) fn frequent(ground: Ground) -> AnyView {
    let words = ground.words;
    let causes = Memo::new(move |_| ground.cases.with(|cases| frequent::causes(cases, &ground.filter.get())));
    let lines = move || {
        causes.with(|causes| {
            let most = causes.first().map_or(0, |first| first.cases.value);
            let line = |one: &Frequent| {
                let name = words.t(CauseCode::VOCABULARY.words(&one.cause).unwrap_or(key!("figures.unclassified")));
                view! {
                    <li class="BarLine" data-cause-code=one.cause.clone()>
                        <span class="BarLine__name">{name}</span>
                        <strong class="BarLine__number">{one.cases.value}</strong>
                        {bar(one.cases.value, most, "failing")}
                        <span class="Quiet">{words.count(key!("figures.up_to"), one.up_to)}</span>
                        {records(ground, &one.cases)}
                    </li>
                }
                .into_any()
            };
            if causes.is_empty() {
                view! { <p class="Empty">{words.t(key!("figures.no_causes"))}</p> }.into_any()
            } else {
                view! { <ul class="BarLines">{causes.iter().map(line).collect_view()}</ul> }.into_any()
            }
        })
    };
    view! {
        <section class="Block" aria-labelledby="figures-frequent">
            <h2 id="figures-frequent">{words.t(key!("figures.frequent"))}</h2>
            <p class="Quiet">{words.t(key!("figures.frequent_lead"))}</p>
            {live(lines)}
        </section>
    }
    .into_any()
}
