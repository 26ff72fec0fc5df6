//! Measured values: histogram and control charts of one characteristic, the scatter of two.

use leptos::prelude::*;
use shared::{
    key,
    tools::{self, Chart, Measured, Method},
    vocab::Measurement,
};

use super::number;
use crate::{
    state::Words,
    ui::{Plot, around, plot},
};

/// The charts of a row.
pub(super) fn of(words: Words, measured: &Measured) -> AnyView {
    let unread = measured.series.unread.join(" ");
    let unread = (!unread.is_empty())
        .then(|| view! { <p class="Warning" role="status">{words.fill(key!("tools.unread"), &[("words", &unread)])}</p> });
    let charts = match measured.kind {
        Some(Measurement::Pairs) => scatter(words, measured),
        Some(Measurement::Values) | None => view! { {histogram(words, measured)}{control(words, measured)} }.into_any(),
    };
    view! { <div class="Charts__row" data-series=measured.row.as_str().to_owned()>{unread}{charts}</div> }.into_any()
}

fn histogram(words: Words, measured: &Measured) -> Option<AnyView> {
    let of = tools::histogram(&measured.series.values(), measured.lower, measured.upper)?;
    let title = words.fill(key!("tools.histogram"), &[("name", &measured.name)]);
    let spread = of.spread;
    let says = words.fill(
        key!("tools.spread"),
        &[
            ("n", &spread.count.to_string()),
            ("mean", &number(spread.mean)),
            ("s", &spread.deviation.map_or_else(|| "–".to_owned(), number)),
            ("min", &number(spread.least)),
            ("max", &number(spread.most)),
        ],
    );
    let has_limits = measured.lower.or(measured.upper).is_some();
    let outside = has_limits.then(|| {
        let (below, above) = (of.outside.0.to_string(), of.outside.1.to_string());
        view! { <span>{words.fill(key!("tools.outside"), &[("below", &below), ("above", &above)])}</span> }
    });
    let counts: Vec<f64> = of.classes.iter().map(|class| float(class.count)).collect();
    let (from, to) = (of.classes.first()?.from, of.classes.last()?.to);
    let limits = [(measured.lower, key!("tools.lower_limit")), (measured.upper, key!("tools.upper_limit"))];
    let uprights: Vec<(f64, String)> = limits.into_iter().filter_map(|(limit, name)| Some((limit?, words.t(name).to_owned()))).collect();
    let most = counts.iter().copied().fold(1.0, f64::max);
    let picture = Plot {
        name: says.clone(),
        x: around([from, to].into_iter().chain(uprights.iter().map(|(value, _)| *value))),
        y: (0.0, most * 1.05),
        bars: of.classes.iter().zip(&counts).map(|(class, count)| (class.from, class.to, *count)).collect(),
        levels: vec![(most, number(most))],
        feet: vec![(from, number(from)), (to, number(to))],
        uprights,
        ..Plot::default()
    };
    let rows = of.classes.iter().map(|class| {
        view! { <tr><th scope="row">{number(class.from)}</th><td>{number(class.to)}</td><td>{class.count}</td></tr> }.into_any()
    });
    let head = [key!("tools.from"), key!("tools.to"), key!("tools.count")];
    let drawn = view! {
        <figure class="Chart" data-chart="histogram">
            <h4>{title}</h4>
            {plot(&picture)}
            <figcaption><span>{says}</span>{outside}</figcaption>
            <div class="Table__frame"><table class="Table">
                <thead><tr>{head.map(|key| view! { <th scope="col">{words.t(key)}</th> }.into_any()).collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        </figure>
    };
    Some(drawn.into_any())
}

fn control(words: Words, measured: &Measured) -> AnyView {
    let title = words.fill(key!("tools.control"), &[("name", &measured.name)]);
    let Some(of) = tools::control(&measured.series) else {
        return view! { <p class="Quiet">{title}": "{words.t(key!("tools.too_few"))}</p> }.into_any();
    };
    let (location, ranges) = match of.method {
        Method::Subgroups(size) => (words.count(key!("tools.location_subgroups"), size), words.t(key!("tools.ranges_subgroups"))),
        Method::Individuals => (words.t(key!("tools.location_individuals")).to_owned(), words.t(key!("tools.ranges_individuals"))),
    };
    view! {
        <figure class="Chart" data-chart="control">
            <h4>{title}</h4>
            {one(words, location, &of.location, 1)}
            {one(words, ranges.to_owned(), &of.ranges, if of.method == Method::Individuals { 2 } else { 1 })}
            <p class="Quiet">{words.t(key!("tools.factors"))}</p>
        </figure>
    }
    .into_any()
}

/// One chart; its first point is called so: the first moving range belongs to the second value.
fn one(words: Words, title: String, chart: &Chart, first: usize) -> AnyView {
    let limits = words
        .fill(key!("tools.limits"), &[("centre", &number(chart.centre)), ("upper", &number(chart.upper)), ("lower", &number(chart.lower))]);
    let beyond = chart.beyond();
    let names = beyond.iter().map(|at| (at + first).to_string()).collect::<Vec<_>>().join(words.t(key!("app.comma")));
    let says = if beyond.is_empty() {
        words.t(key!("tools.in_limits")).to_owned()
    } else {
        words.fill(key!("tools.beyond"), &[("points", &names)])
    };
    let points: Vec<(f64, f64)> = chart.points.iter().enumerate().map(|(at, value)| (float(at + first), *value)).collect();
    let last = float(chart.points.len() + first - 1);
    let levels = [chart.upper, chart.centre, chart.lower].map(|value| (value, number(value)));
    let picture = Plot {
        name: format!("{title}: {limits}. {says}"),
        x: (float(first) - 0.5, last + 0.5),
        y: around(chart.points.iter().copied().chain([chart.upper, chart.lower])),
        dots: points.iter().enumerate().map(|(at, (x, y))| (*x, *y, beyond.contains(&at))).collect(),
        line: points,
        levels: levels.into(),
        feet: vec![(float(first), first.to_string()), (last, number(last))],
        ..Plot::default()
    };
    view! {
        <div class="Chart__part">
            <h5>{title}</h5>
            {plot(&picture)}
            <p>{limits}</p>
            <p class:Warning=!beyond.is_empty()>{says}</p>
        </div>
    }
    .into_any()
}

fn scatter(words: Words, measured: &Measured) -> AnyView {
    let title = words.fill(key!("tools.scatter"), &[("name", &measured.name)]);
    let Some(of) = tools::scatter(&measured.series) else {
        return view! { <p class="Quiet">{title}": "{words.t(key!("tools.no_pairs"))}</p> }.into_any();
    };
    let n = of.points.len().to_string();
    let says = match of.correlation {
        Some(r) => words.fill(key!("tools.correlation"), &[("n", &n), ("r", &format!("{r:.3}"))]),
        None => words.count(key!("tools.no_correlation"), n),
    };
    let (x, y) = (around(of.points.iter().map(|point| point.0)), around(of.points.iter().map(|point| point.1)));
    let picture = Plot {
        name: says.clone(),
        x,
        y,
        dots: of.points.iter().map(|(x, y)| (*x, *y, false)).collect(),
        levels: vec![(y.0, number(y.0)), (y.1, number(y.1))],
        feet: vec![(x.0, number(x.0)), (x.1, number(x.1))],
        ..Plot::default()
    };
    view! { <figure class="Chart" data-chart="scatter"><h4>{title}</h4>{plot(&picture)}<figcaption>{says}</figcaption></figure> }.into_any()
}

#[expect(clippy::cast_precision_loss, reason = "nobody enters 2⁵² values")]
const fn float(count: usize) -> f64 {
    count as f64
}
