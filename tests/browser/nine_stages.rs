//! One case through all nine stages by its people, each on a device of their own: every form drawn from its table and filled
//! by what the page says is missing, every act given from the list of what is possible.

use shared::workflow::Act;
use tests::{Device, Relay, Who};

/// 示例企业02 in Huli, with a problem that nobody has seen yet.
const ENTERPRISE: &str = "示例企业02";
const FACTORY: Who = Who::Enterprise(2);
const LI: &str = "李慎行";

/// [R-6.2-1] [R-4.1-1] [R-4.3-1]
#[tokio::test]
async fn a_case_goes_through_all_nine_stages_by_its_people() {
    let mut relay = Relay::start();
    let (huli, city, unit) = tokio::join!(Device::of(Who::Huli, &relay), Device::of(Who::City, &relay), Device::of(Who::Unit, &relay));
    let (li, factory) = tokio::join!(Device::of(Who::Li, &relay), Device::of(FACTORY, &relay));

    // S1–S2: the problem is taken in, served, ordered to be put right.
    let case = huli.begin(".Desk__list", "case", &[("enterprise", ENTERPRISE), ("category", "industrial")]).await;
    huli.complete(
        "intake",
        &[
            ("!source", "spot_check"),
            ("!conclusion", "fail"),
            ("!product_class", "electronics"),
            ("enterprise", ENTERPRISE),
            ("district", "huli"),
        ],
    )
    .await;
    huli.act(Act::Serve, &[("party", "nominal_producer"), ("method", "direct"), ("number", "送达1号")]).await;
    huli.act(Act::OrderRectification, &[("number", "责改1号")]).await;
    factory.go(&case).await;
    factory.act(Act::ReportStop, &[("scope", "production sale"), ("stock", "300 件")]).await;

    // S3: started, with unit and group.
    huli.act(Act::Start, &[("trigger", "spot_check")]).await;
    city.go(&case).await;
    city.act(Act::DesignateUnit, &[("unit", "鹭岛质量技术服务中心")]).await;
    unit.go(&case).await;
    unit.act(Act::FormGroup, &[("group", LI)]).await;

    // S4: the plan, filed and received; the case learns of it.
    unit.go("/documents").await;
    let plan = unit.begin(".Desk__list", "plan", &[("campaign", "重点工业产品"), ("group", LI), ("districts", "huli")]).await;
    unit.complete("plan", &[("org_unit", "鹭岛质量技术服务中心"), ("group", LI), ("target", ENTERPRISE), ("period_to", "2026-12-31")])
        .await;
    let row = unit.rows("plan.rows").await.into_iter().find(|row| !row.contains('.')).expect("the plan has a row");
    let id = case.rsplit('/').next().expect("an address ends with an id");
    unit.put(&tests::cast::path(&format!("plan.rows.{row}.case")), id).await;
    unit.act(Act::FilePlan, &[]).await;
    city.go(&plan).await;
    city.act(Act::ReceiptPlan, &[("number", "备案1号")]).await;

    // S5: on site, partly without network.
    li.go(&case).await;
    li.act(Act::AcknowledgeBriefing, &[("version", "1")]).await;
    relay.stop();
    li.complete("investigation", &[]).await;
    li.complete("causes", &[("status", "confirmed")]).await;
    li.ask(Act::CloseInvestigation, &[]).await;
    li.chip_shows("work waits here", |chip| chip.link == "offline" && chip.saved > 0).await;
    relay.start_again();
    li.counts(Act::CloseInvestigation).await;
    factory.go(&case).await;
    factory.act(Act::SignCauses, &[("as", "quality_head"), ("name", "陈质量")]).await;
    li.act(Act::SignCauses, &[("as", "expert"), ("name", LI)]).await;
    li.act(Act::ConfirmCauses, &[]).await;
    li.begin(".Related", "work_plan", &[("district", "huli")]).await;
    li.complete("work_plan", &[("enterprise", ENTERPRISE), ("cases", id), ("case", id), ("round", "1"), ("status", "not_started")]).await;
    li.act(Act::Issue, &[]).await;

    // S6: the record of the visit, which closes the round.
    li.go(&case).await;
    li.complete("visits", &[("present", LI), ("closing", "yes"), ("channel", "on_site"), ("measures_status", "done")]).await;
    let visit = li.rows("visits.records").await.into_iter().find(|row| !row.contains('.')).expect("there is a record");
    li.act(Act::SubmitRecord, &[("visit", &visit)]).await;

    // S7: rectified, rechecked, resumed only after the notice was received.
    factory.complete("rectification", &[("done_on", "2026-02-20")]).await;
    factory.act(Act::ApplyRecheck, &[]).await;
    huli.go(&case).await;
    huli.act(Act::OrderRecheck, &[("kind", "first"), ("method", "inspection"), ("due", "2026-12-31")]).await;
    huli.act(Act::PassRecheck, &[("method", "inspection"), ("number", "复查1号")]).await;
    factory.see(".Next li[data-act='resume'][data-why='no_notice']").await;
    huli.act(Act::IssueNotice, &[("number", "通知1号")]).await;
    factory.act(Act::ReceiveNotice, &[]).await;
    factory.act(Act::Resume, &[]).await;
    factory.see("[data-stop='ended']").await;
    huli.act(Act::Close, &[]).await;

    // S8: the survey, which the enterprise answers.
    let survey = huli.begin(".Related", "survey", &[("campaign", "重点工业产品")]).await;
    factory.go(&survey).await;
    factory
        .complete("survey", &[("effect", "great"), ("aspects", "quality"), ("satisfied_with", "ability"), ("satisfaction", "satisfied")])
        .await;
    factory.act(Act::AnswerSurvey, &[]).await;

    // S6 and S9: the year's report counts the case, the typical case is published.
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
    city.see(".Track__station").await;
    let track = "return [...document.querySelectorAll('.Track__station')].map(station => station.dataset.station)";
    assert_eq!(city.run(track).await, serde_json::json!(["reached"].repeat(9)));
}
