//! What the statistics suggest for the key-product catalogue (7.4 重点产品监管目录). M decides.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::stats::{
    counted::Count,
    figures::{CaseFigures, is_one},
    filter::Filter,
};

/// A product class that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The product class.
    pub product_class: String,
    /// Its failing batches.
    pub failing: Count,
    /// Rechecks that failed, and the cases in which they did.
    pub failed_rechecks: Count,
}

/// Product classes by failing batches, then by failed rechecks, the most first. What is not classified, or as 其他, makes no class.
#[must_use]
pub fn suggestions(cases: &[CaseFigures], filter: &Filter) -> Vec<Suggestion> {
    let mut classes: BTreeMap<&str, Vec<&CaseFigures>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.is_failure() && is_one(&case.product_class) && filter.finds(case)) {
        classes.entry(&case.product_class).or_default().push(case);
    }
    let mut suggestions: Vec<_> = classes
        .into_iter()
        .map(|(class, cases)| Suggestion {
            product_class: class.to_owned(),
            failing: Count::of_ids(cases.iter().map(|case| case.id)),
            failed_rechecks: Count::within(
                cases.iter().map(|case| u64::from(case.failed_rechecks)).sum(),
                cases.iter().filter(|case| case.failed_rechecks > 0).map(|case| case.id),
            ),
        })
        .collect();
    suggestions.sort_by_key(|suggestion| Reverse((suggestion.failing.value, suggestion.failed_rechecks.value)));
    suggestions
}
