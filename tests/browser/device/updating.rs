//! A new version of the site arrives in the background, waits, and takes over without costing a keystroke.

use shared::{key, words::Locale};
use tests::{Device, Edition, Engine, Relay, Tablet, Who, cast::SHARED};

use crate::PROBLEM;

/// A device on which Li works with the first edition, which its service worker keeps.
async fn li_with_the_first_edition(relay: &Relay) -> (Edition, Device, String) {
    let site = Edition::before(relay, "one");
    let mut li = Device::with(Engine::Chromium, "zh-CN", site.address()).await;
    li.sign_in(Who::Li).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    li.is_of_edition("one").await;
    (site, li, case)
}

#[tokio::test]
async fn a_new_version_waits_for_the_persons_word_and_costs_no_keystroke() {
    let relay = Relay::start();
    let (site, li, _) = li_with_the_first_edition(&relay).await;
    let before = li.text(PROBLEM).await;
    li.keys(PROBLEM, "更新前").await;
    site.becomes("two");
    li.look_for_update().await;
    li.read(key!("update.ready").text(Locale::Chinese)).await;
    li.keys(PROBLEM, "还没写完").await;
    li.is_of_edition("one").await;
    li.click("#update button").await;
    li.is_of_edition("two").await;
    li.reads(PROBLEM, &format!("{before}更新前还没写完")).await;
    li.write(PROBLEM, "，更新后写完。").await;
    li.chip_tells("confirmed").await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), format!("{before}更新前还没写完，更新后写完。"));
}

#[tokio::test]
async fn a_new_version_that_waited_is_there_at_the_next_start() {
    let relay = Relay::start();
    let (site, mut li, case) = li_with_the_first_edition(&relay).await;
    site.becomes("two");
    li.look_for_update().await;
    li.see("#update").await;
    li.restart(&case).await;
    li.is_of_edition("two").await;
    li.see("[data-path]").await;
}

#[tokio::test]
async fn a_tab_of_the_version_before_is_told_and_loses_nothing() {
    let relay = Relay::start();
    let (site, li, case) = li_with_the_first_edition(&relay).await;
    li.open_tab(&case).await;
    li.see("#work-here").await;
    li.look_at_tab(0).await;
    li.keys(PROBLEM, "旧标签页里写的").await;
    site.becomes("two");
    li.look_for_update().await;
    li.see("#update").await;
    li.run("navigator.serviceWorker.ready.then(registration => registration.waiting.postMessage({ type: 'take-over' }))").await;
    li.read(key!("update.over").text(Locale::Chinese)).await;
    li.click("#update button").await;
    li.is_of_edition("two").await;
    li.look_at_tab(1).await;
    li.is_of_edition("two").await;
}
