//! The cases on a desk: a table with filters, an order and a keyboard, whatever their number.

use rusqlite::{Connection, params};
use serde_json::{Value, json};
use shared::{
    codec,
    documents::DocumentKind,
    ids::DocumentId,
    records::{summary::Summary, waits::Waited},
};
use tests::{Device, Relay, Who, cast::CASES, eventually::soon, tablet::draw};

/// So many cases are many.
const MANY: usize = 5_000;

async fn press(device: &Device, key: &str) {
    for kind in ["keyDown", "keyUp"] {
        device
            .command(
                "Input.dispatchKeyEvent",
                json!({ "type": kind, "key": key, "code": key, "text": if key.len() == 1 && kind == "keyDown" { key } else { "" } }),
            )
            .await;
    }
}

/// Where the hand is: the search, or the name in the row.
async fn hand(device: &Device, is: &str) {
    soon(&format!("the hand is at {is}"), async || {
        let read = "const at = document.activeElement; return at.id || at.querySelector('.CaseCard__who')?.textContent || at.tagName";
        let at = device.run(read).await;
        if at == json!(is) { Ok(()) } else { Err(at.to_string()) }
    })
    .await;
}

async fn names(device: &Device) -> Vec<String> {
    serde_json::from_value(device.run("return [...document.querySelectorAll('.CaseCard__who')].map(one => one.textContent)").await)
        .expect("texts")
}

#[tokio::test]
async fn a_desk_filters_orders_and_walks_through_the_cases_by_keyboard() {
    let relay = Relay::start();
    let city = Device::of(Who::City, &relay).await;
    city.resize((1440, 900)).await;
    city.see_cases(CASES).await;
    city.picture("cases-desk", (1440, 900), false).await;
    city.picture("cases-desk", (1024, 768), false).await;
    city.picture("cases-desk", (390, 844), true).await;
    city.resize((1440, 900)).await;

    city.click("[data-sort='who']").await;
    city.see("[data-sort='who'][aria-pressed='true']").await;
    let sorted = names(&city).await;
    assert!(sorted.is_sorted(), "{sorted:?}");
    press(&city, "/").await;
    hand(&city, "cases-search").await;
    press(&city, "ArrowDown").await;
    hand(&city, &sorted[0]).await;
    press(&city, "ArrowDown").await;
    hand(&city, &sorted[1]).await;
    press(&city, "End").await;
    hand(&city, &sorted[CASES - 1]).await;
    press(&city, "Home").await;
    press(&city, "ArrowUp").await;
    hand(&city, "cases-search").await;
    city.click("[data-sort='who']").await;
    soon("the other way round", async || {
        let names = names(&city).await;
        if names.iter().rev().eq(&sorted) { Ok(()) } else { Err(format!("{names:?}")) }
    })
    .await;

    city.click("[data-part='overdue']").await;
    let late = "return [...document.querySelectorAll('.CaseCard')].every(row => row.querySelector('[data-due=overdue]'))";
    soon("the overdue alone", async || {
        let number = names(&city).await.len();
        if number < CASES && city.run(late).await == Value::Bool(true) { Ok(()) } else { Err(number.to_string()) }
    })
    .await;
    assert!(!names(&city).await.is_empty(), "the demo city has overdue cases");
    let first = names(&city).await[0].clone();
    press(&city, "/").await;
    press(&city, "ArrowDown").await;
    hand(&city, &first).await;
    city.run("document.activeElement.click()").await;
    city.see(".CaseHead").await;
    let beside = city.run("return document.querySelector('#cases').getBoundingClientRect().width < innerWidth / 2").await;
    assert_eq!(beside, Value::Bool(true), "the list stands beside the open case");
}

#[tokio::test]
async fn thousands_of_cases_are_counted_and_some_of_them_drawn() {
    let mut relay = Relay::start();
    relay.stop();
    fill(&relay, MANY - CASES);
    relay.start_again();
    let city = Device::of(Who::City, &relay).await;
    city.resize((1440, 900)).await;
    soon("all of them", async || {
        let told = city.run("return document.querySelector('#cases-count').textContent").await;
        if told.as_str().is_some_and(|told| told.contains(&MANY.to_string())) { Ok(()) } else { Err(told.to_string()) }
    })
    .await;
    let drawn = city.run("return document.querySelectorAll('#cases > li').length").await;
    assert!(drawn.as_u64().is_some_and(|drawn| drawn <= 100), "{drawn}");
    // From the top to the end in a hundred steps: the longest picture, and that something is drawn wherever one looks.
    let walk = "(async () => {
        let longest = 0, before = performance.now(), empty = 0;
        const next = () => new Promise(requestAnimationFrame);
        for (let step = 0; step <= 100; step++) {
            scrollTo(0, document.documentElement.scrollHeight * step / 100);
            await next(); await next();
            const now = performance.now(); longest = Math.max(longest, now - before); before = now;
            if (!document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('.CaseCard')) empty++;
        }
        return [longest, empty];
    })().then(done)";
    let told = city.run_async(walk).await;
    eprintln!("the longest of 100 steps through {MANY} cases, and steps at which nothing was drawn: {told}");
    assert!(told[1].as_u64().is_some_and(|empty| empty <= 10), "{told}");
    press(&city, "/").await;
    press(&city, "ArrowDown").await;
    soon("the hand is at the first case", async || {
        let at = city.run("return document.activeElement.closest('#cases > li')?.previousElementSibling === null && scrollY < 1000").await;
        if at == Value::Bool(true) { Ok(()) } else { Err(at.to_string()) }
    })
    .await;
    press(&city, "End").await;
    soon("the hand is at the last case", async || {
        let at = city.run("return document.activeElement.closest('li')?.nextElementSibling === null && scrollY > 100000").await;
        if at == Value::Bool(true) { Ok(()) } else { Err(at.to_string()) }
    })
    .await;
    city.walk_to("/").await;
    city.see(".Todo .TodoLine").await;
}

/// Copies a case of the demo city under other names. Their logs are empty: nobody opens them.
fn fill(relay: &Relay, number: usize) {
    let mut store = Connection::open(relay.folder().join("liandong.db")).expect("the relay's store");
    let mut all = store.prepare("SELECT summary, state FROM document").expect("the relay's store");
    let lines = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("the relay's store");
    let lines = lines.map(|line: rusqlite::Result<(Vec<u8>, Vec<u8>)>| line.expect("a line and a state"));
    let read =
        |(line, state): (Vec<u8>, Vec<u8>)| (codec::decode_as::<(Summary, Waited)>(codec::THIRD, &line).expect("of this release"), state);
    let case = lines.map(read).find(|((summary, _), _)| summary.kind == DocumentKind::Case);
    let ((mut summary, waits), state) = case.expect("the demo city has cases");
    drop(all);
    let newest: u64 = store.query_row("SELECT max(moved) FROM document", [], |row| row.get(0)).expect("there are documents");
    let tx = store.transaction().expect("the relay is stopped");
    for (number, moved) in (newest + 1..).take(number).enumerate() {
        summary.id = DocumentId(draw());
        summary.title = format!("示例批量企业{number:04}");
        let line = codec::encode_as(codec::THIRD, &(&summary, &waits));
        tx.prepare_cached("INSERT INTO document (id, n, moved, summary, state) VALUES (?1, 1, ?2, ?3, ?4)")
            .and_then(|mut insert| insert.execute(params![summary.id.0, moved, line, state]))
            .expect("a new document");
    }
    tx.commit().expect("the disk has room");
}
