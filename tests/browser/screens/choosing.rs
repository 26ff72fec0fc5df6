//! Several cases of the table at once: chosen by hand and by keyboard, one act told once for all of them and asked of each, with or without a
//! network, and taken back together.

use serde_json::{Value, json};
use tests::{Device, Relay, Who, cast::CASES, eventually::soon};

const CONTROL: u8 = 2;
const SHIFT: u8 = 8;

/// Presses a key with others held.
async fn press(device: &Device, key: &str, held: u8) {
    let (code, number) = match key {
        " " => ("Space".to_owned(), 32),
        "a" => ("KeyA".to_owned(), 65),
        other => (other.to_owned(), 0),
    };
    for kind in ["rawKeyDown", "keyUp"] {
        let with = json!({ "type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": held });
        device.command("Input.dispatchKeyEvent", with).await;
    }
}

/// Waits until so many are chosen; the table and what is said to those who do not see it agree.
async fn chosen(device: &Device, number: usize) {
    let read = "return [document.querySelectorAll('.CaseCard--chosen').length,
        document.querySelectorAll('.CaseCard__tick > input:checked:not(#select-all)').length, document.querySelector('#chosen-count').textContent]";
    soon(&format!("{number} are chosen"), async || {
        let seen = device.run(read).await;
        let is_said = seen[2].as_str().is_some_and(|said| if number == 0 { said.is_empty() } else { said.contains(&number.to_string()) });
        if seen[0] == json!(number) && seen[1] == json!(number) && is_said { Ok(()) } else { Err(seen.to_string()) }
    })
    .await;
}

/// The table, with everything on the device.
async fn desk(who: Who, relay: &Relay) -> Device {
    let mut device = Device::of(who, relay).await;
    device.is_ready_for_the_road().await;
    device.resize((1440, 900)).await;
    device.see_list().await;
    device.see(".CaseHeads").await;
    device
}

/// What became of each case: how many were done, wait, were not done.
async fn came(device: &Device) -> [usize; 3] {
    let count = "const of = state => document.querySelectorAll(`#together-results [data-state=${state}]`).length;
        return [of('done'), of('waiting'), of('refused')]";
    serde_json::from_value(device.run(count).await).expect("numbers")
}

async fn comes_to(device: &Device, what: &str, is_so: impl Fn([usize; 3]) -> bool) -> [usize; 3] {
    soon(what, async || {
        let came = came(device).await;
        if is_so(came) { Ok(came) } else { Err(format!("{came:?}")) }
    })
    .await
}

#[tokio::test]
async fn cases_are_chosen_by_hand_and_by_keyboard() {
    let relay = Relay::start();
    let city = desk(Who::City, &relay).await;
    city.see_cases(CASES).await;
    city.click("#cases > li:nth-child(2) input").await;
    chosen(&city, 1).await;
    city.run("document.querySelector('#cases > li:nth-child(5) a').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }))").await;
    chosen(&city, 4).await;
    city.run("document.querySelector('#cases > li:nth-child(3) a').focus()").await;
    press(&city, "Escape", 0).await;
    chosen(&city, 0).await;
    press(&city, " ", 0).await;
    chosen(&city, 1).await;
    press(&city, "ArrowDown", SHIFT).await;
    press(&city, "ArrowDown", SHIFT).await;
    chosen(&city, 3).await;
    press(&city, "ArrowUp", SHIFT).await;
    chosen(&city, 2).await;
    press(&city, "a", CONTROL).await;
    chosen(&city, CASES).await;
    assert_eq!(city.run("return document.querySelector('#select-all').checked").await, Value::Bool(true));
    press(&city, "Enter", CONTROL).await;
    soon("the hand is at what is done with them", async || {
        let is_there = city.run("return document.activeElement.closest('.Chosen') !== null").await;
        if is_there == Value::Bool(true) { Ok(()) } else { Err(is_there.to_string()) }
    })
    .await;
    city.picture("cases-chosen", (1440, 900), false).await;
    city.picture("cases-chosen", (1280, 800), true).await;
    city.resize((1440, 900)).await;
    assert_eq!(city.barriers().await, Vec::<String>::new());
    // What the filter hides is not among them.
    city.click("[data-part='overdue']").await;
    soon("the overdue alone are meant", async || {
        let seen = city
            .run("return [document.querySelectorAll('#cases > li').length, document.querySelector('.Chosen strong').textContent]")
            .await;
        let (rows, said) = (seen[0].as_u64().unwrap_or_default(), seen[1].as_str().unwrap_or_default().to_owned());
        if rows < CASES as u64 && said.contains(&rows.to_string()) { Ok(()) } else { Err(seen.to_string()) }
    })
    .await;
    // What is chosen is a file with its heads and a line each.
    city.run("window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = blob => { blob.text().then(text => saved.push(text)); return make.call(URL, blob); }").await;
    city.click("#together-export").await;
    let lines = soon("the file", async || {
        let saved = city.run("return saved[0] ?? null").await;
        saved.as_str().map(|text| text.lines().count()).ok_or_else(|| "nothing yet".to_owned())
    })
    .await;
    let rows = city.run("return document.querySelectorAll('#cases > li').length").await;
    assert_eq!(json!(lines), json!(rows.as_u64().unwrap_or_default() + 1));
    city.click("#together-clear").await;
    chosen(&city, 0).await;
}

/// [R-7.2.1.1-1] [R-0-10]
#[tokio::test]
async fn a_unit_is_designated_in_all_cases_that_allow_it_and_taken_back_together() {
    let relay = Relay::start();
    let city = desk(Who::City, &relay).await;
    city.see_cases(CASES).await;
    city.run("document.querySelector('#cases > li a').focus()").await;
    press(&city, "a", CONTROL).await;
    city.click("[data-together='designate_unit']").await;
    let may = city.see(".Together[data-may]").await.attr("data-may").await.expect("the page answers").expect("a number");
    let may: usize = may.parse().expect("a number");
    let not = city.run("return document.querySelectorAll('.Together [data-state=refused]').length").await;
    assert!((1..CASES).contains(&may), "some allow it: {may}");
    assert_eq!(not, json!(CASES - may), "the others say why not");
    city.click("#act-submit").await;
    city.see("[data-lack='missing']").await;
    city.run("document.querySelector('.Dialog details')?.setAttribute('open', '')").await;
    city.picture("cases-together-telling", (1440, 900), false).await;
    city.run("document.querySelector('#arg-unit input').click()").await;
    assert_eq!(city.barriers().await, Vec::<String>::new());
    city.click("#act-submit").await;
    let first = comes_to(&city, "all that allow it are done", |[done, waiting, _]| waiting == 0 && done > 0).await;
    assert_eq!(first, [may, 0, CASES - may]);
    city.picture("cases-together-done", (1440, 900), false).await;
    city.picture("cases-together-done", (1440, 900), true).await;
    city.click("#together-take-back").await;
    city.see("[data-dialog='revoke']").await;
    assert!(!city.has("#arg-entry").await, "each entry is found by itself");
    city.fill("#arg-reason", "选错了单位").await;
    city.click("#act-submit").await;
    comes_to(&city, "all are taken back", |came| came == [may, 0, 0]).await;
    city.click("#together-finish").await;
    soon("the sheet is closed", async || {
        let is_there = city.has("#together-results").await;
        if is_there { Err("it is there".to_owned()) } else { Ok(()) }
    })
    .await;
}

/// [R-5.2-2]
#[tokio::test]
async fn what_is_asked_for_without_a_network_waits_and_is_done_once_there_is_one() {
    let mut relay = Relay::start();
    let siming = desk(Who::Siming, &relay).await;
    relay.stop();
    siming.chip_shows("no network", |chip| chip.link == "offline").await;
    siming.run("document.querySelector('#cases > li a').focus()").await;
    press(&siming, "a", CONTROL).await;
    siming.click("[data-together='remind']").await;
    siming.see(".Together[data-may]").await;
    siming.fill("#arg-text", "请按期提交整改报告").await;
    siming.click("#act-submit").await;
    siming.see("#together-queued").await;
    let [done, waiting, _] = comes_to(&siming, "all of it waits", |[_, waiting, _]| waiting > 0).await;
    assert_eq!(done, 0, "nothing counts before the relay says so");
    // The sheet may be left; what became of it stays within reach.
    siming.run("document.querySelector('.Dialog[open] .Dialog__head button').click()").await;
    siming.click("#together-way button").await;
    relay.start_again();
    comes_to(&siming, "all of it is done", |[done, ..]| done == waiting).await;
}
