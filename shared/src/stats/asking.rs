//! The campaign around the satisfaction survey (7.3, Annex E, Q25): which enterprises are to be asked, who was, and who has answered. One
//! invitation for each assisted enterprise and campaign, however many cases it has.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    counted::{Count, Hundredths},
    figures::{CaseFigures, SurveyFigures},
    filter::Filter,
};
use crate::{
    ids::{DocumentId, OrgId},
    people::District,
    vocab::vocabulary,
};

vocabulary! {
    /// How far it is with an enterprise; words are `asking.<code>`.
    asking: Standing {
        /// It was asked, has not answered, and its day is over.
        Overdue = "overdue",
        /// It was asked and has not answered.
        Invited = "invited",
        /// Nobody has asked it.
        NotAsked = "not_asked",
        /// It has answered.
        Answered = "answered",
    }
}

/// An enterprise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// It.
    pub enterprise: OrgId,
    /// Its district: that of its last case.
    pub district: Option<District>,
    /// The cases for which it is asked; Annex E asks for products, plural.
    pub cases: Vec<DocumentId>,
    /// How far it is.
    pub standing: Standing,
    /// Its survey in this campaign.
    pub survey: Option<DocumentId>,
    /// When it was asked.
    pub invited_on: Option<NaiveDate>,
    /// Until when it is to answer.
    pub due: Option<NaiveDate>,
    /// When it answered.
    pub answered_on: Option<NaiveDate>,
}

/// A survey with the day by which it is due.
pub type Due<'a> = (&'a SurveyFigures, Option<NaiveDate>);

/// Every enterprise that was assisted in the filter's time, district and product class, with how far it is in a campaign: those that wait
/// longest for somebody first.
#[must_use]
pub fn asking(cases: &[CaseFigures], surveys: &[Due<'_>], filter: &Filter, campaign: DocumentId, today: NaiveDate) -> Vec<Asking> {
    let mut of: BTreeMap<OrgId, Vec<&CaseFigures>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.is_assisted() && case.is_failure() && filter.finds(case)) {
        of.entry(case.enterprise).or_default().push(case);
    }
    let one = |(enterprise, cases): (OrgId, Vec<&CaseFigures>)| {
        let survey = surveys.iter().find(|(survey, _)| survey.campaign == campaign && survey.enterprise == enterprise);
        let (figures, due) = survey.map_or((None, None), |(figures, due)| (Some(*figures), *due));
        let answered_on = figures.and_then(|figures| figures.answered_on);
        let standing = match (figures, answered_on) {
            (None, _) => Standing::NotAsked,
            (Some(_), Some(_)) => Standing::Answered,
            (Some(_), None) if due.is_some_and(|due| due < today) => Standing::Overdue,
            (Some(_), None) => Standing::Invited,
        };
        let last = cases.iter().max_by_key(|case| (case.day(), case.id));
        Asking {
            enterprise,
            district: last.and_then(|case| case.district),
            cases: cases.iter().map(|case| case.id).collect(),
            standing,
            survey: figures.map(|figures| figures.id),
            invited_on: figures.map(|figures| figures.invited_on),
            due,
            answered_on,
        }
    };
    let mut all: Vec<Asking> = of.into_iter().map(one).collect();
    all.sort_by_key(|asking| (asking.standing, asking.due, asking.invited_on, asking.enterprise));
    all
}

/// How many were asked, how many of these have answered, and the share of these in percent; no share where nobody was asked.
#[must_use]
pub fn response(all: &[Asking]) -> (Count, Count, Option<Hundredths>) {
    let asked = Count::of_ids(all.iter().filter_map(|asking| asking.survey));
    let answered = all.iter().filter(|asking| asking.standing == Standing::Answered);
    let answered = Count::of_ids(answered.filter_map(|asking| asking.survey));
    let share = Hundredths::of_ratio(answered.value * 100, asked.value);
    (asked, answered, share)
}
