//! Control charts for measured values. Limits lie three standard deviations from the centre, estimated from ranges: the mean chart with
//! its range chart (X̄–R) for subgroups of equal size, else the chart of individual values with moving ranges of two (X–Rs).
//!
//! Factors: ASTM E2587 (Standard Practice for Use of Control Charts), the same as Shewhart's in GB/T 17989.2 (ISO 7870-2), to three
//! decimals as tables print them.

use super::series::{Series, mean};

/// Which charts they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// X̄–R: subgroups of this many values.
    Subgroups(usize),
    /// X–Rs: single values.
    Individuals,
}

/// One chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What is plotted, in order.
    pub points: Vec<f64>,
    /// The line in the middle.
    pub centre: f64,
    /// The upper control limit.
    pub upper: f64,
    /// The lower control limit.
    pub lower: f64,
}

/// Where the process stands, and how much it spreads.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// How they were calculated.
    pub method: Method,
    /// Means of subgroups, or single values.
    pub location: Chart,
    /// Ranges of subgroups, or moving ranges.
    pub ranges: Chart,
}

/// A2, D3, D4 for subgroups of 2 to 10.
#[rustfmt::skip]
const FACTORS: [(f64, f64, f64); 9] = [
    (1.880, 0.0,   3.267),
    (1.023, 0.0,   2.574),
    (0.729, 0.0,   2.282),
    (0.577, 0.0,   2.114),
    (0.483, 0.0,   2.004),
    (0.419, 0.076, 1.924),
    (0.373, 0.136, 1.864),
    (0.337, 0.184, 1.816),
    (0.308, 0.223, 1.777),
];
/// d2 of two values: the mean range of two in standard deviations.
const D2: f64 = 1.128;
/// Three standard deviations.
const SIGMAS: f64 = 3.0;

impl Chart {
    /// The points beyond a limit, by their places from 0.
    #[must_use]
    pub fn beyond(&self) -> Vec<usize> {
        let is_beyond = |point: &f64| *point > self.upper || *point < self.lower;
        self.points.iter().enumerate().filter(|(_, point)| is_beyond(point)).map(|(at, _)| at).collect()
    }
}

/// The charts of a series; `None` with fewer than two points.
#[must_use]
pub fn control(series: &Series) -> Option<Control> {
    let size = series.groups.first()?.len();
    let is_grouped = series.groups.len() > 1 && series.groups.iter().all(|group| group.len() == size);
    match FACTORS.get(size.wrapping_sub(2)) {
        Some(factors) if is_grouped => subgroups(&series.groups, size, *factors),
        Some(_) | None => individuals(&series.values()),
    }
}

fn subgroups(groups: &[Vec<f64>], size: usize, (a2, d3, d4): (f64, f64, f64)) -> Option<Control> {
    let means: Vec<f64> = groups.iter().filter_map(|group| mean(group)).collect();
    let ranges: Vec<f64> = groups.iter().map(|group| range(group)).collect();
    let (centre, width) = (mean(&means)?, mean(&ranges)?);
    Some(Control {
        method: Method::Subgroups(size),
        location: Chart { points: means, centre, upper: centre + a2 * width, lower: centre - a2 * width },
        ranges: Chart { points: ranges, centre: width, upper: d4 * width, lower: d3 * width },
    })
}

fn individuals(values: &[f64]) -> Option<Control> {
    let moving: Vec<f64> = values.windows(2).map(range).collect();
    let (centre, width) = (mean(values)?, mean(&moving)?);
    let reach = SIGMAS * width / D2;
    let (_, d3, d4) = FACTORS[0];
    Some(Control {
        method: Method::Individuals,
        location: Chart { points: values.to_vec(), centre, upper: centre + reach, lower: centre - reach },
        ranges: Chart { points: moving, centre: width, upper: d4 * width, lower: d3 * width },
    })
}

fn range(values: &[f64]) -> f64 {
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most - values.iter().copied().fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_near(what: &str, (is, should): (f64, f64)) {
        assert!((is - should).abs() < 0.002, "{what}: {is} instead of {should}");
    }

    /// The example of the NIST/SEMATECH e-Handbook, 6.3.2.2: ten flow rates.
    #[test]
    fn individual_values_have_the_limits_of_the_handbook() {
        let flow = Series::of("49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1");
        let Control { method, location, ranges } = control(&flow).unwrap();
        assert_eq!(method, Method::Individuals);
        for (what, pair) in [
            ("centre", (location.centre, 50.81)),
            ("upper", (location.upper, 55.8041)),
            ("lower", (location.lower, 45.8159)),
            ("mean range", (ranges.centre, 1.8778)),
        ] {
            is_near(what, pair);
        }
        assert!(location.beyond().is_empty());
    }

    /// Six samples of five from a textbook exercise, with its solution.
    #[test]
    fn subgroups_have_the_limits_of_the_textbook() {
        let text = "56 48 53 58 52\n50 59 57 56 54\n61 59 56 55 58\n57 51 49 57 50\n50 49 57 55 56\n56 55 60 58 57";
        let Control { method, location, ranges } = control(&Series::of(text)).unwrap();
        assert_eq!(method, Method::Subgroups(5));
        for (what, pair) in [
            ("centre", (location.centre, 54.967)),
            ("upper", (location.upper, 59.391)),
            ("lower", (location.lower, 50.543)),
            ("mean range", (ranges.centre, 7.667)),
            ("upper range", (ranges.upper, 2.114 * 46.0 / 6.0)),
            ("lower range", (ranges.lower, 0.0)),
        ] {
            is_near(what, pair);
        }
    }

    #[test]
    fn a_point_beyond_a_limit_is_named_and_uneven_groups_are_single_values() {
        let one_off = Series::of("10 10.1 9.9 10 10.1 9.9 10 10.1 9.9 10 14");
        assert_eq!(control(&one_off).unwrap().location.beyond(), [10]);
        assert_eq!(control(&Series::of("1 2\n3")).unwrap().method, Method::Individuals);
        assert_eq!(control(&Series::of("1\n2\n3")).unwrap().method, Method::Individuals);
        assert_eq!(control(&Series::of("7")), None);
        assert_eq!(control(&Series::default()), None);
    }
}
