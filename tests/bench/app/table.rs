//! The cases as a table on a desk: a hand that scrolls, searches, filters and sorts, with every case of the city in it.

use std::time::Duration;

use serde_json::{Value, json};
use tests::eventually::soon;

use super::{Row, SLOWER, pictures, tail_of, times, world::World};

const DESK: (u32, u32) = (1440, 900);
/// Keys in the search.
const PACE: Duration = Duration::from_millis(150);
const KEYS: u32 = 20;
/// So often is sorted and filtered.
const TIMES: usize = 6;

pub(super) async fn of_cases(world: &World) -> Vec<Row> {
    world.device.resize(DESK).await;
    world.device.go("/cases").await;
    let rows = "return document.querySelectorAll('#cases > li').length";
    soon("the table", async || if world.device.run(rows).await.as_u64() > Some(20) { Ok(()) } else { Err(world.device.page().await) })
        .await;
    world.is_online().await;
    let slow = world.device.slowed(SLOWER);
    let scrolled = world.device.run_async(&pictures::scroll("document.scrollingElement")).await;
    let sorted = press(world, &["[data-sort='who']", "[data-sort='due']"]).await;
    let filtered = press(world, &["[data-part='mine']", "[data-part='all']"]).await;
    world.device.run("document.getElementById('cases-search').focus()").await;
    world.device.run(pictures::WATCH_KEYS).await;
    let keyboard = world.device.keyboard(PACE);
    tokio::time::sleep(PACE * KEYS).await;
    let pressed = keyboard.rest();
    let searched = pictures::of_keys(&world.device, pressed).await;
    drop(slow);
    world.device.run("window.unwatch()").await;
    let row = |what, how: &str, told: &[Duration]| Row { what, aim: "–", how: how.into(), found: tail_of(told) };
    vec![
        row("table, scrolling, from picture to picture", pictures::SCROLLED, &times(&scrolled)),
        row("table, another order, tap to picture", "by enterprise, by date, in turn", &sorted),
        row("table, a filter, tap to picture", "waiting for me, all, in turn", &filtered),
        row("table, a key in the search, key to picture", "20 keys at seven a second, of which hardly any finds a case", &searched),
    ]
}

/// Taps on each in turn; from the tap to the picture after it.
async fn press(world: &World, all: &[&str]) -> Vec<Duration> {
    let mut taken = Vec::new();
    for css in all.iter().cycle().take(TIMES) {
        let told: Value = world.device.run_async(&format!("({})({}).then(done)", pictures::TAP, json!(css))).await;
        taken.extend(times(&json!([told])));
    }
    taken
}
