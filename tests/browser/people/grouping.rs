//! Whoever leads sees all working groups on one page, and goes from there to the act that changes one.

use serde_json::json;
use shared::workflow::Act;
use tests::{
    Device, Relay, Tablet, Who,
    cast::{CAIS, SHARED},
    eventually::soon,
};

const SIZES: [((u32, u32), bool); 4] = [((390, 844), false), ((1024, 768), false), ((1440, 900), false), ((1440, 900), true)];

async fn pictures(device: &Device, name: &str) {
    for (size, is_dark) in SIZES {
        device.picture(name, size, is_dark).await;
    }
    device.resize((1440, 900)).await;
}

/// [R-5.3-2] [R-0-15] The unit finds the case among the groups, goes to the act, which begins with the members as they are, and takes Li out;
/// from then on he stands there as somebody who has left, and among the experts without that seat. Without a network the page says the same.
#[tokio::test]
async fn a_group_is_found_among_all_and_changed_in_its_case() {
    let mut relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let (case, li) = (li.open(SHARED), li.author().person);
    let mut unit = Device::of(Who::Unit, &relay).await;
    unit.resize((1440, 900)).await;
    unit.go("/me").await;
    unit.click("#groups-link").await;
    let card = format!("[data-group-of='{case}']");
    unit.see(&format!("{card} [data-seat-of='{li}'] [data-seat='qualified']")).await;
    pictures(&unit, "groups-zh-CN").await;

    unit.click("#groups-by-expert").await;
    unit.see(&format!("[data-expert='{li}'] a[href='/cases/{case}']")).await;
    pictures(&unit, "groups-experts-zh-CN").await;
    unit.fill("#groups-search", CAIS).await;
    soon("nobody else is found", async || {
        let found = unit.run("return [...document.querySelectorAll('[data-expert]')].map(card => card.innerText.includes('蔡国梁'))").await;
        if found == json!([true]) { Ok(()) } else { Err(found.to_string()) }
    })
    .await;

    unit.click("#groups-by-case").await;
    unit.fill("#groups-search", SHARED).await;
    unit.click(&format!("{card} [data-way='{}']", Act::FormGroup.code())).await;
    unit.see("form[data-dialog='form_group']").await;
    let ticked = "return [...document.querySelectorAll('dialog [id=\"arg-group\"] input:checked')].length";
    soon("the members stand there", async || {
        let count = unit.run(ticked).await;
        if count == json!(2) { Ok(()) } else { Err(count.to_string()) }
    })
    .await;
    assert_eq!(unit.run("return location.hash").await, json!(""), "the address does not ask again");
    unit.picture("groups-change-zh-CN", (390, 844), false).await;
    unit.resize((1440, 900)).await;
    unit.run(&format!("document.querySelector('dialog [id=\"arg-group\"] input[value=\"{li}\"]').click()")).await;
    unit.click("#act-submit").await;
    unit.counts(Act::FormGroup).await;

    unit.go("/groups").await;
    unit.see(&format!("{card} [data-left]")).await;
    assert!(!unit.has(&format!("{card} [data-seat-of='{li}']")).await);
    unit.click("#groups-by-expert").await;
    unit.see(&format!("[data-expert='{li}']")).await;
    assert!(!unit.has(&format!("[data-expert='{li}'] a[href='/cases/{case}']")).await);
    unit.is_ready_for_the_road().await;
    relay.stop();
    unit.go("/groups").await;
    unit.see(&format!("{card} [data-left]")).await;
}

/// [R-5.1-1] What waits for a group says for whom it waits. A district's officer sees the groups of its cases and is offered nothing that is
/// not theirs; an address that leads to an act which is not possible now shows why.
#[tokio::test]
async fn nobody_is_offered_what_is_not_theirs_and_an_act_that_may_not_be_done_says_why() {
    let relay = Relay::start();
    let mut of_district = Tablet::of(Who::Tongan, &relay);
    let case = of_district.open(SHARED);
    let tongan = Device::of(Who::Tongan, &relay).await;
    tongan.go("/board").await;
    tongan.click("#groups-way").await;
    tongan.see(&format!("[data-group-of='{case}']")).await;
    assert!(!tongan.has("[data-way]").await);

    let city = Device::speaking("en", &relay).await;
    city.sign_in(Who::City).await;
    city.see("nav").await;
    city.go("/people").await;
    city.click("#people-groups").await;
    city.see(&format!("[data-group-of='{case}']")).await;
    assert!(!city.has(&format!("[data-group-of='{case}'] [data-way]")).await, "a unit leads this group");
    pictures(&city, "groups-en").await;
    city.click("#groups-by-expert").await;
    city.see("[data-expert]").await;
    pictures(&city, "groups-experts-en").await;
    city.go(&format!("/cases/{case}#act-form_group")).await;
    city.see(".Next__fold[open] [data-act='form_group'][data-why='wrong_path']").await;
    city.go("/people").await;
    city.see("[data-login='zhuanjia1'] .Groups__links a").await;
    city.picture("people-groups-en", (390, 844), false).await;
}
