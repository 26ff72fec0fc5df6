//! The direct way (7.2.1.1): the municipal bureau takes the case and forms the group itself, without a unit between.

use shared::workflow::Act;
use tests::{Device, Relay, Who};

use super::steps::{LI, agreed, planned, put_right, recorded, surveyed, taken_in, track};

const ENTERPRISE: &str = "示例企业02";
const FACTORY: Who = Who::Enterprise(2);

/// [R-5.1-1] [R-7.2.1.1-1] [R-7.2.1.1-2]
#[tokio::test]
async fn the_bureau_forms_the_group_itself_and_its_own_plan_needs_no_receipt() {
    let relay = Relay::start();
    let (city, huli) = tokio::join!(Device::of(Who::City, &relay), Device::of(Who::Huli, &relay));
    let (li, factory) = tokio::join!(Device::of(Who::Li, &relay), Device::of(FACTORY, &relay));

    let case = taken_in(&city, ENTERPRISE, "spot_check", "fail", Some("huli")).await;
    city.act(Act::OrderRectification, &[("number", "责改1号")]).await;
    factory.go(&case).await;
    factory.act(Act::ReportStop, &[("scope", "production sale"), ("stock", "300 件")]).await;
    city.act(Act::Start, &[("trigger", "spot_check")]).await;
    city.act(Act::FormGroup, &[("group", LI)]).await;
    city.see(".Next li[data-act='designate_unit'][data-why='wrong_path']").await;

    planned(&city, &case, ENTERPRISE).await;
    assert!(!city.has(".Next button[data-act='receipt_plan']").await, "nobody files with oneself");

    li.go(&case).await;
    li.act(Act::AcknowledgeBriefing, &[("version", "1")]).await;
    li.complete("investigation", &[]).await;
    li.act(Act::CloseInvestigation, &[]).await;
    li.complete("causes", &[("status", "confirmed")]).await;
    agreed(&li, &factory).await;
    recorded(&li, "").await;

    // The district rechecks here too (7.2.5.1).
    huli.go(&case).await;
    put_right(&factory, &huli, "", "inspection").await;
    huli.act(Act::PassRecheck, &[("method", "inspection"), ("number", "复查1号")]).await;
    huli.act(Act::IssueNotice, &[("number", "通知1号")]).await;
    factory.act(Act::ReceiveNotice, &[]).await;
    factory.act(Act::Resume, &[]).await;
    city.go(&case).await;
    city.act(Act::Close, &[]).await;
    surveyed(&city, &factory).await;
    city.go(&case).await;
    assert_eq!(track(&city).await[..7], ["reached"; 7]);
}
