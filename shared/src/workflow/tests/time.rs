//! Deadlines (requirements §8), in calendar and working days.

use super::*;

fn due(walk: &Walk, kind: DeadlineKind) -> Option<Deadline> {
    walk.deadlines.of(&walk.facts(&Who::City.person())).into_iter().find(|deadline| deadline.kind == kind)
}

fn ordered() -> Walk {
    let mut walk = Walk::served();
    walk.does(Who::Huli, Act::OrderRectification, &args(&[("number", "责改1号")]));
    walk
}

/// [R-7.1.2.2-1] [R-7.1.2.1-3] [R-7.1.2.1-4]
#[test]
fn the_clocks_start_at_service_and_at_the_order() {
    let mut walk = ordered();
    for (kind, day_due) in [
        (DeadlineKind::ReportStop, "2026-03-03"),
        (DeadlineKind::Objection, "2026-03-17"),
        (DeadlineKind::Application, "2026-05-01"),
        (DeadlineKind::Recheck, "2026-05-16"),
    ] {
        assert_eq!(due(&walk, kind).map(|deadline| deadline.due), Some(day(day_due)), "{kind:?}");
    }
    walk.today = day("2026-03-04");
    assert!(due(&walk, DeadlineKind::ReportStop).expect("it is due").is_overdue(walk.today) && walk.badges().contains(&Badge::Overdue));
    walk.does(Who::Factory, Act::ReportStop, &args(&[("scope", "production")]));
    assert!(due(&walk, DeadlineKind::ReportStop).expect("it was due").was_late());
    assert!(!walk.badges().contains(&Badge::Overdue));
}

/// [G13] [R-7.1.2.2-5]
#[test]
fn a_late_application_is_accepted_and_shows_as_late() {
    let mut walk = ordered();
    walk.put("rectification.not_applicable", "已下架");
    walk.today = day("2026-06-01");
    walk.does(Who::Factory, Act::ApplyRecheck, &Args::default());
    assert!(due(&walk, DeadlineKind::Application).expect("it was due").was_late());
}

/// [G14] [R-7.2.5.1-1]
#[test]
fn the_recheck_is_due_with_or_without_an_application_and_goes_to_the_city_when_overdue() {
    let mut walk = ordered();
    walk.today = day("2026-05-17");
    let recheck = due(&walk, DeadlineKind::Recheck).expect("it is due");
    assert!(recheck.is_overdue(walk.today));
    assert_eq!(recheck.kind.owner(), (Role::DistrictBureau, Role::MunicipalBureau));
    let order = args(&[("kind", "first"), ("method", "inspection"), ("due", "2026-05-20")]);
    assert_eq!(walk.why_not(Who::Huli, Act::OrderRecheck, &order), None, "late is better than never");
    assert_eq!(walk.why_not(Who::Cai, Act::OrderRecheck, &order), Some(Code::NotYourRole));
    walk.does(Who::Huli, Act::OrderRecheck, &order);
    walk.does(Who::Huli, Act::PassRecheck, &args(&[("method", "inspection"), ("number", "1")]));
    assert!(due(&walk, DeadlineKind::Recheck).expect("it was due").was_late());
}

/// [R-0-18]
#[test]
fn an_extension_moves_the_date_and_keeps_the_history() {
    let mut walk = ordered();
    assert_eq!(walk.why_not(Who::Huli, Act::Extend, &args(&[("due", "2026-06-15")])), Some(Code::Untold), "the ground is given");
    walk.does(Who::Huli, Act::Extend, &args(&[("due", "2026-06-15"), ("reason", "模具重制")]));
    assert_eq!(due(&walk, DeadlineKind::Application).map(|deadline| deadline.due), Some(day("2026-06-15")));
    assert_eq!(due(&walk, DeadlineKind::Recheck).map(|deadline| deadline.due), Some(day("2026-06-30")));
    assert_eq!(walk.state.all(Act::Extend).count(), 1);
}

/// [R-7.2.2.3-1] [R-5.4-4]
#[test]
fn working_days_leave_out_weekends_and_holidays() {
    let mut clocks = Deadlines::default();
    assert_eq!(clocks.working_days_after(day("2026-03-06"), 5), day("2026-03-13"), "a Friday and five working days");
    clocks.holidays.insert(day("2026-03-09"));
    assert_eq!(clocks.working_days_after(day("2026-03-06"), 5), day("2026-03-16"));
    clocks.workdays.insert(day("2026-03-07"));
    assert_eq!(clocks.working_days_after(day("2026-03-06"), 5), day("2026-03-13"));
}

/// [R-7.2.2.3-1]
#[test]
fn a_plan_is_filed_five_working_days_after_the_units_approval() {
    let mut walk = Walk::new(DocumentKind::Plan);
    walk.does(Who::Unit, Act::Open, &group(&[Who::Cai]).with("unit", Who::Unit.org()).with("districts", "huli"));
    walk.put("plan.approved_on", "2026-03-06");
    assert_eq!(due(&walk, DeadlineKind::Filing).map(|deadline| deadline.due), Some(day("2026-03-13")));
    walk.deadlines.filing = 1;
    assert_eq!(due(&walk, DeadlineKind::Filing).map(|deadline| deadline.due), Some(day("2026-03-09")), "an operator may set others");
}

/// [R-7.2.4.1-1]
#[test]
fn the_record_is_due_ten_working_days_after_the_visit() {
    let mut walk = Walk::confirmed();
    walk.fill("visits");
    walk.put("visits.records.00000000000000aa.visited_on", "2026-02-02");
    assert_eq!(due(&walk, DeadlineKind::Record).map(|deadline| (deadline.due, deadline.done)), Some((day("2026-02-16"), None)));
    walk.record();
    assert!(due(&walk, DeadlineKind::Record).is_some_and(|deadline| deadline.done.is_some()));
}

/// [R-7.3-1]
#[test]
fn a_survey_is_due_fifteen_days_after_the_invitation() {
    let mut walk = Walk::new(DocumentKind::Survey);
    walk.does(Who::Huli, Act::Open, &Args::default().with("enterprise", Who::Factory.org()).with("district", "huli"));
    assert_eq!(due(&walk, DeadlineKind::Survey).map(|deadline| deadline.due), Some(day("2026-03-17")));
}
