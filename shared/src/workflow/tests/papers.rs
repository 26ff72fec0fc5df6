//! Plans, work plans, surveys, reports, evaluations, stories and the library.

use super::*;
use crate::workflow::reactions::Target;

/// A plan of the unit, filled in.
fn plan() -> Walk {
    let mut walk = Walk::new(DocumentKind::Plan);
    let opening = group(&[Who::Cai, Who::Wang]).with("unit", Who::Unit.org()).with("districts", "huli siming");
    walk.does(Who::Unit, Act::Open, &opening);
    walk.fill("plan");
    walk.put("plan.rows.00000000000000aa.case", &CASE.to_string());
    walk.today = day("2026-03-02");
    walk
}

/// [G06] [R-7.2.2.2-1] [R-7.2.2.2-2] [R-5.3-1]
#[test]
fn a_plan_is_filed_with_targets_requirements_bases_methods_and_period() {
    for content in ["requirements", "goals", "industry", "rows.00000000000000aa.target", "rows.00000000000000aa.qhead"] {
        let mut walk = plan();
        walk.put(&format!("plan.{content}"), "");
        let refusal = walk.asks(Who::Unit, Act::FilePlan, &Args::default()).expect_err(content);
        assert_eq!(refusal.code, Code::Incomplete);
        assert!(refusal.lacks.iter().any(|lack| lack.place == walk.path(&format!("plan.{content}"))), "{content}");
    }
    let mut empty = Walk::new(DocumentKind::Plan);
    empty.does(Who::Unit, Act::Open, &group(&[Who::Cai]).with("unit", Who::Unit.org()).with("districts", "huli"));
    let lacks = empty.asks(Who::Unit, Act::FilePlan, &Args::default()).expect_err("it is empty").lacks;
    for key in ["bases", "methods", "rows"] {
        assert!(lacks.iter().any(|lack| lack.place == Path::field("plan", key)), "{key}");
    }
    let mut backwards = plan();
    backwards.put("plan.rows.00000000000000aa.period_from", "2026-05-01").put("plan.rows.00000000000000aa.period_to", "2026-04-01");
    assert_eq!(backwards.why_not(Who::Unit, Act::FilePlan, &Args::default()), Some(Code::Incomplete));
    assert_eq!(plan().why_not(Who::Unit, Act::FilePlan, &Args::default()), None);
}

/// [G07] [R-7.2.2.3-1] [R-7.2.2.4-1] [R-7.2.2.4-2]
#[test]
fn each_version_is_filed_and_an_adjusted_one_is_marked_until_it_is() {
    let mut walk = plan();
    let told = walk.does(Who::Unit, Act::FilePlan, &Args::default());
    assert_eq!(
        told.iter().map(|reaction| (reaction.to, reaction.act)).collect::<Vec<_>>(),
        [(reactions::Target::Document(CASE), Act::PlanNoted)]
    );
    assert!(walk.state.is_frozen(&Path::field("plan", "goals")));
    assert_eq!(walk.why_not(Who::Unit, Act::FilePlan, &Args::default()), Some(Code::AlreadyDone));
    walk.does(Who::City, Act::ReceiptPlan, &args(&[("number", "备案1号")]));
    assert_eq!(walk.why_not(Who::City, Act::ReceiptPlan, &args(&[("number", "备案1号")])), Some(Code::NotFiled));
    assert_eq!(walk.why_not(Who::Unit, Act::AdjustPlan, &Args::default()), Some(Code::Untold), "an adjustment has its reason");
    walk.does(Who::Unit, Act::AdjustPlan, &args(&[("reason", "新增两家企业")]));
    assert!(walk.badges().contains(&Badge::NotFiled) && !walk.state.is_frozen(&Path::field("plan", "goals")));
    assert_eq!(walk.state.version, 2);
    walk.does(Who::Unit, Act::FilePlan, &Args::default());
    assert!(!walk.badges().contains(&Badge::NotFiled));
    let versions: Vec<&str> = walk.state.all(Act::FilePlan).map(|entry| entry.args.text("version")).collect();
    assert_eq!(versions, ["1", "2"]);
}

/// [G07]
#[test]
fn a_returned_plan_is_put_right_and_filed_again() {
    let mut walk = plan();
    walk.does(Who::Unit, Act::FilePlan, &Args::default());
    walk.does(Who::City, Act::ReturnPlan, &args(&[("reason", "缺少依据")]));
    assert!(walk.badges().contains(&Badge::Returned) && !walk.state.is_frozen(&Path::field("plan", "goals")));
    walk.does(Who::Unit, Act::FilePlan, &Args::default());
    assert!(!walk.badges().contains(&Badge::Returned));
}

/// [R-5.1-1] [G07]
#[test]
fn in_the_direct_path_the_bureau_files_its_own_plan_and_that_is_its_receipt() {
    let mut walk = Walk::new(DocumentKind::Plan);
    walk.does(Who::City, Act::Open, &group(&[Who::Cai]).with("districts", "huli"));
    walk.fill("plan");
    assert_eq!(walk.why_not(Who::Unit, Act::FilePlan, &Args::default()), Some(Code::NotYourCase));
    walk.does(Who::City, Act::FilePlan, &Args::default());
    assert_eq!(walk.why_not(Who::City, Act::ReceiptPlan, &args(&[("number", "1")])), Some(Code::NotFiled), "nothing waits");
}

/// What comes later is listed on the filing.
///
/// [R-7.2.2.3-1]
#[test]
fn a_filing_lists_what_comes_later() {
    let mut walk = plan();
    walk.put("plan.rows.00000000000000aa.model", "待补：企业未提供");
    walk.does(Who::Unit, Act::FilePlan, &Args::default());
    let filed = walk.state.last(Act::FilePlan).expect("it was filed");
    assert_eq!(filed.args.text("later"), "plan.rows.00000000000000aa.model");
}

/// [G11] [R-7.2.3.3.1-1] [R-7.2.3.3.1-2] [R-5.4-3] [R-7.2.1.1-2]
#[test]
fn a_work_plan_warns_of_measures_without_a_confirmed_cause() {
    let mut walk = Walk::new(DocumentKind::WorkPlan);
    let opening = group(&[Who::Cai]).with("enterprise", Who::Factory.org()).with("cases", CASE).with("district", "huli");
    let told = walk.does(Who::Cai, Act::Open, &opening.with("campaign", DocumentId([0xcc; 16])));
    let told_to: Vec<_> = told.iter().map(|reaction| (reaction.act, &reaction.to)).collect();
    assert_eq!(told_to, [(Act::WorkPlanNoted, &Target::Document(CASE))], "the campaign need not know");
    assert_eq!(walk.why_not(Who::Cai, Act::Issue, &Args::default()), Some(Code::Incomplete), "it has no step");
    walk.fill("work_plan");
    walk.put("work_plan.steps.00000000000000aa.case", &CASE.to_string());
    let warned = |walk: &Walk| !walk.asks(Who::Cai, Act::Issue, &Args::default()).expect("a warning forbids nothing").warnings().is_empty();
    assert!(warned(&walk), "the case has no confirmed cause yet");
    let mut case = Walk::confirmed();
    for reaction in &told {
        for answer in case.does_fact(reaction) {
            walk.hears(&answer).expect("the causes are told");
        }
    }
    assert!(!warned(&walk));
    walk.put("work_plan.steps.00000000000000aa.cause", "");
    assert!(warned(&walk));
    walk.does(Who::Cai, Act::Issue, &Args::default());
    assert!(walk.state.is_frozen(&Path::section_root("work_plan")));
    walk.does(Who::Cai, Act::Revise, &args(&[("reason", "增加培训")]));
    assert_eq!(walk.state.version, 2);
}

/// [R-7.3-1] [R-7.3-2] [G18] [R-7.3-3]
#[test]
fn one_enterprise_answers_once_and_a_correction_supersedes() {
    let mut walk = Walk::new(DocumentKind::Survey);
    let opening = Args::default().with("enterprise", Who::Factory.org()).with("district", "huli").with("cases", CASE);
    for who in [Who::Unit, Who::Cai, Who::Factory] {
        assert_eq!(walk.why_not(who, Act::Open, &opening), Some(Code::NotYourRole), "{who:?}");
    }
    walk.does(Who::Huli, Act::Open, &opening);
    assert_eq!(walk.why_not(Who::Rival, Act::AnswerSurvey, &Args::default()), Some(Code::NotYourCase));
    assert_eq!(walk.why_not(Who::Factory, Act::AnswerSurvey, &Args::default()), Some(Code::Incomplete));
    walk.fill("survey");
    walk.put("survey.nothing_satisfies", "");
    walk.does(Who::Factory, Act::AnswerSurvey, &Args::default());
    assert_eq!(walk.why_not(Who::Factory, Act::AnswerSurvey, &Args::default()), Some(Code::AlreadyDone));
    walk.does(Who::Factory, Act::Revise, &args(&[("reason", "误选")]));
    walk.does(Who::Factory, Act::AnswerSurvey, &Args::default());

    let mut campaign = campaign();
    assert!(!campaign.state.did(Act::ReportSurvey), "reported is what the bureau has");
    campaign.does(Who::Huli, Act::ReportSurvey, &args(&[("district", "huli"), ("invited", "12"), ("answered", "9")]));
    assert!(campaign.state.did(Act::ReportSurvey));
}

fn campaign() -> Walk {
    let mut walk = Walk::new(DocumentKind::Campaign);
    walk.does(Who::City, Act::Open, &args(&[("name", "2026年质量技术帮扶行动")]).with("units", Who::Unit.org()));
    walk
}

/// [R-5.1-3] [R-5.3-4] [R-7.2.4.2-1] [R-7.2.1.4-1]
#[test]
fn the_campaign_is_the_bureaus_and_the_unit_appraises_its_work() {
    let mut walk = campaign();
    for who in [Who::Huli, Who::Unit, Who::Cai, Who::Factory] {
        assert_eq!(Walk::new(DocumentKind::Campaign).why_not(who, Act::Open, &args(&[("name", "x")])), Some(Code::NotYourRole), "{who:?}");
    }
    assert_eq!(walk.why_not(Who::Unit, Act::Appraise, &Args::default()), Some(Code::Incomplete));
    walk.fill("appraisal");
    walk.does(Who::Unit, Act::Appraise, &Args::default());
    assert_eq!(walk.why_not(Who::City, Act::HoldSummary, &Args::default()), Some(Code::Incomplete));
    walk.fill("summary_meeting");
    walk.does(Who::City, Act::HoldSummary, &Args::default());
    assert_eq!(walk.why_not(Who::City, Act::Publish, &Args::default()), Some(Code::Incomplete), "the briefing lacks its points");
    walk.fill("briefing");
    walk.does(Who::City, Act::Publish, &Args::default());
    assert!(crate::access::may_read(&Who::Cai.person(), &walk.state) && !crate::access::may_read(&Who::Factory.person(), &walk.state));
}

/// [G20] [R-7.2.4.2-2] [R-5.1-2]
#[test]
fn a_corrected_figure_of_the_report_has_its_reason() {
    let mut walk = Walk::new(DocumentKind::Report);
    walk.does(Who::Unit, Act::Open, &args(&[("name", "2026年总结")]).with("unit", Who::Unit.org()));
    walk.fill("report");
    walk.put("report.year", "2026");
    assert_eq!(walk.why_not(Who::City, Act::Issue, &Args::default()), None);
    walk.put("report.corrections.00000000000000aa.reason", "");
    let refusal = walk.asks(Who::City, Act::Issue, &Args::default()).expect_err("why is it corrected?");
    assert!(refusal.lacks.iter().any(|lack| lack.place.as_str() == "report.corrections.00000000000000aa.reason"));
    walk.put("report.corrections.00000000000000aa.reason", "一家企业重复计入");
    assert_eq!(walk.why_not(Who::Unit, Act::Issue, &Args::default()), Some(Code::NotYourRole), "the unit drafts, the bureau issues");
    walk.does(Who::City, Act::Issue, &Args::default());
    assert!(walk.state.is_frozen(&Path::field("report", "work")));
}

/// [R-7.2.4.2-3]
#[test]
fn a_practice_worth_repeating_has_a_title_and_its_words() {
    let mut walk = Walk::new(DocumentKind::Report);
    walk.does(Who::City, Act::Open, &args(&[("name", "2026年总结")]));
    walk.fill("report");
    walk.put("report.year", "2026").put("report.practices.00000000000000aa.text", "");
    let refusal = walk.asks(Who::City, Act::Issue, &Args::default()).expect_err("what is the practice?");
    assert_eq!(refusal.place, Some(Path::of_text("report.practices.00000000000000aa.text")));
}

/// [R-7.3-4] [R-7.3-5] [R-7.3-6]
#[test]
fn an_evaluation_has_four_dimensions_and_combines_methods() {
    let mut walk = Walk::new(DocumentKind::Evaluation);
    walk.does(Who::City, Act::Open, &args(&[("name", "湖里区2026年评估"), ("district", "huli")]));
    let lacks = walk.asks(Who::Huli, Act::Issue, &Args::default()).expect_err("it is empty").lacks;
    assert_eq!(lacks.iter().filter(|lack| lack.place.as_str().starts_with("evaluation.dimensions.")).count(), 4);
    walk.fill("evaluation");
    walk.put("evaluation.pass_rates.00000000000000aa.batches", "40").put("evaluation.pass_rates.00000000000000aa.failed", "3");
    assert_eq!(walk.why_not(Who::Huli, Act::Issue, &Args::default()), None);
    for method in ["questionnaire", "pass_rates", "cases"] {
        walk.put(&format!("evaluation.methods.{method}.date"), "");
    }
    let refusal = walk.asks(Who::Huli, Act::Issue, &Args::default()).expect_err("one method is too few");
    assert!(refusal.lacks.iter().any(|lack| lack.lack == forms::handed_in::Lack::TooFew));
}

/// [G19] [R-7.3-8] [R-7.4-1]
#[test]
fn a_typical_case_is_published_with_a_short_profile_all_parts_and_consent() {
    let mut walk = Walk::new(DocumentKind::Story);
    let opening = args(&[("name", "电缆企业"), ("district", "huli")]).with("case", CASE).with("enterprise", Who::Factory.org());
    walk.does(Who::City, Act::Open, &opening);
    walk.fill("story");
    walk.put("story.public_name", "").put("story.profile", &"字".repeat(300));
    assert_eq!(walk.why_not(Who::City, Act::Publish, &Args::default()), Some(Code::NoConsent));
    walk.does(Who::Factory, Act::Consent, &args(&[("named", "no")]));
    assert_eq!(walk.why_not(Who::City, Act::Publish, &Args::default()), Some(Code::NoConsent));
    let mut anonymous = walk.clone();
    anonymous.put("story.public_name", "某电缆企业");
    assert_eq!(anonymous.why_not(Who::City, Act::Publish, &Args::default()), None);
    walk.does(Who::Factory, Act::Consent, &args(&[("named", "yes")]));
    walk.put("story.profile", &"字".repeat(301));
    let refusal = walk.asks(Who::City, Act::Publish, &Args::default()).expect_err("301 字");
    assert_eq!(refusal.lacks.iter().map(|lack| lack.lack).collect::<Vec<_>>(), [forms::handed_in::Lack::TooLong]);
    walk.put("story.profile", &"字".repeat(300)).put("story.follow_up", "无");
    walk.does(Who::City, Act::Publish, &Args::default());
    for who in Who::ALL {
        assert!(crate::access::may_read(&who.person(), &walk.state), "{who:?} reads what is published");
    }
    walk.does(Who::City, Act::Retract, &args(&[("reason", "企业要求")]));
    assert!(!crate::access::may_read(&Who::Rival.person(), &walk.state));
}

/// [R-7.4-2] [R-7.4-3] [R-7.2.1.5-1]
#[test]
fn library_entries_are_published_by_the_bureau_when_complete_and_read_by_all() {
    for (kind, section) in [(DocumentKind::Handbook, "handbook"), (DocumentKind::Catalogue, "catalogue"), (DocumentKind::Basis, "basis")] {
        let mut walk = Walk::new(kind);
        walk.does(Who::City, Act::Open, &args(&[("name", "条目")]));
        assert_eq!(walk.why_not(Who::City, Act::Publish, &Args::default()), Some(Code::Incomplete), "{kind:?}");
        assert!(!crate::access::may_read(&Who::Cai.person(), &walk.state));
        walk.fill(section);
        walk.does(Who::City, Act::Publish, &Args::default());
        assert!(crate::access::may_read(&Who::Cai.person(), &walk.state), "{kind:?}");
        assert!(walk.state.is_frozen(&Path::section_root(section)));
        walk.does(Who::City, Act::Retract, &args(&[("reason", "更新")]));
        assert!(!walk.state.is_frozen(&Path::section_root(section)) && walk.state.all(Act::Publish).count() == 1, "history is kept");
    }
}

/// [R-7.4-6]
#[test]
fn research_into_a_key_products_problem_is_opened_and_closed_by_the_bureau() {
    let mut walk = Walk::new(DocumentKind::Topic);
    assert_eq!(walk.why_not(Who::Huli, Act::Open, &args(&[("name", "x")])), Some(Code::NotYourRole));
    walk.does(Who::City, Act::Open, &args(&[("name", "电动自行车充电器温升")]));
    walk.does(Who::City, Act::Close, &Args::default());
    assert!(walk.state.closed);
}
