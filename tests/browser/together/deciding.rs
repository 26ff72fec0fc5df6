//! Two experts without a network write the same text, the same short field and the same row; the coordinator decides in the
//! merge review, thinks again, and everybody sees who did what, when, on which device.

use serde_json::json;
use tests::{Device, Relay, Who, cast::SHARED};

use crate::{HEAD, PROBLEM, add_cause};

/// Waits until so many places are left in the review.
async fn left(device: &Device, n: usize) {
    device.see(&format!("#review-left[data-left='{n}']")).await;
}

#[tokio::test]
async fn a_coordinator_decides_what_two_experts_wrote_at_once_and_may_think_again() {
    let mut relay = Relay::start();
    let (mut li, mut wang) = tokio::join!(Device::of(Who::Li, &relay), Device::of(Who::Wang, &relay));
    let case = li.open(SHARED).await;
    wang.open(SHARED).await;
    li.write(PROBLEM, "开头。结尾。").await;
    let row = add_cause(&li, "铜材").await;
    wang.shows(PROBLEM, "Li's words", |text| text.ends_with("开头。结尾。")).await;
    wang.shows(&format!("{row}.text"), "Li's row", |text| text == "铜材").await;
    let before = wang.text(PROBLEM).await;
    for device in [&mut li, &mut wang] {
        device.is_ready_for_the_road().await;
    }
    relay.stop();

    li.keys_before(PROBLEM, "李工说：").await;
    li.leave().await;
    wang.write(PROBLEM, "王工说完。").await;
    li.write(HEAD, "陈经理").await;
    wang.write(HEAD, "黄厂长").await;
    wang.write(&format!("{row}.text"), "纯度不足").await;
    li.click(&format!("[data-remove='{row}']")).await;
    for device in [&li, &wang] {
        device.chip_shows("saved, offline", |chip| chip.state == "saved" && chip.link == "offline" && chip.drafts == 0).await;
    }
    relay.start_again();
    for device in [&li, &wang] {
        device.chip_tells("confirmed").await;
        device.see("#review-notice").await;
    }

    let unit = Device::of(Who::Unit, &relay).await;
    unit.click("#review-way").await;
    unit.click(&format!("[data-review-of] a[href='{case}/review']")).await;
    left(&unit, 3).await;
    for words in ["李慎行", "王静仪", "李工说：", "王工说完。", "陈经理", "黄厂长", "铜材纯度不足"] {
        unit.read(words).await;
    }
    let marked = unit.run("return [...document.querySelectorAll('.Question__merged ins')].map(ins => ins.innerText)").await;
    assert_eq!(marked.as_array().map(Vec::len), Some(2), "what each added is marked with more than a colour: {marked}");

    for size in [(1024, 1366), (390, 844)] {
        unit.picture("review-zh-CN", size, false).await;
    }

    unit.click(&format!("[data-confirm='{PROBLEM}']")).await;
    left(&unit, 2).await;
    unit.click(&format!("[data-side='{HEAD}/0']")).await;
    left(&unit, 1).await;
    unit.click(&format!("[data-row-decision='{row}/false']")).await;
    left(&unit, 0).await;
    li.reads(PROBLEM, &format!("李工说：{before}王工说完。")).await;
    li.reads(&format!("{row}.text"), "铜材纯度不足").await;

    unit.click(&format!("[data-undo='{HEAD}']")).await;
    left(&unit, 1).await;
    for words in ["李慎行", "王静仪"] {
        unit.read(words).await;
    }
    unit.click(&format!("[data-rewrite='{HEAD}']")).await;
    left(&unit, 0).await;
    wang.shows(HEAD, "both names", |text| text.contains("陈经理") && text.contains("黄厂长")).await;
    unit.chip_shows("all is settled", |chip| chip.waiting() == 0 && chip.refused == 0).await;

    wang.walk_to(&format!("{case}/history")).await;
    wang.see(&format!("[data-changed='{HEAD}'] [data-decision]")).await;
    wang.see(&format!("[data-changed='{PROBLEM}'] [data-decision='decided']")).await;
    wang.read("李慎行").await;
    let device = wang.run("return document.querySelector('#past').innerText.includes('本机')").await;
    assert_eq!(device, json!(true), "one's own device is named so");
    wang.picture("history-zh-CN", (1024, 1366), false).await;

    wang.walk_to(&format!("{case}/compare/entry-0/now")).await;
    wang.see(&format!("[data-different='{PROBLEM}'] ins")).await;
    wang.see(&format!("[data-different='{HEAD}']")).await;
    for size in [(1024, 1366), (390, 844)] {
        wang.picture("compare-zh-CN", size, false).await;
    }
    wang.walk_to(&format!("{case}/at/entry-0")).await;
    wang.see("#then[data-version='entry-0']").await;
    let then = wang.run("return document.querySelector('.Case').innerText").await;
    assert!(!then.as_str().unwrap_or_default().contains("李工说"), "what was written later is not of that version");
    wang.walk_to(&case).await;
    wang.shows(PROBLEM, "today's words", |text| text.contains("李工说")).await;
}
