//! How a case moves: stages, rounds, the stop.

use super::State;
use crate::{
    forms::Path,
    vocab::{Conclusion, Exit, ObjectionOutcome},
    workflow::{Act, Entry, Stage, Stop},
};

impl State {
    pub(super) fn add_to_case(&mut self, entry: &Entry) {
        match entry.act {
            Act::Open => self.enter(Stage::Handling),
            Act::Serve if is_of_failing(entry) && !self.stop.forbids() => {
                self.stop = Stop::InForce(entry.on);
            }
            Act::ImposeStop if !self.stop.forbids() => self.stop = Stop::InForce(entry.on),
            Act::LiftStop | Act::Resume => self.stop = Stop::Ended(entry.on),
            Act::Start => self.enter(Stage::Start),
            Act::FormGroup => self.enter_from(&[Stage::Handling, Stage::Start], Stage::Planning),
            // In the first release a plan was filed in the case itself.
            Act::PlanNoted | Act::FilePlan => self.enter_from(&[Stage::Planning], Stage::Assistance),
            Act::CloseInvestigation | Act::ConfirmCauses => self.enter_from(&[Stage::Start, Stage::Planning], Stage::Assistance),
            Act::SubmitRecord => {
                if let Some(row) = entry.args.value::<String>("visit") {
                    let section = if self.round > 1 { format!("visits#{}", self.round) } else { "visits".into() };
                    self.frozen.insert(Path::field(&section, "records").row(&row));
                }
                self.enter(Stage::Summary);
                self.enter(if self.is_recheck_over() { Stage::Evaluation } else { Stage::Recheck });
            }
            Act::ConfirmImpossible | Act::ApplyRecheck | Act::OrderRecheck => {
                self.enter_from(&[Stage::Handling, Stage::Start, Stage::Planning, Stage::Assistance, Stage::Summary], Stage::Recheck);
            }
            Act::FailRecheck => {
                self.enter(Stage::Recheck);
                self.round = self.round.saturating_add(1);
                self.rounds.push(entry.number);
                self.enter(if self.parties.group.is_empty() { Stage::Start } else { Stage::Assistance });
            }
            Act::PassRecheck | Act::WaiveRecheck => {
                self.enter(Stage::Recheck);
                let owes_record =
                    self.did(Act::Start) && !self.did_this_round(Act::SubmitRecord) && !self.did_this_round(Act::ConfirmImpossible);
                self.enter(if owes_record { Stage::Summary } else { Stage::Evaluation });
                if entry.act == Act::WaiveRecheck {
                    self.bar(entry);
                }
            }
            Act::DecideObjection if entry.args.text("outcome") == ObjectionOutcome::Upheld.code() => self.stop_ends(entry),
            Act::Withdraw => {
                self.stop_ends(entry);
                self.closed = true;
            }
            Act::Exit => {
                match Exit::of_code(entry.args.text("ground")) {
                    Some(Exit::Withdrawn | Exit::Counterfeit) => self.stop_ends(entry),
                    Some(
                        Exit::Transferred
                        | Exit::Merged
                        | Exit::GivenUp
                        | Exit::Dissolved
                        | Exit::Unreachable
                        | Exit::ShutDown
                        | Exit::NoRecheck,
                    )
                    | None => self.bar(entry),
                }
                self.closed = true;
            }
            Act::Merge => self.closed = true,
            Act::Transfer if entry.args.text("district").is_empty() => self.closed = true,
            Act::Close => {
                self.enter(Stage::Evaluation);
                self.enter(Stage::Use);
                self.closed = true;
            }
            Act::Reopen => {
                self.closed = false;
                if let Stop::Barred(since) = self.stop {
                    self.stop = Stop::InForce(since);
                }
                if self.stage == Stage::Use {
                    self.stage = Stage::Evaluation;
                }
            }
            Act::SurveyNoted => drop(self.reached.insert(Stage::Evaluation)),
            Act::OtherStopped => self.others_stopped.extend(entry.args.value::<crate::ids::DocumentId>("case")),
            Act::OtherStopEnded => self.others_stopped.retain(|case| Some(*case) != entry.args.value("case")),
            _ => {} // Every other act counts by standing in the ledger.
        }
    }

    /// The recheck of this round came to its end.
    #[must_use]
    pub fn is_recheck_over(&self) -> bool {
        self.did_this_round(Act::PassRecheck) || self.did_this_round(Act::WaiveRecheck)
    }

    /// Moves to a stage; the one that is left counts as reached.
    fn enter(&mut self, stage: Stage) {
        self.reached.insert(self.stage);
        self.reached.insert(stage);
        self.stage = stage;
    }

    fn enter_from(&mut self, from: &[Stage], stage: Stage) {
        if from.contains(&self.stage) {
            self.enter(stage);
        }
    }

    fn stop_ends(&mut self, entry: &Entry) {
        if self.stop.forbids() {
            self.stop = Stop::Ended(entry.on);
        }
    }

    fn bar(&mut self, _: &Entry) {
        if let Stop::InForce(since) = self.stop {
            self.stop = Stop::Barred(since);
        }
    }
}

/// Whether what was served is a failing conclusion; the first release served no other, and told no party.
pub(crate) fn is_of_failing(served: &Entry) -> bool {
    served.args.text("conclusion") == Conclusion::Fail.code() || served.args.text("party").is_empty()
}
