//! The qualification rule of 7.2.1.3: who may be a member of a working group.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ids::PersonId,
    vocab::{Qualification, TitleLevel},
};

/// An entry of the expert register, as far as the rule looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expert {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The level of their technical title.
    pub title: TitleLevel,
    /// Their qualifications.
    pub qualifications: Vec<Held>,
    /// Theoretical research or practical experience in quality management is described.
    pub has_experience: bool,
    /// The product classes that they know, by code.
    pub fields: Vec<String>,
    /// The first day of their appointment to the register, if it is limited.
    #[serde(with = "crate::time::maybe_days")]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(with = "crate::time::maybe_days")]
    pub to: Option<NaiveDate>,
}

/// A qualification that somebody holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Which.
    pub kind: Qualification,
    /// The first day on which it is valid; open where unknown.
    #[serde(with = "crate::time::maybe_days")]
    pub from: Option<NaiveDate>,
    /// The last day; open where it does not expire.
    #[serde(with = "crate::time::maybe_days")]
    pub to: Option<NaiveDate>,
    /// 其他从业资格 counts where the bureau or the unit noted that it accepts it.
    pub is_accepted: bool,
}

/// What somebody lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unqualified {
    /// Neither a title of intermediate level or above nor a qualification valid on the day.
    NoTitleOrQualification,
    /// No research and no practice in quality management.
    NoExperience,
    /// No field of expertise.
    NoField,
    /// Not appointed to the register on the day.
    NotAppointed,
}

impl Expert {
    /// Whether they may be appointed on a day: (title ≥ 中级 or a valid qualification) and experience and a field.
    ///
    /// # Errors
    /// Everything that is lacking.
    pub fn qualifies(&self, on: NaiveDate) -> Result<(), Vec<Unqualified>> {
        let within = |from: Option<NaiveDate>, to: Option<NaiveDate>| from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to);
        let has_title = match self.title {
            TitleLevel::Intermediate | TitleLevel::AssociateSenior | TitleLevel::Senior => true,
            TitleLevel::None | TitleLevel::Junior => false,
        };
        let counts = |held: &Held| match held.kind {
            Qualification::Certification | Qualification::Licensing => true,
            Qualification::Other => held.is_accepted,
        };
        let has_qualification = self.qualifications.iter().any(|held| counts(held) && within(held.from, held.to));
        let lacks: Vec<Unqualified> = [
            (has_title || has_qualification, Unqualified::NoTitleOrQualification),
            (self.has_experience, Unqualified::NoExperience),
            (!self.fields.is_empty(), Unqualified::NoField),
            (within(self.from, self.to), Unqualified::NotAppointed),
        ]
        .into_iter()
        .filter(|(fine, _)| !fine)
        .map(|(_, lack)| lack)
        .collect();
        if lacks.is_empty() { Ok(()) } else { Err(lacks) }
    }
}
