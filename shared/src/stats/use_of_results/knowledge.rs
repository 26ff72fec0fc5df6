//! What was learnt from closed cases (4.4 归集分类): which causes a product class has, and where they were remedied.

use std::collections::BTreeMap;

use crate::ids::DocumentId;
use crate::stats::{counted::Count, figures::CaseFigures, filter::Filter};

/// A cause that a product class was found to have. Its solutions are the measures of these cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnowledgeEntry {
    /// The product class.
    pub product_class: String,
    /// Code of the cause.
    pub cause: String,
    /// The cases that passed and are closed.
    pub cases: Count,
    /// Of these, those in which all measures against the cause were done.
    pub remedied: Count,
}

/// The entries from cases that passed and were closed in the filter's time.
#[must_use]
pub fn entries(cases: &[CaseFigures], filter: &Filter) -> Vec<KnowledgeEntry> {
    let mut groups: BTreeMap<(&str, &str), [Vec<DocumentId>; 2]> = BTreeMap::new();
    let learnt = |case: &&CaseFigures| case.is_failure() && case.is_passed && filter.is_about(case) && filter.covers(case.closed_on);
    for case in cases.iter().filter(learnt) {
        for cause in case.confirmed() {
            let [all, remedied] = groups.entry((&case.product_class, cause)).or_default();
            all.push(case.id);
            if case.causes.iter().filter(|other| other.is_confirmed && other.code == cause).all(|cause| cause.measures_done) {
                remedied.push(case.id);
            }
        }
    }
    let entry = |((class, cause), [all, remedied]): ((&str, &str), [Vec<DocumentId>; 2])| KnowledgeEntry {
        product_class: class.to_owned(),
        cause: cause.to_owned(),
        cases: Count::of_ids(all),
        remedied: Count::of_ids(remedied),
    };
    groups.into_iter().map(entry).collect()
}
