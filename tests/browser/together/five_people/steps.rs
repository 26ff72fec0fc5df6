//! What every story's people do, whoever of them does it. A round after the first has its sections under `<name>#2`.

use shared::workflow::Act;
use tests::{Device, cast::path};

pub(super) const CAMPAIGN: &str = "重点工业产品";
pub(super) const UNIT: &str = "鹭岛质量技术服务中心";
pub(super) const LI: &str = "李慎行";
pub(super) const WANG: &str = "王静仪";

/// The problem is taken in, and served; the case's address. A district's officer need not say which district.
pub(super) async fn taken_in(officer: &Device, enterprise: &str, source: &str, conclusion: &str, district: Option<&str>) -> String {
    let told = [("enterprise", enterprise), ("category", "industrial")].into_iter().chain(district.map(|district| ("district", district)));
    let case = officer.begin(".Desk__list", "case", &told.collect::<Vec<_>>()).await;
    let wants = [
        ("!source", source),
        ("!conclusion", conclusion),
        ("!product_class", "electronics"),
        ("enterprise", enterprise),
        ("district", district.unwrap_or("huli")),
    ];
    officer.complete("intake", &wants).await;
    officer.act(Act::Serve, &[("party", "nominal_producer"), ("method", "direct"), ("number", "送达1号")]).await;
    case
}

/// A plan that names the case is filed; its address.
pub(super) async fn planned(planner: &Device, case: &str, enterprise: &str) -> String {
    planner.go("/documents").await;
    let plan = planner.begin(".Desk__list", "plan", &[("campaign", CAMPAIGN), ("group", LI), ("districts", "huli")]).await;
    let wants = [("org_unit", UNIT), ("group", LI), ("target", enterprise), ("period_to", "2026-12-31")];
    planner.complete("plan", &wants).await;
    let row = only_row(planner, "plan.rows").await;
    planner.put(&path(&format!("plan.rows.{row}.case")), id(case)).await;
    planner.act(Act::FilePlan, &[]).await;
    plan
}

/// The causes are signed by both sides and confirmed.
pub(super) async fn agreed(expert: &Device, factory: &Device) {
    factory.act(Act::SignCauses, &[("as", "quality_head"), ("name", "陈质量")]).await;
    expert.act(Act::SignCauses, &[("as", "expert"), ("name", LI)]).await;
    expert.act(Act::ConfirmCauses, &[]).await;
}

/// The record of the visit that ends the round.
pub(super) async fn recorded(expert: &Device, round: &str) {
    let wants = [("present", LI), ("closing", "yes"), ("channel", "on_site"), ("measures_status", "done")];
    expert.complete(&format!("visits{round}"), &wants).await;
    let visit = only_row(expert, &format!("visits{round}.records")).await;
    expert.act(Act::SubmitRecord, &[("visit", &visit)]).await;
}

/// The enterprise has put it right and asks for the recheck, which the officer orders.
pub(super) async fn put_right(factory: &Device, officer: &Device, round: &str, method: &str) {
    factory.complete(&format!("rectification{round}"), &[("done_on", "2026-02-20")]).await;
    factory.act(Act::ApplyRecheck, &[]).await;
    officer.act(Act::OrderRecheck, &[("kind", "first"), ("method", method), ("due", "2026-12-31")]).await;
}

/// The survey on what was done, answered by the enterprise.
pub(super) async fn surveyed(officer: &Device, factory: &Device) {
    let survey = officer.begin(".Related", "survey", &[("campaign", CAMPAIGN)]).await;
    factory.go(&survey).await;
    let wants = [("effect", "great"), ("aspects", "quality"), ("satisfied_with", "ability"), ("satisfaction", "satisfied")];
    factory.complete("survey", &wants).await;
    factory.act(Act::AnswerSurvey, &[]).await;
}

/// What stands at the end of an address.
pub(super) fn id(address: &str) -> &str {
    address.rsplit('/').next().expect("an address ends with an id")
}

/// How the nine stations stand, in their order.
pub(super) async fn track(device: &Device) -> Vec<String> {
    device.see(".Track__station").await;
    let said = device.run("return [...document.querySelectorAll('.Track__station')].map(station => station.dataset.station)").await;
    serde_json::from_value(said).expect("a list of words")
}

async fn only_row(device: &Device, table: &str) -> String {
    device.rows(table).await.into_iter().find(|row| !row.contains('.')).unwrap_or_else(|| panic!("{table} has a row"))
}
