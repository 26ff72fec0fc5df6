//! Cases of one inspection report (7.2.2.1, R-0-3): perhaps the same case taken in twice, or the seller's and the producer's.

use std::collections::BTreeMap;

use super::summary::Summary;
use crate::{
    documents::DocumentKind,
    forms::answer::Answer,
    ids::{DocumentId, OrgId},
};

/// What another case of the same report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Twin {
    /// The same enterprise: perhaps taken in twice. A warning, never a refusal.
    Duplicate,
    /// Another enterprise: one report, seller and producer.
    Counterpart,
}

/// The other cases of a report number; those that were merged, withdrawn or otherwise closed too.
#[must_use]
pub fn of<'a>(case: &Summary, others: impl IntoIterator<Item = &'a Summary>) -> Vec<(DocumentId, Twin)> {
    let others = others.into_iter().filter(|other| other.id != case.id);
    Reports::of(others).twins(&case.report_no, case.enterprise)
}

/// Cases by the number of their report, for whoever holds many reports against them.
#[derive(Clone, Debug, Default)]
pub struct Reports(BTreeMap<String, Vec<(DocumentId, Option<OrgId>)>>);

impl Reports {
    /// Those of these documents that are cases with a report.
    #[must_use]
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Summary>) -> Self {
        let mut reports = Self::default();
        for case in cases.into_iter().filter(|case| case.kind == DocumentKind::Case) {
            if let Some(number) = number(&case.report_no) {
                reports.0.entry(number).or_default().push((case.id, case.enterprise));
            }
        }
        reports
    }

    /// The cases of a report, seen from a case of this enterprise.
    #[must_use]
    pub fn twins(&self, report_no: &str, enterprise: Option<OrgId>) -> Vec<(DocumentId, Twin)> {
        let same = number(report_no).and_then(|number| self.0.get(&number));
        let twin = |of: &Option<OrgId>| if *of == enterprise { Twin::Duplicate } else { Twin::Counterpart };
        same.into_iter().flatten().map(|(id, of)| (*id, twin(of))).collect()
    }
}

/// As numbers are compared: without blanks and case. An answer that there is none is no number.
#[must_use]
pub fn number(report_no: &str) -> Option<String> {
    let Answer::Given(number) = Answer::of(report_no) else { return None };
    Some(number.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::Path,
        records::summary,
        time::Timestamp,
        workflow::tests::{Walk, Who},
    };

    fn case(id: u8, enterprise: Who, report_no: &str) -> Summary {
        let mut walk = Walk::opened();
        walk.content.put(Path::field("intake", "report_no"), report_no);
        walk.state.parties.enterprise = Some(enterprise.org());
        summary::of(DocumentId([id; 16]), &walk.content, &walk.state, Timestamp(0), Vec::new())
    }

    /// [R-7.2.2.1-1] [R-0-3]
    #[test]
    fn one_report_makes_a_duplicate_with_the_same_enterprise_and_a_counterpart_with_another() {
        let all = [
            case(1, Who::Factory, "SJ2024-0001"),
            case(2, Who::Factory, " sj2024-0001"),
            case(3, Who::Rival, "SJ2024-0001"),
            case(4, Who::Factory, "SJ2024-0002"),
            case(5, Who::Factory, "/"),
            case(6, Who::Factory, "/"),
        ];
        let id = |id: u8| DocumentId([id; 16]);
        assert_eq!(of(&all[0], &all), [(id(2), Twin::Duplicate), (id(3), Twin::Counterpart)]);
        assert_eq!(of(&all[4], &all), []);
    }
}
