//! Whoever leads: the board, who still holds unsent work, what former members wrote, the survey's campaign, and what a revoked device handed
//! over to its person.

use serde_json::{Value, json};
use shared::{
    codec, key,
    sync::{handover, session::COMPACT},
    words::Locale,
    workflow::{Act, Args},
};
use tests::{
    Device, Relay, Tablet, Who,
    cast::{SHARED, wish_with},
    eventually::soon,
};

const SIZES: [((u32, u32), bool); 3] = [((390, 844), false), ((1024, 768), true), ((1440, 900), false)];

async fn pictures(device: &Device, name: &str) {
    for (size, is_dark) in SIZES {
        device.picture(name, size, is_dark).await;
    }
    device.resize((1440, 900)).await;
}

/// [R-5.3-3] The unit sees where its cases stand and who still holds unsent work, and every number opens the table of what it counts.
#[tokio::test]
async fn every_number_of_the_board_opens_what_it_counts() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    li.begin("causes.problem", "车间里正在写");
    li.set_clock(20_000);
    li.tick();
    li.disconnect();
    let unit = Device::of(Who::Unit, &relay).await;
    unit.resize((1440, 900)).await;
    unit.go("/").await;
    unit.click("#board-way").await;
    unit.see(".BoardTable").await;
    unit.see(&format!("[data-member='{}'] [data-standing='holds']", li.author().person)).await;
    unit.read(key!("board.held_then").fill(Locale::Chinese, &[("n", "1")]).as_str()).await;
    pictures(&unit, "board-zh-CN").await;

    let number = "return Number(document.querySelector('.BoardTable .BoardNumber strong').textContent)";
    let counted = unit.run(number).await;
    unit.click(".BoardTable .BoardNumber").await;
    soon("the table shows as many", async || {
        let shown = unit.run("return Number((document.getElementById('cases-count')?.textContent ?? '').replace(/[^0-9]/g, ''))").await;
        if shown == counted { Ok(()) } else { Err(format!("{shown} instead of {counted}")) }
    })
    .await;
    assert_eq!(unit.run("return document.getElementById('cases-round').value").await, "first");
}

/// [R-0-15] What Li wrote after he had left waits for the unit: one piece becomes a supplement that names him, the other is set aside, and he
/// reads why. Without the relay nothing is written, and the button stays.
#[tokio::test]
async fn what_a_former_member_wrote_is_taken_over_or_set_aside() {
    let mut relay = Relay::start();
    let mut unit = Tablet::of(Who::Unit, &relay);
    let (mut li, mut wang) = (Tablet::of(Who::Li, &relay), Tablet::of(Who::Wang, &relay));
    unit.open(SHARED);
    li.open(SHARED);
    wang.open(SHARED);
    li.disconnect();
    assert_eq!(unit.act(wish_with(1, Act::FormGroup, Args::default().with("group", wang.author().person))), None);
    li.type_in("causes.problem", "离组后写的");
    li.type_in("causes.quality_head", "赵质量");
    li.connect();
    li.until("both wait for whoever leads", |li| li.notes().len() == 2);

    let desk = Device::of(Who::Unit, &relay).await;
    desk.go("/").await;
    desk.click("#later-way").await;
    desk.click("#later a").await;
    desk.see("[data-later]").await;
    pictures(&desk, "later-zh-CN").await;
    relay.stop();
    desk.click("[data-later] [data-way='supplement']").await;
    desk.read(key!("later.offline").text(Locale::Chinese)).await;
    desk.see("[data-later] [data-way='supplement'][aria-busy='false']").await;
    relay.start_again();
    wang.connect();
    let of = |text: &str| {
        format!("const card = [...document.querySelectorAll('[data-later]')].find(card => card.innerText.includes('{text}'));")
    };
    desk.run(&format!("{} card.querySelector('[data-way=supplement]').click()", of("离组后写的"))).await;
    soon("it stands there with the author's name", async || {
        wang.listen();
        let texts: Vec<String> =
            wang.rows("supplements.rows").iter().map(|row| wang.text(&format!("supplements.rows.{row}.text"))).collect();
        if texts.iter().any(|text| text.contains("离组后写的") && text.contains("李慎行")) {
            Ok(())
        } else {
            Err(format!("{texts:?}"))
        }
    })
    .await;
    soon("what was decided leaves the page", async || {
        let left = desk.run("return document.querySelectorAll('[data-later]').length").await;
        if left == json!(1) { Ok(()) } else { Err(left.to_string()) }
    })
    .await;
    desk.run(&format!("{} card.querySelector('summary').click()", of("赵质量"))).await;
    desk.fill("[data-later] textarea", "与王工所写重复").await;
    desk.click("[data-later] [data-way='aside']").await;
    soon("nothing waits any more", async || if desk.has("[data-later]").await { Err("it waits".into()) } else { Ok(()) }).await;

    let own = Device::of(Who::Li, &relay).await;
    own.go("/status").await;
    own.see("[data-with-lead='taken']").await;
    own.see("[data-with-lead='aside']").await;
    own.read("与王工所写重复").await;
}

/// A device was lost and signed out; what it handed over its person takes to another one and decides about; the administrator may read it.
#[tokio::test]
async fn what_a_revoked_device_handed_over_its_person_takes_to_another_one() {
    let relay = Relay::start();
    let mut lost = Tablet::of(Who::Li, &relay);
    lost.open(SHARED);
    lost.disconnect();
    lost.type_in("causes.problem", "丢失的平板上写的话");
    let other = relay.hand(Who::Li);
    assert_eq!(other.ask("DELETE", &format!("/api/session/devices/{}", lost.hand.device), &Value::Null).0, 204);
    let pieces = codec::encode(&lost.unsent());
    assert_eq!(lost.hand.send("POST", handover::ADDRESS, &[("content-type", COMPACT)], &pieces).status, 204);

    let mut li = Device::of(Who::Li, &relay).await;
    li.go("/").await;
    li.click("#handed-over-way").await;
    li.see("[data-handed]").await;
    li.read("丢失的平板上写的话").await;
    pictures(&li, "handed-over-zh-CN").await;
    li.click("#handed-over-take").await;
    li.see("[data-refused='of_revoked']").await;
    soon(
        "the relay knows that it was taken",
        async || if li.has("#handed-over").await { Err("it is offered again".into()) } else { Ok(()) },
    )
    .await;
    li.restart("/status").await;
    li.see("[data-refused='of_revoked']").await;
    assert!(!li.has("#handed-over").await);

    let city = Device::of(Who::City, &relay).await;
    city.go("/people").await;
    city.fill("#people-search", "zhuanjia1").await;
    city.click("[data-login='zhuanjia1'] > details > summary").await;
    city.click("[data-login='zhuanjia1'] [data-handed-over] summary").await;
    city.read("丢失的平板上写的话").await;
    pictures(&city, "people-handed-over-zh-CN").await;
}

/// [R-7.3-1] The district asks the enterprises that were assisted, each once, and sees how many have answered.
#[tokio::test]
async fn a_district_asks_those_whom_nobody_has_asked() {
    let relay = Relay::start();
    let tongan = Device::of(Who::Tongan, &relay).await;
    tongan.go("/asking").await;
    tongan.see("#asking-rate").await;
    tongan.see("#asking [data-asking]").await;
    pictures(&tongan, "asking-zh-CN").await;
    let missing = "return document.querySelectorAll(\"#asking [data-asking='not_asked']\").length";
    let before = tongan.run(missing).await.as_u64().expect("a number");
    assert!(before > 0, "the demo city has somebody to ask");
    tongan.click("#asking [data-asking='not_asked'] [data-way='ask']").await;
    soon("one less is missing", async || {
        let now = tongan.run(missing).await.as_u64().unwrap_or_default();
        if now + 1 == before { Ok(()) } else { Err(format!("{now} of {before}")) }
    })
    .await;
    tongan.click("#asking [data-asking='invited'] a").await;
    tongan.see("#invite").await;
}
