//! Statistics (4.4, 7.2.4.2, 7.3, 7.4): what the records of cases and surveys add up to. Every figure comes with the list
//! of what it counted, so that nobody has to believe a number.
//!
//! Device and relay call the same functions; a dashboard and its export cannot differ (requirements §7). Lists and tables
//! are sorted, so that the order in which records arrived changes nothing. Integers throughout, rounded half up at the end.

pub mod alerts;
pub mod asking;
pub mod board;
pub mod counted;
pub mod counters;
pub mod figures;
pub mod filter;
pub mod groups;
pub mod issued;
pub mod pass_rates;
pub mod progress;
pub mod report;
pub mod surveys;
pub mod trend;
pub mod use_of_results;

pub use counted::{Count, Counted, Hundredths};
pub use figures::{CaseFigures, CauseFigures, SurveyFigures, VisitFigures};
pub use filter::{Filter, Period};
pub use use_of_results::{archive, frequent, knowledge, quality_map, suggestions};

use crate::ids::DocumentId;

/// What the statistics are made from. Each record stands in it once.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The cases.
    pub cases: &'a [CaseFigures],
    /// The invitations of the survey with their answers.
    pub surveys: &'a [SurveyFigures],
    /// What the inspections of the evaluations found.
    pub inspected: &'a [pass_rates::Inspected],
}

/// What somebody may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// From how many cases on a repeated cause is an alert.
    pub alert_at_least: u16,
    /// The time with which pass rates are compared; the filter's is the time after.
    pub before: Period,
}

/// Everything at once, for a dashboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct All {
    /// The figures of Annex D.
    pub counters: counters::Counters,
    /// Pass rates before and after.
    pub pass_rates: Result<pass_rates::Comparison, Vec<pass_rates::InvalidRow>>,
    /// The satisfaction survey.
    pub surveys: surveys::SurveyTables,
    /// Causes that repeat in a product class.
    pub repeated_causes: Vec<alerts::RepeatedCause>,
    /// Products that failed again.
    pub repeated_failures: Vec<alerts::RepeatedFailure>,
    /// Failures by half-year.
    pub trends: trend::Trends,
    /// What was learnt.
    pub knowledge: Vec<knowledge::KnowledgeEntry>,
    /// What belongs into the catalogue.
    pub suggestions: Vec<suggestions::Suggestion>,
    /// The map's figures.
    pub quality_map: Vec<quality_map::Spot>,
    /// The archive's index.
    pub archive: Vec<archive::Shelf>,
    /// Cases in no period, because neither a day of finding nor of starting is known.
    pub undated: Vec<DocumentId>,
}

/// Calculates everything.
#[must_use]
pub fn all(input: Input<'_>, filter: &Filter, settings: Settings) -> All {
    let cases = input.cases;
    let history = alerts::History::of(cases);
    All {
        counters: counters::count(cases, filter),
        pass_rates: pass_rates::compare(input.inspected, settings.before, filter),
        surveys: surveys::tables(input.surveys, filter, None),
        repeated_causes: alerts::repeated_causes(cases, filter, settings.alert_at_least),
        repeated_failures: alerts::repeated_failures(&history, filter),
        trends: trend::trends(&history, filter),
        knowledge: knowledge::entries(cases, filter),
        suggestions: suggestions::suggestions(cases, filter),
        quality_map: quality_map::spots(cases, filter),
        archive: archive::shelves(cases, filter),
        undated: Count::of_ids(cases.iter().filter(|case| filter.is_about(case) && case.day().is_none()).map(|case| case.id)).of,
    }
}

#[cfg(test)]
mod tests;
