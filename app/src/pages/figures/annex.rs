//! The figures of Annex D (7.2.4.2), for the time that is chosen.

use leptos::prelude::*;
use shared::{
    key,
    stats::{counters, report},
    vocab::Figure,
};

use super::{Ground, records::records};
use crate::{memo::Memo, ui::live};

pub(super) fn annex(ground: Ground) -> AnyView {
    let words = ground.words;
    let counted = Memo::new(move |_| ground.cases.with(|cases| counters::count(cases, &ground.filter.get())));
    let figures = move || {
        counted.with(|counters| {
            let figure = |figure: &Figure| {
                let count = counters.get(*figure);
                view! {
                    <li class="Figure" data-figure=figure.code()>
                        <strong class="Figure__number">{report::printed(*figure, count.value)}</strong>
                        <span>{words.t(figure.words())}</span>
                        {records(ground, count)}
                    </li>
                }
                .into_any()
            };
            Figure::ALL.iter().map(figure).collect_view()
        })
    };
    view! {
        <section class="Block" aria-labelledby="figures-annex">
            <h2 id="figures-annex">{words.t(key!("figures.annex"))}</h2>
            <ul class="FigureGrid">{live(figures)}</ul>
        </section>
    }
    .into_any()
}
