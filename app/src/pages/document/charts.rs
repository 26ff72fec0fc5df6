//! The quality tools on what was counted and measured in a case (7.2.1.5 c): Pareto and layers of the check sheet, histogram, control
//! chart and scatter of measured values. Everything is calculated by the rules; here it is drawn, with its numbers beneath.

mod counts;
mod values;

use leptos::prelude::*;
use shared::{
    key,
    tools::{self, Counted, Measured},
};

use super::super::apart::{Screen, apart};
use crate::memo::Memo;
use crate::{
    state::Document,
    ui::{live, resting},
};

/// The section beneath whose tables they stand.
pub(super) const SECTION: &str = "evidence";

/// Their place: few count and measure, so their code is fetched where there is something to draw.
pub(super) fn place(document: Document) -> AnyView {
    let has_begun = Memo::new(move |_| document.read(|view| tools::has_begun(&view.content)) == Some(true));
    live(move || has_begun.get().then(|| apart(Screen::Charts(document))))
}

/// Draws what there is to draw.
pub(in crate::pages) fn charts(document: Document) -> AnyView {
    let words = document.words;
    let entered = resting(Memo::new(move |_| {
        document.read(|view| (tools::counted(&view.content), tools::measured(&view.content))).unwrap_or_default()
    }));
    let draw = move || {
        entered.with(|(counted, measured): &(Vec<Counted>, Vec<Measured>)| {
            (!counted.is_empty() || !measured.is_empty()).then(|| {
                view! {
                    <div class="Charts" id="tools">
                        <h3>{words.t(key!("tools.title"))}</h3>
                        <p class="Quiet">{words.t(key!("tools.lead"))}</p>
                        {counts::pareto(words, counted)}
                        {measured.iter().map(|one| values::of(words, one)).collect_view()}
                    </div>
                }
            })
        })
    };
    live(draw)
}

/// A number as people write it: what is behind the fourth digit that counts is left out.
fn number(value: f64) -> String {
    let size = if value == 0.0 { 0.0 } else { value.abs().log10().floor() };
    let decimals = [(3.0, 0), (2.0, 1), (1.0, 2), (0.0, 3), (-1.0, 4), (-2.0, 5)];
    let decimals = decimals.iter().find(|(least, _)| size >= *least).map_or(6, |(_, decimals)| *decimals);
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}
