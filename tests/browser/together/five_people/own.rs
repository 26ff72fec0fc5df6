//! The enterprise's own way: it looks for the cause itself, asks for help, and the district starts it. Nothing was inspected as
//! failing, so nothing is stopped, and the recheck is a look at the place.

use shared::workflow::Act;
use tests::{Device, Relay, Who};

use super::steps::{LI, UNIT, agreed, planned, put_right, recorded, surveyed, taken_in};

const ENTERPRISE: &str = "示例企业02";
const FACTORY: Who = Who::Enterprise(2);

/// [R-5.5-1] [R-6.2-2] [R-7.1.2.3-2]
#[tokio::test]
async fn an_enterprise_checks_itself_applies_for_help_and_is_helped() {
    let relay = Relay::start();
    let (huli, city, unit) = tokio::join!(Device::of(Who::Huli, &relay), Device::of(Who::City, &relay), Device::of(Who::Unit, &relay));
    let (li, factory) = tokio::join!(Device::of(Who::Li, &relay), Device::of(FACTORY, &relay));

    let case = taken_in(&huli, ENTERPRISE, "risk_monitoring", "other", None).await;
    factory.go(&case).await;
    assert!(!factory.has("[data-stop='in_force']").await, "no failing conclusion, no stop");

    // What it found itself, and what it asks for.
    factory.write("causes.problem", "自查发现绝缘层偏薄").await;
    factory.leave().await;
    factory.act(Act::SubmitSelfCheck, &[]).await;
    factory.complete("application", &[]).await;
    factory.act(Act::ApplyStart, &[]).await;

    huli.act(Act::Start, &[("trigger", "application")]).await;
    city.go(&case).await;
    city.act(Act::DesignateUnit, &[("unit", UNIT)]).await;
    unit.go(&case).await;
    unit.act(Act::FormGroup, &[("group", LI)]).await;
    let plan = planned(&unit, &case, ENTERPRISE).await;
    city.go(&plan).await;
    city.act(Act::ReceiptPlan, &[("number", "备案1号")]).await;

    li.go(&case).await;
    li.act(Act::AcknowledgeBriefing, &[("version", "1")]).await;
    li.complete("investigation", &[]).await;
    li.act(Act::CloseInvestigation, &[]).await;
    li.reads("causes.problem", "自查发现绝缘层偏薄").await;
    li.complete("causes", &[("status", "confirmed")]).await;
    agreed(&li, &factory).await;
    recorded(&li, "").await;

    put_right(&factory, &huli, "", "on_site").await;
    huli.act(Act::PassRecheck, &[("method", "on_site"), ("number", "复查1号")]).await;
    huli.act(Act::IssueNotice, &[("number", "通知1号")]).await;
    factory.act(Act::ReceiveNotice, &[]).await;
    huli.act(Act::Close, &[]).await;
    surveyed(&huli, &factory).await;
    huli.go(&case).await;
    huli.see("[data-badge='closed']").await;
}
