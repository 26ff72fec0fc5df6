//! A hand that types ten keys a second: from each key to the picture that shows it, and from each key to the row on the disk that holds
//! it; with nothing else going on, and while two hundred changed cases arrive.

use std::time::Duration;

use serde_json::json;
use tests::eventually::soon;

use super::{
    Row, SLOWER, pictures, tail_of,
    world::{MOVING, World},
};

const FIELD: &str = "intake.found_by";
const PACE: Duration = Duration::from_millis(100);
/// So many keys at least.
const KEYS: usize = 60;
const TIMES: usize = 3;

/// From a key to a row of drafts that holds what the field then read: the rows are read again and again.
const WATCH_ROWS: &str = "
    window.keys = [];
    const waiting = [];
    let at = 0, is_over = false;
    const press = event => { at = event.timeStamp; };
    const input = event => { waiting.push([at, event.target.value]); };
    window.unwatch = () => { is_over = true; removeEventListener('keydown', press, true); removeEventListener('input', input, true); };
    addEventListener('keydown', press, true);
    addEventListener('input', input, true);
    indexedDB.databases().then(all => {
        const others = ['liandong-keys', 'liandong-files-'];
        const name = all.map(one => one.name).find(name => name.startsWith('liandong-') && !others.some(other => name.startsWith(other)));
        const open = indexedDB.open(name);
        open.onsuccess = () => {
            const look = () => {
                const rows = open.result.transaction('drafts').objectStore('drafts').getAll();
                rows.onsuccess = () => {
                    const held = rows.result.map(row => new TextDecoder().decode(row)).join();
                    while (waiting.length && held.includes(waiting[0][1])) window.keys.push(performance.now() - waiting.shift()[0]);
                    if (is_over) open.result.close(); else setTimeout(look, 4);
                };
            };
            look();
        };
    });
";

pub(super) async fn quietly(world: &mut World) -> Vec<Row> {
    let how = |to: &str| format!("{TIMES} times {KEYS} keys at ten a second in an ordinary case, to {to}; the relay is connected");
    let pictures = measure(world, pictures::WATCH_KEYS, false).await;
    let rows = measure(world, WATCH_ROWS, false).await;
    vec![
        Row { what: "typing, key to picture", aim: "–", how: how("the picture that shows it"), found: tail_of(&pictures) },
        Row { what: "typing, key to durable row", aim: "–", how: how("the row of the draft that holds it"), found: tail_of(&rows) },
    ]
}

pub(super) async fn while_cases_arrive(world: &mut World) -> Vec<Row> {
    let how = || format!("the same while a colleague changes {MOVING} cases as fast as the relay takes it, until all have arrived");
    let pictures = measure(world, pictures::WATCH_KEYS, true).await;
    let rows = measure(world, WATCH_ROWS, true).await;
    vec![
        Row { what: "typing while 200 changed cases arrive, key to picture", aim: "p95 100 ms", how: how(), found: tail_of(&pictures) },
        Row { what: "typing while 200 changed cases arrive, key to durable row", aim: "–", how: how(), found: tail_of(&rows) },
    ]
}

async fn measure(world: &mut World, watch: &str, do_cases_arrive: bool) -> Vec<Duration> {
    world.open(world.ordinary).await;
    world.is_online().await;
    let mut taken = Vec::new();
    for _ in 0..TIMES {
        world.device.enter(FIELD).await;
        world.device.run(watch).await;
        let slow = world.device.slowed(SLOWER);
        let keyboard = world.device.keyboard(PACE);
        if do_cases_arrive {
            world.others_write();
            world.all_is_here().await;
        }
        tokio::time::sleep(PACE * u32::try_from(KEYS).expect("few keys")).await;
        let pressed = keyboard.rest();
        taken.extend(pictures::of_keys(&world.device, pressed).await);
        drop(slow);
        world.device.run("window.unwatch()").await;
        world.device.leave().await;
        world.is_online().await;
        clear(world).await;
    }
    taken
}

/// The field is empty again, so that it does not grow from one time to the next.
async fn clear(world: &World) {
    let select = format!("const field = document.getElementById({}); field.focus(); field.select()", json!(FIELD.replace('.', "-")));
    world.device.run(&select).await;
    let key = json!({ "type": "keyDown", "key": "Backspace", "code": "Backspace", "windowsVirtualKeyCode": 8 });
    world.device.command("Input.dispatchKeyEvent", key).await;
    world.device.leave().await;
    soon("the field is empty", async || {
        let reads = world.device.text(FIELD).await;
        if reads.is_empty() { Ok(()) } else { Err(reads) }
    })
    .await;
    world.is_online().await;
}
