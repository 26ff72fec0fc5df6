//! Cases of one inspection report (7.2.2.1, R-0-3): perhaps the same case taken in twice, or the seller's and the producer's.

use super::summary::Summary;
use crate::{documents::DocumentKind, forms::answer::Answer, ids::DocumentId};

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
    let number = normal(&case.report_no);
    let is_same = |other: &&Summary| {
        other.kind == DocumentKind::Case && other.id != case.id && !number.is_empty() && normal(&other.report_no) == number
    };
    let twin = |other: &Summary| if other.enterprise == case.enterprise { Twin::Duplicate } else { Twin::Counterpart };
    others.into_iter().filter(is_same).map(|other| (other.id, twin(other))).collect()
}

/// Without blanks and case; an answer that there is none is no number.
fn normal(number: &str) -> String {
    let Answer::Given(number) = Answer::of(number) else { return String::new() };
    number.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
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
