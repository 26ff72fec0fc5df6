//! What the ledger adds up to. A fold: never typed, never stored twice.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Act, Entry};
use crate::{
    ids::{OrgId, PersonId},
    people::District,
    vocab::vocabulary,
};

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
    /// The results have not been served.
    #[default]
    None,
    /// Forbidden since this day.
    InForce(#[serde(with = "crate::time::days")] NaiveDate),
    /// Ended by resumption after a received pass notice (G16), or with the conclusion (R-0-1).
    Ended(#[serde(with = "crate::time::days")] NaiveDate),
}

/// Everything the ledger decides about a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseState {
    /// The enterprise.
    pub enterprise: Option<OrgId>,
    /// The district.
    pub district: Option<District>,
    /// The organising unit.
    pub unit: Option<OrgId>,
    /// The experts of the group.
    pub group: BTreeSet<PersonId>,
    /// The stage in which the case is now.
    pub stage: Stage,
    /// The stages it has been through.
    pub reached: BTreeSet<Stage>,
    /// Round of assistance, from 1.
    pub round: u16,
    /// The stop.
    pub stop: Stop,
    /// The results were served.
    pub served: bool,
    /// Assistance was started.
    pub started: bool,
    /// A plan that names the enterprise was filed.
    pub plan_filed: bool,
    /// This round's record was submitted.
    pub record_submitted: bool,
    /// The recheck was passed.
    pub passed: bool,
    /// A pass notice was issued.
    pub notice_issued: bool,
    /// The pass notice was received.
    pub notice_received: bool,
    /// Production and sale were resumed.
    pub resumed: bool,
    /// The case is closed.
    pub closed: bool,
}

impl Default for CaseState {
    fn default() -> Self {
        Self {
            enterprise: None,
            district: None,
            unit: None,
            group: BTreeSet::new(),
            stage: Stage::Finding,
            reached: BTreeSet::new(),
            round: 1,
            stop: Stop::None,
            served: false,
            started: false,
            plan_filed: false,
            record_submitted: false,
            passed: false,
            notice_issued: false,
            notice_received: false,
            resumed: false,
            closed: false,
        }
    }
}

impl CaseState {
    /// Folds a ledger.
    #[must_use]
    pub fn of(entries: &[Entry]) -> Self {
        let mut state = Self::default();
        for entry in entries {
            state.add(entry);
        }
        state
    }

    fn add(&mut self, entry: &Entry) {
        match &entry.act {
            Act::Open { enterprise, district } => {
                self.enterprise = Some(*enterprise);
                self.district = Some(*district);
                self.enter(Stage::Handling);
            }
            Act::Serve => {
                self.served = true;
                self.stop = Stop::InForce(entry.on);
            }
            Act::Start => {
                self.started = true;
                self.enter(Stage::Start);
            }
            Act::Designate { unit, group } => {
                self.unit = Some(*unit);
                self.group = group.iter().copied().collect();
                self.enter(Stage::Planning);
            }
            Act::FilePlan => {
                self.plan_filed = true;
                self.enter(Stage::Assistance);
            }
            Act::SubmitRecord => {
                self.record_submitted = true;
                self.reached.insert(Stage::Summary);
                self.enter(if self.passed { Stage::Evaluation } else { Stage::Recheck });
            }
            Act::FailRecheck => {
                self.reached.insert(Stage::Recheck);
                self.round = self.round.saturating_add(1);
                self.record_submitted = false;
                self.stage = if self.group.is_empty() { Stage::Start } else { Stage::Assistance };
            }
            Act::PassRecheck => {
                self.passed = true;
                self.reached.insert(Stage::Recheck);
                self.enter(if self.started && !self.record_submitted { Stage::Summary } else { Stage::Evaluation });
            }
            Act::IssueNotice => self.notice_issued = true,
            Act::ReceiveNotice => self.notice_received = true,
            Act::Resume => {
                self.resumed = true;
                self.stop = Stop::Ended(entry.on);
            }
            Act::Withdraw => {
                self.stop = Stop::Ended(entry.on);
                self.closed = true;
            }
            Act::Close => {
                self.closed = true;
                self.enter(Stage::Use);
            }
        }
    }

    /// Moves to a stage; the one that is left counts as reached.
    fn enter(&mut self, stage: Stage) {
        self.reached.insert(self.stage);
        self.stage = stage;
    }
}
