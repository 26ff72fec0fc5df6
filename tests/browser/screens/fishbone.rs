//! Two experts draw on one fishbone, one with a finger on a phone, one with the keys of a tablet, without a network; the picture and the
//! table of causes are the same.

use serde_json::json;
use tests::{Device, Relay, Who, cast::SHARED, eventually::soon};
use thirtyfour::Key;

const LIST: &str = "causes.list";
const FISH: &str = "[data-fishbone='causes.list']";
const PHONE: (u32, u32) = (390, 844);
const TABLET: (u32, u32) = (1024, 768);
const DESK: (u32, u32) = (1440, 900);

/// How a hand takes hold of a bone.
#[derive(Clone, Copy)]
enum Hand {
    Finger,
    Keys,
}

/// Adds a cause on a bone and says what it is; its row.
async fn grow(device: &Device, by: Hand, factor: &str, text: &str) -> String {
    let before = device.rows(LIST).await;
    let bone = format!("{FISH} [data-bone='{factor}']");
    match by {
        Hand::Finger => device.click(&bone).await,
        Hand::Keys => {
            let bone = device.see(&bone).await;
            bone.focus().await.expect("a bone can be reached by keyboard");
            bone.send_keys(Key::Enter).await.expect("a bone takes keys");
        }
    }
    let row = soon("a new row", async || {
        let rows = device.rows(LIST).await;
        rows.iter().find(|row| !before.contains(row)).cloned().ok_or(format!("{rows:?}"))
    })
    .await;
    let path = format!("{LIST}.{row}.text");
    soon("the hand is led to where the cause is told", async || {
        let name = device.run("return document.activeElement?.name ?? ''").await;
        if name == json!(path) { Ok(()) } else { Err(name.to_string()) }
    })
    .await;
    device.keys(&path, text).await;
    let drawn = device.run(&format!("return document.querySelector(\"{FISH} [data-cause='{LIST}.{row}'] .Twig__text\").innerText")).await;
    assert_ne!(drawn, json!(text), "nothing moves while the hand is in the field");
    device.leave().await;
    hangs(device, factor, text, "candidate").await;
    row
}

/// Waits until a cause hangs on a bone, drawn so.
async fn hangs(device: &Device, factor: &str, text: &str, standing: &str) {
    let script = format!(
        "const twigs = [...document.querySelectorAll(\"{FISH} [data-factor='{factor}'] [data-cause]\")];
         return twigs.filter(twig => twig.querySelector('.Twig__text').innerText === {}).map(twig => twig.dataset.standing)",
        json!(text)
    );
    soon(&format!("{text} hangs on {factor}, {standing}"), async || {
        let found = device.run(&script).await;
        if found == json!([standing]) { Ok(()) } else { Err(found.to_string()) }
    })
    .await;
}

/// Every part of the picture is large enough for a finger, and nothing is wider than the screen.
async fn is_for_fingers(device: &Device, size: (u32, u32)) {
    device.resize(size).await;
    let small = device
        .run(&format!(
            "return [...document.querySelectorAll(\"{FISH} button\")].map(button => [button.innerText, button.getBoundingClientRect()])
                 .filter(([, box]) => box.height < 43.9 || box.width < 43.9).map(([text, box]) => `${{text}}: ${{box.width}}×${{box.height}}`)"
        ))
        .await;
    assert_eq!(small, json!([]), "{size:?}");
    let wide = device
        .run(
            "const { clientWidth, scrollWidth } = document.documentElement;
             if (scrollWidth <= clientWidth) return [];
             return [...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > clientWidth + 0.5)
                 .map(one => `${one.className} ends at ${one.getBoundingClientRect().right}`)",
        )
        .await;
    assert_eq!(wide, json!([]), "{size:?}: nothing is wider than the screen");
}

/// [R-7.2.3.2.1-2] [R-7.2.3.2.1-3] [R-7.2.3.2.1-5]
#[tokio::test]
async fn two_experts_draw_on_one_fishbone() {
    let mut relay = Relay::start();
    let (mut li, mut wang) = tokio::join!(Device::of(Who::Li, &relay), Device::of(Who::Wang, &relay));
    li.open(SHARED).await;
    wang.open(SHARED).await;
    for device in [&mut li, &mut wang] {
        device.is_ready_for_the_road().await;
    }
    relay.stop();
    li.resize(PHONE).await;
    wang.resize(TABLET).await;

    let worn = grow(&li, Hand::Finger, "machine", "拉丝模磨损").await;
    let unrecorded = grow(&li, Hand::Finger, "machine", "没有更换记录").await;
    let impure = grow(&wang, Hand::Keys, "material", "铜材纯度不足").await;
    grow(&wang, Hand::Keys, "machine", "退火温度偏低").await;

    relay.start_again();
    for device in [&li, &wang] {
        for (factor, text) in
            [("machine", "拉丝模磨损"), ("machine", "没有更换记录"), ("machine", "退火温度偏低"), ("material", "铜材纯度不足")]
        {
            hangs(device, factor, text, "candidate").await;
        }
    }
    li.put(&shared::forms::Path::of_text(&format!("{LIST}.{worn}.status")), "confirmed").await;
    wang.put(&shared::forms::Path::of_text(&format!("{LIST}.{impure}.status")), "excluded").await;
    li.put(&shared::forms::Path::of_text(&format!("{LIST}.{unrecorded}.under")), &worn).await;
    for device in [&li, &wang] {
        hangs(device, "machine", "拉丝模磨损", "confirmed").await;
        hangs(device, "material", "铜材纯度不足", "excluded").await;
        device.see(&format!("{FISH} .Twig:has(> [data-cause$='{worn}']) .Twig [data-cause$='{unrecorded}']")).await;
    }
    wang.click(&format!("{FISH} [data-cause$='{worn}']")).await;
    soon("a tap on a cause opens its row", async || {
        let row = wang.run("return document.activeElement?.closest('[data-row]')?.dataset.row ?? ''").await;
        if row == json!(format!("{LIST}.{worn}")) { Ok(()) } else { Err(row.to_string()) }
    })
    .await;
    wang.leave().await;
    for (device, size) in [(&li, PHONE), (&wang, TABLET), (&wang, DESK)] {
        is_for_fingers(device, size).await;
        for (name, css) in [("fishbone", FISH), ("five-w", ".FiveW")] {
            device.run(&format!("document.querySelector(\"{css}\").scrollIntoView({{ block: 'start', behavior: 'instant' }})")).await;
            for is_dark in [false, true] {
                device.picture(name, size, is_dark).await;
            }
        }
    }
}
