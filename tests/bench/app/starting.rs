//! From the start of navigation to a drawn list, out of the service worker, with the relay stopped.

use serde_json::json;
use tests::eventually::soon;

use super::{Row, SLOWER, spread_of, times, world::World};

const TIMES: usize = 5;

/// The page's own clock, from the start of navigation, at the first picture that has a case in the list.
const LOOK: &str = "
    const look = () => document.querySelector('#cases > li, .TodoLine') ? (window.drawnAt = performance.now()) : requestAnimationFrame(look);
    requestAnimationFrame(look);
";

pub(super) async fn to_the_list(world: &mut World) -> Row {
    let mut taken = Vec::new();
    for _ in 0..TIMES {
        world.device.kill();
        world.device.wake().await;
        world.device.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": LOOK })).await;
        let slow = world.device.slowed(SLOWER);
        world.device.go("/").await;
        let drawn = soon("a drawn list", async || {
            let drawn = world.device.run("return window.drawnAt ?? null").await;
            drawn.as_f64().map(|_| drawn.clone()).ok_or_else(|| drawn.to_string())
        });
        taken.extend(times(&json!([drawn.await])));
        drop(slow);
    }
    Row {
        what: "start with no network to a drawn list",
        aim: "1,500 ms",
        how: format!("{TIMES} cold starts of Chromium, relay stopped, from navigation to the first picture with a case"),
        found: spread_of(&taken),
    }
}
