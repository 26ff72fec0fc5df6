//! The session has ended, the device is full: the person is told, and nothing is lost.

use serde_json::json;
use shared::{key, words::Locale};
use tests::{Device, Hand, Relay, Tablet, Who, cast::SHARED, eventually::soon};

use crate::PROBLEM;

#[tokio::test]
async fn work_waits_while_the_session_has_ended_and_is_sent_after_the_next_sign_in() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let before = li.text(PROBLEM).await;
    let mut elsewhere = Hand::at(&relay);
    elsewhere.cookie = Some(li.cookie().await);
    relay.stop();
    li.write(PROBLEM, "登录过期时写的话。").await;
    li.chip_shows("saved", |chip| chip.saved > 0 && chip.drafts == 0).await;
    li.kill();
    relay.start_again();
    elsewhere.sign_out();

    li.start(&case).await;
    li.chip_shows("signed out, work waits", |chip| chip.state == "signed-out" && chip.saved > 0).await;
    li.reads(PROBLEM, &format!("{before}登录过期时写的话。")).await;
    li.write(PROBLEM, "又写。").await;
    li.read(key!("sign_in.again").text(Locale::Chinese)).await;
    li.click("[data-notice='signed-out'] button").await;
    li.sign_in(Who::Li).await;
    li.chip_tells("confirmed").await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), format!("{before}登录过期时写的话。又写。"));
}

#[tokio::test]
async fn a_full_device_says_so_and_saves_once_there_is_room() {
    let relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let used = li.run_async("navigator.storage.estimate().then(estimate => done(estimate.usage))").await;
    let room = json!({ "origin": relay.address(), "quotaSize": used.as_f64().expect("a number") + 30_000.0 });
    li.restart_with("Storage.overrideQuotaForOrigin", room, &case).await;
    let mut text = li.text(PROBLEM).await;
    li.enter(PROBLEM).await;
    soon("the chip shows danger", async || {
        li.keys(PROBLEM, &"满".repeat(100)).await;
        text.push_str(&"满".repeat(100));
        let chip = li.chip().await;
        if chip.state == "failing" { Ok(()) } else { Err(format!("{chip:?}")) }
    })
    .await;
    assert_eq!(li.text(PROBLEM).await, text, "the words stay in the field");
    li.leave().await;
    li.reads(PROBLEM, &text).await;
    li.command("Storage.overrideQuotaForOrigin", json!({ "origin": relay.address() })).await;
    li.chip_tells("confirmed").await;
    li.reads(PROBLEM, &text).await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), text);
}
