//! The figures of the quality map (7.4 重点产品质量地图, Q30): district, product class, and how the cases stand.

use std::collections::BTreeMap;

use crate::stats::{counted::Count, figures::CaseFigures, filter::Filter};
use crate::{ids::DocumentId, people::District, vocab::vocabulary};

vocabulary! {
    /// How a case stands on the map; each case in one state only.
    standing: Standing {
        /// Being worked on, without a stop.
        Open = "open",
        /// Being worked on, production and sale under stop.
        Stopped = "stopped",
        /// Passed, not yet closed.
        Passed = "passed",
        /// Closed.
        Closed = "closed",
    }
}

impl Standing {
    /// How the case stands: the furthest that is true of it.
    #[must_use]
    pub const fn of(case: &CaseFigures) -> Self {
        if case.closed_on.is_some() {
            Self::Closed
        } else if case.is_passed {
            Self::Passed
        } else if case.stopped {
            Self::Stopped
        } else {
            Self::Open
        }
    }
}

/// A product class in a district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The district; `None` where it is not known yet.
    pub district: Option<District>,
    /// The product class; empty where it is not known yet.
    pub product_class: String,
    /// The cases by how they stand, every standing in its order.
    pub standings: Vec<(Standing, Count)>,
}

type Standings = BTreeMap<Standing, Vec<DocumentId>>;

/// The six districts with all their cases of every class, each district in its order, those without cases too. What is in no district yet
/// is on no map.
#[must_use]
pub fn districts(spots: &[Spot]) -> Vec<(District, Vec<(Standing, Count)>)> {
    let of = |district: District| {
        let here = || spots.iter().filter(move |spot| spot.district == Some(district)).flat_map(|spot| &spot.standings);
        let count =
            |standing: Standing| Count::of_ids(here().filter(|(one, _)| *one == standing).flat_map(|(_, count)| count.of.iter().copied()));
        (district, Standing::ALL.iter().map(|standing| (*standing, count(*standing))).collect())
    };
    District::ALL.iter().map(|district| of(*district)).collect()
}

/// The map of what was found in the filter's time, as it stands now.
#[must_use]
pub fn spots(cases: &[CaseFigures], filter: &Filter) -> Vec<Spot> {
    let mut groups: BTreeMap<(Option<District>, &str), Standings> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.is_failure() && filter.finds(case)) {
        let spot = groups.entry((case.district, &case.product_class)).or_default();
        spot.entry(Standing::of(case)).or_default().push(case.id);
    }
    let spot = |((district, class), mut cases): ((_, &str), Standings)| Spot {
        district,
        product_class: class.to_owned(),
        standings: Standing::ALL.iter().map(|standing| (*standing, Count::of_ids(cases.remove(standing).unwrap_or_default()))).collect(),
    };
    groups.into_iter().map(spot).collect()
}
