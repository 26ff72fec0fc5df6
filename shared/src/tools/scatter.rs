//! A scatter diagram: pairs of values, and how strongly they go together.

use super::series::{Series, float, mean};

/// Pairs.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// The points.
    pub points: Vec<(f64, f64)>,
    /// Pearson's coefficient of correlation, −1 to 1; none where one of the values never changes or there are fewer than three pairs.
    pub correlation: Option<f64>,
}

/// The pairs of a series of which each line holds two values; `None` where a line holds another number of them.
#[must_use]
pub fn scatter(series: &Series) -> Option<Scatter> {
    let pair = |group: &Vec<f64>| match group.as_slice() {
        [x, y] => Some((*x, *y)),
        _ => None,
    };
    let points: Vec<(f64, f64)> = series.groups.iter().map(pair).collect::<Option<_>>()?;
    let (xs, ys): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let (x, y) = (mean(&xs)?, mean(&ys)?);
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / float(points.len());
    let (xy, xx, yy) = (sum(&|p| (p.0 - x) * (p.1 - y)), sum(&|p| (p.0 - x).powi(2)), sum(&|p| (p.1 - y).powi(2)));
    let correlation = (points.len() > 2 && xx > 0.0 && yy > 0.0).then(|| (xy / (xx * yy).sqrt()).clamp(-1.0, 1.0));
    Some(Scatter { points, correlation })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first of Anscombe's four sets, of which the correlation is 0.816.
    #[test]
    fn pairs_have_the_correlation_that_is_known() {
        let text = "10 8.04\n8 6.95\n13 7.58\n9 8.81\n11 8.33\n14 9.96\n6 7.24\n4 4.26\n12 10.84\n7 4.82\n5 5.68";
        let of = scatter(&Series::of(text)).unwrap();
        assert_eq!(of.points.len(), 11);
        assert!((of.correlation.unwrap() - 0.816_42).abs() < 1e-4);
    }

    #[test]
    fn what_is_no_pair_is_no_scatter() {
        assert_eq!(scatter(&Series::of("1 2\n3")), None);
        assert_eq!(scatter(&Series::of("1 2\n3 2\n4 2")).unwrap().correlation, None);
        assert_eq!(scatter(&Series::default()), None);
    }
}
