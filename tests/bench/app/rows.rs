//! Annex A with hundreds of rows: opened, typed in, scrolled, a row added.

use std::time::Duration;

use serde_json::json;

use super::{Row, SLOWER, pictures, plan::ROWS, spread_of, tail_of, times, world::World};

const TIMES: usize = 3;
/// Keys that follow each other, and keys of which each comes when the pause after the last one is just over: then the form follows.
const QUICK: Duration = Duration::from_millis(100);
const AFTER_A_PAUSE: Duration = Duration::from_millis(760);
const KEYS: u32 = 20;

pub(super) async fn of_a_plan(world: &World) -> Vec<Row> {
    let slow = world.device.slowed(SLOWER);
    let mut opened = Vec::new();
    for _ in 0..TIMES {
        opened.push(world.open_plan().await);
        world.open(world.ordinary).await;
    }
    world.open_plan().await;
    let scrolled = world.device.run_async(&pictures::scroll("document.scrollingElement")).await;
    let mut typed = Vec::new();
    for pace in [QUICK, AFTER_A_PAUSE] {
        world.device.enter(world.plan.field.as_str()).await;
        world.device.run(pictures::WATCH_KEYS).await;
        let keyboard = world.device.keyboard(pace);
        tokio::time::sleep(pace * KEYS).await;
        let pressed = keyboard.rest();
        typed.push(pictures::of_keys(&world.device, pressed).await);
        world.device.run("window.unwatch()").await;
        world.device.leave().await;
    }
    let mut added = Vec::new();
    for _ in 0..TIMES {
        added.push(world.device.run_async(&format!("({ADD})().then(done)")).await);
    }
    drop(slow);
    world.is_online().await;
    let how = |how: &str| format!("{how}; {ROWS} rows in the plan");
    let pause = "20 keys, each when the pause after the last one is over and the form follows";
    vec![
        Row {
            what: "open a plan of 300 rows",
            aim: "–",
            how: how("3 times, from the tap to a drawn form"),
            found: spread_of(&times(&json!(opened))),
        },
        Row {
            what: "plan, scrolling, from picture to picture", aim: "–", how: how(pictures::SCROLLED), found: tail_of(&times(&scrolled))
        },
        Row { what: "plan, typing, key to picture", aim: "–", how: how("20 keys at ten a second"), found: tail_of(&typed[0]) },
        Row { what: "plan, typing with pauses, key to picture", aim: "p95 100 ms", how: how(pause), found: tail_of(&typed[1]) },
        Row { what: "plan, a row added, tap to its first field", aim: "–", how: how("3 times"), found: spread_of(&times(&json!(added))) },
    ]
}

/// From the tap to the hand in the new row's first field.
const ADD: &str = "() => new Promise(done => {
    const rows = () => document.querySelectorAll(\"[data-table='plan.rows'] > .RowCard\").length;
    const begin = performance.now(), before = rows();
    document.activeElement?.blur();
    document.querySelector(\"[data-add='plan.rows']\").click();
    const look = () => rows() > before && document.activeElement.closest('[data-row]') ? done(performance.now() - begin) : requestAnimationFrame(look);
    look();
})";
