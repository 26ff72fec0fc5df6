//! A small chart: bars, a line, dots and limits in one frame. What it says stands in words and numbers beside it; for those who do not
//! see it, it is one picture with a name.

use leptos::prelude::*;

/// What is drawn, in the numbers of the data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plot {
    /// What it shows, in words.
    pub(crate) name: String,
    /// From where to where the frame reaches.
    pub(crate) x: (f64, f64),
    /// The same upwards.
    pub(crate) y: (f64, f64),
    /// From, to, how high.
    pub(crate) bars: Vec<(f64, f64, f64)>,
    /// Through these points.
    pub(crate) line: Vec<(f64, f64)>,
    /// Dots, and whether the eye should fall on them.
    pub(crate) dots: Vec<(f64, f64, bool)>,
    /// Lines across, with a label at the end.
    pub(crate) levels: Vec<(f64, String)>,
    /// Lines upwards, with a label at the top.
    pub(crate) uprights: Vec<(f64, String)>,
    /// Labels under the frame.
    pub(crate) feet: Vec<(f64, String)>,
}

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 200.0;
/// Room for labels: above, at the right, beneath, at the left.
const ROOM: (f64, f64, f64, f64) = (20.0, 60.0, 22.0, 8.0);
const DOT: f64 = 3.0;

/// Numbers from the least to the most with some air around them.
pub(crate) fn around(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let (least, most) = values.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), value| (a.min(value), b.max(value)));
    if least > most {
        return (0.0, 1.0);
    }
    let air = if most > least { (most - least) * 0.06 } else { most.abs().max(1.0) * 0.5 };
    (least - air, most + air)
}

/// Draws it.
pub(crate) fn plot(it: &Plot) -> AnyView {
    let Plot { x: (left, right), y: (low, high), .. } = *it;
    let (above, beside, beneath, before) = ROOM;
    let x = move |value: f64| before + (value - left) / (right - left) * (WIDTH - before - beside);
    let y = move |value: f64| HEIGHT - beneath - (value - low) / (high - low) * (HEIGHT - above - beneath);
    let at = |points: &[(f64, f64)]| points.iter().map(|(px, py)| format!("{:.1} {:.1}", x(*px), y(*py))).collect::<Vec<_>>().join("L");
    let bar = |(from, to, top): &(f64, f64, f64)| {
        format!("M{:.1} {:.1}V{:.1}H{:.1}V{:.1}Z", x(*from) + 1.0, y(low), y(*top), x(*to) - 1.0, y(low))
    };
    let bars: String = it.bars.iter().map(bar).collect();
    let dots = |is_hot: bool| {
        let dot = |(px, py, _): &(f64, f64, bool)| {
            format!("M{:.1} {:.1}a{DOT} {DOT} 0 1 0 {d} 0a{DOT} {DOT} 0 1 0 -{d} 0", x(*px) - DOT, y(*py), d = 2.0 * DOT)
        };
        it.dots.iter().filter(|(_, _, hot)| *hot == is_hot).map(dot).collect::<String>()
    };
    let line = if it.line.is_empty() { String::new() } else { format!("M{}", at(&it.line)) };
    let levels = it.levels.iter().map(|(value, label)| {
        view! {
            <path class="Plot__level" d=format!("M{before} {:.1}H{:.1}", y(*value), WIDTH - beside)/>
            <text class="Plot__label" x={WIDTH - beside + 4.0} y={y(*value) + 4.0}>{label.clone()}</text>
        }
        .into_any()
    });
    let uprights = it.uprights.iter().map(|(value, label)| {
        view! {
            <path class="Plot__level" d=format!("M{:.1} {above}V{:.1}", x(*value), HEIGHT - beneath)/>
            <text class="Plot__label" text-anchor="middle" x={x(*value)} y={above - 6.0}>{label.clone()}</text>
        }
        .into_any()
    });
    let feet = it.feet.iter().map(|(value, label)| {
        view! { <text class="Plot__label" text-anchor="middle" x={x(*value)} y={HEIGHT - 6.0}>{label.clone()}</text> }.into_any()
    });
    let frame = format!("M{before} {above}V{:.1}H{:.1}", HEIGHT - beneath, WIDTH - beside);
    view! {
        <svg class="Plot" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=it.name.clone()>
            <path class="Plot__bars" d=bars/>
            <path class="Plot__frame" d=frame/>
            {levels.collect_view()}
            {uprights.collect_view()}
            <path class="Plot__line" d=line/>
            <path class="Plot__dots" d=dots(false)/>
            <path class="Plot__dots Plot__dots--hot" d=dots(true)/>
            {feet.collect_view()}
        </svg>
    }
    .into_any()
}
