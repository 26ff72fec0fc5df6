//! What the app does on a slow device that holds many cases: Chromium at a quarter of its speed, a real relay with real cases, and the
//! officer of the city who may read them all. The device is filled, measured, filled further and measured again.

mod opening;
mod pictures;
mod plan;
mod rows;
mod slowness;
mod starting;
mod table;
mod typing;
mod world;

use std::time::Duration;

use crate::spread;
use world::World;

/// So many times as slow as this machine.
const SLOWER: u32 = 4;
/// So many cases are on the device, where nobody asks for others.
const SIZES: [usize; 3] = [100, 1_000, 5_000];

/// One line of the table: the same at each size.
struct Row {
    what: &'static str,
    aim: &'static str,
    how: String,
    found: String,
}

/// Measures and prints; what is asked for are numbers of cases and parts: `typing`, `starting`, `opening`, `table`, `plan`.
pub(super) fn print(asked: &[String]) {
    let (sizes, parts): (Vec<&String>, Vec<&String>) = asked.iter().partition(|word| word.parse::<usize>().is_ok());
    let sizes: Vec<usize> = sizes.into_iter().filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    let has = |part: &str| parts.is_empty() || parts.iter().any(|asked| *asked == part);
    tokio::runtime::Runtime::new().expect("a runtime").block_on(measure(&sizes, &has));
}

async fn measure(sizes: &[usize], has: &dyn Fn(&str) -> bool) {
    let mut world = World::begin().await;
    println!("On {}; `cargo xtask bench app`", spread::machine());
    println!("{}\n", slowness::told(&mut world.device).await);
    let mut columns: Vec<Vec<Row>> = Vec::new();
    for size in sizes {
        let mut rows = vec![world.grow(*size).await];
        if has("typing") {
            rows.extend(typing::quietly(&mut world).await);
            rows.extend(typing::while_cases_arrive(&mut world).await);
        }
        if has("table") {
            rows.extend(table::of_cases(&world).await);
        }
        if has("plan") {
            rows.extend(rows::of_a_plan(&world).await);
        }
        world.city.relay.stop();
        if has("starting") {
            rows.push(starting::to_the_list(&mut world).await);
        }
        if has("opening") {
            rows.extend(opening::cases(&mut world).await);
        }
        world.city.start_again();
        rows.iter().for_each(|row| eprintln!("{size} cases: {}: {}", row.what, row.found));
        columns.push(rows);
    }
    let sizes: Vec<String> = sizes.iter().map(|size| format!("{size} cases")).collect();
    println!("| what | {} | aim | how |", sizes.join(" | "));
    println!("|---|{}---|---|", "---|".repeat(sizes.len()));
    for (at, row) in columns[0].iter().enumerate() {
        let found: Vec<&str> = columns.iter().map(|rows| rows[at].found.as_str()).collect();
        println!("| {} | {} | {} | {} |", row.what, found.join(" | "), row.aim, row.how);
    }
}

/// Times of the page's own clock, in milliseconds.
fn times(told: &serde_json::Value) -> Vec<Duration> {
    let told = told.as_array().map(Vec::as_slice).unwrap_or_default();
    told.iter().filter_map(serde_json::Value::as_f64).map(|milliseconds| Duration::from_secs_f64(milliseconds.max(0.0) / 1000.0)).collect()
}

/// The middle, the least and the most.
fn spread_of(taken: &[Duration]) -> String {
    let [least, middle, most] = [0, 50, 100].map(|percent| spread::percentile(taken, percent).as_millis());
    format!("{middle} ms ({least}–{most})")
}

/// The middle, and how slow the slowest are.
fn tail_of(taken: &[Duration]) -> String {
    let [p50, p95, most] = [50, 95, 100].map(|percent| spread::percentile(taken, percent).as_millis());
    format!("p50 {p50} · p95 {p95} · max {most} ms")
}
