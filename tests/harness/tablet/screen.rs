//! What a tablet shows, kept as the machine last told it.

use shared::{
    sync::{
        device::{CaseLine, CaseView, RefusedWork, Show, Truth},
        wire::FromRelay,
    },
    workflow::Code,
};

#[derive(Debug, Default)]
pub(super) struct Screen {
    pub(super) cases: Option<Vec<CaseLine>>,
    pub(super) case: Option<CaseView>,
    pub(super) truth: Truth,
    pub(super) refused: Vec<RefusedWork>,
    pub(super) decided: Option<Option<Code>>,
    pub(super) heard: Option<FromRelay>,
}

impl Screen {
    pub(super) fn show(&mut self, show: Show) {
        match show {
            Show::Cases(cases) => self.cases = Some(cases),
            Show::Case(case) => self.case = Some(*case),
            Show::NoCase(_) => self.case = None,
            Show::Truth(truth) => self.truth = truth,
            Show::Refused(refused) => self.refused = refused,
            Show::Decided { refused, .. } => self.decided = Some(refused.map(|refusal| refusal.code)),
        }
    }
}
