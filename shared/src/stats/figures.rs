//! What the statistics read of a case and of a survey: plain data, filled from summaries. Codes, never words.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{DocumentId, OrgId},
    people::District,
    vocab::{ProductClass, Source},
};

/// What the statistics read of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFigures {
    /// The case.
    pub id: DocumentId,
    /// The enterprise.
    pub enterprise: OrgId,
    /// The district that is responsible.
    pub district: Option<District>,
    /// Where the problem was found (V1).
    pub source: Option<Source>,
    /// Code of the product class (7.2.2.1); empty until it is classified.
    pub product_class: String,
    /// The product, so written that the same product reads the same (Q10).
    pub product: String,
    /// When assistance was started; `None` for a case without assistance (R-0-11).
    #[serde(with = "crate::time::maybe_days")]
    pub started_on: Option<NaiveDate>,
    /// When it was closed.
    #[serde(with = "crate::time::maybe_days")]
    pub closed_on: Option<NaiveDate>,
    /// The conclusion was withdrawn (R-0-1).
    pub withdrawn: bool,
    /// It is a pointer to the case that was kept (R-0-7).
    pub merged: bool,
    /// The visits.
    pub visits: Vec<VisitFigures>,
    /// Ids of the rows of advice in closing records (C.6).
    pub advice: Vec<String>,
    /// The causes.
    pub causes: Vec<CauseFigures>,
    /// The recheck was passed, or the problem is otherwise verified as solved.
    pub is_passed: bool,
    /// When it was passed.
    #[serde(with = "crate::time::maybe_days")]
    pub passed_on: Option<NaiveDate>,
    /// How many rechecks failed.
    pub failed_rechecks: u16,
    /// Round of assistance, from 1.
    pub round: u16,
    /// 经济效益 in thousandths of 万元, declared with evidence.
    pub benefit: Option<u64>,
    /// 节约成本 in thousandths of 万元, declared with evidence.
    pub saved: Option<u64>,
    /// 减少损失 in thousandths of 万元, declared with evidence.
    pub loss_cut: Option<u64>,
    /// When the problem was found.
    #[serde(with = "crate::time::maybe_days")]
    pub found_on: Option<NaiveDate>,
    /// Production and sale are under stop (G03).
    pub stopped: bool,
    /// The number of the failing report; empty where there is none.
    pub report_no: String,
}

/// A visit as one case knows it. A visit to several cases has the same id in each (R-0-13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitFigures {
    /// The visit's id.
    pub id: String,
    /// The day.
    #[serde(with = "crate::time::days")]
    pub on: NaiveDate,
    /// On site; otherwise online (R-0-16).
    pub is_on_site: bool,
}

/// A cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseFigures {
    /// Id of its row.
    pub row: String,
    /// Its code in the taxonomy (V12); empty or `other` where none fits.
    pub code: String,
    /// It is confirmed.
    pub is_confirmed: bool,
    /// All its measures are done.
    pub measures_done: bool,
}

/// Whether a code names one cause, or one product class: 其他 and nothing at all name many.
pub(super) fn is_one(code: &str) -> bool {
    !code.is_empty() && code != ProductClass::Other.code()
}

/// An invitation to the satisfaction survey with the answer that counts; superseded answers do not stand here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyFigures {
    /// The survey.
    pub id: DocumentId,
    /// The campaign.
    pub campaign: DocumentId,
    /// The enterprise that was asked.
    pub enterprise: OrgId,
    /// Its district.
    pub district: Option<District>,
    /// When it was invited.
    #[serde(with = "crate::time::days")]
    pub invited_on: NaiveDate,
    /// When it answered.
    #[serde(with = "crate::time::maybe_days")]
    pub answered_on: Option<NaiveDate>,
    /// E.3 by code.
    pub effect: String,
    /// E.4 by code: those with a rank first, in its order (Q26).
    pub aspects: Vec<String>,
    /// How many of the aspects carry a rank.
    pub ranked: usize,
    /// E.5 by code.
    pub satisfaction: String,
    /// E.6 by code.
    pub satisfied_with: Vec<String>,
}

impl CaseFigures {
    /// The day by which the case belongs to a period: when it was found, or else started.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.found_on.or(self.started_on)
    }

    /// Whether it stands for a failure of its own: neither a pointer (R-0-7) nor withdrawn (R-0-1).
    #[must_use]
    pub const fn is_failure(&self) -> bool {
        !self.merged && !self.withdrawn
    }

    /// Whether it counts as assistance: started (R-0-11), and not withdrawn before anybody came (R-0-1).
    #[must_use]
    pub const fn is_assisted(&self) -> bool {
        self.started_on.is_some() && (!self.withdrawn || !self.visits.is_empty())
    }

    /// The codes of the confirmed causes, each once.
    #[must_use]
    pub fn confirmed(&self) -> BTreeSet<&str> {
        self.causes.iter().filter(|cause| cause.is_confirmed).map(|cause| cause.code.as_str()).collect()
    }
}
