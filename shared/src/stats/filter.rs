//! Which records a table is about.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::figures::CaseFigures;
use crate::people::District;

/// A time, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    #[serde(with = "crate::time::days")]
    pub from: NaiveDate,
    /// The last day.
    #[serde(with = "crate::time::days")]
    pub to: NaiveDate,
}

impl Period {
    /// Whether the day lies in it.
    #[must_use]
    pub fn covers(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// What somebody wants to see: a time, and perhaps one district or one product class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// The first day.
    #[serde(with = "crate::time::days")]
    pub from: NaiveDate,
    /// The last day.
    #[serde(with = "crate::time::days")]
    pub to: NaiveDate,
    /// Only this district.
    pub district: Option<District>,
    /// Only this product class, by code.
    pub product_class: Option<String>,
}

impl Filter {
    /// Everything there is.
    #[must_use]
    pub const fn of_all_time() -> Self {
        Self { from: NaiveDate::MIN, to: NaiveDate::MAX, district: None, product_class: None }
    }

    /// The time.
    #[must_use]
    pub const fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }

    /// Whether the day lies in the time.
    #[must_use]
    pub fn covers(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| self.period().covers(day))
    }

    /// Whether the case is of the district and the product class.
    #[must_use]
    pub fn is_about(&self, case: &CaseFigures) -> bool {
        self.is_in(case.district) && self.is_of(&case.product_class)
    }

    /// Whether the case is of the district and the product class, and its day lies in the time.
    #[must_use]
    pub fn finds(&self, case: &CaseFigures) -> bool {
        self.is_about(case) && self.covers(case.day())
    }

    /// Whether the filter lets this district through.
    #[must_use]
    pub fn is_in(&self, district: Option<District>) -> bool {
        self.district.is_none() || self.district == district
    }

    /// Whether the filter lets this product class through.
    #[must_use]
    pub fn is_of(&self, product_class: &str) -> bool {
        self.product_class.as_deref().is_none_or(|wanted| wanted == product_class)
    }
}
