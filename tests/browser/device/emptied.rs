//! The browser throws data away, drops connections, runs short of room: what can be kept is kept, the rest is told.

use serde_json::json;
use shared::{key, words::Locale};
use tests::{Device, Relay, Tablet, Who, cast::SHARED};

use crate::{HEAD, PROBLEM};

async fn throw_away(li: &Device, relay: &Relay) {
    li.command("Storage.clearDataForOrigin", json!({ "origin": relay.address(), "storageTypes": "indexeddb" })).await;
}

#[tokio::test]
async fn a_store_that_is_thrown_away_under_the_running_app_costs_no_word_and_is_told() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let case = li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let before = li.text(PROBLEM).await;
    relay.stop();
    li.write(PROBLEM, "清除之前写的。").await;
    li.chip_shows("saved", |chip| chip.saved > 0 && chip.drafts == 0).await;
    throw_away(&li, &relay).await;
    li.write(HEAD, "清除之后写的").await;
    li.see("[data-notice='loss']").await;
    li.kill();
    relay.start_again();
    li.start(&case).await;
    li.chip_tells("confirmed").await;
    let mut wang = Tablet::of(Who::Wang, &relay);
    wang.open(SHARED);
    assert_eq!(wang.text(PROBLEM), format!("{before}清除之前写的。"));
    li.reads(PROBLEM, &format!("{before}清除之前写的。")).await;
}

#[tokio::test]
async fn a_device_that_was_emptied_says_what_it_held_and_what_the_relay_has() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    li.write(HEAD, "已确认的负责人").await;
    li.chip_tells("confirmed").await;
    relay.stop();
    li.write(PROBLEM, "再也找不回的话。").await;
    li.chip_shows("saved", |chip| chip.saved == 1 && chip.drafts == 0).await;
    li.go_away().await; // Nothing of the app runs while it is emptied.
    throw_away(&li, &relay).await;
    relay.start_again();
    li.go("/").await;
    li.see("[data-notice='loss']").await;
    li.read(&key!("deleted.unsent").fill(Locale::Chinese, &[("n", "1")])).await;
    li.sign_in(Who::Li).await;
    li.see_list().await;
    li.go("/status").await;
    li.see("[data-deleted='evicted']").await;
    li.read(&key!("deleted.gone").fill(Locale::Chinese, &[("n", "1")])).await;
    li.go("/").await;
    li.open(SHARED).await;
    li.reads(HEAD, "已确认的负责人").await;
}

#[tokio::test]
async fn a_database_that_another_tab_made_newer_is_worked_with_as_it_is() {
    let relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    li.is_ready_for_the_road().await;
    let newer = "indexedDB.databases().then(all => {
        const name = all.map(one => one.name).find(name => name.startsWith('liandong-'));
        const request = indexedDB.open(name, 99);
        request.onupgradeneeded = () => request.result.createObjectStore('of a later release');
        request.onsuccess = () => { request.result.close(); done(request.result.version) };
        request.onblocked = () => done('blocked');
    })";
    assert_eq!(li.run_async(newer).await, json!(99), "the app steps aside");
    li.write(HEAD, "旧版也能接着写").await;
    li.chip_tells("confirmed").await;
    li.close_and_open().await;
    li.reads(HEAD, "旧版也能接着写").await;
}
