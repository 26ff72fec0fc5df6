//! Whether the risk goes down (4.4): failing batches and failures again by half-year, per district and product class.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{alerts::History, counted::Count, figures::CaseFigures, filter::Filter};
use crate::people::District;

/// Half a year, in calendar order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfYear {
    /// The year.
    pub year: i32,
    /// The half from July on.
    pub is_second: bool,
}

impl HalfYear {
    /// In which a day lies.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), is_second: day.month() > 6 }
    }

    /// The one after.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.is_second { Self { year: self.year + 1, is_second: false } } else { Self { is_second: true, ..self } }
    }
}

/// The failures of half a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failures {
    /// Failing batches.
    pub failing: Count,
    /// Of these, of a product that had failed before.
    pub again: Count,
}

/// A trend. Half-years without failure are absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend<K> {
    /// What it is about.
    pub of: K,
    /// The half-years in calendar order.
    pub halves: Vec<(HalfYear, Failures)>,
}

/// The trends of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trends {
    /// By district and product class.
    pub lines: Vec<Trend<(Option<District>, String)>>,
    /// By district.
    pub districts: Vec<Trend<Option<District>>>,
    /// By product class.
    pub classes: Vec<Trend<String>>,
    /// Over all.
    pub sum: Trend<()>,
}

/// The trends in the filter's time. What failed before it still makes a failure in it a repetition.
#[must_use]
pub fn trends(history: &History<'_>, filter: &Filter) -> Trends {
    let found = history.failures.iter().copied().filter(|case| filter.finds(case));
    let found: Vec<_> = found.filter_map(|case| Some((HalfYear::of(case.day()?), history.is_again(case), case))).collect();
    Trends {
        lines: lines(&found, |case| (case.district, case.product_class.clone())),
        districts: lines(&found, |case| case.district),
        classes: lines(&found, |case| case.product_class.clone()),
        sum: Trend { of: (), halves: lines(&found, |_| ()).into_iter().flat_map(|trend| trend.halves).collect() },
    }
}

type Found<'a> = (HalfYear, bool, &'a CaseFigures);

fn lines<K: Ord>(found: &[Found<'_>], key: impl Fn(&CaseFigures) -> K) -> Vec<Trend<K>> {
    let mut groups: BTreeMap<K, BTreeMap<HalfYear, Vec<&Found<'_>>>> = BTreeMap::new();
    for failure in found {
        groups.entry(key(failure.2)).or_default().entry(failure.0).or_default().push(failure);
    }
    let failures = |found: Vec<&Found<'_>>| Failures {
        failing: Count::of_ids(found.iter().map(|(_, _, case)| case.id)),
        again: Count::of_ids(found.iter().filter(|(_, again, _)| *again).map(|(_, _, case)| case.id)),
    };
    let halves = |halves: BTreeMap<_, _>| halves.into_iter().map(|(half, found)| (half, failures(found))).collect();
    groups.into_iter().map(|(of, found)| Trend { of, halves: halves(found) }).collect()
}
