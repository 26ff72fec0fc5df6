//! The nine stages of 6.2, their PDCA phases, and the stop of production and sale.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::vocab::vocabulary;

vocabulary! {
    /// The nine stages of 6.2. They are not a straight line (Q05): reached, current and open are told apart.
    stage: Stage {
        /// S1.
        Finding = "finding",
        /// S2.
        Handling = "handling",
        /// S3.
        Start = "start",
        /// S4.
        Planning = "planning",
        /// S5.
        Assistance = "assistance",
        /// S6.
        Summary = "summary",
        /// S7.
        Recheck = "recheck",
        /// S8.
        Evaluation = "evaluation",
        /// S9.
        Use = "use",
    }
}

vocabulary! {
    /// The PDCA view of 4.1 (requirements §3): S1 and S2 are the supervision before it.
    phase: Phase {
        /// S1–S2.
        Before = "before",
        /// S3–S4.
        Plan = "plan",
        /// S5–S6.
        Do = "do",
        /// S7–S8.
        Check = "check",
        /// S9.
        Act = "act",
    }
}

impl Stage {
    /// The phase in which the stage lies.
    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Stage::Finding | Stage::Handling => Phase::Before,
            Stage::Start | Stage::Planning => Phase::Plan,
            Stage::Assistance | Stage::Summary => Phase::Do,
            Stage::Recheck | Stage::Evaluation => Phase::Check,
            Stage::Use => Phase::Act,
        }
    }
}

/// The stop of production and sale (7.1.2.2, G03).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// There is none: no failing conclusion was served, no stop imposed.
    #[default]
    None,
    /// Forbidden since this day.
    InForce(#[serde(with = "crate::time::days")] NaiveDate),
    /// Forbidden since this day, and never to be resumed without a new recheck: 无需复查, 不再生产 (R-0-6).
    Barred(#[serde(with = "crate::time::days")] NaiveDate),
    /// Ended by resumption after a received pass notice (G16), with the conclusion (R-0-1), or lifted.
    Ended(#[serde(with = "crate::time::days")] NaiveDate),
}

impl Stop {
    /// Whether production and sale are forbidden.
    #[must_use]
    pub const fn forbids(self) -> bool {
        matches!(self, Stop::InForce(_) | Stop::Barred(_))
    }
}
