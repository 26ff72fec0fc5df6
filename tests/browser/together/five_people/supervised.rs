//! A product fails a spot check: stop, assistance partly without a network, a recheck that fails once, a plan that is adjusted, and
//! in the end a typical case that everybody may read.

use shared::workflow::Act;
use tests::{Device, Relay, Who};

use super::steps::{LI, UNIT, WANG, agreed, id, planned, put_right, recorded, surveyed, taken_in, track};

/// 示例企业02 in Huli, with a problem that nobody has seen yet.
const ENTERPRISE: &str = "示例企业02";
const FACTORY: Who = Who::Enterprise(2);

/// [R-6.2-1] [R-4.1-1] [R-4.3-1] [R-7.2.5.2-1] [R-7.2.5.2-2] [G15] [G16]
#[tokio::test]
async fn a_supervised_case_goes_through_all_nine_stages_with_a_failed_recheck_and_an_adjusted_plan() {
    let mut relay = Relay::start();
    let (huli, city, unit) = tokio::join!(Device::of(Who::Huli, &relay), Device::of(Who::City, &relay), Device::of(Who::Unit, &relay));
    let (li, wang, factory) = tokio::join!(Device::of(Who::Li, &relay), Device::of(Who::Wang, &relay), Device::of(FACTORY, &relay));

    // S1–S2: the problem is taken in, served, ordered to be put right.
    let case = taken_in(&huli, ENTERPRISE, "spot_check", "fail", None).await;
    huli.act(Act::OrderRectification, &[("number", "责改1号")]).await;
    factory.go(&case).await;
    factory.act(Act::ReportStop, &[("scope", "production sale"), ("stock", "300 件")]).await;

    // S3: started, with unit and a group of two.
    huli.act(Act::Start, &[("trigger", "spot_check")]).await;
    city.go(&case).await;
    city.act(Act::DesignateUnit, &[("unit", UNIT)]).await;
    unit.go(&case).await;
    unit.act(Act::FormGroup, &[("group", &format!("{LI} {WANG}"))]).await;

    // S4: the plan, filed and received; the case learns of it.
    let plan = planned(&unit, &case, ENTERPRISE).await;
    city.go(&plan).await;
    city.act(Act::ReceiptPlan, &[("number", "备案1号")]).await;

    // S5: on site without network, the two at once: one asks for the materials, the other for the causes.
    for expert in [&li, &wang] {
        expert.go(&case).await;
        expert.act(Act::AcknowledgeBriefing, &[("version", "1")]).await;
    }
    relay.stop();
    tokio::join!(li.complete("investigation", &[]), wang.complete("causes", &[("status", "confirmed")]));
    li.ask(Act::CloseInvestigation, &[]).await;
    li.chip_shows("work waits here", |chip| chip.link == "offline" && chip.saved > 0).await;
    relay.start_again();
    li.counts(Act::CloseInvestigation).await;
    wang.chip_tells("confirmed").await;
    factory.go(&case).await;
    agreed(&li, &factory).await;
    li.begin(".Related", "work_plan", &[("district", "huli")]).await;
    let steps = [("enterprise", ENTERPRISE), ("cases", id(&case)), ("case", id(&case)), ("round", "1"), ("status", "not_started")];
    li.complete("work_plan", &steps).await;
    li.act(Act::Issue, &[]).await;
    li.go(&case).await;
    recorded(&li, "").await;

    // S7: rectified and rechecked, which fails: a new round from S5, and the stop stays.
    huli.go(&case).await;
    put_right(&factory, &huli, "", "inspection").await;
    let failed = [("method", "inspection"), ("number", "复查1号"), ("reason", "绝缘厚度仍不合格")];
    huli.act(Act::FailRecheck, &failed).await;
    factory.see("[data-stop='in_force']").await;
    li.see(".Track__station:nth-child(5)[data-station='current']").await;

    // The plan is adjusted to it: said why, filed anew, received.
    unit.go(&plan).await;
    unit.act(Act::AdjustPlan, &[("reason", "首次复查不合格，增加一次现场帮扶")]).await;
    unit.write("plan.requirements", "追加供货商原料批次检验").await;
    unit.leave().await;
    unit.act(Act::FilePlan, &[]).await;
    city.act(Act::ReceiptPlan, &[("number", "备案2号")]).await;

    // The second round begins with why the first failed.
    li.see(".Next li[data-act='close_investigation'][data-why='failure_unexplained'], [data-section='failure#2']").await;
    li.complete("failure#2", &[]).await;
    li.complete("investigation#2", &[]).await;
    li.act(Act::CloseInvestigation, &[]).await;
    li.complete("causes#2", &[("status", "confirmed")]).await;
    agreed(&li, &factory).await;
    recorded(&li, "#2").await;

    // Rectified, rechecked, resumed only after the notice was received.
    put_right(&factory, &huli, "#2", "inspection").await;
    huli.act(Act::PassRecheck, &[("method", "inspection"), ("number", "复查2号")]).await;
    factory.see(".Next li[data-act='resume'][data-why='no_notice']").await;
    huli.act(Act::IssueNotice, &[("number", "通知1号")]).await;
    factory.act(Act::ReceiveNotice, &[]).await;
    factory.act(Act::Resume, &[]).await;
    factory.see("[data-stop='ended']").await;
    huli.act(Act::Close, &[]).await;

    // S8: the survey. S6 and S9: the year's report counts the case, the typical case is published.
    surveyed(&huli, &factory).await;
    city.go("/documents").await;
    city.begin(".Desk__list", "report", &[("name", "2026年总结")]).await;
    city.complete("report", &[("year", "2026")]).await;
    city.act(Act::Issue, &[]).await;
    city.go(&case).await;
    let story = city.begin(".Related", "story", &[("name", "某电器企业")]).await;
    city.complete("story", &[]).await;
    factory.go(&story).await;
    factory.act(Act::Consent, &[("named", "yes")]).await;
    city.act(Act::Publish, &[]).await;
    city.see("[data-badge='published']").await;

    city.go(&case).await;
    assert_eq!(track(&city).await, ["reached"; 9]);
    // Who had nothing to do with the case reads what was learnt.
    let cai = Device::of(Who::Cai, &relay).await;
    cai.go(&story).await;
    cai.see("[data-badge='published']").await;
}
