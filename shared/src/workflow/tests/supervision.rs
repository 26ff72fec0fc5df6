//! S1–S3: intake, service, stop, start, unit and group.

use super::*;

/// [G01] [R-3.1-1]
#[test]
fn food_drugs_and_special_equipment_are_not_taken_in_and_borderline_needs_a_reason() {
    let walk = Walk::new(DocumentKind::Case);
    let open = |category, reason| walk.why_not(Who::Huli, Act::Open, &walk.opening().with("category", category).with("reason", reason));
    for excluded in ["food", "drug", "special_equipment", "special_law"] {
        assert_eq!(open(excluded, "看起来像"), Some(Code::ExcludedProduct), "{excluded}");
    }
    assert_eq!(open("borderline", ""), Some(Code::NeedsReason));
    assert_eq!(open("borderline", "纸杯属食品相关产品，由区局按工业产品处理"), None);
    assert_eq!(open("industrial", ""), None);
}

/// [R-7.1.1-1] [R-1-1]
#[test]
fn regulators_take_problems_in_and_nobody_else() {
    let walk = Walk::new(DocumentKind::Case);
    for who in Who::ALL {
        let is_here = who.person().org.district.is_none_or(|district| district.code() == walk.opening().text("district"));
        let may = matches!(who.person().role, Role::MunicipalBureau | Role::SectorAuthority)
            || (who.person().role == Role::DistrictBureau && is_here);
        assert_eq!(walk.asks(who, Act::Open, &walk.opening()).is_ok(), may, "{who:?}");
    }
    let opened = Walk::opened();
    assert_eq!(opened.why_not(Who::Huli, Act::Open, &opened.opening()), Some(Code::AlreadyDone));
}

/// [R-7.2.2.1-2]
#[test]
fn a_product_is_classified_before_anybody_plans() {
    let mut walk = Walk::started();
    walk.put("intake.product_class", "");
    let refusal = walk.asks(Who::City, Act::FormGroup, &group(&[Who::Cai])).expect_err("not classified");
    assert_eq!((refusal.code, refusal.place), (Code::NotClassified, Some(Path::field("intake", "product_class"))));
}

/// [R-3.2-1] [R-1-2]
#[test]
fn what_is_served_was_taken_in_completely() {
    let mut walk = Walk::opened();
    let serve = args(&[("party", "seller"), ("method", "mail"), ("number", "1")]);
    for field in ["source", "product", "district"] {
        walk.put(&format!("intake.{field}"), "");
        let refusal = walk.asks(Who::Huli, Act::Serve, &serve).expect_err("the intake lacks something");
        assert_eq!((refusal.code, refusal.place), (Code::Incomplete, Some(Path::field("intake", field))), "{field}");
        walk.fill("intake");
    }
    walk.put("intake.source", "other").put("intake.source_text", "");
    let refusal = walk.asks(Who::Huli, Act::Serve, &serve).expect_err("其他 needs words");
    assert_eq!(refusal.place, Some(Path::field("intake", "source_text")));
}

/// [G03] [R-7.1.2.1-2]
#[test]
fn a_served_failing_conclusion_stops_production_and_sale() {
    let walk = Walk::served();
    assert_eq!(walk.state.stop, Stop::InForce(walk.today));
    let mut licence = Walk::opened();
    licence.put("intake.conclusion", "other");
    licence.does(Who::Huli, Act::Serve, &args(&[("party", "seller"), ("method", "direct"), ("number", "2")]));
    assert_eq!(licence.state.stop, Stop::None, "a licence problem stops nothing by itself");
    licence.does(Who::Huli, Act::ImposeStop, &args(&[("number", "3"), ("reason", "无证生产")]));
    assert!(licence.state.stop.forbids());
    licence.does(Who::Huli, Act::LiftStop, &args(&[("number", "4"), ("reason", "已取得许可")]));
    assert_eq!(licence.state.stop, Stop::Ended(licence.today));
}

/// [G03]
#[test]
fn a_stop_that_follows_from_a_failing_conclusion_is_not_lifted_as_a_measure() {
    let mut walk = Walk::opened();
    walk.does(Who::Huli, Act::ImposeStop, &args(&[("number", "1"), ("reason", "先行停售")]));
    walk.does(Who::Huli, Act::Serve, &args(&[("party", "seller"), ("method", "direct"), ("number", "2")]));
    let lift = args(&[("number", "3"), ("reason", "提前解除")]);
    assert_eq!(walk.why_not(Who::Huli, Act::LiftStop, &lift), Some(Code::StopFollowsConclusion));
}

/// [G02] [R-7.1.2.1-7] [R-7.1.2.3-2]
#[test]
fn after_a_spot_check_assistance_must_start_and_otherwise_a_reason_is_on_record() {
    let walk = Walk::served();
    assert_eq!(walk.why_not(Who::Huli, Act::DeclineStart, &args(&[("reason", "不需要")])), Some(Code::MustStart));
    let mut monitored = Walk::served();
    monitored.put("intake.source", "risk_monitoring");
    assert_eq!(monitored.why_not(Who::Huli, Act::DeclineStart, &Args::default()), Some(Code::Untold));
    monitored.does(Who::Huli, Act::DeclineStart, &args(&[("reason", "企业自行整改")]));
    assert_eq!(monitored.why_not(Who::Huli, Act::Start, &args(&[("trigger", "spot_check")])), Some(Code::WrongTrigger));
    monitored.does(Who::Huli, Act::Start, &args(&[("trigger", "regulator")]));
    assert_eq!(monitored.state.stage, Stage::Start);
}

/// [R-6.2-2] [R-7.2.1.2-1]
#[test]
fn the_enterprise_may_check_itself_and_apply_without_waiting_for_a_campaign() {
    let mut walk = Walk::served();
    walk.put("intake.source", "site_inspection");
    assert_eq!(walk.why_not(Who::Factory, Act::ApplyStart, &Args::default()), Some(Code::Incomplete));
    assert_eq!(walk.why_not(Who::Huli, Act::Start, &args(&[("trigger", "application")])), Some(Code::WrongTrigger));
    walk.fill("application");
    walk.fill("causes");
    walk.does(Who::Factory, Act::SubmitSelfCheck, &Args::default());
    walk.does(Who::Factory, Act::ApplyStart, &Args::default());
    assert!(walk.badges().contains(&Badge::ApplicationOpen));
    walk.does(Who::Huli, Act::Start, &args(&[("trigger", "application")]));
    assert!(!walk.badges().contains(&Badge::ApplicationOpen));
}

/// [R-5.1-1] [R-7.2.1.1-1] [R-5.3-2]
#[test]
fn either_the_unit_forms_the_group_or_the_bureau_does() {
    let unit = Args::default().with("unit", Who::Unit.org());
    let mut through_unit = Walk::started();
    assert_eq!(through_unit.why_not(Who::Unit, Act::FormGroup, &group(&[Who::Cai])), Some(Code::NotYourCase));
    through_unit.does(Who::City, Act::DesignateUnit, &unit);
    assert_eq!(through_unit.why_not(Who::City, Act::FormGroup, &group(&[Who::Cai])), Some(Code::WrongPath));
    through_unit.does(Who::Unit, Act::FormGroup, &group(&[Who::Cai]));
    assert_eq!(through_unit.state.stage, Stage::Planning);

    let mut direct = Walk::started();
    direct.does(Who::City, Act::FormGroup, &group(&[Who::Cai]));
    assert_eq!(direct.why_not(Who::City, Act::DesignateUnit, &unit), Some(Code::WrongPath));
}

/// [G04] [R-7.2.1.3-1] [R-7.2.1.3-2] [R-7.2.1.3-3] [R-7.2.1.3-4]
#[test]
fn every_member_passes_the_qualification_rule_on_the_day_of_appointment() {
    use crate::{people::Held, vocab::Qualification};
    let held = |kind, to: Option<&str>, is_accepted| Held { kind, from: None, to: to.map(day), is_accepted };
    let junior = Expert { title: TitleLevel::Junior, ..expert(Who::Cai) };
    let cases = [
        (expert(Who::Cai), true),
        (Expert { title: TitleLevel::Senior, ..junior.clone() }, true),
        (junior.clone(), false),
        (Expert { qualifications: vec![held(Qualification::Certification, None, false)], ..junior.clone() }, true),
        (Expert { qualifications: vec![held(Qualification::Licensing, Some("2026-03-01"), false)], ..junior.clone() }, false),
        (Expert { qualifications: vec![held(Qualification::Licensing, Some("2026-03-02"), false)], ..junior.clone() }, true),
        (Expert { qualifications: vec![held(Qualification::Other, None, false)], ..junior.clone() }, false),
        (Expert { qualifications: vec![held(Qualification::Other, None, true)], ..junior }, true),
        (Expert { has_experience: false, ..expert(Who::Cai) }, false),
        (Expert { fields: Vec::new(), ..expert(Who::Cai) }, false),
        (Expert { to: Some(day("2026-03-01")), ..expert(Who::Cai) }, false),
    ];
    for (cai, is_qualified) in cases {
        let mut walk = Walk::started();
        walk.experts.insert(Who::Cai.id(), cai.clone());
        let refused = walk.asks(Who::City, Act::FormGroup, &group(&[Who::Cai, Who::Wang])).err();
        assert_eq!(refused.is_none(), is_qualified, "{cai:?}");
        if let Some(refusal) = refused {
            assert_eq!((refusal.code, refusal.with), (Code::NotQualified, vec![("who".to_owned(), "Cai".to_owned())]));
        }
    }
    assert_eq!(Walk::started().why_not(Who::City, Act::FormGroup, &group(&[Who::Nobody])), Some(Code::NotQualified), "in no register");
}

/// [R-7.2.1.3-1] [R-0-15]
#[test]
fn a_group_of_one_is_warned_of_and_the_last_member_leaves_after_a_successor_came() {
    let mut walk = Walk::grouped();
    assert!(!walk.badges().contains(&Badge::OneMember));
    walk.does(Who::Unit, Act::FormGroup, &group(&[Who::Cai]));
    assert!(walk.badges().contains(&Badge::OneMember));
    assert_eq!(walk.why_not(Who::Unit, Act::FormGroup, &group(&[])), Some(Code::Untold));
    walk.does(Who::Unit, Act::FormGroup, &group(&[Who::Wang]));
    assert_eq!(walk.state.parties.group, [Who::Wang.id()].into());
}

/// [G05] [R-7.2.1.4-1]
#[test]
fn the_visit_warns_until_every_member_has_acknowledged_the_briefing() {
    let mut walk = Walk::grouped();
    walk.fill("investigation");
    let warned = |walk: &Walk| {
        let permit = walk.asks(Who::Cai, Act::CloseInvestigation, &Args::default()).expect("a warning forbids nothing");
        permit.warnings().iter().any(|warning| warning.code == Code::NotBriefed)
    };
    walk.does(Who::Cai, Act::AcknowledgeBriefing, &args(&[("version", "1")]));
    assert!(warned(&walk) && walk.badges().contains(&Badge::NotBriefed));
    walk.does(Who::Wang, Act::AcknowledgeBriefing, &args(&[("version", "1")]));
    assert!(!warned(&walk) && !walk.badges().contains(&Badge::NotBriefed));
}

/// [R-7.1.2.1-3]
#[test]
fn an_objection_lifts_nothing_until_it_is_upheld() {
    let mut walk = Walk::served();
    walk.does(Who::Factory, Act::Object, &args(&[("reason", "抽样基数不符")]));
    assert!(walk.state.stop.forbids() && walk.badges().contains(&Badge::ObjectionOpen));
    let mut rejected = walk.clone();
    rejected.does(Who::Huli, Act::DecideObjection, &args(&[("outcome", "rejected"), ("reason", "程序合规")]));
    assert!(rejected.state.stop.forbids() && !rejected.badges().contains(&Badge::ObjectionOpen));
    walk.does(Who::Huli, Act::DecideObjection, &args(&[("outcome", "upheld"), ("reason", "复检合格")]));
    assert_eq!(walk.state.stop, Stop::Ended(walk.today));
}

/// [R-7.1.2.1-1] [R-7.1.2.1-4] [R-7.1.2.1-6] [R-5.2-2]
#[test]
fn supervision_acts_are_recorded_one_by_one_and_only_by_regulators() {
    let acts = [
        (Act::TransferResult, args(&[("to", "湖里区局")])),
        (Act::OrderRectification, args(&[("number", "责改1号")])),
        (Act::PublishResult, args(&[("channel", "政务网")])),
        (Act::Remind, args(&[("text", "请依法处理库存不合格品")])),
    ];
    for (act, told) in acts {
        for who in [Who::Unit, Who::Cai, Who::Factory] {
            assert!(Walk::grouped().asks(who, act, &told).is_err(), "{who:?} {act:?}");
        }
        let mut walk = Walk::grouped();
        walk.does(Who::Huli, act, &told);
        walk.does(Who::City, act, &told);
        assert_eq!(walk.state.all(act).count(), 2);
        assert_eq!(walk.why_not(Who::Siming, act, &told), Some(Code::NotYourCase));
    }
}

/// [R-7.1.2.3-1]
#[test]
fn a_measure_outside_a_spot_check_names_its_legal_basis() {
    let mut walk = Walk::opened();
    walk.fill("measures");
    walk.put("measures.log.00000000000000aa.legal_basis", "");
    let lacks = |walk: &Walk| {
        let section = forms::section("measures").expect("there is one");
        let problems = forms::handed_in::problems(section, 1, &walk.content, walk.today);
        problems.iter().any(|problem| problem.place.last() == "legal_basis")
    };
    assert!(!lacks(&walk));
    walk.put("intake.source", "special_campaign");
    assert!(lacks(&walk));
}

/// [R-7.1.2.2-1]
#[test]
fn the_stop_is_reported_by_the_enterprise_or_entered_by_its_district() {
    let told = args(&[("scope", "production sale"), ("stock", "300 件")]);
    for who in Who::ALL {
        let may = matches!(who, Who::Factory | Who::Huli);
        assert_eq!(Walk::served().asks(who, Act::ReportStop, &told).is_ok(), may, "{who:?}");
    }
    assert_eq!(Walk::served().why_not(Who::Factory, Act::ReportStop, &args(&[("scope", "half")])), Some(Code::Untold));
}
