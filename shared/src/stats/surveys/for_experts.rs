//! The survey as experts may see it (Q25: the working group sees aggregates only). The survey is about their work, and its
//! answers carry names; so no list of answers, and no table so small that one could tell who said what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{SurveyTable, SurveyTables};
use crate::{
    people::District,
    stats::counted::{Count, Hundredths},
};

/// From so many enterprises on, a table does not tell what one of them answered. Five is the project's choice.
pub const FEWEST: u64 = 5;

/// The survey without any single answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForExperts {
    /// Over all.
    pub all: Aggregate,
    /// Of each district.
    pub districts: Vec<(Option<District>, Aggregate)>,
}

/// How many were asked and answered, and the tables where they are large enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aggregate {
    /// Invitations.
    pub invited: u64,
    /// Answers.
    pub answered: u64,
    /// The tables, when at least [`FEWEST`] enterprises answered.
    pub tables: Option<Tables>,
}

/// Times chosen, by code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tables {
    /// E.3.
    pub effect: BTreeMap<String, u64>,
    /// E.4 with the average rank.
    pub aspects: BTreeMap<String, (u64, Option<Hundredths>)>,
    /// E.5.
    pub satisfaction: BTreeMap<String, u64>,
    /// E.6.
    pub satisfied_with: BTreeMap<String, u64>,
}

impl SurveyTables {
    /// What experts may see. A district too small to be shown must not come out by subtraction either: unless the hidden
    /// districts are together large enough, none is shown.
    #[must_use]
    pub fn for_experts(&self) -> ForExperts {
        let hidden: u64 = self.districts.iter().map(|(_, table)| table.enterprises).filter(|enterprises| *enterprises < FEWEST).sum();
        let may_tell = hidden == 0 || hidden >= FEWEST;
        ForExperts {
            all: aggregate(&self.all, true),
            districts: self.districts.iter().map(|(district, table)| (*district, aggregate(table, may_tell))).collect(),
        }
    }
}

fn aggregate(table: &SurveyTable, may_tell: bool) -> Aggregate {
    let values = |counts: &BTreeMap<String, Count>| counts.iter().map(|(code, count)| (code.clone(), count.value)).collect();
    let tables = || Tables {
        effect: values(&table.effect),
        aspects: table
            .aspects
            .iter()
            .map(|(code, aspect)| (code.clone(), (aspect.chosen.value, aspect.rank.as_ref().map(|rank| rank.value.rounded()))))
            .collect(),
        satisfaction: values(&table.satisfaction),
        satisfied_with: values(&table.satisfied_with),
    };
    Aggregate {
        invited: table.invited.value,
        answered: table.answered.value,
        tables: (may_tell && table.enterprises >= FEWEST).then(tables),
    }
}
