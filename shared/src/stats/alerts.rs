//! Risk alerts (4.4 风险预警): a cause that repeats in a product class, a product that fails again.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    counted::Count,
    figures::{CaseFigures, is_one},
    filter::Filter,
};
use crate::ids::{DocumentId, OrgId};

/// How many cases make an alert unless somebody configures another number (R-4.4-2).
pub const AT_LEAST: u16 = 3;

/// The same cause confirmed in several cases of a product class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedCause {
    /// The product class.
    pub product_class: String,
    /// Code of the cause.
    pub cause: String,
    /// The cases.
    pub cases: Count,
}

/// Causes confirmed in at least so many cases of a product class in the filter's time, the most frequent first. Causes and
/// products for which there is no code but 其他 are not the same cause, nor the same class.
#[must_use]
pub fn repeated_causes(cases: &[CaseFigures], filter: &Filter, at_least: u16) -> Vec<RepeatedCause> {
    let mut groups: BTreeMap<(&str, &str), Vec<DocumentId>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.is_failure() && is_one(&case.product_class) && filter.finds(case)) {
        for cause in case.confirmed().into_iter().filter(|cause| is_one(cause)) {
            groups.entry((&case.product_class, cause)).or_default().push(case.id);
        }
    }
    let mut repeated: Vec<_> = groups
        .into_iter()
        .map(|((class, cause), ids)| RepeatedCause { product_class: class.to_owned(), cause: cause.to_owned(), cases: Count::of_ids(ids) })
        .filter(|repeated| repeated.cases.value >= u64::from(at_least))
        .collect();
    repeated.sort_by_key(|repeated| Reverse(repeated.cases.value));
    repeated
}

/// A product of an enterprise that failed, and later failed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedFailure {
    /// The enterprise.
    pub enterprise: OrgId,
    /// The product.
    pub product: String,
    /// All its cases up to the end of the time.
    pub cases: Count,
}

/// Products that failed again in the filter's time, however long ago and wherever they had failed before.
#[must_use]
pub fn repeated_failures(history: &History<'_>, filter: &Filter) -> Vec<RepeatedFailure> {
    let again = history.products.iter().filter(|(_, cases)| cases.iter().any(|case| history.is_again(case) && filter.finds(case)));
    again
        .map(|((enterprise, product), cases)| RepeatedFailure {
            enterprise: *enterprise,
            product: (*product).to_owned(),
            cases: Count::of_ids(cases.iter().filter(|case| case.day() <= Some(filter.to)).map(|case| case.id)),
        })
        .collect()
}

/// Who failed before whom: the failures, and which of them are repetitions.
#[derive(Debug)]
pub struct History<'a> {
    /// Every failure.
    pub(super) failures: Vec<&'a CaseFigures>,
    /// Those with a known day and product, by enterprise and product, the oldest first.
    products: BTreeMap<(OrgId, &'a str), Vec<&'a CaseFigures>>,
    again: BTreeSet<DocumentId>,
}

impl<'a> History<'a> {
    /// The history of these cases.
    #[must_use]
    pub fn of(cases: &'a [CaseFigures]) -> Self {
        let failures: Vec<_> = cases.iter().filter(|case| case.is_failure()).collect();
        let mut products: BTreeMap<_, Vec<&CaseFigures>> = BTreeMap::new();
        for case in failures.iter().filter(|case| !case.product.is_empty() && case.day().is_some()) {
            products.entry((case.enterprise, case.product.as_str())).or_default().push(case);
        }
        let mut again = BTreeSet::new();
        for cases in products.values_mut() {
            cases.sort_by_key(|case| (case.day(), case.id));
            again.extend(repetitions(cases));
        }
        Self { failures, products, again }
    }

    /// Whether the same product of the same enterprise had failed on an earlier day, by another report.
    #[must_use]
    pub fn is_again(&self, case: &CaseFigures) -> bool {
        self.again.contains(&case.id)
    }
}

/// The repetitions among cases of one product, the oldest first. Batches of one day are one failure, and so are cases that
/// come from one report.
fn repetitions(cases: &[&CaseFigures]) -> Vec<DocumentId> {
    let mut again = Vec::new();
    let (mut earlier, mut by_report): (usize, BTreeMap<&str, usize>) = (0, BTreeMap::new());
    for day in cases.chunk_by(|one, next| one.day() == next.day()) {
        let is_again = |case: &&&CaseFigures| earlier > by_report.get(case.report_no.as_str()).copied().unwrap_or(0);
        again.extend(day.iter().filter(is_again).map(|case| case.id));
        earlier += day.len();
        for case in day.iter().filter(|case| !case.report_no.is_empty()) {
            *by_report.entry(&case.report_no).or_default() += 1;
        }
    }
    again
}
