//! Figures on their way into a report: corrected by hand with a reason (G20), kept once the report is issued (R-0-10).

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use super::{counted::Count, counters::Counters, filter::Filter};
use crate::{ids::DocumentId, vocab::Figure, workflow::Code};

/// What somebody wrote instead of a calculated value, and why. The reason is never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Given {
    value: u64,
    reason: String,
}

impl Given {
    /// The value.
    #[must_use]
    pub const fn value(&self) -> u64 {
        self.value
    }

    /// The reason.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl TryFrom<(u64, String)> for Given {
    type Error = Code;

    fn try_from((value, reason): (u64, String)) -> Result<Self, Code> {
        if reason.trim().is_empty() { Err(Code::NeedsReason) } else { Ok(Self { value, reason }) }
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            value: u64,
            reason: String,
        }
        let Raw { value, reason } = Raw::deserialize(deserializer)?;
        Self::try_from((value, reason)).map_err(|code| D::Error::custom(code.code()))
    }
}

/// A figure as the report prints it: calculated, and perhaps corrected by hand, which keeps the calculated value (G20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    calculated: Count,
    given: Option<Given>,
}

impl Corrected {
    /// A figure that nobody corrected.
    #[must_use]
    pub const fn calculated_as(calculated: Count) -> Self {
        Self { calculated, given: None }
    }

    /// The figure with a value by hand, in place of an earlier one.
    ///
    /// # Errors
    /// [`Code::NeedsReason`] without a reason.
    pub fn correct(self, value: u64, reason: &str) -> Result<Self, Code> {
        Ok(Self { given: Some(Given::try_from((value, reason.to_owned()))?), ..self })
    }

    /// The figure as it was calculated, whatever was given.
    #[must_use]
    pub fn uncorrected(self) -> Self {
        Self { given: None, ..self }
    }

    /// The value to print.
    #[must_use]
    pub fn value(&self) -> u64 {
        self.given.as_ref().map_or(self.calculated.value, Given::value)
    }

    /// The calculated value and what it counted.
    #[must_use]
    pub const fn calculated(&self) -> &Count {
        &self.calculated
    }

    /// What was given by hand.
    #[must_use]
    pub const fn given(&self) -> Option<&Given> {
        self.given.as_ref()
    }
}

/// The figures of an issued report: what was true of the records on that day. They stay, whatever the records say later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    filter: Filter,
    figures: Vec<(Figure, Corrected)>,
}

impl Issued {
    /// What the report is about.
    #[must_use]
    pub const fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The figures as printed, in the order of [`Figure::ALL`].
    #[must_use]
    pub fn figures(&self) -> &[(Figure, Corrected)] {
        &self.figures
    }
}

/// Keeps the figures of a report that is issued, with what was given by hand.
#[must_use]
pub fn snapshot(filter: &Filter, counters: &Counters, given: &[(Figure, Given)]) -> Issued {
    let corrected = |figure: &Figure| Corrected {
        calculated: counters.get(*figure).clone(),
        given: given.iter().rfind(|(of, _)| of == figure).map(|(_, given)| given.clone()),
    };
    Issued { filter: filter.clone(), figures: Figure::ALL.iter().map(|figure| (*figure, corrected(figure))).collect() }
}

/// How a figure has moved since its report was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The figure.
    pub figure: Figure,
    /// As issued.
    pub issued: Corrected,
    /// As calculated today.
    pub today: u64,
    /// Records that count today and did not count then.
    pub come: Vec<DocumentId>,
    /// Records that counted then and do not count today.
    pub gone: Vec<DocumentId>,
}

/// The figures that would be calculated otherwise today, `today` being counted with the report's own filter. What was given
/// by hand is no change: calculated is compared with calculated.
#[must_use]
pub fn difference(issued: &Issued, today: &Counters) -> Vec<Change> {
    let changes = issued.figures.iter().filter(|(figure, then)| then.calculated != *today.get(*figure));
    changes
        .map(|(figure, then)| {
            let now = today.get(*figure);
            Change {
                figure: *figure,
                issued: then.clone(),
                today: now.value,
                come: without(&now.of, &then.calculated.of),
                gone: without(&then.calculated.of, &now.of),
            }
        })
        .collect()
}

fn without(these: &[DocumentId], those: &[DocumentId]) -> Vec<DocumentId> {
    let those: BTreeSet<_> = those.iter().collect();
    these.iter().filter(|id| !those.contains(id)).copied().collect()
}
