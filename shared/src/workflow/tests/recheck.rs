//! S7: application, recheck, rounds, notice, resumption.

use super::*;

/// [G13] [R-7.1.2.2-2] [R-7.1.2.2-3] [R-7.1.2.2-4] [R-7.1.2.2-5]
#[test]
fn the_application_needs_causes_plan_and_action_or_a_reason_why_not() {
    let mut walk = Walk::served();
    let refusal = walk.asks(Who::Factory, Act::ApplyRecheck, &Args::default()).expect_err("nothing is there");
    let places: Vec<&str> = refusal.lacks.iter().map(|lack| lack.place.as_str()).collect();
    assert_eq!(refusal.code, Code::ApplicationIncomplete);
    for place in ["rectification.plan", "rectification.actions", "causes.list"] {
        assert!(places.contains(&place), "{place} in {places:?}");
    }
    let mut seller = walk.clone();
    seller.put("rectification.not_applicable", "仅销售，已下架并退回供货商");
    assert_eq!(seller.why_not(Who::Factory, Act::ApplyRecheck, &Args::default()), None);
    walk.fill("rectification");
    walk.fill("causes");
    walk.put("rectification.not_applicable", "").put("rectification.actions.00000000000000aa.done_on", "");
    assert_eq!(walk.why_not(Who::Factory, Act::ApplyRecheck, &Args::default()), Some(Code::ApplicationIncomplete), "no action is done");
    walk.put("rectification.actions.00000000000000aa.done_on", "2026-02-20");
    walk.does(Who::Factory, Act::ApplyRecheck, &Args::default());
    assert_eq!(walk.state.stage, Stage::Recheck);
}

/// [G15] [R-7.2.5.2-1] [R-7.2.5.2-2]
#[test]
fn a_failed_recheck_opens_the_next_round_which_begins_with_the_failures_cause() {
    let mut walk = Walk::recorded();
    walk.does(Who::Huli, Act::FailRecheck, &args(&[("method", "inspection"), ("number", "复查1号"), ("reason", "仍不合格")]));
    assert_eq!((walk.state.round, walk.state.stage, walk.state.stop.forbids()), (2, Stage::Assistance, true));
    assert_eq!(walk.state.recheck_status(1), crate::vocab::RecheckStatus::Failed);
    assert_eq!(walk.state.recheck_status(2), crate::vocab::RecheckStatus::Pending);
    assert!(walk.state.is_frozen(&Path::field("causes", "problem")), "the first round is read only");
    assert!(!walk.state.is_frozen(&Path::field("causes#2", "problem")));
    walk.fill("investigation");
    let refusal = walk.asks(Who::Cai, Act::CloseInvestigation, &Args::default()).expect_err("why did it fail?");
    assert_eq!((refusal.code, refusal.place), (Code::FailureUnexplained, Some(Path::field("failure#2", "cause"))));
    walk.put("failure.cause", "更换的原料批次仍不合格");
    walk.investigate();
    walk.record();
    walk.pass();
    walk.does(Who::Huli, Act::Close, &Args::default());
    assert!(walk.state.closed);
}

/// [G15]
#[test]
fn without_a_group_a_failed_recheck_leads_to_the_start_first() {
    let mut walk = Walk::served();
    walk.does(Who::Huli, Act::FailRecheck, &args(&[("method", "inspection"), ("number", "1"), ("reason", "仍不合格")]));
    assert_eq!((walk.state.round, walk.state.stage), (2, Stage::Start));
}

/// [R-0-12]
#[test]
fn a_failed_inspection_is_rechecked_by_inspection_and_other_problems_by_any_way() {
    let walk = Walk::recorded();
    let on_site = args(&[("method", "on_site"), ("number", "1")]);
    assert_eq!(walk.why_not(Who::Huli, Act::PassRecheck, &on_site), Some(Code::NeedsInspection));
    let mut licence = Walk::opened();
    licence.put("intake.conclusion", "other");
    licence.does(Who::Huli, Act::Serve, &args(&[("party", "seller"), ("method", "direct"), ("number", "2")]));
    assert_eq!(licence.why_not(Who::Huli, Act::PassRecheck, &on_site), None);
    let mut missed = Walk::recorded();
    assert_eq!(missed.why_not(Who::Huli, Act::MissRecheck, &Args::default()), Some(Code::Untold), "未能实施 needs a reason");
    missed.does(Who::Huli, Act::MissRecheck, &args(&[("reason", "停产无样可抽"), ("due", "2026-05-01")]));
    assert_eq!(missed.state.recheck_status(1), crate::vocab::RecheckStatus::Pending);
}

/// [G16] [R-7.1.2.2-6]
#[test]
fn nothing_is_resumed_before_the_pass_notice_was_received() {
    let mut walk = Walk::recorded();
    let nothing = Args::default();
    assert_eq!(walk.why_not(Who::Factory, Act::Resume, &nothing), Some(Code::NoNotice));
    walk.pass();
    assert_eq!(walk.why_not(Who::Factory, Act::Resume, &nothing), Some(Code::NoticeNotReceived));
    for who in Who::ALL {
        let may = matches!(who, Who::City | Who::Huli);
        let issued = Walk::recorded();
        let mut passed = issued.clone();
        passed.does(Who::Huli, Act::PassRecheck, &args(&[("method", "inspection"), ("number", "1")]));
        assert_eq!(passed.asks(who, Act::IssueNotice, &args(&[("number", "1")])).is_ok(), may, "{who:?} issues");
    }
    walk.today = day("2026-03-12");
    walk.does_on(Who::Factory, Act::ReceiveNotice, &nothing, day("2026-03-10"));
    let early = walk.asks_on(Who::Factory, Act::Resume, &nothing, day("2026-03-09")).expect_err("before the receipt");
    assert_eq!(early.code, Code::BeforeReceipt);
    walk.does_on(Who::Factory, Act::Resume, &nothing, day("2026-03-10"));
    assert_eq!(walk.state.stop, Stop::Ended(day("2026-03-10")));
}

/// [G16]
#[test]
fn a_notice_is_not_received_before_it_was_issued() {
    let walk = Walk::passed();
    let early = walk.asks_on(Who::Factory, Act::ReceiveNotice, &Args::default(), day("2026-03-01")).expect_err("before the notice");
    assert_eq!(early.code, Code::BeforeNotice);
}

/// [G16]
#[test]
fn another_case_of_the_same_product_under_stop_keeps_this_one_from_resuming() {
    let (mut walk, mut other) = (Walk::passed(), Walk::served());
    walk.does(Who::Factory, Act::ReceiveNotice, &Args::default());
    let tell = |a: &Walk, b: &Walk| {
        let product = Some("示例企业14|电线电缆|gb/t5023||bv2.5");
        let this = reactions::SameProduct { id: CASE, state: &a.state, product };
        let that = reactions::SameProduct { id: OTHER, state: &b.state, product };
        reactions::of_same_product(that, &[this], b.today)
    };
    for reaction in tell(&walk, &other) {
        let to = if reaction.to == reactions::Target::Document(CASE) { &mut walk } else { &mut other };
        to.hears(&reaction).expect("new here");
        assert!(to.hears(&reaction).is_err(), "told twice it enters once");
    }
    let refusal = walk.asks(Who::Factory, Act::Resume, &Args::default()).expect_err("the other batch is stopped");
    assert_eq!((refusal.code, refusal.with), (Code::OtherStop, vec![("count".to_owned(), "1".to_owned())]));
    assert!(walk.badges().contains(&Badge::OtherStop));
    other.does(Who::Huli, Act::Withdraw, &args(&[("number", "1"), ("reason", "复检合格")]));
    for reaction in tell(&walk, &other).iter().filter(|reaction| reaction.to == reactions::Target::Document(CASE)) {
        walk.hears(reaction).expect("the stop ended");
    }
    assert_eq!(walk.why_not(Who::Factory, Act::Resume, &Args::default()), None);
}

/// [R-0-14]
#[test]
fn one_notice_may_serve_several_cases_and_each_learns_of_it() {
    let mut walk = Walk::recorded();
    walk.does(Who::Huli, Act::PassRecheck, &args(&[("method", "inspection"), ("number", "1")]));
    let told = walk.does(Who::Huli, Act::IssueNotice, &args(&[("number", "通知1号")]).with("cases", format!("{CASE} {OTHER}")));
    assert_eq!(
        told.iter().map(|reaction| (reaction.to, reaction.act)).collect::<Vec<_>>(),
        [(reactions::Target::Document(OTHER), Act::NoticeShared)]
    );
    let mut other = Walk::served();
    other.hears(&told[0]).unwrap();
    other.does(Who::Factory, Act::ReceiveNotice, &Args::default());
    assert_eq!(other.why_not(Who::Factory, Act::Resume, &Args::default()), None);
}

/// [R-0-9]
#[test]
fn a_resumption_without_notice_is_recorded_as_a_finding_and_the_stop_stays() {
    let mut walk = Walk::served();
    walk.does(Who::Huli, Act::FindResumed, &args(&[("evidence", "现场检查发现生产线在运行")]));
    assert!(walk.state.stop.forbids() && walk.badges().contains(&Badge::ResumedEarly));
}

/// [R-0-8]
#[test]
fn the_statutory_path_runs_beside_the_new_round() {
    let announce = args(&[("step", "announced"), ("number", "公告1号")]);
    assert!(Walk::recorded().asks(Who::Huli, Act::StatutoryStep, &announce).is_err(), "only after a failed recheck");
    let mut walk = Walk::recorded();
    walk.does(Who::Huli, Act::FailRecheck, &args(&[("method", "inspection"), ("number", "1"), ("reason", "仍不合格")]));
    walk.does(Who::Huli, Act::StatutoryStep, &announce);
    let due = walk.deadlines.of(&walk.facts(&Who::City.person()));
    let of = |kind| due.iter().find(|deadline| deadline.kind == kind).map(|deadline| deadline.due);
    assert_eq!(of(DeadlineKind::SecondRecheckFrom), Some(day("2026-05-01")));
    assert_eq!(of(DeadlineKind::SecondRecheck), Some(day("2026-05-31")));
    assert_eq!(walk.state.round, 2);
}

/// [R-7.1.2.2-6]
#[test]
fn making_recheck_samples_is_no_resumption() {
    let mut walk = Walk::served();
    walk.does(Who::Factory, Act::MakeSamples, &args(&[("quantity", "20 件")]));
    assert!(walk.state.stop.forbids() && !walk.state.did(Act::Resume));
    assert_eq!(Walk::opened().why_not(Who::Huli, Act::MakeSamples, &args(&[("quantity", "20 件")])), Some(Code::NotStopped));
}
