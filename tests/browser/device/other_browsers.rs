//! What must work in every browser: a first visit, a start without a network, Chinese words, the merge with what somebody else
//! wrote meanwhile, the change to a new version. Everything else is told in Chromium.

use tests::{Device, Edition, Engine, Relay, Tablet, Who, cast::SHARED};

use crate::{HEAD, PROBLEM};

async fn a_day_without_network(engine: Engine) {
    let mut relay = Relay::start();
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    let before = wang.text(PROBLEM);
    let mut li = Device::with(engine, "zh-CN", relay.address()).await;
    li.sign_in(Who::Li).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    wang.disconnect();
    relay.stop();

    li.restart(&case).await;
    li.reads(PROBLEM, &before).await;
    li.write(PROBLEM, "导体电阻偏大，“断网”时写的。").await;
    li.keys(HEAD, "陈").await;
    li.chip_shows("saved, offline", |chip| chip.link == "offline" && chip.saved > 0 && chip.drafts > 0).await;
    li.restart(&case).await;
    li.reads(PROBLEM, &format!("{before}导体电阻偏大，“断网”时写的。")).await;
    wang.type_in(PROBLEM, &format!("王工：{before}"));

    relay.start_again();
    wang.connect();
    wang.until_settled();
    li.chip_tells("confirmed").await;
    let both = format!("王工：{before}导体电阻偏大，“断网”时写的。");
    li.reads(PROBLEM, &both).await;
    wang.until("Li's words", |wang| wang.text(PROBLEM) == both && wang.text(HEAD).contains('陈'));

    li.keys(PROBLEM, "又写。").await;
    wang.type_in(PROBLEM, &format!("再看：{both}"));
    wang.until("Li's pause", |wang| wang.text(PROBLEM) == format!("再看：{both}又写。"));
    assert_eq!(li.text(PROBLEM).await, format!("{both}又写。"), "the field is not rewritten under the hand");
    li.leave().await;
    li.reads(PROBLEM, &format!("再看：{both}又写。")).await;

    li.leave_and_go_back().await;
    li.write(PROBLEM, "回来再写。").await;
    wang.until("what Li wrote after coming back", |wang| wang.text(PROBLEM) == format!("再看：{both}又写。回来再写。"));
}

#[tokio::test]
async fn a_day_without_network_in_firefox() {
    a_day_without_network(Engine::Firefox).await;
}

#[tokio::test]
async fn a_day_without_network_in_webkit() {
    a_day_without_network(Engine::WebKit).await;
}

async fn a_new_version(engine: Engine) {
    let mut relay = Relay::start();
    let site = Edition::before(&relay, "one");
    let mut li = Device::with(engine, "zh-CN", site.address()).await;
    li.sign_in(Who::Li).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    li.is_of_edition("one").await;
    let before = li.text(PROBLEM).await;

    li.keys(PROBLEM, "旧版里写的。").await;
    site.becomes("two");
    li.look_for_update().await;
    li.see("#update").await;
    li.is_of_edition("one").await;
    li.chip_tells("confirmed").await;
    relay.stop();
    li.leave_and_come_back(&case).await;
    li.is_of_edition("two").await;
    li.reads(PROBLEM, &format!("{before}旧版里写的。")).await;
    li.write(PROBLEM, "新版里写的。").await;
    li.chip_shows("saved, offline", |chip| chip.state == "saved" && chip.link == "offline" && chip.drafts == 0).await;
    relay.start_again();
    li.chip_tells("confirmed").await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), format!("{before}旧版里写的。新版里写的。"));
}

#[tokio::test]
async fn a_new_version_takes_over_in_firefox() {
    a_new_version(Engine::Firefox).await;
}

#[tokio::test]
async fn a_new_version_takes_over_in_webkit() {
    a_new_version(Engine::WebKit).await;
}
