//! Measured values as people enter or paste them: numbers with anything between them, a subgroup in each line.

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// The numbers of each line that has any.
    pub groups: Vec<Vec<f64>>,
    /// What is no number.
    pub unread: Vec<String>,
}

/// How values lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// How many there are.
    pub count: usize,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation (divided by n − 1); none for a single value.
    pub deviation: Option<f64>,
}

impl Series {
    /// Reads text. Tabs, spaces, commas and semicolons of either width part numbers, so a pasted piece of a spreadsheet reads as it
    /// stands; full-width digits count as digits.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut series = Self::default();
        for line in text.lines() {
            let line: String = line.chars().map(narrow).collect();
            let words = line.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '\u{3001}'));
            let mut group = Vec::new();
            for word in words.filter(|word| !word.is_empty()) {
                match word.parse::<f64>().ok().filter(|value| value.is_finite()) {
                    Some(value) => group.push(value),
                    None => series.unread.push(word.to_owned()),
                }
            }
            if !group.is_empty() {
                series.groups.push(group);
            }
        }
        series
    }

    /// All values, in the order of entering.
    #[must_use]
    pub fn values(&self) -> Vec<f64> {
        self.groups.concat()
    }
}

/// A letter of the full-width forms as its ordinary twin.
fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(letter),
        '\u{2212}' => '-',
        _ => letter,
    }
}

/// How these values lie; `None` where there are none.
#[must_use]
pub fn spread(values: &[f64]) -> Option<Spread> {
    let (count, mean) = (values.len(), mean(values)?);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some(Spread {
        count,
        least: values.iter().copied().fold(f64::INFINITY, f64::min),
        most: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        mean,
        deviation: (count > 1).then(|| (squares / float(count - 1)).sqrt()),
    })
}

/// The mean; `None` of nothing.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / float(values.len()))
}

/// A count as a number that is divided by.
#[expect(clippy::cast_precision_loss, reason = "nobody enters 2⁵² values")]
pub(super) const fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_reads_as_it_stands() {
        for (text, groups, unread) in [
            ("", vec![], vec![]),
            ("1.5\t2\t-3\n\n4 5，6", vec![vec![1.5, 2.0, -3.0], vec![4.0, 5.0, 6.0]], vec![]),
            ("１２．５；3", vec![vec![12.5, 3.0]], vec![]),
            ("8、未测 9 inf", vec![vec![8.0, 9.0]], vec!["未测", "inf"]),
        ] {
            let series = Series::of(text);
            assert_eq!((series.groups, series.unread), (groups, unread.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    #[test]
    fn values_have_a_mean_and_a_deviation() {
        let of = spread(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert_eq!((of.count, of.least, of.most, of.mean), (8, 2.0, 9.0, 5.0));
        assert!((of.deviation.unwrap() - 2.138_09).abs() < 1e-5);
        assert_eq!(spread(&[3.0]).unwrap().deviation, None);
        assert_eq!(spread(&[]), None);
    }
}
