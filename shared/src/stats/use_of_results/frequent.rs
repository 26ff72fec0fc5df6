//! Which causes failures have most often (4.4, 7.4 共性问题): the few that explain most of them come first.

use std::collections::BTreeMap;

use crate::ids::DocumentId;
use crate::stats::{counted::Count, figures::CaseFigures, filter::Filter};

/// A cause and how often it was confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequent {
    /// Code of the cause (V12).
    pub cause: String,
    /// The cases in which it was confirmed.
    pub cases: Count,
    /// With all before it, in hundredths of all.
    pub up_to: u64,
}

/// The confirmed causes of the cases of the filter, the most frequent first.
#[must_use]
pub fn causes(cases: &[CaseFigures], filter: &Filter) -> Vec<Frequent> {
    let mut found: BTreeMap<&str, Vec<DocumentId>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.is_failure() && filter.finds(case)) {
        for cause in case.confirmed() {
            found.entry(cause).or_default().push(case.id);
        }
    }
    let mut found: Vec<(&str, Count)> = found.into_iter().map(|(cause, ids)| (cause, Count::of_ids(ids))).collect();
    found.sort_by_key(|(_, cases)| std::cmp::Reverse(cases.value));
    let all: u64 = found.iter().map(|(_, cases)| cases.value).sum();
    let mut so_far = 0;
    let frequent = |(cause, cases): (&str, Count)| {
        so_far += cases.value;
        Frequent { cause: cause.to_owned(), cases, up_to: (so_far * 200 + all) / (all * 2) }
    };
    found.into_iter().map(frequent).collect()
}
