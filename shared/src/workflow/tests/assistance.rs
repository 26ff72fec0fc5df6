//! S5–S6: investigation, causes, work record.

use super::*;
use crate::forms::handed_in;

const ROW: &str = "00000000000000aa";

/// [G09] [R-7.2.3.1-2] [R-5.4-1]
#[test]
fn the_investigation_closes_when_each_of_the_seven_materials_is_accounted_for() {
    let mut walk = Walk::grouped();
    let refusal = walk.asks(Who::Cai, Act::CloseInvestigation, &Args::default()).expect_err("nothing is collected");
    let open = refusal.lacks.iter().filter(|lack| lack.place.as_str().starts_with("investigation.materials.")).count();
    assert_eq!((refusal.code, open), (Code::Incomplete, 7), "all seven are told at once");
    walk.fill("investigation");
    let material = crate::vocab::Material::ALL[3].code();
    walk.put(&format!("investigation.materials.{material}.status"), "not_obtained");
    walk.put(&format!("investigation.materials.{material}.note"), "");
    assert_eq!(walk.why_not(Who::Cai, Act::CloseInvestigation, &Args::default()), Some(Code::Incomplete), "未取得 needs a reason");
    walk.put(&format!("investigation.materials.{material}.note"), "企业未建立出厂检验");
    walk.does(Who::Cai, Act::CloseInvestigation, &Args::default());
    assert!(walk.state.is_frozen(&Path::section_root("investigation")));
}

/// [G08] [R-7.2.3.1-1]
#[test]
fn without_a_plan_the_investigation_is_warned_and_the_record_says_why() {
    let mut walk = Walk::confirmed();
    walk.fill("visits");
    let submit = args(&[("visit", ROW)]);
    let note = format!("visits.records.{ROW}.plan_note");
    assert_eq!(walk.why_not(Who::Cai, Act::SubmitRecord, &submit), None, "the record says why");
    walk.put(&note, "");
    let refusal = walk.asks(Who::Cai, Act::SubmitRecord, &submit).expect_err("no plan, no reason");
    assert_eq!((refusal.code, refusal.place), (Code::NoPlanForCase, Some(walk.path(&note))));
    let noted = Args::default().with("plan", PLAN).with("version", 1).with("from", "x#1");
    let mut fresh = Walk::grouped();
    fresh.fill("investigation");
    for walk in [&mut walk, &mut fresh] {
        let fact = reactions::Reaction { to: reactions::Target::Document(CASE), act: Act::PlanNoted, args: noted.clone(), on: walk.today };
        let warned = |walk: &Walk| {
            let permit = walk.asks(Who::Cai, Act::CloseInvestigation, &Args::default());
            permit.is_ok_and(|permit| permit.warnings().iter().any(|warning| warning.code == Code::NoPlanForCase))
        };
        assert_eq!(warned(walk), !walk.state.did(Act::CloseInvestigation), "a warning forbids nothing");
        walk.hears(&fact).unwrap();
        assert!(!warned(walk));
    }
    assert_eq!(walk.why_not(Who::Cai, Act::SubmitRecord, &submit), None);
}

/// What was asked for without a network stands for itself while it waits, and counts for nothing yet.
///
/// [G10] [R-4.3-1]
#[test]
fn without_a_network_one_act_is_asked_for_behind_another() {
    let mut walk = Walk::grouped();
    walk.fill("causes");
    walk.put(&format!("causes.list.{ROW}.status"), "confirmed");
    let command =
        |id, act, told: Args| Command { id: CommandId([id; 16]), act, on: walk.today, args: told, heads: Vec::new(), rules: RULES };
    let waiting = [
        command(1, Act::SignCauses, args(&[("as", "quality_head"), ("name", "陈质量"), ("witness", "王")])),
        command(2, Act::SignCauses, args(&[("as", "expert"), ("name", "蔡")])),
    ];
    assert_eq!(walk.why_not(Who::Cai, Act::ConfirmCauses, &Args::default()), Some(Code::NotSignedByEnterprise));
    let cai = Who::Cai.person();
    let ahead = Walk { state: hoped(&walk.facts(&cai), &waiting, Timestamp(0)), ..walk.clone() };
    assert_eq!(ahead.why_not(Who::Cai, Act::ConfirmCauses, &Args::default()), None);
    let nothing = hoped(&walk.facts(&Who::Factory.person()), &waiting[1..], Timestamp(0));
    assert_eq!(nothing, walk.state, "what the rules refuse is not hoped for");
}

/// [G10] [R-7.2.3.2.1-3] [R-7.2.3.2.1-4] [R-7.2.3.2.1-5] [R-5.4-2]
#[test]
fn causes_are_confirmed_when_every_factor_is_concluded_and_one_cause_stands() {
    let mut walk = Walk::grouped();
    let tried = walk.asks(Who::Cai, Act::ConfirmCauses, &Args::default()).expect_err("the form is empty");
    let factors = tried.lacks.iter().filter(|lack| lack.place.as_str().starts_with("causes.factors.")).count();
    assert_eq!((tried.code, factors), (Code::Incomplete, 6));
    walk.fill("causes");
    walk.put(&format!("causes.list.{ROW}.status"), "possible").put("causes.undetermined", "");
    let refusal = walk.asks(Who::Cai, Act::ConfirmCauses, &Args::default()).expect_err("nothing is confirmed");
    let open = handed_in::Problem { place: Path::field("causes", "list"), lack: handed_in::Lack::NothingConfirmed };
    assert_eq!((refusal.code, refusal.lacks), (Code::Incomplete, vec![open]));
    walk.put("causes.undetermined", "样品已损毁，未能确定");
    assert_eq!(walk.why_not(Who::Cai, Act::ConfirmCauses, &Args::default()), Some(Code::NotSignedByEnterprise), "the next gate asks");
}

/// [G10] [R-7.2.3.2.1-4]
#[test]
fn both_sides_sign_what_stands_there_and_a_change_asks_for_new_signatures() {
    let mut walk = Walk::grouped();
    walk.fill("causes");
    walk.put(&format!("causes.list.{ROW}.status"), "confirmed");
    let head = args(&[("as", "quality_head"), ("name", "陈质量")]);
    let cai = args(&[("as", "expert"), ("name", "蔡")]);
    let confirm = |walk: &Walk| walk.why_not(Who::Cai, Act::ConfirmCauses, &Args::default());
    assert_eq!(walk.why_not(Who::Cai, Act::SignCauses, &head), Some(Code::NeedsWitness), "on the expert's tablet before a witness");
    assert_eq!(walk.why_not(Who::Factory, Act::SignCauses, &cai), Some(Code::NotYours));
    walk.does(Who::Cai, Act::SignCauses, &head.clone().with("witness", "王"));
    assert_eq!(confirm(&walk), Some(Code::NotSignedByExpert));
    walk.does(Who::Cai, Act::SignCauses, &cai);
    assert_eq!(confirm(&walk), None);
    walk.put("causes.problem", "补充了一句");
    assert_eq!(confirm(&walk), Some(Code::NotSignedByEnterprise));
    assert!(walk.badges().contains(&Badge::ChangedAfterSigning));
    walk.does(Who::Wang, Act::RefuseSignature, &args(&[("reason", "负责人拒签"), ("witness", "湖里区局 黄")]));
    walk.does(Who::Cai, Act::SignCauses, &cai);
    assert_eq!(confirm(&walk), None, "a refusal with a second witness stands in");
}

/// [G12] [R-7.2.4.1-1] [R-7.2.4.1-2] [R-5.4-4]
#[test]
fn the_record_carries_the_four_contents_and_the_closing_one_says_what_improved() {
    let submit = args(&[("visit", ROW)]);
    for content in ["causes_status", "content", "advice_items", "improvement"] {
        let mut walk = Walk::confirmed();
        walk.fill("visits");
        let place = walk.path(&format!("visits.records.{ROW}.{content}"));
        if content == "advice_items" {
            walk.content = Content::default();
            walk.fill("visits");
            let (kept, dropped) = (walk.content.clone(), place.clone());
            walk.content = without(&kept, &dropped);
        } else {
            walk.put(&format!("visits.records.{ROW}.{content}"), "");
        }
        let refusal = walk.asks(Who::Cai, Act::SubmitRecord, &submit).expect_err(content);
        assert_eq!(refusal.code, Code::RecordIncomplete);
        assert!(refusal.lacks.iter().any(|lack| lack.place == place), "{content}: {refusal:?}");
    }
    let mut walk = Walk::confirmed();
    walk.fill("visits");
    walk.put(&format!("visits.records.{ROW}.improvement"), "暂无").put(&format!("visits.records.{ROW}.closing"), "no");
    assert_eq!(walk.why_not(Who::Cai, Act::SubmitRecord, &submit), None, "暂无 before the closing record");
    walk.put(&format!("visits.records.{ROW}.closing"), "yes");
    assert_eq!(walk.why_not(Who::Cai, Act::SubmitRecord, &submit), Some(Code::RecordIncomplete));
    assert_eq!(walk.why_not(Who::Cai, Act::SubmitRecord, &args(&[("visit", "00000000000000bb")])), Some(Code::NoSuchRow));
}

/// The content without what stands below a table.
fn without(content: &Content, table: &Path) -> Content {
    let mut all = Content::default();
    for (path, text) in content.said_below(&Path::section_root("visits")) {
        if !path.is_in(table) && !text.contains('=') {
            all.put(path.clone(), &text);
        }
    }
    all.put_row(Path::field("visits", "records"), ROW);
    for set in ["present", "methods", "modes"] {
        for mark in content.marks(&Path::field("visits", "records").row(ROW).cell(set)) {
            all.put_mark(Path::field("visits", "records").row(ROW).cell(set), &mark.option);
        }
    }
    all
}

/// [R-7.2.4.1-1] [R-0-13]
#[test]
fn a_submitted_record_is_frozen_and_another_visit_is_another_record() {
    let mut walk = Walk::recorded();
    let row = walk.path("visits.records").row(ROW);
    assert!(walk.state.is_frozen(&row.cell("content")) && !walk.state.is_frozen(&walk.path("visits.records").row("00000000000000bb")));
    assert_eq!(walk.why_not(Who::Cai, Act::SubmitRecord, &args(&[("visit", ROW)])), Some(Code::AlreadyDone));
    let table = walk.path("visits.records");
    walk.content.put_row(table.clone(), "00000000000000bb");
    let Some(Kind::Rows(cells)) = table.form_field().map(|field| field.kind) else { panic!("records are rows") };
    fill(&mut walk.content, cells, &table.row("00000000000000bb"));
    walk.does(Who::Wang, Act::SubmitRecord, &args(&[("visit", "00000000000000bb")]));
    assert_eq!(walk.state.all(Act::SubmitRecord).count(), 2);
}

/// [R-7.2.3.2.1-1] [R-7.2.3.2.1-2]
#[test]
fn a_cause_names_its_stage_of_realisation_and_the_analysis_its_method() {
    let mut walk = Walk::grouped();
    walk.fill("causes");
    walk.put(&format!("causes.list.{ROW}.process"), "");
    let section = forms::section("causes").expect("there is one");
    let places =
        |walk: &Walk| handed_in::problems(section, 1, &walk.content, walk.today).into_iter().map(|lack| lack.place).collect::<Vec<_>>();
    assert!(places(&walk).contains(&walk.path(&format!("causes.list.{ROW}.process"))));
    walk.put(&format!("causes.list.{ROW}.process"), "production").put(&format!("causes.list.{ROW}.factor"), "");
    assert!(places(&walk).contains(&walk.path(&format!("causes.list.{ROW}.factor"))), "in production the factor is named (Q16)");
    walk.put(&format!("causes.list.{ROW}.process"), "design");
    assert!(!places(&walk).contains(&walk.path(&format!("causes.list.{ROW}.factor"))));
    let empty = Walk::grouped();
    assert!(places(&empty).contains(&Path::field("causes", "methods")));
}

/// [R-0-5]
#[test]
fn assistance_that_was_not_possible_stands_in_for_the_record_and_supervision_goes_on() {
    let mut walk = Walk::grouped();
    assert_eq!(walk.why_not(Who::Cai, Act::ConfirmImpossible, &Args::default()), Some(Code::NotYourRole));
    walk.does(Who::Cai, Act::ReportImpossible, &args(&[("kind", "refused"), ("tried", "三次上门，均被拒绝")]));
    walk.does(Who::Huli, Act::ConfirmImpossible, &Args::default());
    assert!(walk.state.stop.forbids());
    walk.pass();
    assert_eq!(walk.why_not(Who::Huli, Act::Close, &Args::default()), None);
    assert_eq!(walk.why_not(Who::Factory, Act::Resume, &Args::default()), Some(Code::NoticeNotReceived));
}

/// [R-0-15]
#[test]
fn acts_are_judged_by_the_day_on_which_they_were_done() {
    let mut walk = Walk::grouped();
    walk.fill("causes");
    walk.today = day("2026-03-20");
    walk.does_on(Who::Unit, Act::FormGroup, &group(&[Who::Wang]), day("2026-03-10"));
    let sign = args(&[("as", "expert"), ("name", "蔡")]);
    let parties = &walk.state.parties;
    assert!(parties.was_member(Who::Cai.id(), day("2026-03-09")) && !parties.was_member(Who::Cai.id(), day("2026-03-10")));
    assert!(walk.asks_on(Who::Cai, Act::SignCauses, &sign, day("2026-03-11")).is_err());
    assert!(walk.asks(Who::Wang, Act::SignCauses, &sign).is_ok());
}
