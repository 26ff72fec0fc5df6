//! The whole app from the service worker, with the relay stopped.

use tests::{Device, Relay, Tablet, Who, cast::SHARED};

use super::PROBLEM;

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
