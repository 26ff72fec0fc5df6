//! A histogram: values in classes of equal width, with limits that people can read.

use super::series::{Spread, float, spread};

/// A class: what is at least `from` and below `to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// Its lower limit, which belongs to it.
    pub from: f64,
    /// Its upper limit, which belongs to the next.
    pub to: f64,
    /// How many values it holds.
    pub count: usize,
}

/// Values in classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// From below, without gaps.
    pub classes: Vec<Class>,
    /// How the values lie.
    pub spread: Spread,
    /// How many lie below the lower and above the upper limit of the specification, where there are limits.
    pub outside: (usize, usize),
}

/// Widths are these times a power of ten.
const STEPS: [f64; 4] = [1.0, 2.0, 5.0, 10.0];
/// What calculating with decimal fractions may be off by, in classes.
const GRAIN: f64 = 1e-9;

/// The histogram of values with limits of a specification; about as many classes as Sturges' rule says (1 + log₂ n). `None` without
/// values.
#[must_use]
pub fn histogram(values: &[f64], lower: Option<f64>, upper: Option<f64>) -> Option<Histogram> {
    let spread = spread(values)?;
    let wanted = 1.0 + float(spread.count).log2();
    let width = width((spread.most - spread.least) / wanted, spread.most.abs().max(spread.least.abs()));
    let first = (spread.least / width + GRAIN).floor();
    let place = |value: f64| whole(value / width + GRAIN - first);
    let mut classes: Vec<Class> = (0..=place(spread.most))
        .map(|at| Class { from: (first + float(at)) * width, to: (first + float(at + 1)) * width, count: 0 })
        .collect();
    for value in values {
        if let Some(class) = classes.get_mut(place(*value)) {
            class.count += 1;
        }
    }
    let below = lower.map_or(0, |lower| values.iter().filter(|value| **value < lower).count());
    let above = upper.map_or(0, |upper| values.iter().filter(|value| **value > upper).count());
    Some(Histogram { classes, spread, outside: (below, above) })
}

/// The next readable width; values that are all the same get one class, as wide as their size allows to see.
fn width(least: f64, size: f64) -> f64 {
    let least = match (least > 0.0, size > 0.0) {
        (true, _) => least,
        (false, true) => size / 100.0,
        (false, false) => 1.0,
    };
    let power = 10_f64.powf(least.log10().floor());
    let step = STEPS.into_iter().find(|step| step * power >= least * (1.0 - GRAIN));
    step.unwrap_or(10.0) * power
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is below zero becomes zero; classes are few")]
const fn whole(value: f64) -> usize {
    value as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_in_one_class_and_limits_are_round() {
        let values = [0.1, 0.2, 0.3, 0.3, 0.4, 0.5, 0.5, 0.5, 0.6, 0.7];
        let of = histogram(&values, Some(0.2), Some(0.6)).unwrap();
        let counts: Vec<usize> = of.classes.iter().map(|class| class.count).collect();
        assert_eq!(counts, [1, 3, 4, 2], "{:?}", of.classes);
        assert!(of.classes[0].from.abs() < 1e-12 && (of.classes[0].to - 0.2).abs() < 1e-12);
        assert_eq!(of.outside, (1, 1));
    }

    #[test]
    fn no_value_is_lost_wherever_it_lies() {
        for values in [
            vec![5.0; 7],
            vec![0.0],
            vec![-3.0, -1.0, 2.0, 1e6],
            (0..100).map(|at| f64::from(at) * 0.1).collect(),
            (0..30).map(|at| 1.01 + f64::from(at % 7) * 0.01).collect(),
        ] {
            let of = histogram(&values, None, None).unwrap();
            assert_eq!(of.classes.iter().map(|class| class.count).sum::<usize>(), values.len(), "{of:?}");
            assert!((1..=12).contains(&of.classes.len()), "{of:?}");
        }
        assert_eq!(histogram(&[], None, None), None);
    }
}
