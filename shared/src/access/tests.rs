//! Reading and writing told as stories; the tables are printed in `workflow/tests`.

use super::*;
use crate::workflow::{
    Act,
    tests::{Walk, Who, args, day, group},
};

fn write(walk: &Walk, who: Who, place: &str, written: &str, today: &str) -> Result<(), Code> {
    may_write(&who.person(), &walk.state, &Path::of_text(place), day(written), day(today))
}

/// Supervision and assistance stand in one document, which the regulators read whole.
///
/// [R-6.1-1] [R-5.2-3] [R-4.3-1]
#[test]
fn regulators_see_what_assistance_found_next_to_what_supervision_did() {
    let walk = Walk::recorded();
    let sections: Vec<&str> = forms::of(DocumentKind::Case).iter().map(|section| section.key).collect();
    for section in ["intake", "measures", "stop", "investigation", "causes", "visits"] {
        assert!(sections.contains(&section), "{section}");
    }
    let reads: Vec<Who> = Who::ALL.into_iter().filter(|who| may_read(&who.person(), &walk.state)).collect();
    assert_eq!(reads, [Who::City, Who::Huli, Who::Unit, Who::Cai, Who::Wang, Who::Factory]);
}

/// [R-0-15]
#[test]
fn offline_work_of_a_former_member_is_taken_and_what_came_after_is_not() {
    let mut walk = Walk::grouped();
    walk.today = day("2026-03-20");
    walk.does_on(Who::Unit, Act::FormGroup, &group(&[Who::Wang]), day("2026-03-10"));
    assert!(!may_read(&Who::Cai.person(), &walk.state) && may_hand_in(&Who::Cai.person(), &walk.state));
    assert_eq!(write(&walk, Who::Cai, "causes.problem", "2026-03-09", "2026-03-20"), Ok(()));
    assert_eq!(write(&walk, Who::Cai, "causes.problem", "2026-03-10", "2026-03-20"), Err(Code::NotMemberThen));
    assert_eq!(write(&walk, Who::Cai, "causes.problem", "2026-03-09", "2026-08-01"), Err(Code::NotMemberThen), "much too late");
    assert_eq!(write(&walk, Who::Nobody, "causes.problem", "2026-03-09", "2026-03-20"), Err(Code::NotYourCase));
}

/// [R-7.2.5.2-2]
#[test]
fn earlier_rounds_are_read_only_and_late_words_go_to_the_supplements() {
    let mut walk = Walk::recorded();
    walk.does(Who::Huli, Act::FailRecheck, &args(&[("method", "inspection"), ("number", "1"), ("reason", "x")]));
    let today = "2026-03-02";
    assert_eq!(write(&walk, Who::Cai, "causes.problem", today, today), Err(Code::Frozen));
    assert_eq!(write(&walk, Who::Cai, "causes#2.problem", today, today), Ok(()));
    assert_eq!(write(&walk, Who::Cai, "causes#3.problem", today, today), Err(Code::Frozen), "there is no third round yet");
    walk.does(Who::Huli, Act::Withdraw, &args(&[("number", "1"), ("reason", "x")]));
    assert_eq!(write(&walk, Who::Cai, "causes#2.problem", today, today), Err(Code::CaseClosed));
    assert_eq!(write(&walk, Who::Cai, "supplements.rows", today, today), Ok(()));
}

/// [R-5.5-1]
#[test]
fn an_enterprise_writes_once_it_was_told_of_the_problem() {
    let today = "2026-03-02";
    assert_eq!(write(&Walk::opened(), Who::Factory, "causes.problem", today, today), Err(Code::NotServed));
    assert_eq!(write(&Walk::served(), Who::Factory, "causes.problem", today, today), Ok(()));
    assert_eq!(write(&Walk::served(), Who::Rival, "causes.problem", today, today), Err(Code::NotYourCase));
    assert_eq!(write(&Walk::served(), Who::Factory, "measures.log", today, today), Err(Code::NotYourSection));
}
