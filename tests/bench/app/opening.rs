//! From the tap on a case to its drawn form, and what the app holds in memory by then; with the relay stopped.

use serde_json::json;

use super::{
    Row, SLOWER, spread_of, times,
    world::{LONG, World},
};

const TIMES: usize = 5;

pub(super) async fn cases(world: &mut World) -> Vec<Row> {
    let with_the_list = megabytes(world).await;
    let slow = world.device.slowed(SLOWER);
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        short.push(world.open(world.ordinary).await);
        long.push(world.open(world.long).await);
    }
    drop(slow);
    let with_a_case = megabytes(world).await;
    let how = |what: &str| format!("{what}, {TIMES} times, relay stopped, from the tap to a drawn form");
    let long_case =
        format!("{LONG} changes, three short answers to each pause in prose; the first time of all from the log, then from the snapshot");
    let took = |what, aim, how, told: Vec<_>| Row { what, aim, how, found: spread_of(&times(&json!(told))) };
    let holds =
        |what, found| Row { what, aim: "150 MB", how: "what the browser’s process of the app shares with no other".into(), found };
    vec![
        took("open an ordinary case", "500 ms", how("13 changes"), short),
        took("open a case of 5,000 changes", "500 ms", how(&long_case), long),
        holds("memory with the list", with_the_list),
        holds("memory with the long case, opened for the fifth time", with_a_case),
    ]
}

/// After what nobody needs any more was given back.
async fn megabytes(world: &World) -> String {
    world.device.command("HeapProfiler.collectGarbage", json!({})).await;
    format!("{} MB", world.device.memory() >> 20)
}
