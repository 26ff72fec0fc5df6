//! What lists know, as stories of a case on its way.

use super::*;
use crate::{
    documents::DocumentKind,
    records::summary,
    time::Timestamp,
    workflow::tests::{CASE, Walk, Who, args, day, group},
};

fn seen_by(walk: &Walk, who: Who, today: NaiveDate) -> Mine {
    let summary = summary::of(CASE, &walk.content, &walk.state, Timestamp(0), Vec::new());
    let waits = of(&walk.state, &walk.content).expect("it was read");
    mine(&summary, &waits, &who.person(), &walk.deadlines, today)
}

fn next(walk: &Walk, who: Who) -> Vec<(Act, bool)> {
    seen_by(walk, who, walk.today).next
}

fn ordered() -> Walk {
    let mut walk = Walk::served();
    walk.does(Who::Huli, Act::OrderRectification, &args(&[("number", "责改1号")]));
    walk
}

/// [R-7.1.2.1-3] [G14]
#[test]
fn what_is_overdue_is_its_owners_and_then_whose_it_is_to_see_to() {
    let walk = ordered();
    let overdue = |who, today| seen_by(&walk, who, day(today)).overdue(day(today)).map(|deadline| deadline.kind);
    assert_eq!(overdue(Who::Huli, "2026-05-16"), Some(DeadlineKind::ReportStop), "the enterprise did not report: the district sees to it");
    assert_eq!(overdue(Who::City, "2026-05-16"), None);
    assert_eq!(overdue(Who::City, "2026-05-17"), Some(DeadlineKind::Recheck), "what the district let pass is the city's");
    assert_eq!(overdue(Who::Siming, "2026-05-17"), None, "another district's");
    assert_eq!(overdue(Who::Factory, "2026-03-03"), None);
    assert_eq!(overdue(Who::Factory, "2026-03-04"), Some(DeadlineKind::ReportStop));
    assert_eq!(overdue(Who::Rival, "2026-09-01"), None);
}

/// [R-0-18]
#[test]
fn a_day_that_an_operator_or_an_extension_moves_is_moved_in_lists_too() {
    let mut walk = ordered();
    let last = |walk: &Walk| seen_by(walk, Who::Factory, day("2026-03-02")).due.iter().map(|deadline| deadline.due).max();
    assert_eq!(last(&walk), Some(day("2026-05-01")));
    walk.deadlines.application = 30;
    assert_eq!(last(&walk), Some(day("2026-04-01")), "what the relay keeps knows of no setting");
    walk.does(Who::Huli, Act::Extend, &args(&[("due", "2026-06-15"), ("reason", "模具重制")]));
    assert_eq!(last(&walk), Some(day("2026-06-15")));
}

/// [R-7.1.2.2-1] [R-7.1.2.2-2]
#[test]
fn an_enterprise_is_told_what_to_do_next_and_what_to_fill_in_first() {
    let mut walk = Walk::served();
    assert_eq!(next(&walk, Who::Factory)[0], (Act::ReportStop, true));
    assert!(next(&walk, Who::Factory).contains(&(Act::SubmitSelfCheck, false)), "nothing was said of a cause yet");
    walk.does(Who::Factory, Act::ReportStop, &args(&[("scope", "production")]));
    assert!(!next(&walk, Who::Factory).iter().any(|(act, _)| *act == Act::ReportStop));
    assert!(next(&walk, Who::Rival).is_empty());
}

/// [G05]
#[test]
fn only_those_who_have_not_read_the_briefing_are_asked_to() {
    let mut walk = Walk::grouped();
    let asked = |walk: &Walk, who| next(walk, who).contains(&(Act::AcknowledgeBriefing, true));
    assert!(asked(&walk, Who::Cai) && asked(&walk, Who::Wang));
    walk.does(Who::Cai, Act::AcknowledgeBriefing, &args(&[("version", "1")]));
    assert!(!asked(&walk, Who::Cai) && asked(&walk, Who::Wang));
}

/// [R-0-4]
#[test]
fn a_transfer_waits_for_the_district_to_which_it_went() {
    let mut walk = Walk::served();
    walk.does(Who::Huli, Act::Transfer, &args(&[("district", "siming"), ("reason", "住所在思明")]));
    assert!(next(&walk, Who::Siming).contains(&(Act::AcceptTransfer, true)));
    assert!(!next(&walk, Who::Huli).iter().any(|(act, _)| *act == Act::AcceptTransfer), "until then the sender goes on");
    assert!(next(&walk, Who::Huli).iter().any(|(act, _)| *act == Act::Start));
}

/// [R-5.1-1] [R-5.3-1]
#[test]
fn the_city_designates_the_unit_forms_the_group_the_experts_go() {
    assert_eq!(next(&Walk::started(), Who::City)[0], (Act::DesignateUnit, true));
    let mut walk = Walk::started();
    walk.does(Who::City, Act::DesignateUnit, &args(&[]).with("unit", Who::Unit.org()));
    assert!(next(&walk, Who::City).is_empty());
    assert_eq!(next(&walk, Who::Unit), [(Act::FormGroup, !walk.content.field("intake", "product_class").is_empty())]);
    let first = next(&Walk::confirmed(), Who::Cai);
    assert!(first.contains(&(Act::SubmitRecord, true)), "{first:?}");
}

#[test]
fn nothing_waits_in_what_is_closed() {
    let mut walk = Walk::grouped();
    walk.does(Who::Huli, Act::Withdraw, &args(&[("number", "1"), ("reason", "样品混淆")]));
    for who in Who::ALL {
        assert!(seen_by(&walk, who, day("2027-01-01")).is_empty(), "{who:?}");
    }
}

/// [R-0-15] Whoever reads the list knows who is in the group, who heads it and who has left.
#[test]
fn lists_know_who_sits_in_the_group() {
    let mut walk = Walk::started();
    let told = |walk: &Walk| of(&walk.state, &walk.content).expect("it is told").group;
    assert_eq!(told(&walk), Group::default());
    walk.does(Who::City, Act::DesignateUnit, &args(&[]).with("unit", Who::Unit.org()));
    walk.does(Who::Unit, Act::FormGroup, &group(&[Who::Cai, Who::Wang]).with("lead", Who::Cai.person().id));
    let (cai, wang) = (Who::Cai.person().id, Who::Wang.person().id);
    let mut both = [cai, wang];
    both.sort_unstable();
    assert_eq!(told(&walk), Group { members: both.into(), lead: Some(cai), left: Vec::new() });
    walk.does(Who::Unit, Act::FormGroup, &group(&[Who::Wang]));
    assert_eq!(told(&walk), Group { members: vec![wang], lead: None, left: vec![cai] });
}

/// [R-7.2.2.3-1] [G06] [G07]
#[test]
fn a_plan_waits_for_its_unit_and_once_filed_for_the_citys_receipt() {
    let mut walk = Walk::new(DocumentKind::Plan);
    walk.does(Who::Unit, Act::Open, &group(&[Who::Cai]).with("unit", Who::Unit.org()).with("districts", "huli"));
    assert_eq!(next(&walk, Who::Unit), [(Act::FilePlan, false)]);
    walk.fill("plan");
    assert_eq!(next(&walk, Who::Unit), [(Act::FilePlan, true)]);
    assert!(next(&walk, Who::City).is_empty());
    walk.does(Who::Unit, Act::FilePlan, &args(&[]));
    assert_eq!((next(&walk, Who::Unit), next(&walk, Who::City)), (vec![], vec![(Act::ReceiptPlan, true)]));
}

/// [R-7.3-1]
#[test]
fn a_survey_waits_for_the_enterprise_that_was_invited() {
    let mut walk = Walk::new(DocumentKind::Survey);
    walk.does(Who::Huli, Act::Open, &args(&[("district", "huli")]).with("enterprise", Who::Factory.org()));
    assert_eq!(next(&walk, Who::Factory), [(Act::AnswerSurvey, false)]);
    assert_eq!(seen_by(&walk, Who::Factory, walk.today).due[0].due, day("2026-03-17"));
    assert!(next(&walk, Who::Huli).is_empty());
}
