//! Whom the survey is to ask, and how far it is.

use super::*;
use crate::stats::asking::{Asking, Standing, asking, response};

fn survey(number: u8, enterprise: u8, campaign: u8, answered_on: Option<&str>) -> SurveyFigures {
    SurveyFigures {
        id: id(number),
        campaign: id(campaign),
        enterprise: OrgId([enterprise; 16]),
        district: Some(District::Tongan),
        invited_on: day("2026-05-01"),
        answered_on: answered_on.map(day),
        effect: String::new(),
        aspects: Vec::new(),
        ranked: 0,
        satisfaction: String::new(),
        satisfied_with: Vec::new(),
    }
}

/// [R-7.3-1] One invitation for each assisted enterprise and campaign; what another campaign asked does not count here.
#[test]
fn every_assisted_enterprise_is_asked_once_and_what_is_missing_is_seen_first() {
    let not_started = CaseFigures { started_on: None, ..case(6) };
    let withdrawn = CaseFigures { withdrawn: true, ..case(7) };
    let second_of_first = CaseFigures { enterprise: OrgId([1; 16]), ..case(8) };
    let cases = [case(1), case(2), case(3), case(4), not_started, withdrawn, second_of_first];
    let surveys = [survey(21, 1, 99, Some("2026-05-09")), survey(22, 2, 99, None), survey(23, 3, 99, None), survey(24, 4, 98, None)];
    let due = |on: &str| Some(day(on));
    let surveys: Vec<_> = surveys.iter().zip([due("2026-05-20"), due("2026-05-20"), due("2026-06-20"), None]).collect();
    let all = asking(&cases, &surveys, &year(), id(99), day("2026-06-01"));
    let told = |asking: &Asking| (asking.enterprise.0[0], asking.standing, asking.cases.len());
    let expected = [(2, Standing::Overdue, 1), (3, Standing::Invited, 1), (4, Standing::NotAsked, 1), (1, Standing::Answered, 2)];
    assert_eq!(all.iter().map(told).collect::<Vec<_>>(), expected);
    let (asked, answered, share) = response(&all);
    assert_eq!((asked.value, answered.of, share), (3, vec![id(21)], Some(Hundredths(3333))));
    let nobody = asking(&cases, &surveys, &Filter { product_class: Some("toy".to_owned()), ..year() }, id(99), day("2026-06-01"));
    assert_eq!((nobody.len(), response(&nobody).2), (0, None));
}
