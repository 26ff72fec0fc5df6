//! The figures of Annex D (7.2.4.2, requirements §6.D, Q21).
//!
//! Each fact counts in the period of its own day: the start, the visit, the pass. What has no day of its own (advice,
//! money, a pass without date) counts with the start of its case, so that over the years nothing counts twice or never.
//! A merged case is a pointer (R-0-7): batch, problems and money count at the case that was kept, whereas a visit made or
//! advice given in the merged one did happen, and has an id by which it counts once.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    counted::{Count, number},
    figures::CaseFigures,
    filter::Filter,
};
use crate::{
    ids::{DocumentId, OrgId},
    vocab::Figure,
};

/// The figures of Annex D. The last three are never added together (Q36).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counters {
    /// Batches assisted: cases started in the period.
    pub batches: Count,
    /// Enterprises visited on site.
    pub visited: Count,
    /// Enterprises with sessions online only (R-0-16).
    pub visited_online: Count,
    /// Beside the figures of the annex: visits on site; one to several cases is one (R-0-13).
    pub visits: Count,
    /// Beside the figures of the annex: sessions online.
    pub visits_online: Count,
    /// Rows of advice in closing records.
    pub advice: Count,
    /// Confirmed causes whose measures are done, of cases that passed.
    pub solved: Count,
    /// Economic benefit, thousandths of 万元.
    pub benefit: Count,
    /// Costs saved, thousandths of 万元.
    pub saved: Count,
    /// Losses avoided, thousandths of 万元.
    pub loss_cut: Count,
}

impl Counters {
    /// A figure of Annex D by its name; money in thousandths of 万元.
    #[must_use]
    pub const fn get(&self, figure: Figure) -> &Count {
        match figure {
            Figure::Batches => &self.batches,
            Figure::Visited => &self.visited,
            Figure::VisitedOnline => &self.visited_online,
            Figure::Advice => &self.advice,
            Figure::Solved => &self.solved,
            Figure::Benefit => &self.benefit,
            Figure::Saved => &self.saved,
            Figure::LossCut => &self.loss_cut,
        }
    }
}

/// Counts.
#[must_use]
pub fn count(cases: &[CaseFigures], filter: &Filter) -> Counters {
    let assisted: Vec<_> = cases.iter().filter(|case| filter.is_about(case) && case.is_assisted()).collect();
    let kept: Vec<_> = assisted.iter().copied().filter(|case| !case.merged).collect();
    let started: Vec<_> = kept.iter().copied().filter(|case| filter.covers(case.started_on)).collect();

    let (on_site, online) = (Visits::made(&assisted, filter, true), Visits::made(&assisted, filter, false));
    let advising = assisted.iter().filter(|case| filter.covers(case.started_on));
    let passed = kept.iter().filter(|case| case.is_passed && filter.covers(case.passed_on.or(case.started_on)));

    Counters {
        batches: Count::of_ids(started.iter().map(|case| case.id)),
        visited: on_site.enterprises(|_| true),
        visited_online: online.enterprises(|enterprise| !on_site.by_enterprise.contains_key(enterprise)),
        visits: on_site.count(),
        visits_online: online.count(),
        advice: distinct(advising.flat_map(|case| case.advice.iter().map(|row| (row.as_str(), case.id)))),
        solved: distinct(passed.flat_map(|case| {
            let solved = case.causes.iter().filter(|cause| cause.is_confirmed && cause.measures_done);
            solved.map(|cause| ((case.id, cause.row.as_str()), case.id))
        })),
        benefit: sum(&started, |case| case.benefit),
        saved: sum(&started, |case| case.saved),
        loss_cut: sum(&started, |case| case.loss_cut),
    }
}

/// The visits of one kind in a period.
struct Visits<'a> {
    ids: BTreeSet<&'a str>,
    by_enterprise: BTreeMap<OrgId, BTreeSet<DocumentId>>,
}

impl<'a> Visits<'a> {
    fn made(cases: &[&'a CaseFigures], filter: &Filter, is_on_site: bool) -> Self {
        let mut made = Self { ids: BTreeSet::new(), by_enterprise: BTreeMap::new() };
        for case in cases {
            for visit in case.visits.iter().filter(|visit| visit.is_on_site == is_on_site && filter.covers(Some(visit.on))) {
                made.ids.insert(&visit.id);
                made.by_enterprise.entry(case.enterprise).or_default().insert(case.id);
            }
        }
        made
    }

    fn enterprises(&self, counts: impl Fn(&OrgId) -> bool) -> Count {
        let counted: Vec<_> = self.by_enterprise.iter().filter(|(enterprise, _)| counts(enterprise)).collect();
        Count::within(number(counted.len()), counted.iter().flat_map(|(_, cases)| cases.iter().copied()))
    }

    fn count(&self) -> Count {
        Count::within(number(self.ids.len()), self.by_enterprise.values().flatten().copied())
    }
}

/// How many different things, and where they stand.
fn distinct<K: Ord>(things: impl Iterator<Item = (K, DocumentId)>) -> Count {
    let (things, ids): (BTreeSet<_>, BTreeSet<_>) = things.unzip();
    Count::within(number(things.len()), ids)
}

/// The sum of what was declared, and by whom.
fn sum(cases: &[&CaseFigures], declared: impl Fn(&CaseFigures) -> Option<u64>) -> Count {
    let declared: Vec<_> = cases.iter().filter_map(|case| Some((declared(case)?, case.id))).collect();
    Count::within(declared.iter().fold(0, |sum: u64, (value, _)| sum.saturating_add(*value)), declared.iter().map(|(_, id)| *id))
}
