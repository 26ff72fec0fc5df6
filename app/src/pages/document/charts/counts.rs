//! The check sheet, added up: Pareto chart, and layer by layer.

use leptos::prelude::*;
use shared::{
    key,
    tools::{self, Bar, Counted, Layer},
};

use crate::{
    state::Words,
    ui::{Plot, plot},
};

/// So many bars are drawn; the table has all.
const BARS: usize = 12;
/// So many letters fit under a bar.
const LETTERS: usize = 4;

pub(super) fn pareto(words: Words, counted: &[Counted]) -> Option<AnyView> {
    let bars = tools::pareto(counted.iter().map(|line| (line.what.as_str(), line.count)));
    let first = bars.first()?;
    let all: u64 = bars.iter().map(|bar| bar.count).sum();
    let says = words.fill(
        key!("tools.pareto_says"),
        &[("n", &all.to_string()), ("k", &bars.len().to_string()), ("what", &first.what), ("percent", &percent(first.up_to))],
    );
    let rows = bars
        .iter()
        .map(|bar| view! { <tr><th scope="row">{bar.what.clone()}</th><td>{bar.count}</td><td>{percent(bar.up_to)}</td></tr> }.into_any());
    let head = [key!("tools.what"), key!("tools.count"), key!("tools.share")];
    let drawn = view! {
        <figure class="Chart" data-chart="pareto">
            <h4>{words.t(key!("tools.pareto"))}</h4>
            {plot(&picture(&bars, all, says.clone()))}
            <figcaption>{says}</figcaption>
            <div class="Table__frame"><table class="Table">
                <thead><tr>{head.map(|key| view! { <th scope="col">{words.t(key)}</th> }.into_any()).collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        </figure>
        {layers(words, counted)}
    };
    Some(drawn.into_any())
}

/// Bars from the left, and the line of what they add up to, in hundredths at the right.
fn picture(bars: &[Bar], all: u64, name: String) -> Plot {
    let (mut at, mut plot) = (0.0, Plot { name, ..Plot::default() });
    let whole = of_u64(all);
    for bar in bars.iter().take(BARS) {
        plot.bars.push((at, at + 1.0, of_u64(bar.count)));
        plot.line.push((at + 0.5, whole * of_u64(bar.up_to) / 1000.0));
        plot.dots.push((at + 0.5, whole * of_u64(bar.up_to) / 1000.0, false));
        plot.feet.push((at + 0.5, bar.what.chars().take(LETTERS).collect()));
        at += 1.0;
    }
    plot.x = (0.0, at);
    plot.y = (0.0, whole);
    plot.levels = [1000, 800].map(|share| (whole * of_u64(share) / 1000.0, format!("{}%", share / 10))).into();
    plot
}

/// What was counted in each layer, where layers are said.
fn layers(words: Words, counted: &[Counted]) -> Option<AnyView> {
    let layers = tools::layers(counted.iter().map(|line| (line.layer.as_str(), line.what.as_str(), line.count)));
    if !layers.iter().any(|layer| !layer.layer.is_empty()) {
        return None;
    }
    let layer = |layer: &Layer| {
        let name = if layer.layer.is_empty() { words.t(key!("tools.no_layer")).to_owned() } else { layer.layer.clone() };
        let bars = layer.bars.iter().map(|bar| format!("{} {}", bar.what, bar.count)).collect::<Vec<_>>().join(words.t(key!("app.comma")));
        let sum: u64 = layer.bars.iter().map(|bar| bar.count).sum();
        view! { <tr><th scope="row">{name}</th><td>{sum}</td><td>{bars}</td></tr> }.into_any()
    };
    let head = [key!("tools.layers"), key!("tools.count"), key!("tools.what")];
    let drawn = view! {
        <figure class="Chart" data-chart="layers">
            <h4>{words.t(key!("tools.layers"))}</h4>
            <div class="Table__frame"><table class="Table">
                <thead><tr>{head.map(|key| view! { <th scope="col">{words.t(key)}</th> }.into_any()).collect_view()}</tr></thead>
                <tbody>{layers.iter().map(layer).collect_view()}</tbody>
            </table></div>
        </figure>
    };
    Some(drawn.into_any())
}

/// Tenths of a percent as percent.
fn percent(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[expect(clippy::cast_precision_loss, reason = "what people count is far below 2⁵²")]
const fn of_u64(count: u64) -> f64 {
    count as f64
}
