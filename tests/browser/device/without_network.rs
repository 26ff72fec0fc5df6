//! The whole app from the service worker, with the relay stopped.

use serde_json::json;
use tests::{Device, Relay, Tablet, Who, cast::SHARED};

use crate::PROBLEM;

#[tokio::test]
async fn the_app_starts_cold_at_a_deep_link_and_takes_edits_with_the_relay_stopped() {
    let mut relay = Relay::start();
    let own = Tablet::of(Who::Li, &relay).cases().len();
    let mut li = Device::of(Who::Li, &relay).await;
    li.see_cases(own).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    relay.stop();
    li.kill();

    li.start(&case).await;
    li.read("电线电缆").await;
    li.write(PROBLEM, "断网时写的话。").await;
    li.chip_shows("saved, offline", |chip| chip.state == "saved" && chip.link == "offline" && chip.saved > 0).await;
    li.go("/").await;
    li.see_cases(own).await;
    li.go("/me").await;
    li.read("李慎行").await;
    li.restart(&case).await;
    li.shows(PROBLEM, "the words written offline", |text| text.ends_with("断网时写的话。")).await;
    let text = li.text(PROBLEM).await;

    relay.start_again();
    li.chip_tells("confirmed").await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), text);
}

#[tokio::test]
async fn a_relay_that_never_answers_keeps_nobody_from_writing() {
    let relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    relay.freeze();
    li.restart(&case).await;
    let before = li.text(PROBLEM).await;
    li.write(PROBLEM, "网络不通时写的话。").await;
    li.chip_shows("saved", |chip| chip.state == "saved" && chip.saved > 0 && chip.drafts == 0).await;
    li.restart(&case).await;
    li.reads(PROBLEM, &format!("{before}网络不通时写的话。")).await;
    relay.thaw();
    li.chip_tells("confirmed").await;
}

/// What comes apart of the app is on the device with everything else, whoever has opened it before.
#[tokio::test]
async fn a_screen_that_nobody_has_opened_here_before_opens_with_the_relay_stopped() {
    let mut relay = Relay::start();
    let mut city = Device::of(Who::City, &relay).await;
    city.is_ready_for_the_road().await;
    relay.stop();
    city.kill();
    city.start("/figures").await;
    city.see(".Figures").await;
    city.go("/receive").await;
    city.see("#receive").await;
}

#[tokio::test]
async fn a_screen_whose_code_cannot_be_fetched_says_so_and_is_fetched_when_asked_again() {
    let relay = Relay::start();
    let city = Device::of(Who::City, &relay).await;
    city.command("Network.enable", json!({})).await;
    city.command("Network.setBypassServiceWorker", json!({ "bypass": true })).await;
    city.command("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
    city.command("Network.setBlockedURLs", json!({ "urls": ["*/apart-*"] })).await;
    city.go("/figures").await;
    city.see("[data-apart='away']").await;
    city.command("Network.setBlockedURLs", json!({ "urls": [] })).await;
    city.click("[data-apart='away'] button").await;
    city.see(".Figures").await;
}
