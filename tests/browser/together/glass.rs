//! Both sign on the expert's tablet, without a network; later words are told from what was signed.

use serde_json::{Value, json};
use shared::workflow::Act;
use tests::{Device, Relay, Who, cast::SHARED, eventually::soon};

use crate::{HEAD, PROBLEM};

const CHEN: &str = "陈质量";

/// Opens the sheet; nothing is sent.
async fn sheet(device: &Device) {
    device.leave().await;
    device.click(".Next button[data-act='sign_causes']").await;
    device.see("form[data-dialog='sign_causes'] .Glass__pane").await;
}

/// As the sheet says who signs, then on the glass.
async fn sign(device: &Device, who: &str, name: &str, with: &str) {
    sheet(device).await;
    device.run(&format!("document.querySelector(\"dialog [id='arg-as'] input[value='{who}']\").click()")).await;
    device.fill("dialog #arg-name", name).await;
    device.draw_on_glass(with).await;
    assert_eq!(device.strokes_on_glass().await, 2, "drawn with a {with}");
    device.click("#act-submit").await;
}

/// The drawings that the page shows, and what it says of them.
async fn signatures(device: &Device, number: usize) -> Vec<String> {
    soon(&format!("{number} signatures"), async || {
        let shown = device.run("return [...document.querySelectorAll('.Signature')].filter(card => card.querySelector('svg.Ink--kept')).map(card => card.innerText)").await;
        let shown: Vec<String> = serde_json::from_value(shown).map_err(|error| error.to_string())?;
        if shown.len() == number { Ok(shown) } else { Err(format!("{shown:?}")) }
    })
    .await
}

/// [G10] [R-4.3-1]
#[tokio::test]
async fn both_sign_on_the_glass_of_an_experts_tablet_in_a_hall_without_network() {
    let mut relay = Relay::start();
    let (mut li, wang) = tokio::join!(Device::of(Who::Li, &relay), Device::of(Who::Wang, &relay));
    li.open(SHARED).await;
    wang.open(SHARED).await;
    li.is_ready_for_the_road().await;
    relay.stop();
    li.write(PROBLEM, "导体电阻偏大").await;
    li.write(HEAD, CHEN).await;

    sheet(&li).await;
    li.click("#act-submit").await;
    li.see("dialog [data-refusal='nothing_drawn']").await;
    li.draw_on_glass("mouse").await;
    li.click("#glass-undo").await;
    assert_eq!(li.strokes_on_glass().await, 1);
    li.click("#glass-clear").await;
    assert_eq!(li.strokes_on_glass().await, 0);
    li.click("dialog[open] .Dialog__head button").await;

    sign(&li, "quality_head", CHEN, "pen").await;
    sign(&li, "expert", "李慎行", "touch").await;
    let waiting = signatures(&li, 2).await;
    assert!(waiting[0].contains("李慎行") && waiting[0].contains(CHEN), "the quality head's is witnessed by Li: {waiting:?}");
    assert!(waiting.iter().all(|card| card.contains("尚未生效")), "{waiting:?}");
    li.close_and_open().await;
    signatures(&li, 2).await;

    relay.start_again();
    li.chip_shows("all is settled", |chip| chip.waiting() == 0 && chip.refused == 0 && chip.link == "online").await;
    for device in [&li, &wang] {
        let standing = signatures(device, 2).await;
        soon("both count", async || {
            let counted = device.run("return document.querySelectorAll('.Signature[data-signature]').length").await;
            if counted == 2 { Ok(()) } else { Err(device.page().await) }
        })
        .await;
        assert!(standing.iter().any(|card| card.contains(CHEN)), "{standing:?}");
    }

    wang.write(PROBLEM, "导体电阻偏大，两批如此").await;
    wang.leave().await;
    for device in [&li, &wang] {
        device.see("[data-badge='changed_after_signing']").await;
        device.see(".Signature[data-changed='true']").await;
        device.click(".Signature[data-changed='true'] [data-changes='open']").await;
        let line = device.see(&format!("[data-change='{PROBLEM}']")).await.text().await.expect("a line");
        assert!(line.contains("导体电阻偏大") && line.contains("，两批如此"), "{line}");
    }
    li.picture("signed-and-changed", (1024, 1366), false).await;
}

/// Somebody who cannot draw types the name once more; a slip is told at the field.
///
/// [G10]
#[tokio::test]
async fn whoever_cannot_draw_signs_by_keyboard() {
    let relay = Relay::start();
    let li = Device::of(Who::Li, &relay).await;
    li.open(SHARED).await;
    sheet(&li).await;
    li.run("document.querySelector('#sign-typed').open = true").await;
    li.fill("dialog #arg-typed", "李慎").await;
    li.click("#act-submit").await;
    li.see("dialog [data-path='arg.typed'] [data-lack]").await;
    li.fill("dialog #arg-typed", "李慎行").await;
    li.click("#act-submit").await;
    li.counts(Act::SignCauses).await;
    li.see(".Signature[data-signature] .Signature__typed").await;
}

/// What moves while somebody signs is told before they have signed it.
#[tokio::test]
async fn what_a_colleague_writes_meanwhile_is_not_signed_unread() {
    let relay = Relay::start();
    let (li, wang) = tokio::join!(Device::of(Who::Li, &relay), Device::of(Who::Wang, &relay));
    li.open(SHARED).await;
    wang.open(SHARED).await;
    sheet(&li).await;
    li.draw_on_glass("pen").await;
    wang.write(PROBLEM, "王工写的").await;
    wang.leave().await;
    li.see("dialog [data-warning='moved']").await;
    li.click("#act-submit").await;
    li.see("dialog [data-refusal='signed_other']").await;
    li.click("dialog [data-warning='moved'] button").await;
    li.click("#act-submit").await;
    li.counts(Act::SignCauses).await;
    signatures(&li, 1).await;
}

/// The keys that the browser keeps: whether a private one can be taken out, and the public one.
async fn keys(device: &Device) -> Value {
    let script = "const open = indexedDB.open('liandong-keys');
        open.onsuccess = () => {
            const all = open.result.transaction('keys').objectStore('keys').getAll();
            all.onsuccess = async () => {
                const told = async pair => [pair.privateKey.extractable, [...new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))].join(' ')];
                done(await Promise.all(all.result.map(told)));
            };
        }";
    device.run_async(script).await
}

/// The key is made at the first sign-in, cannot be taken out, and is the same after a restart without a network.
#[tokio::test]
async fn a_device_keeps_a_key_to_sign_and_one_to_open_which_nobody_can_take_out() {
    let mut relay = Relay::start();
    let mut li = Device::of(Who::Li, &relay).await;
    let first = soon("the keys are kept", async || {
        let keys = keys(&li).await;
        if keys.as_array().is_some_and(|keys| keys.len() == 2) { Ok(keys) } else { Err(keys.to_string()) }
    })
    .await;
    assert_eq!([&first[0][0], &first[1][0]], [&json!(false), &json!(false)], "they cannot be taken out");
    li.is_ready_for_the_road().await;
    relay.stop();
    li.restart("/").await;
    li.see_list().await;
    assert_eq!(keys(&li).await, first);
}

/// The sheet and the signatures, in both languages, on tablet and phone: for people to look at.
#[tokio::test]
async fn the_sheet_sits_for_its_picture() {
    let relay = Relay::start();
    for language in ["zh-CN", "en"] {
        let li = Device::speaking(language, &relay).await;
        li.sign_in(Who::Li).await;
        li.open(SHARED).await;
        sheet(&li).await;
        li.run("document.querySelector(\"dialog [id='arg-as'] input[value='quality_head']\").click()").await;
        for size in [(1024, 1366), (390, 844)] {
            for is_dark in [false, true] {
                li.picture(&format!("sign-{language}"), size, is_dark).await;
            }
        }
        li.draw_on_glass("pen").await;
        li.picture(&format!("sign-drawn-{language}"), (1024, 1366), false).await;
        let wide = li.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth").await;
        assert_eq!(wide, true, "nothing is wider than the screen");
    }
}
