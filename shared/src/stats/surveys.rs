//! The tables of the satisfaction survey (7.3, Annex E, Q26). They name the surveys they counted and are for D and M; experts
//! get [`for_experts`].

pub mod for_experts;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    counted::{Count, Counted, Hundredths, number},
    figures::SurveyFigures,
    filter::Filter,
};
use crate::{
    ids::{DocumentId, OrgId},
    people::District,
};

/// The tables of all districts together and of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyTables {
    /// Over all.
    pub all: SurveyTable,
    /// Of each district in which somebody was invited.
    pub districts: Vec<(Option<District>, SurveyTable)>,
}

/// What the answers add up to. Options by code; one that nobody chose is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyTable {
    /// Invitations.
    pub invited: Count,
    /// Answers.
    pub answered: Count,
    /// Enterprises that answered; one may answer in several campaigns.
    pub enterprises: u64,
    /// E.3.
    pub effect: BTreeMap<String, Count>,
    /// E.4.
    pub aspects: BTreeMap<String, AspectLine>,
    /// E.5.
    pub satisfaction: BTreeMap<String, Count>,
    /// E.6.
    pub satisfied_with: BTreeMap<String, Count>,
}

/// An option of E.4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AspectLine {
    /// How often it was chosen, with a rank or without.
    pub chosen: Count,
    /// Its average rank over the answers that give one; 1 is the greatest effect.
    pub rank: Option<Counted<AverageRank>>,
}

/// An average of ranks, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AverageRank {
    /// The ranks added up.
    pub sum: u64,
    /// The answers that give one; never none.
    pub answers: u64,
}

impl AverageRank {
    /// Rounded half up to two decimals.
    #[must_use]
    pub fn rounded(self) -> Hundredths {
        Hundredths::of_ratio(self.sum, self.answers).unwrap_or(Hundredths(0))
    }
}

/// The tables of the invitations sent in the filter's time, perhaps of one campaign only. An enterprise answers for all its
/// products, so the filter's product class has no say.
#[must_use]
pub fn tables(surveys: &[SurveyFigures], filter: &Filter, campaign: Option<DocumentId>) -> SurveyTables {
    let is_asked = |survey: &&SurveyFigures| {
        filter.covers(Some(survey.invited_on)) && filter.is_in(survey.district) && campaign.is_none_or(|one| survey.campaign == one)
    };
    let surveys: Vec<_> = surveys.iter().filter(is_asked).collect();
    let mut districts: BTreeMap<Option<District>, Vec<&SurveyFigures>> = BTreeMap::new();
    for survey in &surveys {
        districts.entry(survey.district).or_default().push(survey);
    }
    SurveyTables { all: table(&surveys), districts: districts.into_iter().map(|(district, of)| (district, table(&of))).collect() }
}

fn table(surveys: &[&SurveyFigures]) -> SurveyTable {
    let answers: Vec<_> = surveys.iter().copied().filter(|survey| survey.answered_on.is_some()).collect();
    let enterprises: BTreeSet<OrgId> = answers.iter().map(|answer| answer.enterprise).collect();
    SurveyTable {
        invited: Count::of_ids(surveys.iter().map(|survey| survey.id)),
        answered: Count::of_ids(answers.iter().map(|answer| answer.id)),
        enterprises: number(enterprises.len()),
        effect: chosen(&answers, |answer| std::slice::from_ref(&answer.effect)),
        aspects: aspects(&answers),
        satisfaction: chosen(&answers, |answer| std::slice::from_ref(&answer.satisfaction)),
        satisfied_with: chosen(&answers, |answer| &answer.satisfied_with),
    }
}

/// How often each option was chosen. A question left open is no option.
fn chosen(answers: &[&SurveyFigures], codes: impl Fn(&SurveyFigures) -> &[String]) -> BTreeMap<String, Count> {
    let mut by_code: BTreeMap<&str, Vec<DocumentId>> = BTreeMap::new();
    for answer in answers {
        for code in codes(answer).iter().filter(|code| !code.is_empty()) {
            by_code.entry(code).or_default().push(answer.id);
        }
    }
    by_code.into_iter().map(|(code, ids)| (code.to_owned(), Count::of_ids(ids))).collect()
}

fn aspects(answers: &[&SurveyFigures]) -> BTreeMap<String, AspectLine> {
    let mut ranks: BTreeMap<&str, (u64, Vec<DocumentId>)> = BTreeMap::new();
    for answer in answers {
        for (rank, code) in (1..).zip(answer.aspects.iter().take(answer.ranked)) {
            let (sum, ids) = ranks.entry(code).or_default();
            *sum += rank;
            ids.push(answer.id);
        }
    }
    let rank = |code: &str| {
        let (sum, ids) = ranks.get(code)?;
        let Count { value: answers, of } = Count::of_ids(ids.iter().copied());
        Some(Counted { value: AverageRank { sum: *sum, answers }, of })
    };
    let chosen = chosen(answers, |answer| &answer.aspects);
    chosen.into_iter().map(|(code, chosen)| (code.clone(), AspectLine { rank: rank(&code), chosen })).collect()
}
