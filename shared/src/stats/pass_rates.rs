//! Pass rates of inspections (7.3: 抽检合格率统计分析) by product class, district and period, before against after.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    counted::{Counted, Hundredths},
    filter::{Filter, Period},
};
use crate::{ids::DocumentId, people::District, vocab::vocabulary};

/// What inspections of a product class found in a district and a time: a row of an evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspected {
    /// The row.
    pub row: RowId,
    /// Code of the product class. A row for all products together must not stand beside rows for each.
    pub product_class: String,
    /// The district; `None` for the whole city.
    pub district: Option<District>,
    /// The first day.
    #[serde(with = "crate::time::days")]
    pub from: NaiveDate,
    /// The last day.
    #[serde(with = "crate::time::days")]
    pub to: NaiveDate,
    /// Batches inspected.
    pub batches: u32,
    /// Of these, failed.
    pub failed: u32,
}

/// A row of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RowId {
    /// The document.
    pub document: DocumentId,
    /// The row in it.
    pub row: String,
}

vocabulary! {
    /// Why there is no rate.
    no_rate: NoRate {
        /// Nothing was inspected.
        NoBatches = "no_batches",
        /// More failed than were inspected.
        MoreFailedThanInspected = "more_failed_than_inspected",
    }
}

/// A pass rate with what it was divided from: the sum of rates is made of batches, never of percentages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    batches: u64,
    failed: u64,
    percent: Hundredths,
}

impl Rate {
    /// The rate of so many batches.
    ///
    /// # Errors
    /// Where there is none.
    pub fn of(batches: u64, failed: u64) -> Result<Self, NoRate> {
        let passed = batches.checked_sub(failed).ok_or(NoRate::MoreFailedThanInspected)?;
        let percent = Hundredths::of_ratio(u128::from(passed) * 100, batches).ok_or(NoRate::NoBatches)?;
        Ok(Self { batches, failed, percent })
    }

    /// Batches inspected.
    #[must_use]
    pub const fn batches(self) -> u64 {
        self.batches
    }

    /// Batches failed.
    #[must_use]
    pub const fn failed(self) -> u64 {
        self.failed
    }

    /// The pass rate in percent.
    #[must_use]
    pub const fn percent(self) -> Hundredths {
        self.percent
    }
}

/// A row that cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InvalidRow {
    /// The row.
    pub row: RowId,
    /// Why.
    pub why: NoRate,
}

/// A line of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<K> {
    /// What it is about.
    pub of: K,
    /// The rate before, where something was inspected.
    pub before: Option<Counted<Rate, RowId>>,
    /// The rate after, where something was inspected.
    pub after: Option<Counted<Rate, RowId>>,
}

impl<K> Line<K> {
    /// By how much the rate rose, in hundredths of a percentage point.
    #[must_use]
    pub fn rise(&self) -> Option<i64> {
        let percent = |side: &Option<Counted<Rate, RowId>>| i64::try_from(side.as_ref()?.value.percent.0).ok();
        Some(percent(&self.after)? - percent(&self.before)?)
    }
}

/// Pass rates before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// By product class and district.
    pub lines: Vec<Line<(String, Option<District>)>>,
    /// Sums by product class.
    pub classes: Vec<Line<String>>,
    /// Sums by district.
    pub districts: Vec<Line<Option<District>>>,
    /// The sum of all.
    pub sum: Line<()>,
    /// Rows that lie wholly in neither time, and are therefore in no line.
    pub left_out: Vec<RowId>,
}

/// Compares the filter's time with the one before. A row counts in the time in which it lies wholly.
///
/// # Errors
/// Every row that cannot be counted.
pub fn compare(rows: &[Inspected], before: Period, filter: &Filter) -> Result<Comparison, Vec<InvalidRow>> {
    let rows: Vec<_> = rows.iter().filter(|row| filter.is_in(row.district) && filter.is_of(&row.product_class)).collect();
    let invalid = |row: &&Inspected| {
        let why = Rate::of(row.batches.into(), row.failed.into()).err()?;
        Some(InvalidRow { row: row.row.clone(), why })
    };
    let invalid = sorted(rows.iter().filter_map(invalid).collect());
    if !invalid.is_empty() {
        return Err(invalid);
    }
    let lies = |row: &Inspected, period: Period| row.from <= row.to && period.covers(row.from) && period.covers(row.to);
    let of = |period: Period| rows.iter().copied().filter(move |row| lies(row, period)).collect::<Vec<_>>();
    let left_out = rows.iter().filter(|row| !lies(row, before) && !lies(row, filter.period())).map(|row| row.row.clone());
    let sides = [of(before), of(filter.period())];
    Ok(Comparison {
        lines: lines(&sides, |row| (row.product_class.clone(), row.district)),
        classes: lines(&sides, |row| row.product_class.clone()),
        districts: lines(&sides, |row| row.district),
        sum: Line { of: (), before: rate(&sides[0]), after: rate(&sides[1]) },
        left_out: sorted(left_out.collect()),
    })
}

fn lines<K: Ord>(sides: &[Vec<&Inspected>; 2], key: impl Fn(&Inspected) -> K) -> Vec<Line<K>> {
    let mut groups: BTreeMap<K, [Vec<&Inspected>; 2]> = BTreeMap::new();
    for (side, rows) in sides.iter().enumerate() {
        for row in rows {
            groups.entry(key(row)).or_default()[side].push(row);
        }
    }
    groups.into_iter().map(|(of, [before, after])| Line { of, before: rate(&before), after: rate(&after) }).collect()
}

/// The rate of rows together; `None` where nothing was inspected.
fn rate(rows: &[&Inspected]) -> Option<Counted<Rate, RowId>> {
    let sum = |of: fn(&Inspected) -> u32| rows.iter().map(|row| u64::from(of(row))).sum();
    let value = Rate::of(sum(|row| row.batches), sum(|row| row.failed)).ok()?;
    Some(Counted { value, of: sorted(rows.iter().map(|row| row.row.clone()).collect()) })
}

fn sorted<T: Ord>(mut rows: Vec<T>) -> Vec<T> {
    rows.sort_unstable();
    rows
}
