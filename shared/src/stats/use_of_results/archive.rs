//! The index of the regional product quality archive (7.4 区域产品质量档案库): per enterprise and product class, all cases.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ids::{DocumentId, OrgId};
use crate::stats::{figures::CaseFigures, filter::Filter, quality_map::Standing};

/// An enterprise's cases of one product class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// The enterprise.
    pub enterprise: OrgId,
    /// The product class; empty where it is not known yet.
    pub product_class: String,
    /// Its cases, the oldest first, those without a day before them.
    pub cases: Vec<Filed>,
}

/// A case in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The case.
    pub id: DocumentId,
    /// When it was found, or else started.
    pub on: Option<NaiveDate>,
    /// The product.
    pub product: String,
    /// The number of the failing report.
    pub report_no: String,
    /// Rounds of assistance; 0 where there was none (R-0-11).
    pub rounds: u16,
    /// How it stands.
    pub standing: Standing,
    /// It is a pointer to the case that was kept (R-0-7).
    pub merged: bool,
    /// The conclusion was withdrawn (R-0-1).
    pub withdrawn: bool,
}

/// The archive of a district or product class. An archive keeps everything: the filter's time has no say, and merged and
/// withdrawn cases are in it, marked as such.
#[must_use]
pub fn shelves(cases: &[CaseFigures], filter: &Filter) -> Vec<Shelf> {
    let mut shelves: BTreeMap<(OrgId, &str), Vec<Filed>> = BTreeMap::new();
    for case in cases.iter().filter(|case| filter.is_about(case)) {
        shelves.entry((case.enterprise, &case.product_class)).or_default().push(filed(case));
    }
    let shelf = |((enterprise, class), mut cases): ((_, &str), Vec<Filed>)| {
        cases.sort_by_key(|case| (case.on, case.id));
        Shelf { enterprise, product_class: class.to_owned(), cases }
    };
    shelves.into_iter().map(shelf).collect()
}

fn filed(case: &CaseFigures) -> Filed {
    Filed {
        id: case.id,
        on: case.day(),
        product: case.product.clone(),
        report_no: case.report_no.clone(),
        rounds: if case.started_on.is_some() { case.round } else { 0 },
        standing: Standing::of(case),
        merged: case.merged,
        withdrawn: case.withdrawn,
    }
}
