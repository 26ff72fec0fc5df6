//! Everybody begins with what waits for them: by role and body, overdue first, each line leading into the work.

use serde_json::{Value, json};
use shared::{
    time::Timestamp,
    workflow::{Act, Args},
};
use tests::{
    Device, Relay, Tablet, Who,
    cast::{CAIS, SHARED, wish_with},
    eventually::soon,
    tablet::now,
};

/// An enterprise in whose case assistance was started and no unit designated.
const NEWLY_STARTED: &str = "示例企业12";
const DAY: i64 = 24 * 3600 * 1000;

/// The group and the document of each line, its steps, those for which something is filled in first, and its address.
const LINES: &str = "return [...document.querySelectorAll('.Todo .TodoLine')].map(line =>
    [line.closest('.Todo').dataset.group, line.querySelector('strong').textContent, line.dataset.ready, line.dataset.later, line.querySelector('a').getAttribute('href')])";

async fn lines(device: &Device) -> Vec<[String; 5]> {
    serde_json::from_value(device.run(LINES).await).expect("texts")
}

async fn see_line(device: &Device, group: &str, title: &str) -> [String; 5] {
    soon(&format!("{title} in {group}"), async || {
        let lines = lines(device).await;
        lines.iter().find(|[of, who, ..]| of == group && who == title).cloned().ok_or_else(|| format!("{lines:?}"))
    })
    .await
}

/// Opens the first documents in which there are steps, and sees their buttons, or the reasons against them.
async fn steps_are_as_told(device: &Device) {
    let first = soon("steps", async || {
        let lines = lines(device).await;
        let steps: Vec<_> = lines.iter().filter(|[_, _, ready, later, _]| !ready.is_empty() || !later.is_empty()).cloned().collect();
        if steps.is_empty() { Err(format!("{lines:?}")) } else { Ok(steps) }
    })
    .await;
    for [_, _, ready, later, address] in first.iter().take(4) {
        device.walk_to(address).await;
        for act in ready.split_whitespace() {
            device.see(&format!(".Next__now [data-act='{act}']")).await;
        }
        for act in later.split_whitespace() {
            device.see(&format!(".Next__later [data-act='{act}']")).await;
        }
        device.walk_to("/").await;
    }
}

async fn pictures(device: &Device, name: &str) {
    for size in [(390, 844), (1024, 768), (1440, 900)] {
        device.picture(&format!("start-{name}"), size, false).await;
    }
    device.picture(&format!("start-{name}"), (390, 844), true).await;
    device.resize((1440, 900)).await;
}

/// [R-5.1-1] [R-5.2-1] [R-5.3-1] [R-5.4-1]
#[tokio::test]
async fn every_step_that_the_start_page_names_is_a_button_in_the_document() {
    let relay = Relay::start();
    let mut officer = Tablet::of(Who::City, &relay);
    officer.open(SHARED);
    let unit = officer.state().and_then(|state| state.parties.unit()).expect("a unit helps there");
    officer.open(NEWLY_STARTED);
    assert_eq!(officer.act(wish_with(9, Act::DesignateUnit, Args::default().with("unit", unit))), None);
    for (who, name) in [(Who::City, "city"), (Who::Tongan, "district"), (Who::Unit, "unit"), (Who::Li, "expert")] {
        let device = Device::of(who, &relay).await;
        device.walk_to("/").await;
        device.see(".Todo .TodoLine").await;
        pictures(&device, name).await;
        steps_are_as_told(&device).await;
    }
}

/// [R-5.5-1] [R-7.1.2.2-1]
#[tokio::test]
async fn an_enterprise_sees_its_case_large_and_one_next_step() {
    let relay = Relay::start();
    let device = Device::of(Who::Enterprise(14), &relay).await;
    device.walk_to("/").await;
    device.see("[data-hero] .Hero__next a").await;
    let heroes = device.run("return document.querySelectorAll('[data-hero]').length").await;
    let buttons = device.run("return document.querySelectorAll('.Hero .Button').length").await;
    assert_eq!(heroes, buttons, "one button a case");
    pictures(&device, "enterprise").await;
    device.click("[data-hero] .Hero__next a").await;
    device.see(".CaseHead").await;
}

/// What is overdue is so by the dates of acts: the officer enters today that the order was given 62 days ago.
///
/// [R-7.1.2.1-3] [R-7.1.2.1-4] [G14]
#[tokio::test]
async fn a_missed_day_comes_first_for_the_enterprise_and_for_whom_it_is_to_see_to() {
    let relay = Relay::start();
    let mut officer = Tablet::of(Who::Haicang, &relay);
    officer.open(CAIS);
    let long_ago = Timestamp(now().0 - 62 * DAY).day();
    let order = wish_with(7, Act::OrderRectification, Args::default().with("number", "责改 62 号"));
    assert_eq!(officer.act(shared::workflow::Command { on: long_ago, ..order }), None);

    let district = Device::of(Who::Haicang, &relay).await;
    district.walk_to("/").await;
    see_line(&district, "overdue", CAIS).await;
    let due = format!(
        "[...document.querySelectorAll('[data-group=overdue] .TodoLine')].find(line => line.querySelector('strong').textContent === {})",
        json!(CAIS)
    );
    let kind = district.run(&format!("return {due}.querySelector('[data-due=overdue]').dataset.deadline")).await;
    assert!(["application", "report_stop"].iter().any(|code| kind == json!(code)), "{kind}");
    let first = district.run("return document.querySelector('.Start .Todo').dataset.group").await;
    assert_eq!(first, json!("overdue"));

    let city = Device::of(Who::City, &relay).await;
    city.walk_to("/").await;
    city.see(".Todo").await;
    let of_district = lines(&city).await.into_iter().any(|[group, who, ..]| group == "overdue" && who == CAIS);
    assert!(!of_district, "the application is the enterprise's and the district's; the city sees to rechecks");
}

/// [R-7.1.2.2-1]
#[tokio::test]
async fn what_was_handed_in_without_a_network_is_not_asked_for_again() {
    let mut relay = Relay::start();
    let mut factory = Device::of(Who::Enterprise(10), &relay).await;
    factory.is_ready_for_the_road().await;
    factory.walk_to("/").await;
    factory.see("[data-hero] [data-step='report_stop']").await;
    relay.stop();
    factory.click("[data-hero] .Hero__next a").await;
    factory.ask(Act::ReportStop, &[("scope", "production sale"), ("stock", "300 件")]).await;
    factory.see(".Next__asked [data-asked='waiting']").await;
    factory.walk_to("/").await;
    factory.see("[data-hero] .Todo__asked").await;
    assert_eq!(factory.run("return document.querySelector(\"[data-step='report_stop']\")").await, Value::Null);
    relay.start_again();
    soon("the relay has taken it", async || {
        let waits = factory.run("return document.querySelector('.Todo__asked') !== null").await;
        if waits == Value::Bool(false) { Ok(()) } else { Err(factory.page().await) }
    })
    .await;
    assert_eq!(factory.run("return document.querySelector(\"[data-step='report_stop']\")").await, Value::Null);
}

/// [R-5.4-1]
#[tokio::test]
async fn what_others_did_is_news_until_it_was_opened() {
    let relay = Relay::start();
    let news = "return [...document.querySelectorAll('[data-group=new] strong')].map(one => one.textContent)";
    let district = Device::of(Who::Tongan, &relay).await;
    let case = district.open(SHARED).await;
    district.walk_to("/").await;
    let told = async |expected: bool| {
        soon("the district's news", async || {
            let told = district.run(news).await;
            let is = told.as_array().is_some_and(|all| all.contains(&json!(SHARED)));
            if is == expected { Ok(()) } else { Err(told.to_string()) }
        })
        .await;
    };
    told(false).await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    wang.type_in("causes.problem", "导体电阻偏大，与拉丝模具磨损有关");
    wang.until_settled();
    told(true).await;
    district.walk_to(&case).await;
    district.see(".CaseHead").await;
    district.walk_to("/").await;
    told(false).await;
    wang.type_in("causes.problem", "导体电阻偏大，模具已更换");
    wang.until_settled();
    told(true).await;
    district.click("#seen-all").await;
    told(false).await;
}

#[tokio::test]
async fn arrows_walk_through_all_that_waits() {
    let relay = Relay::start();
    let device = Device::at(&relay).await;
    device.sign_in(Who::Xiangan).await;
    device.see(".Todo .TodoLine").await;
    let at = "const all = [...document.querySelectorAll('.TodoLine a')]; return [all.indexOf(document.activeElement), all.length]";
    let press = async |key: &str| {
        for kind in ["rawKeyDown", "keyUp"] {
            device.command("Input.dispatchKeyEvent", json!({ "type": kind, "key": key, "code": key })).await;
        }
        device.run(at).await
    };
    device.run("document.querySelector('.TodoLine a').focus()").await;
    let all = device.run(at).await[1].as_u64().expect("a number");
    for line in 1..all {
        assert_eq!(press("ArrowDown").await[0], json!(line), "from part to part");
    }
    assert_eq!(press("ArrowDown").await[0], json!(all - 1), "the last is the end");
    for line in (0..all - 1).rev() {
        assert_eq!(press("ArrowUp").await[0], json!(line));
    }
}
