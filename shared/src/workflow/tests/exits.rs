//! Closing, exits, and what is taken back.

use super::*;

/// [G17] [R-6.2-1]
#[test]
fn a_case_closes_on_a_passed_recheck_with_the_closing_record_of_its_round() {
    let nothing = Args::default();
    assert_eq!(Walk::recorded().why_not(Who::Huli, Act::Close, &nothing), Some(Code::NotPassed));
    let mut unrecorded = Walk::confirmed();
    unrecorded.pass();
    assert_eq!(unrecorded.why_not(Who::Huli, Act::Close, &nothing), Some(Code::NoRecord));
    assert_eq!(unrecorded.state.stage, Stage::Summary, "the record is still owed");
    let mut walk = Walk::passed();
    walk.does(Who::Huli, Act::Close, &nothing);
    let seen =
        [Stage::Handling, Stage::Start, Stage::Planning, Stage::Assistance, Stage::Summary, Stage::Recheck, Stage::Evaluation, Stage::Use];
    assert!(seen.iter().all(|stage| walk.state.reached.contains(stage)) && walk.state.closed);
    assert_eq!(walk.why_not(Who::Factory, Act::ReceiveNotice, &nothing), None, "the notice may be received after closing");
}

/// [G17] [R-0-11]
#[test]
fn a_case_without_assistance_closes_without_plan_group_record_or_survey() {
    let mut walk = Walk::opened();
    walk.put("intake.source", "risk_monitoring").put("intake.conclusion", "other");
    walk.does(Who::Huli, Act::Serve, &args(&[("party", "seller"), ("method", "direct"), ("number", "1")]));
    assert_eq!(walk.why_not(Who::Huli, Act::Close, &Args::default()), Some(Code::NotPassed), "its measures are not on record");
    walk.fill("measures");
    assert_eq!(walk.why_not(Who::Huli, Act::Close, &Args::default()), Some(Code::MustStart), "nor why assistance was not started");
    walk.does(Who::Huli, Act::DeclineStart, &args(&[("reason", "企业自行整改")]));
    walk.does(Who::Huli, Act::Close, &Args::default());
    assert!(walk.state.closed);
}

/// [R-0-1]
#[test]
fn a_withdrawn_conclusion_ends_stop_and_clocks_at_once_and_keeps_the_work() {
    let mut walk = Walk::confirmed();
    walk.does(Who::Huli, Act::OrderRectification, &args(&[("number", "责改1号")]));
    assert!(!walk.deadlines.of(&walk.facts(&Who::City.person())).is_empty());
    walk.does(Who::Huli, Act::Withdraw, &args(&[("number", "撤1号"), ("reason", "复检合格")]));
    assert!(walk.state.closed && walk.state.stop == Stop::Ended(walk.today));
    assert!(walk.deadlines.of(&walk.facts(&Who::City.person())).is_empty());
    assert!(walk.state.did(Act::ConfirmCauses));
}

/// [R-0-6]
#[test]
fn who_no_longer_makes_the_product_closes_and_may_not_resume_it_without_a_new_recheck() {
    let mut walk = Walk::grouped();
    walk.does(Who::Huli, Act::Exit, &args(&[("ground", "given_up"), ("reason", "企业承诺不再生产")]));
    assert_eq!(walk.state.stop, Stop::Barred(walk.today));
    assert!(walk.why_not(Who::Factory, Act::Resume, &Args::default()).is_some());
    walk.does(Who::Huli, Act::Reopen, &args(&[("reason", "企业重新生产")]));
    assert!(!walk.state.closed && walk.state.stop == Stop::InForce(walk.today));
}

/// [R-0-6] [R-0-12]
#[test]
fn a_recheck_is_waived_only_by_the_district_with_a_ground_and_the_stop_stays() {
    let mut walk = Walk::recorded();
    let told = args(&[("ground", "given_up"), ("reason", "生产线已拆除")]);
    for who in Who::ALL {
        assert_eq!(walk.asks(who, Act::WaiveRecheck, &told).is_ok(), who == Who::Huli, "{who:?}");
    }
    assert_eq!(walk.why_not(Who::Huli, Act::WaiveRecheck, &args(&[("ground", "given_up")])), Some(Code::Untold));
    walk.does(Who::Huli, Act::WaiveRecheck, &told);
    assert_eq!(walk.state.recheck_status(1), crate::vocab::RecheckStatus::NotNeeded);
    assert!(matches!(walk.state.stop, Stop::Barred(_)));
}

/// [R-0-7]
#[test]
fn a_merged_case_is_closed_points_to_the_kept_one_and_can_be_separated_again() {
    let mut walk = Walk::grouped();
    let told = walk.does(Who::Huli, Act::Merge, &args(&[("reason", "重复登记")]).with("case", OTHER));
    assert_eq!((told[0].to, told[0].act), (reactions::Target::Document(OTHER), Act::MergedFrom));
    assert!(walk.state.closed);
    let entry = walk.last();
    walk.does(Who::Huli, Act::Revoke, &args(&[("entry", &entry), ("reason", "并非同一批")]));
    assert!(!walk.state.closed && !walk.state.did(Act::Merge));
}

/// [R-0-10] [G15]
#[test]
fn what_was_issued_in_error_is_taken_back_by_its_issuer_and_everything_is_computed_anew() {
    let mut walk = Walk::recorded();
    walk.does(Who::Huli, Act::FailRecheck, &args(&[("method", "inspection"), ("number", "1"), ("reason", "误录")]));
    let told = args(&[("entry", &walk.last()), ("reason", "样品混淆，结果作废")]);
    assert_eq!(walk.why_not(Who::Cai, Act::Revoke, &told), Some(Code::NotYours));
    walk.does(Who::Huli, Act::Revoke, &told);
    assert_eq!((walk.state.round, walk.state.stage), (1, Stage::Recheck));
    assert_eq!(walk.why_not(Who::Huli, Act::Revoke, &told), Some(Code::NoSuchEntry), "it does not count any more");
    assert_eq!(walk.why_not(Who::Huli, Act::Revoke, &args(&[("entry", "0"), ("reason", "不存在")])), Some(Code::NoSuchEntry));
    walk.pass();
    let notice = walk.last();
    walk.does(Who::Factory, Act::ReceiveNotice, &Args::default());
    walk.does(Who::Huli, Act::Revoke, &args(&[("entry", &notice), ("reason", "误发")]));
    assert_eq!(walk.why_not(Who::Factory, Act::Resume, &Args::default()), Some(Code::NoNotice));
}

/// [R-0-2]
#[test]
fn a_corrected_report_that_still_fails_asks_for_new_signatures_and_filing() {
    let mut walk = Walk::confirmed();
    walk.does(Who::Huli, Act::CorrectReport, &args(&[("number", "SJ-2"), ("replaces", "SJ-1"), ("reason", "数值更正")]));
    assert!(walk.badges().contains(&Badge::ReportCorrected));
    assert!(walk.state.stop.forbids());
}

/// [R-0-3]
#[test]
fn the_sellers_and_the_producers_case_of_one_report_know_each_other() {
    let mut walk = Walk::served();
    let told = walk.does(Who::Huli, Act::LinkCase, &Args::default().with("case", OTHER));
    let mut other = Walk::served();
    other.hears(&told[0]).unwrap();
    assert_eq!(other.state.last(Act::LinkedFrom).and_then(|entry| entry.args.value("case")), Some(CASE));
    assert!(walk.state.stop.forbids() && other.state.stop.forbids(), "each has its own stop");
}

/// [R-0-4]
#[test]
fn a_transfer_leaves_the_sender_responsible_until_it_is_accepted_and_reading_after() {
    use crate::access::may_read;
    let mut walk = Walk::served();
    let to = |district| args(&[("district", district), ("reason", "注册地在思明")]);
    assert_eq!(walk.why_not(Who::Huli, Act::Transfer, &to("huli")), Some(Code::NoGoal));
    walk.does(Who::Huli, Act::Transfer, &to("siming"));
    assert_eq!(walk.state.parties.district, Some(District::Huli));
    assert!(may_read(&Who::Siming.person(), &walk.state) && walk.badges().contains(&Badge::TransferOpen));
    assert_eq!(walk.why_not(Who::Huli, Act::AcceptTransfer, &Args::default()), Some(Code::NothingToAccept));
    walk.does(Who::Siming, Act::AcceptTransfer, &Args::default());
    assert_eq!(walk.state.parties.district, Some(District::Siming));
    assert!(may_read(&Who::Huli.person(), &walk.state) && walk.state.stop.forbids());
    let mut out = Walk::served();
    out.does(Who::Huli, Act::Transfer, &args(&[("to", "漳州市市场监督管理局"), ("reason", "生产者在外地")]));
    assert!(out.state.closed);
}

/// [R-0-17]
#[test]
fn what_somebody_else_enters_from_paper_waits_for_a_member_of_the_signers_body() {
    let mut walk = Walk::served();
    walk.today = day("2026-03-20");
    let told = args(&[("scope", "production"), ("signer", "陈质量")]);
    walk.does_on(Who::Huli, Act::ReportStop, &told, day("2026-03-03"));
    let entry = walk.state.last(Act::ReportStop).expect("it is there").clone();
    assert_eq!((entry.on, entry.args.text("signer"), entry.by), (day("2026-03-03"), "陈质量", Who::Huli.id()));
    assert!(walk.badges().contains(&Badge::PaperUnconfirmed));
    let confirm = args(&[("entry", &walk.last())]);
    assert_eq!(walk.why_not(Who::Huli, Act::ConfirmPaper, &confirm), Some(Code::NotYours), "not by who entered it");
    walk.does(Who::Factory, Act::ConfirmPaper, &confirm);
    assert!(!walk.badges().contains(&Badge::PaperUnconfirmed));
}
