//! A figure with what it counted, and numbers with two decimals.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

use crate::ids::DocumentId;

/// A figure together with the records from which it comes: sorted, each once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted<T, S = DocumentId> {
    /// The figure.
    pub value: T,
    /// What it counted.
    pub of: Vec<S>,
}

/// How many.
pub type Count = Counted<u64>;

impl Count {
    /// The number of these records, each counted once.
    #[must_use]
    pub fn of_ids(ids: impl IntoIterator<Item = DocumentId>) -> Self {
        let of: Vec<_> = ids.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        Self { value: number(of.len()), of }
    }

    /// A number that is not the number of its records: rows in them, visits, money.
    #[must_use]
    pub fn within(value: u64, ids: impl IntoIterator<Item = DocumentId>) -> Self {
        Self { value, ..Self::of_ids(ids) }
    }
}

/// A length as a figure.
pub(super) fn number(length: usize) -> u64 {
    u64::try_from(length).expect("memory holds no more than 2^64 things")
}

/// A number with two decimals, counted in hundredths: `8035` is 80.35.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hundredths(pub u64);

impl Hundredths {
    /// `part` divided by `whole`, rounded half up; `None` where nothing can be divided.
    #[must_use]
    pub fn of_ratio(part: impl Into<u128>, whole: u64) -> Option<Self> {
        let (part, whole) = (part.into(), u128::from(whole));
        u64::try_from((part * 200 + whole).checked_div(whole * 2)?).ok().map(Self)
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}
